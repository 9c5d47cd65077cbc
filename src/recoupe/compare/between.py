"""What an act is between two, who stands first, and whether two accounts tell it the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.compare.acts import Act, Force, Part
from recoupe.compare.pairing import apart_in_time, met
from recoupe.compare.reasons import because
from recoupe.compare.relations import degrees, way_of
from recoupe.model.ledger import Reason

__all__ = ["Between", "between", "the_other_way", "told_alike"]


@dataclass(frozen=True, slots=True)
class Between:
    """What an act is between two: who stands first, who second, and what passes between them."""

    kind: str
    first: tuple[Part, ...]
    second: tuple[Part, ...]
    things: tuple[Part, ...]


def between(act: Act, language: str) -> Between | None:
    """What an act is between two, None where it is no such act or one of the two is not told."""
    if act.degree:
        scale, much = degrees(language).scale(act.lemma)
        pair = (act.doers, act.rest[-1:])
        return Between(scale, *(pair if much == (act.degree > 0) else pair[::-1]), ())
    way = way_of(act.lemma, language)
    if way is None or not act.doers:
        return None
    others = tuple(p for p in act.rest if p.preposition in way.by)
    if not others and way.object:
        others = act.things
    if not others and not way.first:  # « a racheté la filiale de Velmar »: whose it was is who sold it
        others = act.things
    things = () if way.object else act.things
    return Between(way.kind, *((act.doers, others) if way.first else (others, act.doers)), things) if others else None


def the_other_way(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """One act or comparison between the same two, the other way round: sold to, bought from; longer than, shorter than."""
    theirs = [(act, way) for act in other if act.force is Force.HOLDS and (way := between(act, language))]
    for here in one if theirs else ():
        way = between(here, language) if here.force is Force.HOLDS else None
        for there, back in theirs if way else ():
            if way and way.kind == back.kind and _turned(way, back) and not apart_in_time(here, there):
                return because("other way", 0.4, (here.text, there.text), one=here.text, other=there.text)
    return None


def _turned(here: Between, there: Between) -> bool:
    crossed = met(here.first, there.second) and met(here.second, there.first)
    turned = _common(here.first, there.second) + _common(here.second, there.first)
    kept = _common(here.first, there.first) + _common(
        here.second, there.second
    )  # « le pont », « le viaduc » mean one thing too
    return crossed and turned > kept and (not (here.things and there.things) or met(here.things, there.things))


def _common(one: Sequence[Part], other: Sequence[Part]) -> int:
    """How many words two phrases share, in whatever they stand for."""
    there = frozenset(t for p in other for t in p.terms)
    return len(there.intersection(t for p in one for t in p.terms))


def told_alike(here: Act, there: Act, language: str) -> bool:
    """Whether two acts tell one thing from its two sides: A beat B, B lost to A."""
    mine, theirs = between(here, language), between(there, language)
    if not (mine and theirs) or mine.kind != theirs.kind:
        return False
    return met(mine.first, theirs.first) and met(mine.second, theirs.second)
