"""Stories: the reports about one unfolding affair, joined by how alike they are and how near in time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from recoupe.compare.topics import Topic, alike, tied, topic
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order, moment_of
from recoupe.link.groups import Groups
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, Story
from recoupe.model.report import Report

__all__ = ["Stories", "TopicIndex", "stories"]

TIED = 0.23
"""From here on two reports are of one affair: coarse, so that claims told from far apart still meet."""
TOGETHER = 0.28
"""Mean tie from which two groups of an affair's reports are one story."""
LARGE = 400
"""Reports of an affair beyond which its stories are told apart by single ties of ``FIRM``, as means grow with the square."""
FIRM = 0.36
RECENT = 60
"""How many of the groups before it each one is compared with there: what is unfolding is told by the latest reports."""
TIES = 100_000
"""Ties that are remembered: those of some ten affairs that grow at a time."""
NEAR = timedelta(days=21)
"""A story may rest this long; what comes up again later is joined by a report that looks back."""
KEYS = 10
"""Weightiest terms by which candidates are found."""
SHARED_KEYS = 2
"""Of those, how many two reports must share to be compared."""


class TopicIndex:
    """Reports by the weightiest terms and names of what they are about."""

    def __init__(self) -> None:
        self._reports: list[str] = []
        self._days = array("i")
        """Days of publication as ordinals, 0 where it is not known."""
        self._by_key: dict[int, array[int]] = {}

    @staticmethod
    def keys(about: Topic) -> list[int]:
        """The weightiest terms, and the weightiest names under a hash of their own."""
        terms, weights = about.terms
        names, strengths = about.names
        best: list[int] = terms[(-weights).argsort(kind="stable")[:KEYS]].tolist()
        named: list[int] = (names[(-strengths).argsort(kind="stable")[:KEYS]] ^ np.uint32(0x5BD1E995)).tolist()
        return best + named

    def candidates(self, about: Topic, day: date | None) -> list[str]:
        """Ids of reports that may be of the same story and are near in time, sorted."""
        found = [np.frombuffer(rows, dtype=np.int32) for key in self.keys(about) if (rows := self._by_key.get(key))]
        if len(found) < SHARED_KEYS:
            return []
        places = np.concatenate(found)
        if day is not None:
            days = np.frombuffer(self._days, dtype=np.int32)[places]
            places = places[(np.abs(days - day.toordinal()) <= NEAR.days) | (days == 0)]
        places.sort()
        last = SHARED_KEYS - 1
        return sorted({self._reports[place] for place in places[last:][places[last:] == places[:-last]].tolist()})

    def add(self, report: str, about: Topic, day: date | None) -> None:
        """Enter a report."""
        place = len(self._reports)
        self._reports.append(report)
        self._days.append(day.toordinal() if day else 0)
        for key in self.keys(about):
            rows = self._by_key.get(key)
            if rows is None:
                rows = self._by_key[key] = array("i")
            rows.append(place)


class Stories:
    """Stories as they grow; reports may come in any order, the result is that of all of them at once."""

    def __init__(self, stand: Rulings | None = None) -> None:
        self._stand = stand or Rulings()
        self._groups = Groups()
        self._index = TopicIndex()
        self._topics: dict[str, Topic] = {}
        self._reports: dict[str, Report] = {}
        self._known: dict[object, list[Story]] = {}
        self._ties: dict[tuple[str, str], float] = {}
        self._first: dict[str, str] = {}
        """The report that opens a story, by the id that such a story has; kept only where decisions name stories."""
        self._naming = self._stand.names("story")
        self._parted: dict[tuple[str, ...], list[tuple[float, str, str]]] = {}

    def add(self, report: Report) -> None:
        """Enter a report and join it with those that are alike and near in time."""
        key = report.id
        if key in self._reports:
            return
        about = self._topics[key] = topic(report)
        self._reports[key] = report
        self._groups.add(key)
        if self._naming:
            self._first[content_id("story", key)] = key
        for other in self._index.candidates(about, report.day):
            if self._groups.together(key, other):
                continue
            if tied(about, self._topics[other]) >= TIED:
                self._groups.join(key, other)
        self._index.add(key, about, report.day)

    def affairs(self, origins: Sequence[Origin] = ()) -> list[tuple[str, ...]]:
        """Return the reports of each affair in order: the widest circle in which claims are looked for."""
        joined = Groups()
        for members in self._groups.groups():
            for report in members:
                joined.add(report)
                joined.join(members[0], report)
        for origin in origins:
            for report in origin.reports[1:]:
                joined.join(origin.first, report)
        for one, other, _ in self._stand.one(self._report):
            joined.join(one, other)
        hostile = joined.hostile(self._stand.not_one(self._report))
        found = [joined.members(root) for root in joined.roots() if root not in hostile]
        for root in hostile:
            found += self._part(self._ordered(joined.members(root)), origins)
        return sorted(self._ordered(members) for members in found)

    def _report(self, target: str) -> str | None:
        """The report that a decision speaks of: itself, or the first of the story that it names."""
        return target if target in self._reports else self._first.get(target)

    def _part(self, members: tuple[str, ...], origins: Sequence[Origin]) -> list[list[str]]:
        """Part reports of which a person holds some to be of two affairs: decisions first, then origins, then the firmest ties."""
        inside = set(members)
        parts = Groups(self._stand.not_one(self._report))
        for report in members:
            parts.add(report)
        for one, other, _ in self._stand.one(self._report):
            if one in inside and other in inside:
                parts.join(one, other)
        for origin in sorted(origins, key=lambda o: o.id):
            for report in origin.reports[1:]:
                if report in inside:
                    parts.join(origin.first, report)
        for _, one, other in self._ties_among(members):
            parts.join(one, other)
        return parts.groups()

    def _ties_among(self, members: tuple[str, ...]) -> list[tuple[float, str, str]]:
        """The ties of some reports, the firmest first."""
        known = self._parted.get(members)
        if known is None:
            index = TopicIndex()
            known = []
            for key in members:
                about, day = self._topics[key], self._reports[key].day
                for other in index.candidates(about, day):
                    tie = tied(about, self._topics[other])
                    if tie >= TIED:
                        known.append((-tie, other, key))
                index.add(key, about, day)
            known.sort()
            self._parted[members] = known
        return known

    def stories(self, origins: Sequence[Origin] = ()) -> tuple[Story, ...]:
        """Return all stories, sorted by id; reports of one origin are of one story, whatever they are like."""
        first = {report: origin.first for origin in origins for report in origin.reports}
        kept: dict[object, list[Story]] = {}
        for affair in self.affairs(origins):
            roots = tuple(first.get(r, r) for r in affair)
            kept[affair, roots] = self._known.get((affair, roots)) or self._split(affair, roots)
        self._known = kept
        return tuple(sorted((story for made in kept.values() for story in made), key=lambda s: s.id))

    def _ordered(self, members: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(members, key=lambda m: (moment_of(self._reports[m]), m)))

    def _split(self, affair: tuple[str, ...], roots: tuple[str, ...]) -> list[Story]:
        """Part an affair into stories: groups whose reports are alike on average."""
        groups: dict[str, list[str]] = defaultdict(list)
        for report, root in zip(affair, roots, strict=True):
            groups[root].append(report)
        for left, right, _ in self._stand.one(self._report):
            one, other = (next((g for g, m in groups.items() if p in m), None) for p in (left, right))
            if one is not None and other is not None and one != other:
                groups[one] += groups.pop(other)
        parts = list(groups.values())
        return [self._story(self._ordered(part)) for part in _averaged(parts, self._tie)]

    def _tie(self, one: str, other: str) -> float:
        known = self._ties.get((one, other))
        if known is None:
            known = self._ties[one, other] = tied(self._topics[one], self._topics[other])
            if len(self._ties) > TIES:
                self._ties.pop(next(iter(self._ties)))
        return known

    def _story(self, reports: tuple[str, ...]) -> Story:
        first, topics = self._reports[reports[0]], [self._topics[r] for r in reports]
        title = first.title or ", ".join(topics[0].best[:4])
        reasons = (
            max(alike(about, topics[0]), alike(about, before), key=lambda r: r.score)
            for before, about in pairwise(topics)
        )
        return Story(content_id("story", reports[0]), title, reports, tuple(reasons))


def _averaged(parts: list[list[str]], tie: Callable[[str, str], float]) -> list[list[str]]:
    """Join groups from the closest down while their reports are tied on average (UPGMA, Sokal and Michener 1958)."""
    if len(parts) == 1 or sum(map(len, parts)) > LARGE:
        return parts if len(parts) == 1 else _firm(parts, tie)
    between = np.array(
        [[_mean(a, b, tie) if i < j else -1.0 for j, b in enumerate(parts)] for i, a in enumerate(parts)]
    )
    between = np.maximum(between, between.T)
    sizes = np.array([len(p) for p in parts], dtype=float)
    alive = [list(p) for p in parts]
    while True:
        place = int(between.argmax())
        one, other = divmod(place, len(parts))
        if between[one, other] < TOGETHER:
            return [p for p in alive if p]
        share = sizes[one] / (sizes[one] + sizes[other])
        mean = share * between[one] + (1 - share) * between[other]
        between[one], between[:, one] = mean, mean
        between[other], between[:, other], between[one, one] = -1.0, -1.0, -1.0
        between[one, [k for k, p in enumerate(alive) if not p]] = -1.0
        alive[one] += alive[other]
        alive[other] = []
        sizes[one] += sizes[other]


def _mean(one: Sequence[str], other: Sequence[str], tie: Callable[[str, str], float]) -> float:
    return sum(tie(a, b) for a in one for b in other) / (len(one) * len(other))


def _firm(parts: Sequence[Sequence[str]], tie: Callable[[str, str], float]) -> list[list[str]]:
    """Join the groups of a large affair by firm ties between their first reports, each with the few before it."""
    groups = Groups()
    for place, part in enumerate(parts):
        for report in part:
            groups.add(report)
            groups.join(part[0], report)
        for other in parts[max(0, place - RECENT) : place]:
            if not groups.together(part[0], other[0]) and tie(part[0], other[0]) >= FIRM:
                groups.join(part[0], other[0])
    return groups.groups()


def stories(
    entries: Sequence[Entry], origins: Sequence[Origin] = (), decisions: Sequence[Decision] = ()
) -> tuple[Story, ...]:
    """Return all stories, sorted by id; a report like no other is a story of its own."""
    growing = Stories(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.stories(origins)
