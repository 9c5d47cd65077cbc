"""What the ledger can be asked, and a page of answers."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from recoupe.errors import LedgerError

__all__ = ["Page", "Question", "cursor_of", "place_of"]

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Question:
    """Filters, all of which must be met; each kind of answer heeds those that make sense for it.

    ``speaker`` and ``place`` are names (or an identity's id); ``about`` a name inside what is said; ``stance``,
    ``standing``, ``type``, ``measure``, ``kind``, ``form``, ``hedge`` words of the closed lists; ``story``, ``origin``,
    ``claim`` ids of links; ``report`` an id; ``since`` and ``until`` ISO days, both inside; ``words`` are searched in
    full text (all must be met, "in quotation marks" together, beginnings with ``*``). ``limit`` caps a page, and
    ``cursor`` is where the page before ended.
    """

    words: str | None = None
    speaker: str | None = None
    about: str | None = None
    place: str | None = None
    stance: str | None = None
    form: str | None = None
    hedge: str | None = None
    standing: str | None = None
    type: str | None = None
    measure: str | None = None
    kind: str | None = None
    story: str | None = None
    origin: str | None = None
    claim: str | None = None
    report: str | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 50
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Answer]):
    """Answers in order, and the cursor of the next page; None after the last."""

    items: tuple[Answer, ...]
    next: str | None = None


def cursor_of(place: tuple[object, ...]) -> str:
    """Return the cursor that stands for a place in the order of answers."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


_LARGEST = 2**63
"""A whole number that a database can hold is under it."""


def place_of(cursor: str, size: int, kinds: Sequence[Any] = ()) -> tuple[str | int, ...]:
    """Return the place of a cursor, whose parts are of these kinds. Raises LedgerError where it is none of ours."""
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or len(place) != size or not all(map(_held, place, kinds or [str | int] * size)):
        raise LedgerError(
            f"{cursor!r} is no cursor of this question", remedy="take the 'next' of the page before, or leave it out"
        )
    return tuple(place)


def _held(part: object, kind: Any) -> bool:
    """Whether a part of a place is of a kind, and can be asked of a database."""
    if isinstance(part, bool) or not isinstance(part, kind):
        return False
    return -_LARGEST < part < _LARGEST if isinstance(part, int) else "\x00" not in str(part) and _encodes(str(part))


def _encodes(words: str) -> bool:
    return not any(0xD800 <= ord(c) < 0xE000 for c in words)
