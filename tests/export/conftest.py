"""A ledger made by hand from the examples' answers, and a small maker of others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from answers import Told, told

from making import Maker
from recoupe.export.brief import Book


@pytest.fixture(scope="session")
def story() -> Told:
    """The example story, as its answers hold it."""
    return told()


@pytest.fixture(scope="session")
def book(story: Told) -> Book:
    """The example story in a book, in English."""
    return Book(story.entries, story.links, "en")


@pytest.fixture
def maker() -> Maker:
    """An empty ledger to put reports and claims into."""
    return Maker()
