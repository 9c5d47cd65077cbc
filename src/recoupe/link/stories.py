"""Stories: the reports about one unfolding affair, joined by how alike they are and how near in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from recoupe.compare.topics import Topic, alike, topic
from recoupe.link.decisions import rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.groups import Groups
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, Reason, Story

__all__ = ["TopicIndex", "stories"]

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


def stories(
    entries: Sequence[Entry], origins: Sequence[Origin] = (), decisions: Sequence[Decision] = ()
) -> tuple[Story, ...]:
    """Return all stories, sorted by id; a report like no other is a story of its own."""
    stand = rulings(decisions)
    groups = Groups(stand.apart)
    reasons: dict[str, list[Reason]] = defaultdict(list)
    index = TopicIndex()
    topics: dict[str, Topic] = {}
    ordered = {entry.id: entry for entry in in_order(entries)}
    for key, entry in ordered.items():
        about = topics[key] = topic(entry.report)
        groups.add(key)
        for other in index.candidates(about):
            if groups.together(key, other) or not _near(entry, ordered[other]):
                continue
            if reason := same_story(about, topics[other]):
                groups.join(key, other)
                reasons[key].append(reason)
        index.add(key, about)
    for origin in origins:
        for report in origin.reports[1:]:
            groups.join(origin.first, report)
    for pair in stand.same:
        if all(p in ordered for p in pair):
            groups.join(*sorted(pair))
    return tuple(sorted(_stories(groups, ordered, topics, reasons), key=lambda s: s.id))


def same_story(left: Topic, right: Topic) -> Reason | None:
    """Return why two reports are of one story, or None."""
    reason = alike(left, right)
    return reason if reason.score >= (ALIKE_FOREIGN if left.language != right.language else ALIKE) else None


def _near(left: Entry, right: Entry) -> bool:
    one, other = left.report.day, right.report.day
    return one is None or other is None or abs(one - other) <= NEAR


def _stories(
    groups: Groups, ordered: dict[str, Entry], topics: dict[str, Topic], reasons: dict[str, list[Reason]]
) -> Iterable[Story]:
    places = {key: place for place, key in enumerate(ordered)}
    for members in groups.groups():
        reports = tuple(sorted(members, key=lambda m: places[m]))
        first = ordered[reports[0]].report
        title = first.title or ", ".join(topics[reports[0]].best[:4])
        why = tuple(reason for report in reports for reason in reasons.get(report, ()))
        yield Story(content_id("story", reports[0]), title, reports, why)
