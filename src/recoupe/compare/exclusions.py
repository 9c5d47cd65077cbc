"""Which acts of two accounts exclude each other: acts are set side by side by predicate, doer and thing, then what differs is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from recoupe.compare.acts import Act, Force, Part
from recoupe.compare.between import the_other_way, told_alike
from recoupe.compare.opposed import CONVERSE, antonymous, converse, made, once, opposites, sited
from recoupe.compare.pairing import (
    aligned,
    apart_in_time,
    heads,
    met,
    one_act,
    others,
    paired,
    same,
    told_in,
    told_words,
)  # fmt: skip
from recoupe.compare.quantities import parted, quantified, quantified_opposites, some_of_each
from recoupe.compare.reasons import because
from recoupe.model.distance import km
from recoupe.model.entity import Entity
from recoupe.model.figure import Figure
from recoupe.model.ledger import Reason
from recoupe.model.words import MomentType, Precision

__all__ = ["ACT_RULES", "WORD_RULES", "left_open", "others_figures", "paired"]


def others_figures(figure: Figure, there: Figure, one: Sequence[Act], other: Sequence[Act]) -> bool:
    """Whether two figures are told of different ones: each act that gives one has a doer or thing, and none is the same."""
    mine, theirs = (_holding(f, acts) for f, acts in ((figure, one), (there, other)))
    if mine is None or theirs is None:
        return False
    parts, their_parts = ([p for p in (*a.doers, *a.things) if not _counted(p)] for a in (mine, theirs))
    beside = [p for p in theirs.rest if not _counted(p)]
    return bool(parts and their_parts) and not met(parts, (*their_parts, *beside)) and not met(their_parts, mine.rest)


def _counted(part: Part) -> bool:
    """Whether a part is itself told with a number: it is what is counted, not of whom."""
    return any(term[0].isdigit() for term in part.terms)


def _holding(figure: Figure, acts: Sequence[Act]) -> Act | None:
    """The innermost act that gives a figure."""
    return min((a for a in acts if figure in a.figures), key=lambda a: len(a.text), default=None)


def act_denied(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """An act that one side tells as done and the other as not done."""
    for here, there in paired(one, other):
        done, undone = (here, there) if here.force > there.force else (there, here)
        if some_of_each(undone, done):
            continue
        if _still_to_come(undone, done):
            continue
        if done.force * undone.force < 0 and someone_else(undone, done, one if undone is here else other):
            continue
        if done.force * undone.force < 0 and one_act(here, there) and _meant(undone, done) and not undone.corrected:
            return because("act denied", 0.3, (done.text, undone.text), words=done.word)
    return None


def _meant(denied: Act, told: Act) -> bool:
    """Whether what is denied of an act is what is told: « ne parle pas des vaccins » denies not that it speaks of the flu."""
    if _of_all(denied) and not _of_all(told):  # « toutes ne sont pas » leaves some
        return False
    beside = frozenset(t for p in (*denied.things, *denied.rest) for t in p.terms)
    return not beside or not beside.isdisjoint(told.terms) or not (told.things or told.rest)


def _of_all(act: Act) -> bool:
    return any(part.quantity == "all" for part in act.parts)


def left_open(denied: frozenset[str], one: Sequence[Act], other: Sequence[Act]) -> bool:
    """Whether what one side denies the other does not tell as done: it only tried, meant or could, or someone else did."""
    met = [(here, there) for here, there in paired(one, other) if here.force < 0 and not here.head.isdisjoint(denied)]
    return bool(met) and all(
        there.force is Force.OPEN
        or others(here, there)
        or someone_else(here, there, one)
        or some_of_each(here, there)
        or _still_to_come(here, there)
        for here, there in met
    )


def _still_to_come(denied: Act, told: Act) -> bool:
    """Whether what has not been done is told to come."""
    return denied.tense == "past" and told.tense == "future"


def someone_else(denied: Act, told: Act, acts: Sequence[Act]) -> bool:
    """Whether who does it on the other side is told of on this side too, as someone else: « dont le fondateur n'a rien obtenu »."""
    if not denied.own or not denied.doers or not told.doers or met(denied.doers, told.doers):
        return False
    theirs = heads(told.doers)
    if not theirs or not heads(denied.doers):  # a pronoun is anybody
        return False
    if not heads(denied.doers).isdisjoint(told.terms) or not theirs.isdisjoint(denied.terms):
        return False
    return not theirs.isdisjoint(told_in([act for act in acts if act is not denied]))


def act_open(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """An act that one side tells as done, and the other only as tried, meant, possible or asked for."""
    for here, there in paired(one, other):
        if {here.force, there.force} == {Force.HOLDS, Force.OPEN} and aligned(here, there) and not others(here, there):
            done, left = (here, there) if here.force else (there, here)
            return because("act left open", 0.05, (done.text, left.text), words=done.word)
    return None


def act_opposed(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """Acts that exclude each other, told alike of the same: adopted, rejected; beat, lost to, of one doer."""
    for here in one:
        for there in other:
            if here.force != there.force or not here.head.isdisjoint(there.head) or here.force is Force.OPEN:
                continue
            if (
                not _excluding(here, there, language)
                or not _same_done(here, there)
                or told_alike(here, there, language)
            ):
                continue
            if parted(here, there) is not False and not _told_of_both(here, there, one, other):
                return because("acts opposed", 0.35, (here.text, there.text), one=here.word, other=there.word)
    return None


def _told_of_both(here: Act, there: Act, one: Sequence[Act], other: Sequence[Act]) -> bool:
    """Whether one side tells both acts, one after the other: « a fermé l'usine rouverte en mai »; on one day it can't be so."""
    if not here.days or here.days != there.days:
        return not here.head.isdisjoint(told_in(other)) or not there.head.isdisjoint(told_in(one))
    return False


def _same_done(here: Act, there: Act) -> bool:
    return (
        not apart_in_time(here, there)
        and not others(here, there)
        and aligned(here, there) > 0
        and len(here.terms & there.terms) > 1
    )


def _excluding(here: Act, there: Act, language: str) -> bool:
    if converse(here.folded, there.folded, language) or any(_meets(CONVERSE, act, there) for act in here.head):
        return met(here.doers, there.doers)
    return antonymous(here.folded, there.folded, language) or any(_meets(opposites(), act, there) for act in here.head)


def _meets(excluded: Mapping[str, frozenset[str]], act: str, there: Act) -> bool:
    return not excluded.get(act, frozenset()).isdisjoint(there.head)


def other_party(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """One act with the same doer and another thing, or the same thing and another doer."""
    for here, there in paired(one, other):
        if here.force is Force.HOLDS and there.force is Force.HOLDS and not apart_in_time(here, there):
            found = _unlike(here, there, here.things, there.things) if met(here.doers, there.doers) else None
            found = found or (_unlike(here, there, here.doers, there.doers) if met(here.things, there.things) else None)
            if found:
                return found
    return None


def _unlike(here: Act, there: Act, mine: Sequence[Part], theirs: Sequence[Part]) -> Reason | None:
    if not mine or not theirs or met(mine, theirs):
        return None
    if not heads(mine).isdisjoint(there.terms) or not heads(theirs).isdisjoint(here.terms):
        return None
    return because("other party", 0.1, (here.text, there.text), one=told_words(mine), other=told_words(theirs))


def swapped(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """Who does it on one side undergoes it on the other, and the reverse."""
    for here, there in paired(one, other):
        crossed = met(here.doers, there.things) and met(here.things, there.doers)
        if not crossed or met(here.doers, there.doers) or met(here.things, there.things):
            continue
        if here.force is there.force:
            return because("roles swapped", 0.4, (here.text, there.text), words=here.word)
    return None


def act_dated(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """One act on days, or over times, that exclude each other."""
    for here, there in paired(one, other):
        if not aligned(here, there) or others(here, there) or here.force is not there.force:
            continue
        if apart_in_time(here, there):
            return because("act dated", 0.25, (here.text, there.text), words=here.word)
        mine, theirs = ({m.value for m in a.moments if m.type is MomentType.DURATION} for a in (here, there))
        if mine and theirs and mine.isdisjoint(theirs):
            return because("act timed", 0.3, (here.text, there.text), words=here.word)
    return None


def out_of_order(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """Of two acts, one is told to come first on one side and the other on the other."""
    late = [(act, when, part) for act in other for when, part in act.times]
    for here in one if late else ():
        for when, part in here.times:
            for there, then, beside in late:
                straight = not here.head.isdisjoint(there.head) and not part.head.isdisjoint(beside.head)
                crossed = not here.head.isdisjoint(beside.head) and not part.head.isdisjoint(there.head)
                if (straight and when != then) or (crossed and not straight and when == then):
                    return because("order", 0.35, (here.text, there.text), one=here.text, other=there.text)
    return None


def other_maker(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """What has one maker, or is done once, told of one thing and two makers: who wrote it, who founded it, who first saw it."""
    for here, there in paired(one, other):
        if not (here.first and there.first) and not {here.lemma, there.lemma} & made(language):
            continue
        if here.force is there.force is Force.HOLDS and _one_thing(here, there) and _other_doers(here, there):
            words = told_words(here.doers), told_words(there.doers)
            return because("other party", 0.3, (here.text, there.text), one=words[0], other=words[1])
    return None


def _one_thing(here: Act, there: Act) -> bool:
    """Whether two acts befall the same, by all the words of it on one side."""
    return met(here.things, there.things) and any(
        a.terms <= b.terms or b.terms <= a.terms for a in here.things for b in there.things
    )


def _other_doers(here: Act, there: Act) -> bool:
    """Whether two acts have other doers, told by name or nation on both sides, none of which stands on the other side."""
    if not here.doers or not there.doers or met(here.doers, there.doers):
        return False
    known = all(any(p.names or p.states for p in act.doers) for act in (here, there))
    return known and heads(here.doers).isdisjoint(there.terms) and heads(there.doers).isdisjoint(here.terms)


def sited_elsewhere(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """What lies in one state on one side, and is told of in another on the other: « l'usine, près de Turin », « se trouve en Espagne »."""
    for mine, theirs in ((one, other), (other, one)):
        for act in mine:
            place = next((p.place for p in act.rest if p.place and p.place.state), None)
            if place is None or act.lemma not in sited(language) or act.force is not Force.HOLDS:
                continue
            for part in (p for there in theirs for p in (*there.doers, *there.things)):
                if (
                    part.beside
                    and not part.person
                    and place.state not in part.states
                    and any(same(p, part) for p in act.doers + act.things)
                ):
                    return because("places", 0.3, (act.text, part.text), one=place.name, other=part.text)
    return None


def placed(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """What takes place once, or is at one place only, told of two places of which neither lies in the other."""
    for here, there in paired(one, other):
        if here.lemma not in once(language) and there.lemma not in once(language):
            continue
        mine, theirs = ([p.place for p in a.rest if p.place] for a in (here, there))
        if not mine or not theirs or here.force is not there.force or not aligned(here, there) or others(here, there):
            continue
        if all(apart(a, b) for a in mine for b in theirs):
            return because("places", 0.3, (here.text, there.text), one=mine[0].name, other=theirs[0].name)
    return None


def apart(one: Entity, other: Entity) -> bool:
    """Whether neither of two places can lie in the other, as far as tables know."""
    if one.name == other.name or (one.geonames and one.geonames == other.geonames):
        return False
    if one.state and other.state and one.state != other.state:
        return True
    points = [(e.lat, e.lon) for e in (one, other) if e.lat is not None and e.lon is not None]
    if len(points) < 2 or not one.state or one.state != other.state:
        return False
    wide = {Precision.COUNTRY, Precision.REGION}
    return one.precision not in wide and other.precision not in wide and km(*points) > FAR


FAR = 30.0
"""Kilometres beyond which one town is no part of another."""

ActRule = Callable[[Sequence[Act], Sequence[Act]], Reason | None]

ACT_RULES: tuple[ActRule, ...] = (act_denied, act_open, swapped, act_dated, quantified, other_party, out_of_order)
"""Rules over the acts of two sides. Weights: right in three of four where an act is denied of the same (.3), in most where acts are
opposed of the same (.35) or swap their parties (.4, rare); in half where a party is another (.1: it adds). What one side leaves open the other may tell as
done: on pairs of a long text and a short sentence that is a contradiction in one of twenty, so it only ranks (.05)."""

WORD_RULES: tuple[Callable[[Sequence[Act], Sequence[Act], str], Reason | None], ...] = (
    act_opposed,
    placed,
    sited_elsewhere,
    other_maker,
    the_other_way,
    quantified_opposites,
)
"""Rules that ask the tables of a language too."""
