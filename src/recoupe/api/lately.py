"""What takes seconds to work out of a large ledger: told as it was a moment ago, and says so, while it is worked out anew."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from recoupe.errors import RecoupeError

__all__ = ["Asked", "Lately", "Made"]

T = TypeVar("T")

_SOON = 0.25
"""Seconds of a processor's work for which everybody waits: what took longer before is worked out behind the pages."""

_MOST = 48
"""Things remembered at most: a board in two languages for a morning's questions."""

_LOG = logging.getLogger("recoupe.serve")

Asked = Callable[[Hashable, Callable[[Any], Any]], tuple[Hashable, Any]]
"""From a key and what makes it to the state of the ledger that it was made from, and the thing."""


class Made(NamedTuple, Generic[T]):
    """Something made from a ledger; ``until`` is when (seconds of the epoch) it was last known to be of the present
    state, None where it is.
    """

    value: T
    until: float | None = None


@dataclass(slots=True)
class _Known:
    """What was made last: from which state, at what cost, when it was last seen to hold, and when it was done."""

    value: Any
    state: Hashable
    cost: float
    seen: float
    done: float


class Lately:
    """Keeps what was made last, by key; one thread at a time makes anew what is asked for and has become old."""

    def __init__(self, ask: Asked) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        self._costs: dict[Hashable, float] = {}
        self._wanted: OrderedDict[Hashable, Callable[[Any], Any]] = OrderedDict()
        self._working = False

    def get(self, key: Hashable, make: Callable[[Any], T], state: Hashable) -> Made[T]:
        """What is made for a key: of the present state where that is at hand or soon done, else as it was."""
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                if known.state == state:
                    known.seen = time.time()
                    return Made(known.value)
                if known.cost > _SOON:
                    self._want(key, make)
                    return Made(known.value, known.seen)
        return Made(self._make(key, make))

    def prepare(self, key: Hashable, make: Callable[[Any], Any]) -> None:
        """Have a thing made before anybody asks for it."""
        with self._lock:
            self._want(key, make)

    def _make(self, key: Hashable, make: Callable[[Any], T]) -> T:
        def timed(book: Any) -> T:
            start = time.thread_time()
            made = make(book)
            self._costs[key] = time.thread_time() - start
            return made

        state, value = self._ask(key, timed)  # where another thread makes it just now, its work is what it costs
        with self._lock:
            self._known[key] = _Known(value, state, self._costs.get(key, 0.0), time.time(), time.monotonic())
            self._known.move_to_end(key)
            while len(self._known) > _MOST:
                self._costs.pop(self._known.popitem(last=False)[0], None)
        return value  # type: ignore[no-any-return]

    def _want(self, key: Hashable, make: Callable[[Any], Any]) -> None:
        self._wanted[key] = make
        if not self._working:
            self._working = True
            threading.Thread(target=self._work, name="recoupe-lately", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._working = False
                    return
                key, make = self._wanted.popitem(last=False)
                known = self._known.get(key)
            if known is not None:
                # while reports keep coming in, half of the time is left to whoever asks
                time.sleep(max(known.done + known.cost - time.monotonic(), 0))
            try:
                self._make(key, make)
            except RecoupeError as error:
                _LOG.warning("what was shown before stays: %s", error)
