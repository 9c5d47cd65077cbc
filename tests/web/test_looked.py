"""Since I last looked: a mark in the browser, or a day in the address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import making
from recoupe.ledger import Ledger
from recoupe.ledger.looking import came_since, last_come, newest_of, reports_since
from recoupe.web import create_app
from serving import BASE


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ledger:
    """A small ledger that may be written to, whose reports make one claim."""
    monkeypatch.setattr("recoupe.ledger.reading.read_many", making.read_many)
    monkeypatch.setattr(
        "recoupe.ledger.ledger.Linker", making.linker(lambda entries, _: making.links([e.report for e in entries]))
    )
    ledger = Ledger(tmp_path / "own.sqlite")
    ledger.add(making.reports(2))
    return ledger


def _look(client: TestClient) -> None:
    word = re.search(r'name="word" value="(\w+)"', client.get("/").text)
    assert word is not None
    assert client.post("/looked", data={"word": word[1]}).status_code == 200


def test_what_came_in_since_is_told(book: Ledger) -> None:
    client = TestClient(create_app(book), base_url=BASE)
    assert 'class="since"' not in client.get("/").text
    _look(client)
    assert "0 reports came in" in client.get("/").text
    book.add(making.reports(4))
    page = client.get("/").text
    assert "2 reports came in" in page
    assert 'class="news"' in page
    _look(client)
    assert "0 reports came in" in client.get("/").text


def test_a_day_does_without_a_mark(book: Ledger) -> None:
    client = TestClient(create_app(book), base_url=BASE)
    assert "1 report came in" in client.get("/?since=2024-05-04").text
    assert client.get("/?since=yesterday").status_code == 400


@pytest.mark.parametrize("mark", ["x", "1", "1.2.3", "9999999999999999.1", "1.99999999999", "-1.5", "é.1"])
def test_a_mark_that_is_none_of_ours_is_left_aside(book: Ledger, mark: str) -> None:
    client = TestClient(create_app(book), base_url=BASE)
    answer = client.get("/", headers={"cookie": f"recoupe_looked={mark}".encode()})
    assert answer.status_code == 200


def test_a_form_of_elsewhere_sets_no_mark(book: Ledger) -> None:
    client = TestClient(create_app(book), base_url=BASE)
    client.get("/")
    assert client.post("/looked", data={"word": "0" * 64}).status_code == 403
    assert "recoupe_looked" not in client.cookies


def test_order_of_coming(book: Ledger) -> None:
    before = last_come(book)
    assert came_since(book, before) == frozenset()
    added = book.add(making.reports(3))
    assert came_since(book, before) == frozenset(added.new)
    assert len(reports_since(book, "2024-05-04")) == 2
    assert newest_of(book, [book.report(r) for r in added.new]) == {}
