"""A client of the application over the example story, for the tests of what is served; one ledger a session."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "export"))

from answers import fill
from starlette.testclient import TestClient

import making
from recoupe.ledger import Ledger
from recoupe.web import create_app

BASE = "http://127.0.0.1:8741"


@pytest.fixture(scope="session")
def story_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example story as its answers have it; nobody may write to it."""
    with Ledger(tmp_path_factory.mktemp("served") / "story.sqlite") as ledger:
        fill(ledger)
        yield ledger


@pytest.fixture
def client(story_book: Ledger) -> TestClient:
    """Asks the application over the example story."""
    return TestClient(create_app(story_book), base_url=BASE)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger opened now takes the readings made by hand and links nothing."""
    monkeypatch.setattr("recoupe.ledger.reading.read_many", making.read_many)
    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.NoLinker)


@pytest.fixture
def own_book(by_hand: None, tmp_path: Path) -> Ledger:
    """A small ledger that may be written to."""
    book = Ledger(tmp_path / "own.sqlite")
    book.add(making.reports())
    return book


@pytest.fixture
def own(own_book: Ledger) -> TestClient:
    """A client of a small ledger that may be written to."""
    return TestClient(create_app(own_book), base_url=BASE)
