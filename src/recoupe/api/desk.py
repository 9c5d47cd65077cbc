"""The ledger as a server holds it: every request sees one state of it, and none waits for another or for links."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from recoupe.api.lately import Lately, Made
from recoupe.errors import RecoupeError
from recoupe.ledger import Ledger

__all__ = ["Desk"]

T = TypeVar("T")

_QUIET = 10.0
"""Seconds without a change after which links that nobody made are made here: whoever adds reports links them at the end,
and was killed if he did not."""

_LOG = logging.getLogger("recoupe.serve")


class Desk:
    """A ledger that many threads ask at once, each on a connection of its own; what is written waits its turn."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._run = secrets.token_hex(4)
        self._unlinked: tuple[int, float] | None = None
        self._linking = threading.Lock()
        self._lately = Lately(self._of_now)

    @contextmanager
    def asking(self) -> Iterator[Ledger]:
        """One state of the ledger, with the links it has, for all questions in this thread until it is left.

        What is decided or added inside is linked at once, and seen.
        """
        with self._ledger.snapshot() as book:
            self._watch(*book.store.revision())
            yield book

    def kept(self, key: Hashable, make: Callable[[Ledger], T]) -> T:
        """What was made for a key, made again where the ledger has changed since."""
        with self.asking() as book:
            return book.kept(key, lambda: make(book))

    def lately(self, key: Hashable, make: Callable[[Ledger], T]) -> Made[T]:
        """What was made for a key; where making it takes long and the ledger has changed since, as it was until then.

        It is then made anew behind the pages, and whoever shows it says of when it is.
        """
        with self.asking() as book:
            state = book.store.revision()
        return self._lately.get(key, make, state)

    def prepare(self, key: Hashable, make: Callable[[Ledger], object]) -> None:
        """Have made, behind the pages, what somebody will ask for."""
        self._lately.prepare(key, make)

    def _of_now(self, key: Hashable, make: Callable[[Ledger], Any]) -> tuple[Hashable, Any]:
        with self.asking() as book:
            return book.store.revision(), book.kept(key, lambda: make(book))

    def state(self) -> str:
        """A word for the ledger's present state, another one after each change and in each run of the server."""
        with self.asking() as book:
            revision, linked = book.store.revision()
        return f"{self._run}.{revision}.{linked}"

    def _watch(self, revision: int, linked: int) -> None:
        """Have links made in the background where a change was left without them for a while."""
        if revision == linked:
            self._unlinked = None
            return
        seen, now = self._unlinked, time.monotonic()
        if seen is None or seen[0] != revision:
            self._unlinked = (revision, now)
        elif now - seen[1] >= _QUIET and self._linking.acquire(blocking=False):
            threading.Thread(target=self._link, name="recoupe-link", daemon=True).start()

    def _link(self) -> None:
        try:
            self._ledger.relink()
        except RecoupeError as error:
            _LOG.warning("the links could not be made: %s", error)
        finally:
            self._linking.release()
