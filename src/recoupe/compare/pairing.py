"""Acts of two accounts set beside each other: which are told of the same, by predicate, doer and thing.

An act here and an act there are one where their predicates stand for the same and they share who does it or what undergoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recoupe.compare.acts import Act, Part
from recoupe.compare.roles import one_name

__all__ = [
    "aligned",
    "apart_in_time",
    "head_apart",
    "heads",
    "met",
    "one_act",
    "other_ones",
    "others",
    "paired",
    "same",
    "told_in",
    "told_words",
]


HALF = 0.5
"""Share of the words around the shorter act that the other must have, where neither doer nor thing is seen to be the same."""


def paired(one: Sequence[Act], other: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Acts of two sides whose predicates stand for the same."""
    for here in one:
        for there in other:
            if not here.head.isdisjoint(there.head):
                yield here, there


def met(one: Iterable[Part], other: Iterable[Part]) -> bool:
    """Whether a part of one kind is the same on both sides."""
    there = list(other)
    return any(same(a, b) for a in one for b in there)


def same(a: Part, b: Part) -> bool:
    """Whether two phrases can be of one: by their names, or by their nouns where no name tells them apart."""
    return one_name(a.names, b.names) or (not a.head.isdisjoint(b.head) and not other_ones(a, b))


def other_ones(a: Part, b: Part) -> bool:
    """Whether two phrases with one noun name different ones: « le gouvernement britannique », « le gouvernement de Lima »."""
    if a.states and b.states:
        return a.states.isdisjoint(b.states)
    return bool(a.names and b.names) and not one_name(a.names, b.names) and not (a.states or b.states)


def others(here: Act, there: Act) -> bool:
    """Whether two acts of one predicate are told of different ones by name: doers or things, and none is the same."""
    return any(
        mine and theirs and not met(mine, theirs) and any(other_ones(a, b) for a in mine for b in theirs)
        for mine, theirs in ((here.doers, there.doers), (here.things, there.things))
    )


def aligned(here: Act, there: Act) -> int:
    """How many of doer and thing two acts share."""
    return met(here.doers, there.doers) + met(here.things, there.things)


def one_act(here: Act, there: Act) -> bool:
    """Whether two acts of one kind are told of the same: a doer or thing in common, or half of what stands around."""
    if apart_in_time(here, there) or others(here, there):
        return False
    common, least = len(here.terms & there.terms), min(len(here.terms), len(there.terms))
    return aligned(here, there) > 0 or bool(common and common >= HALF * least)


def apart_in_time(here: Act, there: Act) -> bool:
    """Whether two acts are dated, and share no day."""
    mine, theirs = here.days, there.days
    return bool(mine and theirs) and not any(a[0] <= b[1] and b[0] <= a[1] for a in mine for b in theirs)  # type: ignore[operator]


def heads(parts: Iterable[Part]) -> frozenset[str]:
    """What the nouns of some phrases stand for."""
    return frozenset(t for p in parts for t in p.head)


def told_words(parts: Sequence[Part]) -> str:
    """Some phrases as they stand."""
    return ", ".join(p.text for p in parts)


def told_in(acts: Sequence[Act]) -> frozenset[str]:
    """All that the words of some acts stand for."""
    return frozenset(t for act in acts for t in (*act.head, *act.terms))


def head_apart(a: Part, b: Part) -> bool:
    """Whether two phrases share no word."""
    return a.terms.isdisjoint(b.terms)
