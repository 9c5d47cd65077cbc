"""Stories: the reports about one unfolding affair, joined by how alike they are and how near in time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.leads import Grams, lead_runs, opening, runs_alike
from recoupe.compare.prints import Prints, prints
from recoupe.compare.topics import alike
from recoupe.link.circles import drawn, ring
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.groups import Groups
from recoupe.link.postings import Forest, Places
from recoupe.link.recent import Recent
from recoupe.link.register import Register
from recoupe.link.topical import TopicIndex, Topics
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, Reason, Story
from recoupe.model.report import Report

__all__ = ["Stories", "stories"]

TIED = 0.23
"""From here on two reports are of one affair: coarse, so that claims told from far apart still meet."""
LEVELS = (TIED, 0.3, 0.38, 0.47, 0.58, 0.7, 0.82)
"""Ties by which an affair is parted that has become too large: each level parts it some three times as finely."""
TOGETHER = 0.28
"""Mean tie from which two groups of an affair's reports are one story."""
LARGE = 400
"""Reports of an affair at most. In a ledger of a year everything is tied to everything by a chain of likenesses; such a
chain is cut at the first level on which it is no longer than this, and pages of one template, alike on all, are cut to origins."""
HUGE = 1000
"""Reports of what hangs together, reprints among them, from which it is cut: claims are looked for among all of an affair at
once, and of ten thousand reports that one dispatch chains to the next this would take gigabytes and hours."""
_LEVELS = np.array(LEVELS)
FIRM = 0.36
"""The tie by which the stories of a dispatch that hundreds printed are told apart, as means grow with the square."""
FEW = 4
"""One part in so many of an affair that may be new to what is known of its ties: beyond that all are worked out at once."""
TIED_AT_HAND = 32
"""Affairs whose ties are held: a megabyte and more each, at most."""
_NOBODY: Places = np.zeros(0, dtype=np.int32)
RECENT = 60
"""How many of the groups before it each one is compared with there: what is unfolding is told by the latest reports."""


class Stories:
    """Stories as they grow; reports may come in any order, the result is that of all of them at once."""

    AFRESH = frozenset({"_stand", "_kept", "_reports", "_naming", "_parted", "_leads", "_tied"})
    """What is not kept of them between two programs."""

    def __init__(
        self,
        stand: Rulings | None = None,
        read: Callable[[str], Report] | None = None,
        register: Register | None = None,
    ) -> None:
        self._stand = stand or Rulings()
        self._register = Register() if register is None else register
        """Reports by number; where it is shared, this numbers them as well."""
        self._reports: dict[str, Report] = {}
        self._whole = read or self._reports.__getitem__
        """Where whole reports come from: kept here unless they are kept elsewhere."""
        self._kept = read is None
        self._levels = [(tie, Forest()) for tie in LEVELS]
        self._index, self._topics = TopicIndex(), Topics()
        self._leads: Recent[Grams] = Recent()
        self._touched = array("i")
        self._first: dict[str, str] = {}
        """The report that opens a story, by the id that such a story has; only of those that decisions name."""
        self._naming = self._stand.named("story-")
        self._tied: Recent[tuple[Places, NDArray[np.float64]]] = Recent(TIED_AT_HAND)
        """Of affairs seen of late, the reports and how closely each is tied to each."""
        self._parted: dict[tuple[str, ...], list[tuple[float, str, str]]] = {}

    def add(self, report: Report) -> None:
        """Enter a report and join it with those that are alike and near in time."""
        self.extend([report], prints([report]))

    def extend(self, reports: Sequence[Report], made: Sequence[Prints]) -> None:
        """Enter reports, each with its prints, and join them with those that are alike and near in time."""
        known = len(self._topics)
        new = {self._register.enter(r): (r, p.topic) for r, p in zip(reports, made, strict=True)}
        fresh = [new[place] for place in sorted(new) if place >= known]
        if not fresh:
            return
        topics = [about for _, about in fresh]
        self._topics.extend(topics)
        keys = self._index.keys(topics)
        self._index.extend(keys, self._register.days[known : known + len(fresh)])
        self._touched.extend(range(known, known + len(fresh)))
        for report, _ in fresh:
            self._enter(report)
        places, near, ties = self._tied_among(keys, known)
        reached = _LEVELS.searchsorted(ties, side="right")
        cuts = places.searchsorted(np.arange(known, known + len(fresh) + 1)).tolist()
        for place, (first, last) in enumerate(pairwise(cuts), known):
            if first < last:
                self._tie(place, near[first:last].tolist(), reached[first:last].tolist())

    def _enter(self, report: Report) -> None:
        if self._kept:
            self._reports[report.id] = report
        if self._naming and (key := content_id("story", report.id)) in self._naming:
            self._first[key] = report.id
        for _, forest in self._levels:
            forest.grow()

    def rule(self, stand: Rulings, targets: Iterable[str]) -> list[str]:
        """Heed other decisions, of which ``targets`` are all that differ; return the reports that they speak of."""
        self._stand, self._naming = stand, stand.named("story-")
        if not self._naming <= self._first.keys():
            ids = ((content_id("story", report), report) for report in self._register.ids)
            self._first |= {key: report for key, report in ids if key in self._naming}
        reports = sorted({report for target in targets if (report := self._report(target))})
        self._touched.extend(self._register.places[report] for report in reports)
        return reports

    def _tied_among(self, keys: Sequence[Sequence[int]], first: int) -> tuple[Places, Places, NDArray[np.float64]]:
        """Reports from a number on, each with one before it that it is tied to, and how closely."""
        places, near = self._index.candidates(keys, first)
        ties = self._topics.ties(places, near)
        firm = ties >= TIED
        return places[firm], near[firm], ties[firm]

    def _tie(self, place: int, near: Sequence[int], reached: Sequence[int]) -> None:
        """Join a report with others on all levels that their ties reach."""
        joined: list[int] = []
        for level in range(max(reached), 0, -1):  # together on a fine level is so on all coarser ones
            new = [other for other, most in zip(near, reached, strict=True) if most == level]
            joined = self._join(self._levels[level - 1][1], place, joined + new)

    def _join(self, forest: Forest, place: int, others: Sequence[int]) -> list[int]:
        """Join a report with others on a level; return one of each group that it was joined with.

        Reports that a group which has grown too large lets go are noted.
        """
        joined = []
        for other in others:
            if forest.root(other) == (root := forest.root(place)):
                continue
            sizes = (forest.size(root), forest.size(other))
            for side, size in zip((root, other), sizes, strict=True):
                if size <= LARGE < sum(sizes):
                    self._touched.extend(forest.members(side))
            forest.join(root, other)
            joined.append(other)
        return joined

    def taken(self) -> list[str]:
        """Ids of the reports whose parts may have changed since this was last asked."""
        touched, self._touched = set(self._touched), array("i")
        return [self._register.ids[place] for place in sorted(touched)]

    def beside(self, report: str) -> Iterator[str]:
        """From a report to the next that it is tied to, directly or through others, in an affair that is not too large.

        The last leads back to the first; one that belongs with thousands on every level leads nowhere.
        """
        place = self._register.places[report]
        if level := self._level(place):
            yield self._register.ids[level[1].after(place)]

    def _level(self, place: int) -> tuple[float, Forest] | None:
        """The widest level on which what a report is tied to is not too large; None where it is so on all."""
        return next((level for level in self._levels if level[1].size(place) <= LARGE), None)

    def decided(self) -> dict[str, list[str]]:
        """Reports that a person holds to be of one affair with a report."""
        found: dict[str, list[str]] = defaultdict(list)
        for one, other, _ in self._stand.one(self._report):
            found[one].append(other)
            found[other].append(one)
        return found

    def affairs(self, origins: Sequence[Origin] = ()) -> list[tuple[str, ...]]:
        """Return the reports of each affair in order: the widest circle in which claims are looked for."""
        own = {report: origin.reports for origin in origins for report in origin.reports}
        decided = self.decided()
        found: list[tuple[str, ...]] = []
        seen: set[str] = set()
        for key in self._register.ids:
            if key not in seen:
                inside = drawn(key, lambda r: (*self.beside(r), *ring(own.get(r, ()), r), *decided.get(r, ())))
                seen.update(inside)
                found += self.parted(inside, lambda r: own.get(r, (r,)))
        return sorted(found)

    def parted(self, inside: Sequence[str], origin: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
        """Affairs out of reports that hang together: one, or several where a person holds some to be of two."""
        apart = self._stand.not_one(self._report) if self._stand.apart else ()
        ordered, within = self._ordered(inside), set(inside)
        if any(pair <= within for pair in apart):
            return [self._ordered(part) for part in self._part(ordered, origin)]
        return self._cut(ordered, origin) if len(ordered) > HUGE else [ordered]

    def _cut(self, members: tuple[str, ...], origin: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
        """Affairs out of many that reprints chain together: each origin goes with those that its first report is tied to."""
        inside = set(members)
        parts, circles = Groups(), dict[tuple[float, int], str]()
        for report in members:
            parts.add(report)
        for report in members:
            first = origin(report)[0]
            if first not in inside:
                continue
            parts.join(first, report)
            place = self._register.places[first]
            if level := self._level(place):
                parts.join(circles.setdefault((level[0], level[1].root(place)), first), first)
        for one, other, _ in self._stand.one(self._report):
            if one in inside and other in inside:
                parts.join(one, other)
        return [self._ordered(part) for part in parts.groups()]

    def _report(self, target: str) -> str | None:
        """The report that a decision speaks of: itself, or the first of the story that it names."""
        return target if target in self._register.places else self._first.get(target)

    def _part(self, members: tuple[str, ...], origin: Callable[[str], Sequence[str]]) -> list[list[str]]:
        """Part reports of which a person holds some to be of two affairs: decisions first, then origins, then the firmest ties."""
        inside = set(members)
        parts = Groups(self._stand.not_one(self._report))
        for report in members:
            parts.add(report)
        for one, other, _ in self._stand.one(self._report):
            if one in inside and other in inside:
                parts.join(one, other)
        for reports in sorted({tuple(origin(report)) for report in members}, key=lambda o: content_id("origin", o[0])):
            for report in reports[1:]:
                if report in inside:
                    parts.join(reports[0], report)
        for _, one, other in self._ties_among(members):
            parts.join(one, other)
        return parts.groups()

    def _ties_among(self, members: tuple[str, ...]) -> list[tuple[float, str, str]]:
        """The ties of some reports, the firmest first."""
        known = self._parted.get(members)
        if known is None:
            index, places = TopicIndex(), self._numbers(members)
            keys = index.keys([self._topics.about(place) for place in places.tolist()])
            index.extend(keys, [self._register.days[place] for place in places.tolist()])
            own, near = index.candidates(keys, 0)
            ties = self._topics.ties(places[own], places[near])
            rows = zip(own.tolist(), near.tolist(), ties.tolist(), strict=True)
            known = sorted((-t, members[n], members[k]) for k, n, t in rows if t >= TIED)
            self._parted[members] = known
        return known

    def stories(self, origins: Sequence[Origin] = ()) -> tuple[Story, ...]:
        """Return all stories, sorted by id; reports of one origin are of one story, whatever they are like."""
        first = {report: origin.first for origin in origins for report in origin.reports}
        found = (
            story for affair in self.affairs(origins) for story in self.split(affair, [first.get(r, r) for r in affair])
        )
        return tuple(sorted(found, key=lambda s: s.id))

    def _ordered(self, members: Iterable[str]) -> tuple[str, ...]:
        places = self._register.places
        return tuple(sorted(members, key=lambda m: self._register.order(places[m])))

    def _numbers(self, reports: Iterable[str]) -> Places:
        return np.array([self._register.places[report] for report in reports], dtype=np.int32)

    def split(self, affair: Sequence[str], roots: Sequence[str]) -> list[Story]:
        """Part an affair into stories, groups whose reports are alike on average; ``roots`` are the firsts of their origins."""
        groups: dict[str, list[str]] = defaultdict(list)
        for report, root in zip(affair, roots, strict=True):
            groups[root].append(report)
        for left, right, _ in self._stand.one(self._report):
            one, other = (next((g for g, m in groups.items() if p in m), None) for p in (left, right))
            if one is not None and other is not None and one != other:
                groups[one] += groups.pop(other)
        parts = [self._numbers(part) for part in groups.values()]
        found = (self._ordered(self._register.ids[p] for p in part) for part in self._joined(parts))
        back = dict(zip(affair, roots, strict=True))
        return [self._story(reports, [back[report] for report in reports]) for reports in found]

    def _joined(self, parts: list[Places]) -> list[list[int]]:
        if len(parts) == 1:
            return [parts[0].tolist()]
        if sum(map(len, parts)) > LARGE:
            return self._firm(parts)
        return _averaged(parts, self._means(parts))

    def _means(self, parts: Sequence[Places]) -> NDArray[np.float64]:
        """The mean ties between groups."""
        inside = np.concatenate(parts)
        starts = np.cumsum([0, *map(len, parts)])[:-1]
        ties = self._ties_of(inside)
        sums = np.add.reduceat(np.add.reduceat(ties, starts, axis=0), starts, axis=1)
        sizes = np.array([len(p) for p in parts], dtype=float)
        means: NDArray[np.float64] = sums / np.outer(sizes, sizes)
        return means

    def _ties_of(self, inside: Places) -> NDArray[np.float64]:
        """The ties of all to all; those known from the last time the affair was looked at are not worked out again."""
        name = str(inside.min())
        known, ties = self._tied.get(name) or (_NOBODY, np.zeros((0, 0)))
        fresh = inside[~np.isin(inside, known)]
        if len(fresh) * FEW > len(inside):
            known, ties, fresh = _NOBODY, np.zeros((0, 0)), inside
        if len(fresh):
            every = np.concatenate((known, fresh))
            rows = np.array([self._topics.ties(np.full_like(every, place), every) for place in fresh.tolist()])
            ties = np.block([[ties, rows[:, : len(known)].T], [rows]])
            known = every
            self._tied.put(name, (known, ties))
        order = known.argsort()
        at = order[known[order].searchsorted(inside)]
        made: NDArray[np.float64] = ties[np.ix_(at, at)]
        return made

    def _firm(self, parts: Sequence[Places]) -> list[list[int]]:
        """Join the groups of a large affair by firm ties between their first reports, each with the few before it."""
        groups = Forest()
        first = np.array([part[0] for part in parts], dtype=np.int32)
        for place in range(len(parts)):
            groups.grow()
            before = max(0, place - RECENT)
            ties = self._topics.ties(first[place : place + 1].repeat(place - before), first[before:place])
            for other in (np.flatnonzero(ties >= FIRM) + before).tolist():
                groups.join(place, other)
        made: dict[int, list[int]] = defaultdict(list)
        for place, part in enumerate(parts):
            made[groups.root(place)] += part.tolist()
        return list(made.values())

    def _story(self, reports: tuple[str, ...], roots: Sequence[str]) -> Story:
        """The story of some reports: each is in it as a further print of a text that is, or as it is like the first or the last."""
        topics = [self._topics.about(self._register.places[r]) for r in reports]
        title = self._whole(reports[0]).title or ", ".join(topics[0].best)
        opens: dict[str, int] = {}
        own = [k for k, root in enumerate(roots) if opens.setdefault(root, k) == k]
        leads = dict(zip(own, self._leads_of([reports[k] for k in own]) if len(own) > 1 else [], strict=False))
        reasons: dict[int, Reason] = {}
        for before, k in pairwise(own):
            scores = [(runs_alike(leads[k], leads[other]), other) for other in dict.fromkeys((0, before))]
            score, other = max(scores, key=lambda s: s[0])
            reasons[k] = replace(alike(topics[k], topics[other]), score=score)
        same = [
            reasons.get(k) or Reason("one origin", "prints a text of the story again") for k in range(1, len(reports))
        ]
        return Story(content_id("story", reports[0]), title, reports, tuple(same))

    def _leads_of(self, reports: Sequence[str]) -> list[Grams]:
        """The leads of some reports cut up: how alike these are is what the reasons of a story tell."""
        found = {report: cut for report in reports if (cut := self._leads.get(report))}
        new = [report for report in reports if report not in found]
        openings = [opening(self._whole(report)) for report in new]
        languages = [self._topics.language(self._register.places[report]) for report in new]
        for report, cut in zip(new, lead_runs(openings, languages), strict=True):
            found[report] = self._leads.put(report, cut)
        return [found[report] for report in reports]


def _averaged(parts: Sequence[Places], means: NDArray[np.float64]) -> list[list[int]]:
    """Join groups from the closest down while their reports are tied on average (UPGMA, Sokal and Michener 1958)."""
    between = np.triu(means, 1) + np.triu(means, 1).T
    np.fill_diagonal(between, -1.0)
    sizes = np.array([len(p) for p in parts], dtype=float)
    alive: list[list[int]] = [p.tolist() for p in parts]
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


def stories(
    entries: Sequence[Entry], origins: Sequence[Origin] = (), decisions: Sequence[Decision] = ()
) -> tuple[Story, ...]:
    """Return all stories, sorted by id; a report like no other is a story of its own."""
    growing = Stories(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.stories(origins)
