"""What is served, over the example story, and a browser."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from browsing import address, browser, own_address

from serving import client, story_book

__all__ = ["address", "browser", "client", "own_address", "story_book"]
