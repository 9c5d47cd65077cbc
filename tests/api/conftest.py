"""What is served, over the example story."""

from serving import client, story_book

__all__ = ["client", "story_book"]
