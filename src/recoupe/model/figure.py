"""Figures: numbers with what is counted, as intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.span import Span
from recoupe.model.words import Exactness

__all__ = ["Figure", "Relation", "relation"]


class Relation(StrEnum):
    """How two intervals stand to each other."""

    EQUAL = "equal"
    INCLUDES = "includes"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what is counted.

    ``low`` and ``high`` bound the number meant, None where open on that side; ``unit`` is None for plain counts,
    "share" for parts of a whole (30 % is 0.30), an ISO 4217 code for money, else a symbol or an English singular;
    ``counted`` is the noun phrase counted, as it stands in the text; ``head`` its head's lemma; ``whole`` the whole
    that a share is taken of; ``measure`` a word of the closed list or a predicate lemma; ``as_of`` an EDTF value.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    exactness: Exactness
    counted: str | None = None
    counted_span: Span | None = None
    head: str | None = None
    whole: str | None = None
    measure: str | None = None
    as_of: str | None = None
    change: str | None = None

    def precision(self) -> tuple[float, float]:
        """Return the interval within which the words' own precision lets the number lie.

        An exact figure of a count is itself. A rounded share, or a number that ends in zeros, stands for
        what rounds to it: 30 % for 25 to 35, a third for what one would not call a quarter or a half.
        """
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        if self.exactness is not Exactness.EXACT or low != high or self.unit != "share":
            return low, high
        return low - _half_step(low), high + _half_step(high)


def _half_step(share: float) -> float:
    """Half of the last digit that a share in per cent shows: 30 → 5, 32 → 0.5, 32.5 → 0.05, a third → 4.

    A fraction in words is known to about a tenth of the whole's way to its neighbours (1/4, 1/3, 1/2).
    """
    percent = share * 100
    if abs(percent - round(percent, 2)) > 1e-9:
        return 0.04
    for step in (10.0, 1.0, 0.1, 0.01):
        if abs(percent / step - round(percent / step)) < 1e-9:
            return step / 200
    return 0.0


def relation(left: tuple[float, float], right: tuple[float, float]) -> Relation:
    """How two closed intervals stand to each other; INCLUDES where either holds the other."""
    if _same(left[0], right[0]) and _same(left[1], right[1]):
        return Relation.EQUAL
    if left[1] < right[0] or right[1] < left[0]:
        return Relation.DISJOINT
    if (left[0] <= right[0] and right[1] <= left[1]) or (right[0] <= left[0] and left[1] <= right[1]):
        return Relation.INCLUDES
    return Relation.OVERLAPS


def _same(a: float, b: float) -> bool:
    return a == b or math.isclose(a, b, rel_tol=1e-9)
