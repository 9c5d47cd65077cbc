"""Happenings: tellings of one event across reports, French and English, and the series that contain them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.groups import Groups
from recoupe.link.traces import DESCRIBED, Trace, alike, apart, happened, traces_of
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Happening, Identity, Reason, Story, Telling
from recoupe.model.moment import Days
from recoupe.model.words import EventType, Modality

__all__ = ["Series", "happenings", "happenings_of"]

ENOUGH = 2.0
"""Sum of scores from which two tellings are of one event: the act and one side of it, or the type, a side and the place."""

SERIES = 5
"""Days from which an event that keeps its parties is a series (« les frappes depuis le 10 octobre »)."""


def happenings(
    entries: Sequence[Entry],
    identities: Sequence[Identity] = (),
    stories: Sequence[Story] = (),
    decisions: Sequence[Decision] = (),
) -> tuple[Happening, ...]:
    """Return the events of all reports, sorted by id; an event told once is a happening with one telling.

    Tellings are compared inside a story only, or among all reports where no stories are given.
    """
    names = {member: identity.id for identity in identities for member in identity.members}
    story_of = {report: story.id for story in stories for report in story.reports}
    told = [(story_of.get(entry.id, ""), trace) for entry in in_order(entries) for trace in traces_of(entry, names)]
    series = Series()
    for order, happening in enumerate(happenings_of(told, rulings(decisions))):
        series.put((order,), happening)
    return tuple(sorted((h for _, h in series.renew() if h is not None), key=lambda h: h.id))


def happenings_of(told: Sequence[tuple[str, Trace]], stand: Rulings) -> list[Happening]:
    """Return the happenings of some tellings, each with its story, in order of publication; series are not looked for."""
    grown = _Grown(stand, [trace for _, trace in told])
    for story, trace in told:
        grown.add(story, trace)
    return grown.happenings()


class _Grown:
    """Groups of tellings, grown one telling at a time; what is compared is found by its keys."""

    def __init__(self, stand: Rulings, told: Sequence[Trace]) -> None:
        item = _tellings(told).get if stand.same or stand.apart else None
        self.groups = Groups(stand.not_one(item) if item else ())
        """What a person holds to be one is joined before anything is compared."""
        self.traces: dict[str, Trace] = {}
        self._reasons: dict[str, list[Reason]] = {}
        self._index: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for one, other, decision in stand.one(item) if item else ():
            self.groups.add(one)
            self.groups.add(other)
            if self.groups.join(one, other):
                why = Reason("decision", f"{decision.by} holds them to be one: {decision.why}")
                self._reasons.setdefault(max(one, other), []).append(why)

    def add(self, story: str, trace: Trace) -> None:
        """Join a telling to the group of the telling most like it, unless anyone of that group is told too differently."""
        self.groups.add(trace.id)
        keys = sorted(_keys(story, trace))
        near = sorted({other for key in keys for other in self._index.get(key, ())})
        for other, why in self._ranked(trace, near) if not self._held(trace.id) else ():
            if any(apart(trace, t) or t.report == trace.report for t in self._held(other)):
                continue
            if self.groups.join(other, trace.id):
                self._reasons.setdefault(trace.id, []).extend(why)
                break
        self.traces[trace.id] = trace
        for key in keys:
            self._index[key].append(trace.id)

    def _held(self, key: str) -> list[Trace]:
        """The tellings so far of the group that a telling is in."""
        members = self.groups.members(self.groups.root(key))
        return [self.traces[member] for member in members if member in self.traces]

    def _ranked(self, trace: Trace, candidates: list[str]) -> list[tuple[str, list[Reason]]]:
        rows = []
        for key in candidates:
            other = self.traces[key]
            if other.report == trace.report or apart(trace, other):
                continue
            why = alike(trace, other)
            if (against := self._against(trace, key, why)) is not None:
                why.append(against)
            score = sum(r.score for r in why)
            if score >= ENOUGH:
                rows.append((-score, key, why))
        return [(key, why) for _, key, why in sorted(rows, key=lambda row: row[:2])]

    def _against(self, trace: Trace, key: str, why: list[Reason]) -> Reason | None:
        """Another actor, whom somebody else of the group that a telling is in names."""
        if any(r.rule in ("same actor", "other actor") for r in why):
            return None
        held = [reason for other in self._held(key) for reason in alike(trace, other) if reason.rule.endswith(" actor")]
        return None if any(r.score > 0 for r in held) else min(held, key=lambda r: r.score, default=None)

    def happenings(self) -> list[Happening]:
        """One happening a group, its tellings in order of publication."""
        members: dict[str, list[Trace]] = defaultdict(list)
        for key, trace in self.traces.items():
            members[self.groups.root(key)].append(trace)
        return [_happening(rows, [r for t in rows for r in self._reasons.get(t.id, ())]) for rows in members.values()]


def _tellings(told: Iterable[Trace]) -> dict[str, str]:
    """The telling that each id of an event, of a telling or of a happening that it opens stands for."""
    found: dict[str, str] = {}
    for trace in told:
        found |= dict.fromkeys((e.id for e in trace.events), trace.id)
        found[content_id("happening", trace.id)] = trace.id
    return found


def _keys(story: str, trace: Trace) -> Iterator[tuple[str, ...]]:
    """Where a telling can be found again: its type with each party and place, and its acts."""
    for name in trace.parties | trace.places:
        yield story, trace.type.value, name
    for concept in trace.concepts if story else ():
        yield story, trace.type.value, "", concept


def _happening(rows: list[Trace], reasons: list[Reason]) -> Happening:
    events = [(t.report, e) for t in rows for e in t.events]
    days = _common([t.days for t in rows if t.days])
    return Happening(
        id=content_id("happening", rows[0].id),
        type=rows[0].type,
        tellings=tuple(Telling(report, e.id, e.anchor, e.modality) for report, e in events),
        actors=_most(t.actors for t in rows),
        recipients=_most(t.recipients for t in rows),
        place=next(iter(_most(t.places for t in rows)), None),
        date=_edtf(days) if days else None,
        modality=happened(e for _, e in events) if events else Modality.HAPPENED,
        reasons=tuple(reasons),
        sides=tuple(sorted({f"{a}>{b}" for t in rows for a in t.powers[0] for b in t.powers[1]})),
    )


def _most(rows: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """All names, those of most tellings first."""
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in row:
            count[name.removeprefix(DESCRIBED)] += 1
    return tuple(sorted(count, key=lambda n: (-count[n], n)))


def _common(days: list[Days]) -> Days | None:
    """The days on which all that give one agree."""
    if not days:
        return None
    first = max((d[0] for d in days if d[0]), default=None)
    last = min((d[1] for d in days if d[1]), default=None)
    return (first, last) if first is None or last is None or first <= last else days[0]


def _edtf(days: Days) -> str:
    first, last = days
    if first is not None and first == last:
        return first.isoformat()
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


Order = tuple[object, ...]
"""Where a happening stands among all, by its first telling."""
Party = tuple[EventType, str]


class Series:
    """Happenings as they come and go, each held by the first of the widest ones that its days lie in."""

    def __init__(self) -> None:
        self._all: dict[str, tuple[Order, Happening]] = {}
        self._wide: dict[Party, dict[str, None]] = defaultdict(dict)
        self._narrow: dict[Party, dict[str, None]] = defaultdict(dict)
        self._touched: dict[str, None] = {}

    def put(self, order: Order, happening: Happening) -> None:
        """Enter a happening, in the place of one of the same id."""
        self.drop(happening.id)
        self._all[happening.id] = (order, happening)
        self._enter(happening)
        self._touched[happening.id] = None

    def drop(self, key: str) -> None:
        """Let a happening go."""
        _, old = self._all.pop(key, ((), None))
        if old is not None:
            self._enter(old, leave=True)
            self._touched[key] = None

    def _enter(self, happening: Happening, *, leave: bool = False) -> None:
        if happening.date is None:
            return
        wide = _is_wide(happening)
        for name in _sides(happening):
            shelf = (self._wide if wide else self._narrow)[happening.type, name]
            if leave:
                shelf.pop(happening.id, None)
            else:
                shelf[happening.id] = None
            if wide:
                self._touched |= self._narrow[happening.type, name]

    def renew(self) -> list[tuple[str, Happening | None]]:
        """What may have changed since this was last asked: ids with the happenings, None for those that are gone."""
        touched, self._touched = self._touched, {}
        return [(key, self._held(self._all[key][1]) if key in self._all else None) for key in touched]

    def _held(self, happening: Happening) -> Happening:
        if happening.date is None:
            return happening
        near = {key for name in _sides(happening) for key in self._wide.get((happening.type, name), ())}
        rows = sorted((self._all[key] for key in near - {happening.id}), key=lambda row: row[0])
        holder = next((wide for _, wide in rows if _holds(wide, happening)), None)
        return happening if holder is None else _inside(happening, holder.id)


def _sides(h: Happening) -> set[str]:
    """What a series is found by: its parties, and the states of both together."""
    return {*h.actors, *h.recipients, *h.sides}


def _span(h: Happening) -> tuple[date, date] | None:
    if h.date is None:
        return None
    first, _, last = h.date.partition("/")
    last = last or first
    low = date.min if first == ".." else date.fromisoformat(first)
    return low, date.max if last == ".." else date.fromisoformat(last)


def _is_wide(h: Happening) -> bool:
    span = _span(h)
    return span is not None and (span[1] - span[0]).days >= SERIES


def _holds(wide: Happening, h: Happening) -> bool:
    outer, inner = _span(wide), _span(h)
    if outer is None or inner is None or h.type is not wide.type or _is_wide(h):
        return False
    shared = (
        set(h.recipients) & set(wide.recipients) or set(h.actors) & set(wide.actors) or set(h.sides) & set(wide.sides)
    )
    return bool(shared) and outer[0] <= inner[0] and inner[1] <= outer[1]


def _inside(h: Happening, series: str) -> Happening:
    return replace(h, series=series)
