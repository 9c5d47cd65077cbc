"""Origins: the reports that go back to one text or one dispatch, each with the proof of its link (DESIGN §5).

Candidates come from an index of marks (see ``compare.passages``); each link is then decided on the two texts alone, so
that the result depends neither on the order of adding nor on what else the ledger holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from recoupe.compare.copies import aligned, copied, may_be_copied
from recoupe.compare.credits import credited, drawn_from, first_word
from recoupe.compare.passages import Passages, passages
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.groups import Groups
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, OriginLink, Reason
from recoupe.model.report import Report
from recoupe.model.words import Status

__all__ = ["CopyIndex", "origins"]

SKETCH = 12
"""Least marks of a text kept for finding copies with another opening (bottom-k sketch, Broder 1997)."""
COMMON = 3
"""Marks of the sketch that two such copies share: of texts that share six words in ten, seven of twelve are expected."""
DAYS = timedelta(days=4)
"""How long after a dispatch its rewrites and translations come: the day after, or the paper after a weekend."""


class CopyIndex:
    """Texts by the marks of their openings and by a sketch of the whole."""

    def __init__(self) -> None:
        self._openings: dict[int, list[str]] = defaultdict(list)
        self._sketches: dict[int, list[str]] = defaultdict(list)

    def candidates(self, text: Passages) -> list[str]:
        """Ids of texts that may be copies of this one or the reverse, sorted."""
        found = {key for mark in text.lead for key in self._openings.get(mark, ())}
        common = Counter(key for mark in text.marks[:SKETCH].tolist() for key in self._sketches.get(mark, ()))
        return sorted(found.union(key for key, count in common.items() if count >= COMMON))

    def add(self, key: str, text: Passages) -> None:
        """Enter a text."""
        for mark in text.lead:
            self._openings[mark].append(key)
        for mark in text.marks[:SKETCH].tolist():
            self._sketches[mark].append(key)


@dataclass(slots=True)
class _Making:
    """Origins in the making: reports in order, their texts, groups and links."""

    rulings: Rulings
    groups: Groups
    index: CopyIndex = field(default_factory=CopyIndex)
    reports: dict[str, Report] = field(default_factory=dict)
    texts: dict[str, Passages] = field(default_factory=dict)
    links: dict[str, OriginLink] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    by_outlet: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    outlets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Outlets by the first word of their names."""
    by_name: dict[str, str] = field(default_factory=dict)

    def join(self, link: OriginLink) -> None:
        """Join two reports by a link; the first link of a report is the one that is kept."""
        if self.groups.join(link.report, link.of):
            self.links.setdefault(link.report, link)


def origins(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Origin, ...]:
    """Return all origins, sorted by id; a report that goes back to no other is an origin of its own."""
    stand = rulings(decisions)
    making = _Making(stand, Groups(stand.apart))
    for entry in in_order(entries):
        _enter(making, entry.report)
    for pair, decision in stand.same.items():
        ids = (
            sorted((making.by_name.get(t, t) for t in pair), key=lambda k: making.places[k])
            if _known(making, pair)
            else []
        )
        if len(ids) == 2:
            making.join(
                OriginLink(ids[1], ids[0], Reason("decision", f"{decision.by} holds them to be one: {decision.why}"))
            )
    return tuple(sorted(_origins(making), key=lambda o: o.id))


def _known(making: _Making, pair: Iterable[str]) -> bool:
    return all(making.by_name.get(t, t) in making.reports for t in pair)


def _enter(making: _Making, report: Report) -> None:
    text = passages(report.text)
    making.groups.add(report.id)
    for link in (_version(making, report), *_copies(making, report, text), _credited(making, report)):
        if link is not None:
            making.join(link)
    making.index.add(report.id, text)
    making.reports[report.id], making.texts[report.id] = report, text
    making.places[report.id] = len(making.places)
    if report.outlet:
        making.by_outlet[report.outlet].append(report.id)
        making.outlets[first_word(report.outlet)].add(report.outlet)
    making.by_name[report.name] = report.id


def _version(making: _Making, report: Report) -> OriginLink | None:
    """A corrected version and a notice of withdrawal belong with what they replace."""
    if report.replaces is None:
        return None
    of = making.by_name.get(report.replaces, report.replaces)
    if of not in making.reports:
        return None
    rule = "withdrawal" if report.status is Status.WITHDRAWN else "corrected version"
    return OriginLink(report.id, of, Reason(rule, f"{report.name} replaces {report.replaces}"))


def _copies(making: _Making, report: Report, text: Passages) -> Iterable[OriginLink]:
    """A link to the earliest report that is a copy, then to others only where that joins more."""
    linked = 0
    for key in sorted(making.index.candidates(text), key=lambda k: making.places[k]):
        if linked and making.groups.together(report.id, key):
            continue
        other = making.texts[key]
        if frozenset((report.id, key)) in making.rulings.apart or not may_be_copied(text, other):
            continue
        if found := copied(text, other):
            spans = aligned(text, other, found.shared) if not linked else ()
            linked += 1
            yield OriginLink(report.id, key, found.reason, spans)


def _credited(making: _Making, report: Report) -> OriginLink | None:
    """A rewrite or translation that credits an outlet and draws on one of its reports throughout."""
    found: list[tuple[float, int, str, Reason]] = []
    for outlet in sorted(credited(report, making.outlets)):
        for key in reversed(making.by_outlet[outlet]):
            other = making.reports[key]
            if report.day and other.day and report.day - other.day > DAYS:
                break
            if reason := drawn_from(report, other):
                found.append((-reason.score, making.places[key], key, reason))
    if not found:
        return None
    _, _, of, reason = min(found, key=lambda f: f[:2])
    return OriginLink(report.id, of, reason)


def _origins(making: _Making) -> Iterable[Origin]:
    for members in making.groups.groups():
        ordered = tuple(sorted(members, key=lambda m: making.places[m]))
        links = tuple(making.links[m] for m in ordered if m in making.links)
        yield Origin(content_id("origin", ordered[0]), ordered[0], ordered, links)
