"""Numerals into frames: the unit, the bounds that the words beside it set, and ranges of two."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.figures.numerals import Numeral
from recoupe.extract.figures.rules import Rules, Widths
from recoupe.model.words import Exactness
from recoupe.parse.tree import Parse

__all__ = ["DASHES", "Frame", "bounded", "bounded_after", "interval"]

DASHES = frozenset("-–—‑")


@dataclass(slots=True)
class Frame:
    """A figure in the making. Tokens ``[first, last]``, both inside; ``start`` and ``end`` are places in the report.

    ``bound`` is the kind that the words beside it name ("" none); ``kind`` is ``share``, ``money``, ``unit``, ``time`` or
    "" where no unit stands there;
    """

    numeral: Numeral
    low: float
    high: float
    first: int
    last: int
    start: int
    end: int
    kind: str = ""
    unit: str | None = None
    bound: str = ""
    ranged: bool = False
    counts: bool = False
    """Whether a share stands right before its noun (« un sur cinq », "half the")."""
    negative: bool = False
    bounded: bool = False
    """Whether a bounding word stands before a lone fraction."""
    some: bool = False
    """Whether « several » or "a few" stands before a hundred or a thousand."""
    inner: tuple[int, int, int] | None = None
    """First token, head and last token of a noun inside the figure (« un habitant sur cinq »)."""
    score: bool = False
    """Whether it stands beside another as goals do: 3 to 1."""
    change: str | None = None
    reaches: bool = False
    """Whether the bound is one that a change may reach (« jusqu'à »)."""


def bounded(parse: Parse, made: Frame, rules: Rules) -> None:
    """Take in the words before a frame that bound or approximate it."""
    found = rules.bounds.ending(parse.tokens, made.first - 1)
    if found is None or (
        made.numeral.kind == "plural" and parse.tokens[made.first - 1].lower in rules.words["several"]
    ):
        return
    if _remain(parse, made, rules):
        return
    made.bound, size = found
    made.first -= size
    made.reaches = parse.tokens[made.first].lower in rules.words["reaching"]
    made.start = parse.tokens[made.first].start


_NE = 8
"""Words from « ne » to « plus que »: a clitic, the verb and an adverb stand between."""


def _remain(parse: Parse, made: Frame, rules: Rules) -> bool:
    """« n'en compte plus que 85 », « Plus que trois sièges »: so many remain, and no more; « plus que 85 » otherwise bounds."""
    first = made.first - 2
    if first < 0 or [t.lower for t in parse.tokens[first : made.first]] != sorted(rules.words["remaining"]):
        return False
    start = parse.sentences[parse.tokens[first].sentence].first
    near = parse.tokens[max(start, first - _NE) : first]
    return first == start or any(t.lower in rules.words["bare_negation"] for t in near)


def bounded_after(parse: Parse, made: Frame, at: int, rules: Rules) -> int | None:
    """Take the bound that stands at token ``at``, after a frame; return its last token, None without one."""
    if made.bound or at >= len(parse.tokens):
        return None
    found = rules.bounds_after.at(parse.tokens, at)
    if found is None:
        return None
    kind, size = found
    end = at + size
    if end < len(parse.tokens) and (parse.tokens[end].pos == "NUM" or parse.tokens[end].lower in rules.words["of"]):
        return None
    made.bound = kind
    return end - 1


def interval(made: Frame, widths: Widths) -> tuple[float | None, float | None, Exactness]:
    """Low, high and exactness of a finished frame, by the table of widths."""
    low, high, kind = made.low, made.high, made.numeral.kind
    if made.ranged:
        return low, high, Exactness.RANGE
    if kind == "several":
        return widths.several, None, Exactness.INDEFINITE
    if kind == "plural":
        return low * widths.plural[0], low * widths.plural[1] - 1, Exactness.INDEFINITE
    if made.bound == "at_least":
        return low, None, Exactness.AT_LEAST
    if made.bound == "at_most":
        return None, high, Exactness.AT_MOST
    if kind == "group":
        pair = widths.nearly_group if made.bound == "nearly" else widths.group
    elif made.bound in ("approximate", "nearly"):
        pair = widths.nearly if made.bound == "nearly" else widths.approximate
    else:
        return low, high, Exactness.EXACT
    a, b = (pair[0], pair[1]) if low >= 0 else (pair[1], pair[0])
    return _plain(low * a), _plain(high * b), Exactness.APPROXIMATE


def _plain(value: float) -> float:
    """A product without the noise of binary fractions: 6600, not 6600.000000000001."""
    return float(f"{value:.12g}")
