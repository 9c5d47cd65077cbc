"""Acts and comparisons between two, by which of the two stands first: « A a vendu à B » and « B a acheté à A » say one thing.

Told of the same two the other way round they exclude each other: who sold bought nothing, what is longer is not shorter
(converse and asymmetric relations, Lyons 1977, Semantics, §9.1; table ``relations``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from recoupe.compare.letters import fold
from recoupe.lang import or_english, table

__all__ = ["Degrees", "Way", "degrees", "way_of"]


@dataclass(frozen=True, slots=True)
class Way:
    """How a verb stands to the two it is between: whether its doer is ``first``, and where the other one stands."""

    kind: str
    first: bool
    by: frozenset[str]
    object: bool


@lru_cache(maxsize=4)
def _ways(language: str) -> dict[str, Way]:
    found = {}
    for row in table(or_english(language), "relations")["between"]:
        for side in ("first", "second"):
            way = Way(row["kind"], side == "first", frozenset(row["by"]), row["object"])
            found.update({fold(verb): way for verb in row[side]})
    return found


def way_of(lemma: str, language: str) -> Way | None:
    """Return how the verb of a folded lemma stands to two, None where it doesn't."""
    return _ways(language).get(lemma)


@dataclass(frozen=True, slots=True)
class Degrees:
    """The words of comparison of a language; ``scales`` gives a folded adjective's scale and whether it is the scale's much."""

    more: frozenset[str]
    less: frozenset[str]
    than: frozenset[str]
    scales: dict[str, tuple[str, bool]]

    def scale(self, adjective: str) -> tuple[str, bool]:
        """The scale of a folded adjective, itself where it stands on none, and whether it means much of it."""
        return self.scales.get(adjective, (adjective, True))


@lru_cache(maxsize=4)
def degrees(language: str) -> Degrees:
    """Return the words of comparison of a language."""
    raw = table(or_english(language), "relations")["degrees"]
    scales: dict[str, tuple[str, bool]] = {}
    for much, little in raw["scales"]:
        scales.setdefault(fold(much), (fold(much), True))
        scales.setdefault(fold(little), (fold(much), False))
    more, less, than = (frozenset(raw[name]) for name in ("more", "less", "than"))
    return Degrees(more, less, than, scales)
