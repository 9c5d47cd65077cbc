"""What one report tells of one event, and how alike two such tellings are: a list of named features, each explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recoupe.link.entry import Entry
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days
from recoupe.model.reading import Reading
from recoupe.model.words import EventType, Modality

__all__ = ["DESCRIBED", "Trace", "alike", "apart", "happened", "traces_of"]


DESCRIBED = "~"
"""Before the words of a party or place that no entity stands behind."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One event as one report tells it: all its tellings there, their parties, place, days, figures and words together.

    Parties and places are identity ids where known, else folded names; ``days`` is None where no moment says when.
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

    def trace(self, events: tuple[Event, ...]) -> Trace:
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
        )

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
        text = self.entry.report.text[proposition.span.start : proposition.span.end]
        return [w for w in text.casefold().split() if len(w) > 4]


Feature = Callable[[Trace, Trace], Reason | None]


def _concept(a: Trace, b: Trace) -> Reason | None:
    shared = a.concepts & b.concepts
    if shared:
        return Reason("same act", "both tell it as the same act", 1.0, min(shared), min(shared))
    # two words for one thing ("attack", "kill") are common, so that the type alone still speaks for it
    return Reason("same type", "both are of one type", 0.4, a.type.value, b.type.value)


def _recipients(a: Trace, b: Trace) -> Reason | None:
    return _shared("same recipient", (a.recipients, b.recipients), 1.2, -0.5)


def _actors(a: Trace, b: Trace) -> Reason | None:
    return _shared("same actor", (a.actors, b.actors), 1.0, -0.6)


def _crossed(a: Trace, b: Trace) -> Reason | None:
    """A party told as actor here and as recipient there: « X rencontre Y », « Y rencontre X »."""
    if a.actors & b.actors or a.recipients & b.recipients:
        return None
    return _shared("same party", (a.parties, b.parties), 0.8, 0.0)


def _places(a: Trace, b: Trace) -> Reason | None:
    return _shared("same place", (a.places, b.places), 1.0, -0.4)


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
    share = len(a.words & b.words) / min(len(a.words), len(b.words))
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
