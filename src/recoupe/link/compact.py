"""What linking keeps of very many reports in few bytes: the proof of a copy, and when a report was published."""

from __future__ import annotations

import struct
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.copies import Copying, copy_reason
from recoupe.model.ledger import Reason
from recoupe.model.span import Span

__all__ = ["FOR_EVER", "moved", "packed", "unpacked", "when_of"]

FOR_EVER = 10**17
"""A moment later than all."""

_HEAD = struct.Struct("<HBBB")
_SHORT = 1 << 16
"""Offsets below this take two bytes."""


def packed(found: Copying, places: NDArray[np.int32]) -> bytes:
    """The proof of a copy in some hundred bytes: what its reason says in numbers, and four offsets a pair of passages."""
    short = not places.size or places.max() < _SHORT
    head = _HEAD.pack(round(found.score * 1000), *found.percents, found.led | short << 1)
    return head + places.astype(np.uint16 if short else np.int32).tobytes()


def unpacked(proof: bytes) -> tuple[Reason, tuple[tuple[Span, Span], ...]]:
    """The reason and the passages that ``packed`` made bytes of."""
    score, one, other, flags = _HEAD.unpack_from(proof)
    numbers = np.frombuffer(proof, np.uint16 if flags & 2 else np.int32, offset=_HEAD.size).reshape(-1, 2).tolist()
    spans = [
        tuple.__new__(Span, ends) for ends in numbers
    ]  # some ten thousand a second of what is told: no call for each
    pairs = tuple(zip(spans[::2], spans[1::2], strict=True))
    return copy_reason(score / 1000, (one, other), led=bool(flags & 1)), pairs


def when_of(moment: str) -> int:
    """A moment as a number that sorts like it: its digits, 0 where it is not known."""
    return int("".join(filter(str.isdigit, moment)) or 0)


def moved(when: int, by: timedelta) -> int:
    """A moment some days away and a day more, as days are counted in each report's own zone."""
    if not when:
        return 0
    return _moved(when // 10**6, by) * 10**6


@lru_cache(maxsize=1 << 10)
def _moved(day: int, by: timedelta) -> int:
    moved = date(day // 10**4, day // 100 % 100, day % 100) + by + timedelta(1 if by > timedelta() else -1)
    return moved.year * 10**4 + moved.month * 100 + moved.day
