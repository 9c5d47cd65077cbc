"""What is served, over the example story, and a browser."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from browsing import address, browser, own_address

from serving import by_hand, client, own, own_book, story_book

__all__ = ["address", "browser", "by_hand", "client", "own", "own_address", "own_book", "story_book"]
