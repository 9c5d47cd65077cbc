"""A board that takes long is shown as it was, says of when it is, and is of now soon after."""

from __future__ import annotations

import re
import time

import pytest
from starlette.testclient import TestClient

import making
from recoupe.ledger import Ledger

THEN = re.compile(r'<p class="then" role="status">As of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.')


@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=en&since=2024-01-01"])
def test_it_says_of_when_it_is(monkeypatch: pytest.MonkeyPatch, own: TestClient, own_book: Ledger, path: str) -> None:
    monkeypatch.setattr("recoupe.api.lately._SOON", -1.0)  # as if it took long
    before = own.get(path).text
    assert "4 reports" in before
    assert not THEN.search(before)
    own_book.add(making.reports(6))
    shown = own.get(path).text
    assert THEN.search(shown)
    assert "4 reports" in shown
    for _ in range(500):
        shown = own.get(path).text
        if not THEN.search(shown):
            break
        time.sleep(0.02)
    assert "6 reports" in shown


def test_a_note_for_print_says_so_too(monkeypatch: pytest.MonkeyPatch, own: TestClient, own_book: Ledger) -> None:
    monkeypatch.setattr("recoupe.api.lately._SOON", -1.0)
    own.get("/note?lang=fr")
    own_book.add(making.reports(5))
    assert re.search(r'role="status">État au \d{4}-', own.get("/note?lang=fr").text)


def test_a_small_ledger_is_always_of_now(own: TestClient, own_book: Ledger) -> None:
    own.get("/?lang=en")
    own_book.add(making.reports(6))
    shown = own.get("/?lang=en").text
    assert "6 reports" in shown
    assert not THEN.search(shown)
