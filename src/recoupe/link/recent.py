"""What was worked out of reports and is likely to be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

__all__ = ["AT_HAND", "Recent"]

AT_HAND = 2048
"""Texts whose runs of words are held ready: what copies a text mostly comes within a day of it; others are cut up again."""

T = TypeVar("T")


class Recent(Generic[T]):
    """What was worked out of reports, the latest used at hand."""

    def __init__(self, most: int = AT_HAND) -> None:
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._most = most

    def get(self, key: str) -> T | None:
        """What was worked out, where it is still at hand."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, value: T) -> T:
        """Keep it at hand, and return it."""
        self._kept[key] = value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value

    def drop(self, key: str) -> None:
        """Let it be at hand no longer."""
        self._kept.pop(key, None)
