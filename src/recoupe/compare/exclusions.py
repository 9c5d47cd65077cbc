"""Which acts of two accounts exclude each other: acts are set side by side by predicate, doer and thing, then what differs is asked.

An act here and an act there are one where their predicates stand for the same and they share who does it or what undergoes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recoupe.compare.acts import Act, Force, Part
from recoupe.compare.opposed import CONVERSE, antonymous, converse, listed, made, once, opposites, sited
from recoupe.compare.reasons import because
from recoupe.compare.relations import degrees, way_of
from recoupe.compare.roles import one_name
from recoupe.model.distance import km
from recoupe.model.entity import Entity
from recoupe.model.figure import Figure
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days
from recoupe.model.words import MomentType, Precision

HALF = 0.5
"""Share of the words around the shorter act that the other must have, where neither doer nor thing is seen to be the same."""

__all__ = ["ACT_RULES", "WORD_RULES", "left_open", "others_figures", "paired"]


def paired(one: Sequence[Act], other: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Acts of two sides whose predicates stand for the same."""
    for here in one:
        for there in other:
            if not here.head.isdisjoint(there.head):
                yield here, there


def met(one: Iterable[Part], other: Iterable[Part]) -> bool:
    """Whether a part of one kind is the same on both sides."""
    there = list(other)
    return any(_same(a, b) for a in one for b in there)


def _same(a: Part, b: Part) -> bool:
    return one_name(a.names, b.names) or (not a.head.isdisjoint(b.head) and not _others(a, b))


def _others(a: Part, b: Part) -> bool:
    """Whether two phrases with one noun name different ones: « le gouvernement britannique », « le gouvernement de Lima »."""
    if a.states and b.states:
        return a.states.isdisjoint(b.states)
    return bool(a.names and b.names) and not one_name(a.names, b.names) and not (a.states or b.states)


def others(here: Act, there: Act) -> bool:
    """Whether two acts of one predicate are told of different ones by name: doers or things, and none is the same."""
    return any(
        mine and theirs and not met(mine, theirs) and any(_others(a, b) for a in mine for b in theirs)
        for mine, theirs in ((here.doers, there.doers), (here.things, there.things))
    )


def aligned(here: Act, there: Act) -> int:
    """How many of doer and thing two acts share."""
    return met(here.doers, there.doers) + met(here.things, there.things)


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


def _one_act(here: Act, there: Act) -> bool:
    """Whether two acts of one kind are told of the same: a doer or thing in common, or half of what stands around."""
    if _apart(here, there) or others(here, there):
        return False
    common, least = len(here.terms & there.terms), min(len(here.terms), len(there.terms))
    return aligned(here, there) > 0 or bool(common and common >= HALF * least)


def _apart(here: Act, there: Act) -> bool:
    """Whether two acts are dated, and share no day."""
    mine, theirs = _days(here), _days(there)
    return bool(mine and theirs) and not any(a[0] <= b[1] and b[0] <= a[1] for a in mine for b in theirs)  # type: ignore[operator]


def _days(act: Act) -> list[Days]:
    return [m.days for m in act.moments if m.days and None not in m.days]


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
        if done.force * undone.force < 0 and _one_act(here, there) and _meant(undone, done) and not undone.corrected:
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


def some_of_each(denied: Act, told: Act) -> bool:
    """Whether it is denied of some, and told of some: « certains circulaient, certains ne circulaient pas »."""
    mine, theirs = ([p for p in (*a.doers, *a.things) if p.quantity in SOME] for a in (denied, told))
    return any(a.quantity in SOME and not _head_apart(a, b) for a in mine for b in theirs)


SOME = frozenset({"some", "few"})
"""Quantities that leave others of a kind."""


def someone_else(denied: Act, told: Act, acts: Sequence[Act]) -> bool:
    """Whether who does it on the other side is told of on this side too, as someone else: « dont le fondateur n'a rien obtenu »."""
    if not denied.own or not denied.doers or not told.doers or met(denied.doers, told.doers):
        return False
    theirs = _heads(told.doers)
    if not theirs or not _heads(denied.doers):  # a pronoun is anybody
        return False
    if not _heads(denied.doers).isdisjoint(told.terms) or not theirs.isdisjoint(denied.terms):
        return False
    return not theirs.isdisjoint(_told_in([act for act in acts if act is not denied]))


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
    """Whether one side tells both acts, one after the other: « a relâché l'un des trois hommes arrêtés »; on one day it can't be so."""
    if not _days(here) or _days(here) != _days(there):
        return not here.head.isdisjoint(_told_in(other)) or not there.head.isdisjoint(_told_in(one))
    return False


def _told_in(acts: Sequence[Act]) -> frozenset[str]:
    return frozenset(t for act in acts for t in (*act.head, *act.terms))


def _same_done(here: Act, there: Act) -> bool:
    return (
        not _apart(here, there)
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
        if here.force is Force.HOLDS and there.force is Force.HOLDS and not _apart(here, there):
            found = _unlike(here, there, here.things, there.things) if met(here.doers, there.doers) else None
            found = found or (_unlike(here, there, here.doers, there.doers) if met(here.things, there.things) else None)
            if found:
                return found
    return None


def _unlike(here: Act, there: Act, mine: Sequence[Part], theirs: Sequence[Part]) -> Reason | None:
    if not mine or not theirs or met(mine, theirs):
        return None
    if not _heads(mine).isdisjoint(there.terms) or not _heads(theirs).isdisjoint(here.terms):
        return None
    return because("other party", 0.1, (here.text, there.text), one=_told(mine), other=_told(theirs))


def _heads(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(t for p in parts for t in p.head)


def _told(parts: Sequence[Part]) -> str:
    return ", ".join(p.text for p in parts)


def swapped(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """Who does it on one side undergoes it on the other, and the reverse."""
    for here, there in paired(one, other):
        crossed = met(here.doers, there.things) and met(here.things, there.doers)
        if not crossed or met(here.doers, there.doers) or met(here.things, there.things):
            continue
        if here.force is there.force:
            return because("roles swapped", 0.4, (here.text, there.text), words=here.word)
    return None


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
            if way and way.kind == back.kind and _turned(way, back) and not _apart(here, there):
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


def act_dated(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """One act on days, or over times, that exclude each other."""
    for here, there in paired(one, other):
        if not aligned(here, there) or others(here, there) or here.force is not there.force:
            continue
        if _apart(here, there):
            return because("act dated", 0.25, (here.text, there.text), words=here.word)
        mine, theirs = ({m.value for m in a.moments if m.type is MomentType.DURATION} for a in (here, there))
        if mine and theirs and mine.isdisjoint(theirs):
            return because("act timed", 0.3, (here.text, there.text), words=here.word)
    return None


APART = frozenset(
    {
        frozenset(pair)
        for pair in (
            ("none", "some"),
            ("none", "most"),
            ("none", "all"),
            ("few", "most"),
            ("few", "all"),
            ("some", "all"),
        )
    }
)
"""Quantities of one thing that exclude each other, « quelques » and « tous » as newspapers use them: who says some means not all."""


def quantified(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """One act told of none, few or some of a thing, and of most or all of it."""
    for here, there in paired(one, other):
        for a, b in _facing_parts(here, there):
            if here.force is not there.force or frozenset((a.quantity, b.quantity)) not in APART or _head_apart(a, b):
                continue
            return because("quantity", 0.25, (here.text, there.text), one=a.text, other=b.text)
    return None


OF_ITS_OPPOSITE = frozenset(
    {
        frozenset(pair)
        for pair in (("all", "number"), ("all", "some"), ("all", "few"), ("all", "most"), ("all",), ("most",))
    }
)
"""Quantities of which a thing and its opposite can't be told: « toutes négatives » and « une positive »."""


def parted(here: Act, there: Act) -> bool | None:
    """Whether a thing and its opposite are told of too much of one kind to hold both; None where it isn't told how much."""
    mine, theirs = ([p for p in (*a.doers, *a.things) if p.quantity] for a in (here, there))
    found = [frozenset((a.quantity, b.quantity)) for a in mine for b in theirs if not _head_apart(a, b)]
    found = [pair for pair in found if pair != {"number"}]  # « les deux » on both sides are the same two
    return any(pair in OF_ITS_OPPOSITE for pair in found) if found else None


def quantified_opposites(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """A thing told of all, and its opposite of one or some: « toutes les analyses étaient négatives », « une analyse était positive »."""
    for here, there in contrary(one, other, language):
        if here.force is there.force and parted(here, there):
            return because("quantity", 0.3, (here.text, there.text), one=here.text, other=there.text)
    return None


def contrary(one: Sequence[Act], other: Sequence[Act], language: str) -> Iterator[tuple[Act, Act]]:
    """Acts of two sides whose predicates are antonyms."""
    for here in one:
        if listed(here.folded, language):
            yield from ((here, there) for there in other if antonymous(here.folded, there.folded, language))


def shared_out(one: Sequence[Act], other: Sequence[Act], language: str) -> bool:
    """Whether a thing and its opposite are each told of some: « la plupart étaient ouverts », « quelques-uns étaient fermés »."""
    return any(parted(here, there) is False for here, there in contrary(one, other, language))


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


def _facing_parts(here: Act, there: Act) -> Iterator[tuple[Part, Part]]:
    for mine, theirs in ((here.doers, there.doers), (here.things, there.things)):
        yield from ((a, b) for a in mine for b in theirs if a.quantity and b.quantity)


def _head_apart(a: Part, b: Part) -> bool:
    return a.terms.isdisjoint(b.terms)


def other_maker(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """What has one maker, or is done once, told of one thing and two makers: who wrote it, who founded it, who first saw it."""
    for here, there in paired(one, other):
        if not (here.first and there.first) and not {here.lemma, there.lemma} & made(language):
            continue
        if here.force is there.force is Force.HOLDS and _one_thing(here, there) and _other_doers(here, there):
            words = _told(here.doers), _told(there.doers)
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
    return known and _heads(here.doers).isdisjoint(there.terms) and _heads(there.doers).isdisjoint(here.terms)


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
                    and any(_same(p, part) for p in act.doers + act.things)
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
opposed of the same (.35) or swap their parties (.4, rare); in half where a party is another, or what is told is left open (.1, .15: they add)."""
WORD_RULES: tuple[Callable[[Sequence[Act], Sequence[Act], str], Reason | None], ...] = (
    act_opposed,
    placed,
    sited_elsewhere,
    other_maker,
    the_other_way,
)
"""Rules that ask the tables of a language too."""
