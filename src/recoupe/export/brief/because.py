"""Why two passages can't both hold, in sentences of either language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from recoupe.compare.contradictions import ENOUGH
from recoupe.compare.reasons import Because, phrase
from recoupe.export.wording import wording
from recoupe.model.ledger import Reason

__all__ = ["plain", "sentence_of", "telling"]


def sentence_of(reason: Reason, language: str) -> str:
    """Return the sentence of a reason in a language; its own words where it has no slots to fill."""
    if not isinstance(reason, Because):
        return reason.detail
    return phrase(reason.rule, {name: _value(name, value, language) for name, value in reason.slots}, language)


def _value(name: str, value: str, language: str) -> str:
    """A slot as people write it: days and languages in the wording's language, words as they stand on one line."""
    words = wording(language)
    if name.endswith("day"):
        return words.moment(value, year=True)
    if name.endswith("language"):
        return words.text(f"languages.{value}")
    return " ".join(value.split())


class _Ruled(Protocol):
    """A reason in any of its forms."""

    @property
    def rule(self) -> str: ...

    @property
    def score(self) -> float: ...


R = TypeVar("R", bound=_Ruled)

_MEASURES = frozenset({"polarity", "sweeping", "contrast", "called false", "other figure"})
"""Signs in the manner of speaking: beside a reason that names what is denied or counted, they tell a reader nothing more."""


SURE = 0.4
"""Share of a denial's words that the other side must say for a brief to tell it as a dispute: of one word in five, as a claim's
page shows them, half are the topic that both have."""


def plain(reason: _Ruled) -> bool:
    """Whether a reason alone shows a dispute to somebody who has no time for the page: no manner of speaking, no word in common."""
    return reason.rule not in _MEASURES and (reason.rule != "denied" or reason.score >= SURE)


def telling(reasons: Sequence[R]) -> Sequence[R]:
    """Return the reasons that a reader needs, the first ones first: without those that only add to others."""
    strong = [r for r in reasons if r.score >= ENOUGH] or list(reasons)
    return [r for r in strong if r.rule not in _MEASURES] or strong
