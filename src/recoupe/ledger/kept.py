"""What was worked out from a state of the ledger, kept until the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

__all__ = ["Kept"]

_MOST = 64
"""Things kept at most: a board and its page in two languages for a dozen questions, and the tables they come from."""


@dataclass(slots=True)
class _Slot:
    """One thing and the lock of whoever makes it: what several ask for at once is made once."""

    lock: Lock = field(default_factory=Lock)
    made: bool = False
    value: Any = None


class Kept:
    """Things by state and key; those asked for last stay, and those of earlier states go."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._slots: OrderedDict[tuple[Hashable, Hashable], _Slot] = OrderedDict()

    def get(self, state: Hashable, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made for a key in a state; make it where it is not there. What ``make`` raises is passed on."""
        slot = self._slot(state, key)
        with slot.lock:
            if not slot.made:
                slot.value, slot.made = make(), True
            return slot.value

    def _slot(self, state: Hashable, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.get((state, key))
            if slot is None:
                slot = self._slots[state, key] = _Slot()
                while len(self._slots) > _MOST:
                    self._slots.popitem(last=False)
            self._slots.move_to_end((state, key))
            for old in [k for k in self._slots if k[1] == key and k[0] != state]:
                del self._slots[old]
            return slot
