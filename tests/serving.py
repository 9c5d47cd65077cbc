"""A client of the application over the example story, for the tests of what is served; one ledger a session."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "export"))

from answers import told
from starlette.testclient import TestClient

from recoupe.ledger import Ledger
from recoupe.web import create_app

BASE = "http://127.0.0.1:8741"


@pytest.fixture(scope="session")
def story_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example story as its answers have it; nobody may write to it."""
    made = told()
    with Ledger(tmp_path_factory.mktemp("served") / "story.sqlite") as ledger:
        for entry in made.entries:
            ledger.store.put(entry.report, entry.reading)
        ledger.store.put_links(made.links, ledger.store.revision()[0])
        yield ledger


@pytest.fixture
def client(story_book: Ledger) -> TestClient:
    """Asks the application over the example story."""
    return TestClient(create_app(story_book), base_url=BASE)
