"""Negatives that leave standing what a passage tells: of a manner (« tiré sans ordre »), or of what was asked for ("told them not to speak")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from recoupe.compare.passages import fold
from recoupe.lang import or_english, table
from recoupe.model.event import Proposition
from recoupe.model.span import Span

__all__ = ["beside_the_act"]

NOUN = 3
"""Words behind « sans » among which its noun stands, with article and adjective; a verb there is an act that was not done."""


@lru_cache(maxsize=4)
def _lists(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Prepositions that deny, what opens a denied infinitive, and verbs of asking, folded."""
    language = or_english(language)
    rows = table(language, "hypernyms")["negatives"]
    marks = frozenset(fold(w) for w in table(language, "clauses")["negative_marks"])
    return marks, frozenset(rows["infinitives"]), frozenset(fold(w) for w in rows["asking"])


def beside_the_act(words: Sequence[re.Match[str]], inside: Sequence[Proposition], language: str) -> tuple[Span, ...]:
    """Return the stretches of a passage in which a negative bears on a noun of manner or on what was asked for.

    ``words`` are those of the passage, ``inside`` its propositions in order of their heads.
    """
    marks, infinitives, asking = _lists(language)
    folded = [fold(w[0]) for w in words]
    if marks.isdisjoint(folded) and not any(f"{a} {b}" in infinitives for a, b in pairwise(folded)):
        return ()
    acts = [p for p in inside if not p.nominal]
    return (*_manners(words, folded, acts, marks), *_asked(words, folded, acts, (infinitives, asking)))


def _manners(
    words: Sequence[re.Match[str]], folded: Sequence[str], acts: Sequence[Proposition], marks: frozenset[str]
) -> Iterator[Span]:
    for place, word in enumerate(folded):
        behind = words[place + 1 : place + 1 + NOUN]
        if word in marks and behind and any(p.head.end <= words[place].start() for p in acts):
            stretch = Span(words[place].start(), behind[-1].end())
            if not any(stretch.overlaps(p.head) for p in acts):
                yield stretch


def _asked(
    words: Sequence[re.Match[str]],
    folded: Sequence[str],
    acts: Sequence[Proposition],
    lists: tuple[frozenset[str], frozenset[str]],
) -> Iterator[Span]:
    infinitives, asking = lists
    for place in range(len(folded) - 1):
        if f"{folded[place]} {folded[place + 1]}" in infinitives:
            before = [p for p in acts if p.head.end <= words[place].start()]
            if before and fold(before[-1].lemma) in asking:
                yield Span(words[place].start(), words[-1].end())
