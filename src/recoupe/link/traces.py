"""What one report tells of one event, and how alike two such tellings are: a list of named features, each explained."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from recoupe.compare.words import meanings
from recoupe.extract.mentions.words import lexicon
from recoupe.link.entry import Entry
from recoupe.link.spelling import content_words
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days
from recoupe.model.reading import Reading
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, EventType, MentionMode, Modality

__all__ = ["DESCRIBED", "Trace", "alike", "apart", "happened", "traces_of"]


_WHERE = frozenset({EntityKind.PLACE, EntityKind.STATE})
_BEHIND = re.compile(r"\s(?:of|in|at|near|on)\s")

DESCRIBED = "~"
"""Before the words of a party or place that no entity stands behind."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One event as one report tells it: all its tellings there, their parties, place, days, figures and words together.

    Parties and places are identity ids where known, else folded names; ``days`` is None where no moment says when.
    ``things`` is what the heads of recipients stand for in any language, ``ground`` the places that a place or recipient
    is named after (« le terminal de Calven »), ``people`` those of the parties that are persons by name.
    """

    report: str
    language: str
    published: str | None
    events: tuple[Event, ...]
    type: EventType
    concepts: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    places: frozenset[str]
    days: Days | None
    figures: frozenset[tuple[str | None, float | None, float | None]]
    words: frozenset[str]
    things: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    powers: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """Codes of the states that actors and recipients belong to: « l'armée russe », "Russian forces"."""

    @property
    def id(self) -> str:
        """Id of the first telling's event."""
        return self.events[0].id

    @property
    def parties(self) -> frozenset[str]:
        """Actors and recipients."""
        return self.actors | self.recipients


def traces_of(entry: Entry, names: Mapping[tuple[str, str], str]) -> list[Trace]:
    """Return the events of a report, tellings of one joined; ``names`` gives identity by (report, entity)."""
    groups: dict[str, list[Event]] = {}
    for event in entry.reading.events:
        groups.setdefault(event.same or event.id, []).append(event)
    told = _Told(entry, names)
    return [told.trace(tuple(events)) for events in groups.values()]


class _Told:
    """Look-ups over one reading."""

    def __init__(self, entry: Entry, names: Mapping[tuple[str, str], str]) -> None:
        self.entry = entry
        self.names = names
        reading: Reading = entry.reading
        self.propositions = {p.id: p for p in reading.propositions}
        self.moments = {m.span: m for m in reading.moments}
        self.figures = {f.span: f for f in reading.figures}
        self.kinds = {e.id: e for e in reading.entities}
        self.things = meanings(reading.language)
        self.told: dict[str, list[Span]] = {}
        """Where works and buildings are told of."""
        for mention in reading.mentions:
            if self.kinds[mention.entity].kind is EntityKind.FACILITY:
                self.told.setdefault(mention.entity, []).append(mention.span)
        named = (m for m in reading.mentions if m.mode is MentionMode.NAME and self.kinds[m.entity].kind in _WHERE)
        self.places = sorted(named, key=lambda m: m.span) if self.told else []
        self.starts = [m.span.start for m in self.places]

    def trace(self, events: tuple[Event, ...]) -> Trace:
        parties = [x for e in events for x in (*e.actors, *e.recipients)]
        stricken = [x for e in events for x in (*e.recipients, *((e.place,) if e.place else ()))]
        rows = [p for e in events if (p := self.propositions.get(e.proposition or ""))]
        return Trace(
            report=self.entry.id,
            language=self.entry.reading.language,
            published=self.entry.report.published,
            events=events,
            type=events[0].type,
            concepts=frozenset(p.concept for p in rows),
            actors=self._named(x for e in events for x in e.actors),
            recipients=self._named(x for e in events for x in e.recipients),
            places=self._named(e.place for e in events if e.place),
            days=self._days(events),
            figures=frozenset((f.head, f.low, f.high) for p in rows for s in p.figures if (f := self.figures.get(s))),
            words=frozenset(w for p in rows for w in self._words(p)),
            things=frozenset(c for e in events for x in e.recipients for c in self._stands_for(x)),
            ground=frozenset(name for x in stricken for name in self._ground(x)),
            people=frozenset(self._name(x) for x in parties if self._is_person(x)),
            powers=(self._powers(x for e in events for x in e.actors), self._powers(stricken)),
        )

    def _is_person(self, party: Party) -> bool:
        """Whether a party is a person by a full name or an office; a lone surname may as well be a town."""
        entity = self.kinds.get(party.entity or "")
        return entity is not None and entity.kind is EntityKind.PERSON and bool(entity.role or " " in entity.name)

    def _stands_for(self, party: Party) -> Iterator[str]:
        """The thing that the head of a phrase stands for: the first of its nouns in French, the last in English."""
        phrase = self._phrase(party)
        if self.entry.reading.language == "en":
            phrase = _BEHIND.split(phrase)[0]
        known = [self.things[w] for w in content_words(phrase) if w in self.things]
        if known:
            yield from (c for c in known[0 if self.entry.reading.language == "fr" else -1] if c.startswith("c:"))

    def _powers(self, parties: Iterable[Party]) -> frozenset[str]:
        return frozenset(code for x in parties if (code := self._power(x)))

    def _power(self, party: Party) -> str | None:
        """The state that a party belongs to or lies in: by its entity, else by a demonym among its words."""
        entity = self.kinds.get(party.entity or "")
        if entity is not None and entity.state:
            return entity.state
        found = lexicon(self.entry.reading.language).demonyms
        return next(
            (found[w] for w in content_words(entity.name if entity else self._phrase(party)) if w in found), None
        )

    def _phrase(self, party: Party) -> str:
        return self.entry.report.text[party.span.start : party.span.end]

    def _ground(self, party: Party) -> Iterator[str]:
        """Places named inside the words for a work or building, wherever the report gives them in full."""
        entity = self.kinds.get(party.entity or "")
        if entity is None or entity.kind is not EntityKind.FACILITY:
            return
        for span in self.told.get(entity.id, ()):
            inside = self.places[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            yield from (n for m in inside if (n := self.names.get((self.entry.id, m.entity))))

    def _named(self, parties: Iterable[Party]) -> frozenset[str]:
        return frozenset(self._name(p) for p in parties)

    def _name(self, party: Party) -> str:
        if party.entity and (identity := self.names.get((self.entry.id, party.entity))):
            return identity
        entity = self.kinds.get(party.entity or "")
        words = entity.name if entity else self.entry.report.text[party.span.start : party.span.end]
        # « la cuve » here is "the terminal" there: only names speak against each other
        return ("" if entity else DESCRIBED) + " ".join(words.casefold().split())

    def _days(self, events: tuple[Event, ...]) -> Days | None:
        for event in events:
            moment = self.moments.get(event.moment) if event.moment else None
            if moment and moment.days:
                return moment.days
        return None

    def _words(self, proposition: Proposition) -> list[str]:
        """Long words of a clause, the act's own left out: that one is compared by what it stands for."""
        text, (start, end), head = self.entry.report.text, proposition.span, proposition.head
        words = f"{text[start : max(start, head.start)]} {text[min(end, head.end) : end]}"
        return [w for w in words.casefold().split() if len(w) > 4]


Feature = Callable[[Trace, Trace], Reason | None]


def _concept(a: Trace, b: Trace) -> Reason | None:
    shared = a.concepts & b.concepts
    if shared:
        return Reason("same act", "both tell it as the same act", 1.0, min(shared), min(shared))
    # two words for one thing ("attack", "kill") are common, so that the type alone still speaks for it
    return Reason("same type", "both are of one type", 0.4, a.type.value, b.type.value)


def _recipients(a: Trace, b: Trace) -> Reason | None:
    found = _shared("same recipient", (a.recipients, b.recipients), 1.2, -0.5)
    if found and found.score < 0 and (a.ground & b.recipients or b.ground & a.recipients):
        found = None  # the works of a town and the town: part and whole
    thing = min(a.things & b.things, default=None)
    if thing and (found is None or found.score < 0):  # « la cuve » and "the tank", by name or without
        return Reason("same thing", "recipients are of one kind", 1.0, thing, thing)
    return found


def _actors(a: Trace, b: Trace) -> Reason | None:
    found = _shared("same actor", (a.actors, b.actors), 1.0, -0.6)
    if found and found.score < 0 and (a.people & a.actors == a.actors) != (b.people & b.actors == b.actors):
        return None  # a minister acts here, and there the power whose minister he is
    if found and found.score < 0 and not a.people and not b.people and (both := a.powers[0] & b.powers[0]):
        return Reason("same state", "actors belong to one state", 0.4, min(both), min(both))
    return found


def _crossed(a: Trace, b: Trace) -> Reason | None:
    """A party told as actor here and as recipient there: « X rencontre Y », « Y rencontre X »."""
    if a.actors & b.actors or a.recipients & b.recipients:
        return None
    return _shared("same party", (a.parties, b.parties), 0.8, 0.0)


def _places(a: Trace, b: Trace) -> Reason | None:
    both = a.recipients & b.recipients  # where what is struck is also the place, it counts once
    found = _shared("same place", (a.places - both, b.places - both), 1.0, -0.4)
    if found and found.score > 0:
        return found
    # what is struck is a place too: « frappé le terminal de Calven », "struck Calven"
    if (a.ground or b.ground) and not both:
        near = (a.places | a.ground | a.recipients) & (b.places | b.ground | b.recipients) - a.actors - b.actors
        if near:
            return Reason("same place", "what is struck lies there", 1.0, min(near), min(near))
    return found


def _shared(rule: str, sides: tuple[frozenset[str], frozenset[str]], same: float, other: float) -> Reason | None:
    left, right = sides
    if not left or not right:
        return None
    both = left & right
    if both:
        return Reason(rule, f"{rule} in both", same, min(both), min(both))
    if not other or not (_names(left) and _names(right)):
        return None
    return Reason(rule.replace("same", "other"), "named otherwise", other, min(left), min(right))


def _names(side: frozenset[str]) -> bool:
    return any(not name.startswith(DESCRIBED) for name in side)


def _when(a: Trace, b: Trace) -> Reason | None:
    if a.days is None or b.days is None:
        return None
    gap = _gap(a.days, b.days)
    if gap > 0:
        return Reason("other day", f"{gap} days apart", -3.0, str(a.days[0]), str(b.days[0]))
    # a day that both give is as telling as a party; two months that overlap say little
    narrow = min(_width(a.days), _width(b.days)) <= NARROW
    return Reason("same days", "the days given overlap", 1.0 if narrow else 0.3, str(a.days[0]), str(b.days[0]))


NARROW = 3
"""Days that a moment may span and still single out an event."""


def _gap(a: Days, b: Days) -> int:
    """Days between two ranges, 0 where they meet; an open side reaches for ever."""
    first, last = (a, b) if (a[0] or date.min) <= (b[0] or date.min) else (b, a)
    if last[0] is None or first[1] is None:
        return 0
    return max(0, (last[0] - first[1]).days)


def _width(days: Days) -> int:
    return 10_000 if days[0] is None or days[1] is None else (days[1] - days[0]).days + 1


def _figures(a: Trace, b: Trace) -> Reason | None:
    shared = a.figures & b.figures
    if not shared:
        return None
    head, low, high = min(shared, key=str)
    return Reason("same figure", f"both count {head}", 0.8, f"{low}–{high}", f"{low}–{high}")


def _said(a: Trace, b: Trace) -> Reason | None:
    if a.language != b.language or not a.words or not b.words:
        return None
    share = len(a.words & b.words) / (min(len(a.words), len(b.words)) + 1)  # the act counts among the words
    if share < 0.3:  # two clauses on one subject share that much by chance
        return None
    return Reason("same words", "the clauses share words", share, None, None)


FEATURES: tuple[Feature, ...] = (_concept, _recipients, _actors, _crossed, _places, _when, _figures, _said)


def alike(a: Trace, b: Trace) -> list[Reason]:
    """Return what speaks for and against two tellings being of one event; their scores add up."""
    return [reason for feature in FEATURES if (reason := feature(a, b))]


def apart(a: Trace, b: Trace) -> bool:
    """Whether two tellings can't be of one event: another type, or days that don't meet."""
    if a.type is not b.type:
        return True
    return a.days is not None and b.days is not None and _gap(a.days, b.days) > 0


def happened(events: Iterable[Event]) -> Modality:
    """The modality of an event told several times: happened where one telling says so, else the first's."""
    rows = [e.modality for e in events]
    return Modality.HAPPENED if Modality.HAPPENED in rows else rows[0]
