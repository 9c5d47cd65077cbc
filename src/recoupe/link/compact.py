"""What linking keeps of very many reports in few bytes: the proof of a copy, and when a report was published."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from datetime import date, timedelta

from recoupe.model.ledger import Reason
from recoupe.model.span import Span

__all__ = ["FOR_EVER", "moved", "packed", "unpacked", "when_of"]

FOR_EVER = 10**17
"""A moment later than all."""

_SCORE = struct.Struct("<dH")


def packed(reason: Reason, pairs: Sequence[tuple[Span, Span]]) -> bytes:
    """The proof of a copy in some hundred bytes: score, words of the reason, four numbers a pair of passages."""
    words = reason.detail.encode()
    return (
        _SCORE.pack(reason.score, len(words)) + words + array("i", (n for p in pairs for s in p for n in s)).tobytes()
    )


def unpacked(proof: bytes) -> tuple[Reason, tuple[tuple[Span, Span], ...]]:
    """The reason and the passages that ``packed`` made bytes of."""
    score, size = _SCORE.unpack_from(proof)
    numbers = array("i", proof[_SCORE.size + size :])
    pairs = ((Span(*numbers[n : n + 2]), Span(*numbers[n + 2 : n + 4])) for n in range(0, len(numbers), 4))
    return Reason("copy", proof[_SCORE.size : _SCORE.size + size].decode(), score), tuple(pairs)


def when_of(moment: str) -> int:
    """A moment as a number that sorts like it: its digits, 0 where it is not known."""
    return int("".join(filter(str.isdigit, moment)) or 0)


def moved(when: int, by: timedelta) -> int:
    """A moment some days away and a day more, as days are counted in each report's own zone."""
    if not when:
        return 0
    year, month, day = when // 10**10, when // 10**8 % 100, when // 10**6 % 100
    moved = date(year, month, day) + by + (timedelta(1) if by > timedelta() else timedelta(-1))
    return int(moved.strftime("%Y%m%d")) * 10**6
