"""Two figures: how their intervals stand to each other, or why they can't be compared (DESIGN §5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from recoupe.lang import LANGUAGES, table
from recoupe.model.figure import Figure, Relation, relation
from recoupe.model.moment import days_of
from recoupe.model.words import Measure

__all__ = ["FigureComparison", "compare_counts", "compare_figures", "one_count", "shown"]

Places = tuple[str | None, str | None]
Bounds = tuple[float, float]

_IN_BASE = {
    "km": ("m", 1000.0), "m": ("m", 1.0), "cm": ("m", 0.01), "mm": ("m", 0.001), "mi": ("m", 1609.344), "nmi": ("m", 1852.0),
    "ft": ("m", 0.3048), "yd": ("m", 0.9144), "in": ("m", 0.0254), "kg": ("kg", 1.0), "g": ("kg", 0.001), "t": ("kg", 1000.0),
    "Mt": ("kg", 1e9), "lb": ("kg", 0.45359237), "km2": ("m2", 1e6), "m2": ("m2", 1.0), "ha": ("m2", 1e4), "mi2": ("m2", 2589988.110336),
    "acre": ("m2", 4046.8564224), "ft2": ("m2", 0.09290304), "km/h": ("m/s", 1 / 3.6), "mph": ("m/s", 0.44704), "m/s": ("m/s", 1.0),
    "kn": ("m/s", 1852 / 3600), "l": ("l", 1.0), "hl": ("l", 100.0), "cl": ("l", 0.01), "m3": ("l", 1000.0), "gal": ("l", 3.785411784),
    "W": ("W", 1.0), "kW": ("W", 1e3), "MW": ("W", 1e6), "GW": ("W", 1e9), "kWh": ("Wh", 1e3), "MWh": ("Wh", 1e6), "GWh": ("Wh", 1e9),
    "TWh": ("Wh", 1e12),
}  # fmt: skip
"""Base unit and factor. Exact by definition (SI brochure; international yard and pound, 1959)."""

OPEN_MEASURES = frozenset({"other", "present"})
"""Measures that say no more than that there are so many: they compare with a figure that names no measure."""


TOLLS = frozenset(Measure) - {Measure.OTHER, Measure.AGE, Measure.DISTANCE, Measure.PRESENT, Measure.COST}
"""Measures that say by themselves what is counted; how long, how dear, how many are there hang on of what."""


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """How two figures stand to each other.

    ``relation`` compares what was said, as intervals; ``agree`` says whether both can be true once each is given its own
    words' precision (30 % and a third do); ``reasons`` says why not, where they can't be compared or don't agree, a
    sentence each; ``values`` are the two intervals compared, in one unit.
    """

    relation: Relation
    agree: bool
    reasons: tuple[str, ...]
    values: tuple[Bounds, Bounds] | None = None


def compare_figures(left: Figure, right: Figure, *, places: Places = (None, None)) -> FigureComparison:
    """Compare two figures; ``places`` are ids of where each holds, None where unknown.

    The outcome is the same whichever comes first, but for the order of the values named in the reasons.
    """
    reasons = [why for rule in RULES if (why := rule(left, right)) is not None]
    if None not in places and places[0] != places[1]:
        reasons.append(f"place: {places[0]} and {places[1]}")
    if reasons:
        return FigureComparison(Relation.NOT_COMPARABLE, False, tuple(reasons))
    one, other = _scaled(left, _said(left)), _scaled(right, _said(right))
    agree = relation(_scaled(left, left.precision()), _scaled(right, right.precision())) is not Relation.DISJOINT
    unlike = () if agree else (f"values: {shown(one)} and {shown(other)}",)
    return FigureComparison(relation(one, other), agree, unlike, (one, other))


def one_count(left: Figure, right: Figure) -> bool | None:
    """Whether two figures count one thing by what they count or measure; None where neither says."""
    if unit_differs(left, right):
        return False
    generic, concepts = _heads()
    heads = [concepts.get(f.head, f.head) for f in (left, right) if f.head and f.head not in generic]
    if len(heads) == 2:
        return heads[0] == heads[1] or _plain(heads[0]) == _plain(heads[1])
    named = [f.measure for f in (left, right) if f.measure in TOLLS]
    return named[0] == named[1] if len(named) == 2 else None


def compare_counts(left: Figure, right: Figure) -> FigureComparison:
    """Compare two figures known to count one thing: that other verbs govern them (« 240 patients sont concernés ») parts them no more."""
    if left.measure not in TOLLS and right.measure not in TOLLS:
        left, right = replace(left, measure=None), replace(right, measure=None)
    return compare_figures(left, right)


def _plain(head: str) -> str:
    return head[:-1] if len(head) > 3 and head[-1] in "sx" else head


def unit_differs(left: Figure, right: Figure) -> str | None:
    """Other units that no factor joins: money of two currencies, a share and a count."""
    base = {_IN_BASE.get(f.unit, (f.unit, 1.0))[0] if f.unit else None for f in (left, right)}
    return f"unit: {left.unit or 'a count'} and {right.unit or 'a count'}" if len(base) > 1 else None


def measure_differs(left: Figure, right: Figure) -> str | None:
    """Other measures: killed and wounded. A figure without a measure compares with any that only counts."""
    if left.measure == right.measure:
        return None
    named = {m for m in (left.measure, right.measure) if m is not None and m not in OPEN_MEASURES}
    if len(named) < 2 and (None in (left.measure, right.measure) or len(named) == 0):
        return None
    return f"measure: {left.measure} and {right.measure}"


def counted_differs(left: Figure, right: Figure) -> str | None:
    """Other things counted: soldiers and civilians. « personnes » and « morts » compare with either."""
    if left.head is None or right.head is None:
        return None
    generic, concepts = _heads()
    a, b = concepts.get(left.head, left.head), concepts.get(right.head, right.head)
    if a == b or left.head in generic or right.head in generic:
        return None
    return f"counted: {left.counted} and {right.counted}"


def time_differs(left: Figure, right: Figure) -> str | None:
    """Each dated, and no day in common."""
    if left.as_of is None or right.as_of is None or left.as_of == right.as_of:
        return None
    one, other = days_of(left.as_of), days_of(right.as_of)
    if one is None or other is None:
        return None
    apart = (one[1] and other[0] and one[1] < other[0]) or (other[1] and one[0] and other[1] < one[0])
    return f"time: {left.as_of} and {right.as_of}" if apart else None


RULES: tuple[Callable[[Figure, Figure], str | None], ...] = (
    unit_differs,
    measure_differs,
    counted_differs,
    time_differs,
)
"""What makes two figures not comparable, in the order in which it is said."""


@lru_cache(maxsize=1)
def _heads() -> tuple[frozenset[str], dict[str, str]]:
    """Heads that name anybody, and the concept of each other head known, in all languages together."""
    generic: set[str] = set()
    concepts: dict[str, str] = {}
    for language in LANGUAGES:
        raw = table(language, "measures")
        generic.update(raw["generic"]["heads"])
        concepts.update({lemma: concept for concept, lemmas in raw["heads"].items() for lemma in lemmas})
    return frozenset(generic), concepts


def _said(figure: Figure) -> Bounds:
    low = float("-inf") if figure.low is None else figure.low
    return low, float("inf") if figure.high is None else figure.high


def _scaled(figure: Figure, bounds: Bounds) -> Bounds:
    factor = _IN_BASE[figure.unit][1] if figure.unit in _IN_BASE else 1.0
    return bounds[0] * factor, bounds[1] * factor


def shown(bounds: Bounds) -> str:
    """An interval in words."""
    return f"{bounds[0]:g}" if bounds[0] == bounds[1] else f"{bounds[0]:g} to {bounds[1]:g}"
