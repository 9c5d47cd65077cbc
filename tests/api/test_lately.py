"""What takes long to make is told as it was, and says so, until it is made anew; what takes no time is always of now."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any

import pytest

import making
from recoupe.api.desk import Desk
from recoupe.api.lately import Lately
from recoupe.errors import LedgerError
from recoupe.ledger import Ledger

WORK = 0.3
"""Seconds of a processor's work that nobody is to wait for."""


class Book:
    """Counts what is made, and when it may be made."""

    def __init__(self) -> None:
        self.state, self.made = 1, 0
        self.may = threading.Event()
        self.may.set()

    def ask(self, key: Hashable, make: Callable[[Any], Any]) -> tuple[Hashable, Any]:
        self.may.wait(10)
        state = self.state
        value = make(self)
        self.made += 1
        return state, value


def _working(book: Book) -> str:
    end = time.thread_time() + WORK
    while time.thread_time() < end:
        pass
    return f"of state {book.state}"


def _soon(met: Callable[[], bool]) -> None:
    for _ in range(500):
        if met():
            return
        time.sleep(0.02)
    raise AssertionError("not within ten seconds")


def test_what_takes_long_is_told_as_it_was_and_then_made_anew() -> None:
    book = Book()
    lately = Lately(book.ask)
    assert lately.get("board", _working, 1) == ("of state 1", None)
    assert lately.get("board", _working, 1) == ("of state 1", None), "nothing changed, nothing is made"
    seen = time.time()
    book.state = 2
    book.may.clear()
    before = lately.get("board", _working, 2)
    assert before.value == "of state 1"
    assert before.until is not None
    assert abs(before.until - seen) < 60
    lately.get("board", _working, 2)
    book.may.set()
    _soon(lambda: lately.get("board", _working, 2) == ("of state 2", None))
    assert book.made == 2, "asked for twice, made once"


def test_what_takes_no_time_is_of_now() -> None:
    book = Book()
    lately = Lately(book.ask)
    for state in (1, 2, 3):
        book.state = state
        assert lately.get("small", lambda b: b.state, state) == (state, None)


def test_what_is_prepared_is_there() -> None:
    book = Book()
    lately = Lately(book.ask)
    lately.prepare("board", _working)
    _soon(lambda: book.made == 1)
    assert lately.get("board", _working, 1) == ("of state 1", None)
    assert book.made == 1


def test_who_merely_waited_knows_what_it_costs(own_book: Ledger) -> None:
    """Two ask at once for what is made once: the one who waited does not take it for something that takes no time."""
    desk = Desk(own_book)

    def working(_: Ledger) -> int:
        end = time.thread_time() + WORK
        while time.thread_time() < end:
            pass
        return own_book.store.counts()["reports"]

    asking = [threading.Thread(target=lambda: desk.lately("board", working)) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    own_book.add(making.reports(6))
    assert desk.lately("board", working).until is not None


def test_a_failure_behind_the_pages_leaves_what_was(caplog: pytest.LogCaptureFixture) -> None:
    book = Book()
    lately = Lately(book.ask)
    lately.get("board", _working, 1)

    def failing(_: Book) -> str:
        raise LedgerError("the disk is gone", remedy="put it back")

    book.state = 2
    assert lately.get("board", failing, 2).value == "of state 1"
    _soon(lambda: "the disk is gone" in caplog.text)
    assert lately.get("board", _working, 2).value == "of state 1"
    _soon(lambda: lately.get("board", _working, 2).until is None)


def test_a_failure_that_is_waited_for_is_raised(own_book: Ledger) -> None:
    desk = Desk(own_book)

    def failing(_: Ledger) -> str:
        raise LedgerError("no such story", remedy="name another")

    with pytest.raises(LedgerError, match="no such story"):
        desk.lately("board", failing)


def test_what_is_asked_for_rarely_is_forgotten() -> None:
    book = Book()
    lately = Lately(book.ask)
    for key in range(200):
        lately.get(key, lambda b: b.state, 1)
    lately.get(199, lambda b: b.state, 1)
    assert book.made == 200
    lately.get(0, lambda b: b.state, 1)
    assert book.made == 201
