"""What is served, over the example story."""

from serving import by_hand, client, own, own_book, story_book

__all__ = ["by_hand", "client", "own", "own_book", "story_book"]
