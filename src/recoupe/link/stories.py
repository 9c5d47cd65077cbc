"""Stories: the reports about one unfolding affair, joined by how alike they are and how near in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from recoupe.compare.topics import Topic, alike, topic
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order, moment_of
from recoupe.link.groups import Groups
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, Reason, Story
from recoupe.model.report import Report

__all__ = ["Stories", "TopicIndex", "same_story", "stories"]

ALIKE = 0.28
"""From here on two reports of one language are of one story: of such pairs nine in ten are."""
ALIKE_FOREIGN = 0.30
"""The same by names and numbers alone, across languages."""
NEAR = timedelta(days=21)
"""A story may rest this long; what comes up again later is joined by a report that looks back."""
KEYS = 10
"""Weightiest terms by which candidates are found."""
SHARED_KEYS = 2
"""Of those, how many two reports must share to be compared."""


class TopicIndex:
    """Reports by the weightiest terms and names of what they are about."""

    def __init__(self) -> None:
        self._by_key: dict[int, list[str]] = defaultdict(list)

    @staticmethod
    def keys(about: Topic) -> list[int]:
        """The weightiest terms, and the weightiest names under a hash of their own."""
        terms, weights = about.terms
        names, strengths = about.names
        best = [int(terms[i]) for i in (-weights).argsort(kind="stable")[:KEYS]]
        return best + [int(names[i]) ^ 0x5BD1E995 for i in (-strengths).argsort(kind="stable")[:KEYS]]

    def candidates(self, about: Topic) -> list[str]:
        """Ids of reports that may be of the same story, sorted."""
        found = Counter(report for key in self.keys(about) for report in self._by_key.get(key, ()))
        return sorted(report for report, count in found.items() if count >= SHARED_KEYS)

    def add(self, report: str, about: Topic) -> None:
        """Enter a report."""
        for key in self.keys(about):
            self._by_key[key].append(report)


class Stories:
    """Stories as they grow; reports may come in any order, the result is that of all of them at once."""

    def __init__(self, stand: Rulings | None = None) -> None:
        self._stand = stand or Rulings()
        self._groups = Groups(self._stand.apart)
        self._index = TopicIndex()
        self._topics: dict[str, Topic] = {}
        self._reports: dict[str, Report] = {}

    def add(self, report: Report) -> None:
        """Enter a report and join it with those that are alike and near in time."""
        key = report.id
        if key in self._reports:
            return
        about = self._topics[key] = topic(report)
        self._reports[key] = report
        self._groups.add(key)
        for other in self._index.candidates(about):
            if self._groups.together(key, other) or not _near(report, self._reports[other]):
                continue
            if same_story(about, self._topics[other]):
                self._groups.join(key, other)
        self._index.add(key, about)

    def stories(self, origins: Sequence[Origin] = ()) -> tuple[Story, ...]:
        """Return all stories, sorted by id; reports of one origin are of one story, whatever they are like."""
        joined = Groups(self._stand.apart)
        for members in self._groups.groups():
            for report in members:
                joined.add(report)
                joined.join(members[0], report)
        for origin in origins:
            for report in origin.reports[1:]:
                joined.join(origin.first, report)
        for pair in self._stand.same:
            if all(p in self._reports for p in pair):
                joined.join(*sorted(pair))
        return tuple(sorted((self._story(members) for members in joined.groups()), key=lambda s: s.id))

    def _story(self, members: Sequence[str]) -> Story:
        reports = tuple(sorted(members, key=lambda m: (moment_of(self._reports[m]), m)))
        first, topics = self._reports[reports[0]], [self._topics[r] for r in reports]
        title = first.title or ", ".join(topics[0].best[:4])
        reasons = (
            max(alike(about, topics[0]), alike(about, before), key=lambda r: r.score)
            for before, about in pairwise(topics)
        )
        return Story(content_id("story", reports[0]), title, reports, tuple(reasons))


def stories(
    entries: Sequence[Entry], origins: Sequence[Origin] = (), decisions: Sequence[Decision] = ()
) -> tuple[Story, ...]:
    """Return all stories, sorted by id; a report like no other is a story of its own."""
    growing = Stories(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.stories(origins)


def same_story(left: Topic, right: Topic) -> Reason | None:
    """Return why two reports are of one story, or None."""
    reason = alike(left, right)
    return reason if reason.score >= (ALIKE_FOREIGN if left.language != right.language else ALIKE) else None


def _near(left: Report, right: Report) -> bool:
    one, other = left.day, right.day
    return one is None or other is None or abs(one - other) <= NEAR
