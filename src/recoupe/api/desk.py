"""The ledger as a server holds it: one at a time, and what was worked out for pages kept until the ledger changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeVar, cast

from recoupe.ledger import Ledger

__all__ = ["Desk"]

T = TypeVar("T")

_KEPT = 32
"""Things kept at most: a board in two languages for a few stories and days."""


class Desk:
    """A ledger that several threads may ask."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, RLock()
        self._kept: dict[Hashable, Any] = {}
        self._at: tuple[int, int] | None = None

    @contextmanager
    def asking(self) -> Iterator[Ledger]:
        """Hold the ledger: links are joined in memory, so one thread at a time."""
        with self._lock:
            yield self._ledger

    def kept(self, key: Hashable, make: Callable[[Ledger], T]) -> T:
        """What was made for a key, made again where the ledger has changed since."""
        with self.asking() as book:
            book.relink()
            revision = book.store.revision()
            if revision != self._at or len(self._kept) >= _KEPT:
                self._kept.clear()
                self._at = revision
            if key not in self._kept:
                self._kept[key] = make(book)
            return cast("T", self._kept[key])
