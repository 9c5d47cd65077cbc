"""Ledgers whose readings need no syntax model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import making
from recoupe.ledger import Ledger


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings made by hand, and no links but those of the test."""
    monkeypatch.setattr("recoupe.ledger.reading.read_many", making.read_many)
    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.NoLinker)


@pytest.fixture
def book(quick: None, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "ledger.sqlite") as made:
        yield made
