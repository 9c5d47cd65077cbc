"""Origins: the reports that go back to one text or one dispatch, each with the proof of its link (DESIGN §5).

Candidates come from an index of marks (see ``compare.passages``); each link is then decided on the two texts alone, so
that the result depends neither on the order of adding nor on what else the ledger holds. A report is linked to the
earliest report that it shares its text with, whenever that one comes in.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from recoupe.compare.copies import Copying, aligned, copied, may_be_copied
from recoupe.compare.credits import anchors, credit_lines, credit_words, credited, drawn_from, key_word
from recoupe.compare.passages import Passages, passages
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order, moment_of
from recoupe.link.groups import Groups
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, OriginLink, Reason
from recoupe.model.report import Report
from recoupe.model.words import Status

__all__ = ["CopyIndex", "Origins", "origins"]

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


class Origins:
    """Origins as they grow; reports may come in any order, the result is that of all of them at once."""

    def __init__(self, stand: Rulings | None = None) -> None:
        self._stand = stand or Rulings()
        self._groups = Groups(self._stand.apart)
        self._index = CopyIndex()
        self._reports: dict[str, Report] = {}
        self._order: dict[str, tuple[str, str]] = {}
        self._texts: dict[str, Passages] = {}
        self._versions: dict[str, OriginLink] = {}
        self._copies: dict[str, str] = {}
        self._credits: dict[str, OriginLink] = {}
        self._by_outlet: dict[str, list[tuple[tuple[str, str], str]]] = defaultdict(list)
        self._outlets: dict[str, set[str]] = defaultdict(set)
        self._crediting: dict[str, set[str]] = defaultdict(set)
        """Reports by the words of what their credits name, for outlets that come in later."""
        self._anchors: dict[str, frozenset[str]] = {}
        self._by_name: dict[str, str] = {}
        self._replacing: dict[str, set[str]] = defaultdict(set)

    def add(self, report: Report) -> None:
        """Enter a report and link it with those already there."""
        key, text = report.id, passages(report.text)
        if key in self._reports:
            return
        self._groups.add(key)
        self._reports[key], self._texts[key] = report, text
        self._order[key] = (moment_of(report), key)
        self._link_copies(key, text)
        self._index.add(key, text)
        self._enter_names(report)
        for other in sorted(self._replacing[report.name] | self._replacing[key] | {key}):
            self._link_version(other)
        self._link_credits(report)

    def _enter_names(self, report: Report) -> None:
        self._by_name[report.name] = report.id
        if report.replaces:
            self._replacing[report.replaces].add(report.id)
        if report.outlet:
            insort(self._by_outlet[report.outlet], (self._order[report.id], report.id))
            self._outlets[key_word(report.outlet)].add(report.outlet)

    def _apart(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._stand.apart

    def _link_copies(self, key: str, text: Passages) -> None:
        """Find the earliest report that this one copies, and later ones that copy this one."""
        own = self._order[key]
        near = sorted(self._index.candidates(text), key=lambda k: self._order[k])
        for other in near:
            earlier = self._order[other] < own
            if self._apart(key, other) or (earlier and key in self._copies and self._groups.together(key, other)):
                continue
            if not may_be_copied(text, self._texts[other]) or copied(text, self._texts[other]) is None:
                continue
            self._groups.join(key, other)
            child, parent = (key, other) if earlier else (other, key)
            known = self._copies.get(child)
            if known is None or self._order[parent] < self._order[known]:
                self._copies[child] = parent

    def _link_version(self, key: str) -> None:
        """A corrected version and a notice of withdrawal belong with what they replace."""
        report = self._reports[key]
        of = self._by_name.get(report.replaces or "", report.replaces)
        if of is None or of not in self._reports or of == key:
            return
        rule = "withdrawal" if report.status is Status.WITHDRAWN else "corrected version"
        self._versions[key] = OriginLink(key, of, Reason(rule, f"{report.name} replaces {self._reports[of].name}"))
        self._groups.join(key, of)

    def _link_credits(self, report: Report) -> None:
        """Link this report with what it credits, and reports that credit its outlet with it."""
        for word in credit_words(report):
            self._crediting[word].add(report.id)
        self._credit(report.id)
        if report.outlet:
            for other in sorted(self._crediting[key_word(report.outlet)]):
                if self._order[other] > self._order[report.id]:
                    self._credit(other)

    def _credit(self, key: str) -> None:
        best = self._best_credit(self._reports[key])
        old = self._credits.get(key)
        if best == old or best is None:
            return
        self._credits[key] = best
        if old is not None and old.of != best.of:
            self._regroup()
        else:
            self._groups.join(key, best.of)

    def _best_credit(self, report: Report) -> OriginLink | None:
        """The dispatch that a rewrite or translation credits and draws on most throughout."""
        found: list[tuple[float, tuple[str, str], Reason]] = []
        own = self._order[report.id]
        for outlet in credited(credit_lines(report), self._outlets) - {report.outlet}:
            shelf = self._by_outlet[outlet]
            for order, key in reversed(shelf[: bisect_left(shelf, (own, ""))]):
                other = self._reports[key]
                if report.day and other.day and report.day - other.day > DAYS:
                    break
                reason = (
                    None if self._apart(report.id, key) else drawn_from(report, other, self._anchors_of(report, other))
                )
                found.extend([(-reason.score, order, reason)] if reason else [])
        if not found:
            return None
        _, order, reason = min(found, key=lambda f: f[:2])
        return OriginLink(report.id, order[1], reason)

    def _anchors_of(self, *reports: Report) -> dict[str, frozenset[str]]:
        for report in reports:
            if report.id not in self._anchors:
                self._anchors[report.id] = anchors(report.text)
        return self._anchors

    def _regroup(self) -> None:
        """Grow the groups anew, after a link was replaced by a better one."""
        self._groups = Groups(self._stand.apart)
        for key in self._reports:
            self._groups.add(key)
        for one, other in self._copies.items():
            self._groups.join(one, other)
        for link in (*self._versions.values(), *self._credits.values()):
            self._groups.join(link.report, link.of)

    def origins(self) -> tuple[Origin, ...]:
        """Return all origins, sorted by id; a report that goes back to no other is an origin of its own."""
        decided = dict(self._decided())
        found = []
        for members in self._groups.groups():
            ordered = tuple(sorted(members, key=lambda m: self._order[m]))
            links = tuple(link for m in ordered if (link := decided.get(m) or self._link(m)) is not None)
            found.append(Origin(content_id("origin", ordered[0]), ordered[0], ordered, links))
        return tuple(sorted(found, key=lambda o: o.id))

    def _decided(self) -> Iterator[tuple[str, OriginLink]]:
        for pair, decision in self._stand.same.items():
            ids = sorted({self._by_name.get(t, t) for t in pair} & self._reports.keys(), key=lambda k: self._order[k])
            if len(ids) == 2 and not self._groups.together(*ids) and self._groups.join(*ids):
                reason = Reason("decision", f"{decision.by} holds them to be one: {decision.why}")
                yield ids[1], OriginLink(ids[1], ids[0], reason)

    def _link(self, key: str) -> OriginLink | None:
        """Why a report goes with an earlier one: as a version, as a copy with its proof, else by credit."""
        if key in self._versions:
            return self._versions[key]
        parent = self._copies.get(key)
        if parent is None:
            return self._credits.get(key)
        found = copied(self._texts[key], self._texts[parent])
        return self._proof(key, parent, found) if found else None

    def _proof(self, key: str, parent: str, found: Copying) -> OriginLink:
        return OriginLink(key, parent, found.reason, aligned(self._texts[key], self._texts[parent], found.shared))


def origins(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Origin, ...]:
    """Return the origins of all entries, sorted by id."""
    growing = Origins(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.origins()
