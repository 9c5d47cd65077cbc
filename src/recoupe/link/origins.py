"""Origins: the reports that go back to one text or one dispatch, each with the proof of its link (DESIGN §5).

Candidates come from an index of marks (see ``compare.passages``); each link is then decided on the two texts alone, so
that the result depends neither on the order of adding nor on what else the ledger holds. A report is linked to the
earliest report that it shares its text with, whenever that one comes in.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.copies import Copying, aligned, copied, may_be_copied
from recoupe.compare.credits import anchors, credit_lines, credit_words, credited, drawn_from, hashed, key_word
from recoupe.compare.passages import Hashes, Passages, passages
from recoupe.link.circles import drawn
from recoupe.link.compact import FOR_EVER, moved, packed, unpacked, when_of
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order, moment_of, outline
from recoupe.link.groups import Groups
from recoupe.link.postings import Places, Postings
from recoupe.link.recent import Recent
from recoupe.link.stated import BASED, CITES, Stated, says_of
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

Read = Callable[[str], Report]
Moment = tuple[int, str]
"""When a report was published (as ``when_of`` has it), then its id: the order of all reports."""


class CopyIndex:
    """Texts by the marks of their openings and by a sketch of the whole."""

    def __init__(self) -> None:
        self._openings, self._sketches = Postings(), Postings()

    def candidates(self, text: Passages) -> list[int]:
        """Numbers of texts that may be copies of this one or the reverse, in order."""
        common = self._sketches.find(text.marks[:SKETCH].tolist())
        common.sort()
        last = COMMON - 1
        found = np.concatenate((self._openings.find(text.lead), common[last:][common[last:] == common[:-last]]))
        return sorted(set(found.tolist()))

    def add(self, place: int, text: Passages) -> None:
        """Enter a text."""
        self._openings.add(text.lead, place)
        self._sketches.add(text.marks[:SKETCH].tolist(), place)


class Origins:
    """Origins as they grow; reports may come in any order, the result is that of all of them at once.

    Where a person holds reports to be of two origins that links would make one, those reports are linked once more by
    themselves, in the order of their publication, with what was decided going first.
    """

    def __init__(
        self, stand: Rulings | None = None, apart: Iterable[frozenset[str]] = (), read: Read | None = None
    ) -> None:
        self._stand = stand or Rulings()
        self._read = read
        """Where whole reports come from, if they are kept elsewhere."""
        self._copied = Groups(apart)
        """Groups by copying alone, which no later report parts."""
        self._remade: dict[tuple[str, ...], list[Origin]] = {}
        self._touched: dict[str, None] = {}
        self._index = CopyIndex()
        self._reports: dict[str, Report] = {}
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        self._moments = array("q")
        self._texts: Recent[Passages] = Recent()
        self._anchors: Recent[Hashes] = Recent()
        self._versions: dict[str, OriginLink] = {}
        self._copies: dict[str, str] = {}
        self._proofs: dict[str, bytes] = {}
        self._credits: dict[str, OriginLink] = {}
        self._backwards: dict[str, list[str]] = defaultdict(list)
        """From a report to those that were ever held to be versions of it or to credit it."""
        self._outlets: dict[str, set[str]] = defaultdict(set)
        self._by_outlet, self._crediting = Postings(), Postings()
        """Reports by outlet, and by the words of what their credits name, for outlets that come in later."""
        self._stated = Stated()
        self._by_name: dict[str, str] = {}
        self._replacing: dict[str, set[str]] = defaultdict(set)

    def add(self, report: Report) -> None:
        """Enter a report and link it with those already there."""
        key = report.id
        if key in self._reports:
            return
        text = self._texts.put(key, passages(report.text))
        self.enter(report)
        self._reports[key] = outline(report) if self._read else report
        self._touched[key] = None
        self._link_copies(key, text)
        self._index.add(self._places[key], text)
        self._enter_names(report)
        for other in sorted(self._replacing[report.name] | self._replacing[key] | {key}):
            self._link_version(other)
        self._link_credits(report)
        self._link_stated(report)

    def enter(self, report: Report) -> None:
        """Let a report be known before it is linked, so that decisions can go first."""
        if report.id in self._places:
            return
        self._copied.add(report.id)
        self._places[report.id] = len(self._ids)
        self._ids.append(report.id)
        self._moments.append(when_of(moment_of(report)))
        self._by_name[report.name] = max(report.id, self._by_name.get(report.name, ""))

    def _whole(self, key: str) -> Report:
        return self._read(key) if self._read else self._reports[key]

    def order(self, key: str) -> Moment:
        """Where a report stands in the order of all: by when it was published, then by id."""
        return self._moments[self._places[key]], key

    def _text(self, key: str) -> Passages:
        return self._texts.get(key) or self._texts.put(key, passages(self._whole(key).text))

    def _enter_names(self, report: Report) -> None:
        if report.replaces:
            self._replacing[report.replaces].add(report.id)
        if report.outlet:
            self._by_outlet.add([_hash(report.outlet)], self._places[report.id])
            self._outlets[key_word(report.outlet)].add(report.outlet)

    def _apart(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._stand.apart

    # ------------------------------------------------------------- copies

    def _link_copies(self, key: str, text: Passages) -> None:
        """Find the earliest report that this one copies, and later ones that copy this one."""
        own = self.order(key)
        near = sorted(self.order(self._ids[place]) for place in self._index.candidates(text))
        for order in near:
            other = order[1]
            child, parent = (key, other) if order < own else (other, key)
            known = self._copies.get(child)
            better = known is None or min(order, own) < self.order(known)
            if self._apart(key, other) or (not better and self._copied.together(key, other)):
                continue
            theirs = self._text(other)
            if not may_be_copied(text, theirs):
                continue
            later, earlier = (text, theirs) if child == key else (theirs, text)
            found = copied(later, earlier)
            if found is None or not self._join(key, other):
                continue
            if better:
                self._copies[child] = parent
                self._proofs.pop(child, None)
                self._touched[child] = None
                if child == key:
                    self._prove(key, later, earlier, found)

    def _join(self, one: str, other: str) -> bool:
        """Let two copies be of one group; False where they must be kept apart."""
        return self._copied.join(one, other)

    def _prove(self, key: str, mine: Passages, theirs: Passages, found: Copying) -> OriginLink:
        pairs = aligned(mine, theirs, found.shared)
        self._proofs[key] = packed(found.reason, pairs)
        return OriginLink(key, self._copies[key], found.reason, pairs)

    # ------------------------------------------------------------- versions and credits

    def _link_version(self, key: str) -> None:
        """A corrected version and a notice of withdrawal belong with what they replace."""
        report, of = self._reports[key], self.replaced(key)
        if of is None:
            return
        rule = "withdrawal" if report.status is Status.WITHDRAWN else "corrected version"
        self._versions[key] = OriginLink(key, of, Reason(rule, f"{report.name} replaces {self._reports[of].name}"))
        self._bind(key, of)

    def _bind(self, key: str, of: str, *, instead: bool = False) -> None:
        """Let a report be linked with another, ``instead`` of one that it was linked with before."""
        self._backwards[of].append(key)
        self._touched[key] = None

    def _link_credits(self, report: Report) -> None:
        """Link this report with what it credits, and reports that credit its outlet with it."""
        own = self.order(report.id)
        self._crediting.add(map(_hash, credit_words(report)), self._places[report.id])
        for outlet in credited(credit_lines(report), self._outlets) - {report.outlet}:
            since = moved(own[0], -DAYS) if report.day else 0
            for key in self._between(self._by_outlet.find([_hash(outlet)]), (since, ""), own):
                if self._reports[key].outlet == outlet:
                    self._credit(report.id, key)
        if report.outlet:
            until = moved(own[0], DAYS) if report.day else FOR_EVER
            named = self._crediting.find([_hash(key_word(report.outlet))])
            for key in self._between(named, own, (until, "")):
                if self._reports[key].outlet == report.outlet:
                    continue
                if credited(credit_lines(self._whole(key)), _alone(report.outlet)):
                    self._credit(key, report.id)

    def _between(self, places: Places, first: Moment, last: Moment) -> Iterator[str]:
        """Ids of the reports that stand between two moments in the order of all."""
        moments: NDArray[np.int64] = np.frombuffer(self._moments, dtype=np.int64)[places]
        for place in places[(moments >= first[0]) & (moments <= last[0])].tolist():
            if first < self.order(self._ids[place]) < last:
                yield self._ids[place]

    def _credit(self, key: str, of: str) -> None:
        """Let a rewrite or translation go back to a dispatch that it credits, unless it draws more on another."""
        report, other = self._reports[key], self._reports[of]
        if (report.day and other.day and report.day - other.day > DAYS) or (not other.day and report.day):
            return
        reason = None if self._apart(key, of) else drawn_from(report, other, self._anchors_of(key, of))
        self._hold(key, of, reason)

    def _link_stated(self, report: Report) -> None:
        """Link this report with what it says that it is based on or cites, and reports that say so of it with it."""
        meant, meaning = self._stated.met(report, self._places[report.id])
        pairs = [(report, self._reports[self._ids[p]]) for p in meant]
        for one, other in pairs + [(self._reports[self._ids[p]], report) for p in meaning]:
            if self.order(other.id) >= self.order(one.id):
                continue
            if says_of(one, other) == BASED:
                reason = Reason(BASED, f"{one.name} says that it is based on {other.name}", 1.0)
                self._hold(one.id, other.id, None if self._apart(one.id, other.id) else reason)
            elif says_of(one, other) == CITES:
                self._credit(one.id, other.id)

    def _hold(self, key: str, of: str, reason: Reason | None) -> None:
        """Let a report go back to another for a reason, unless there is a better one."""
        old = self._credits.get(key)
        if reason is None or (old and (-old.reason.score, self.order(old.of)) <= (-reason.score, self.order(of))):
            return
        self._credits[key] = OriginLink(key, of, reason)
        if old is not None:
            self._touched[old.of] = None
        self._bind(key, of, instead=old is not None)

    def _anchors_of(self, *keys: str) -> dict[str, Hashes]:
        found = {}
        for key in keys:
            known = self._anchors.get(key)
            found[key] = self._anchors.put(key, hashed(anchors(self._whole(key).text))) if known is None else known
        return found

    # ------------------------------------------------------------- what comes of it

    def taken(self) -> list[str]:
        """Ids of the reports whose links may have changed since this was last asked."""
        touched, self._touched = self._touched, {}
        return list(touched)

    def replaced(self, key: str) -> str | None:
        """The report that one replaces, where it is there."""
        replaces = self._reports[key].replaces
        of = self._by_name.get(replaces or "", replaces)
        return of if of in self._reports and of != key else None

    def replacing(self, key: str) -> list[str]:
        """The reports that replace one."""
        named = self._replacing.get(self._reports[key].name, set()) | self._replacing.get(key, set())
        return sorted(other for other in named if self.replaced(other) == key)

    def beside(self, key: str) -> Iterator[str]:
        """The reports that a report is linked with: all that is of one origin can be walked through."""
        yield from self._linked(key)
        if self._stand.same:
            yield from self._decided_with().get(key, ())

    def _linked(self, key: str) -> Iterator[str]:
        """The same, without what a person decided."""
        root = self._copied.root(key)
        yield root
        if root == key:
            yield from self._copied.members(root)
        for links in (self._versions, self._credits):
            if key in links:
                yield links[key].of
        for other in self._backwards.get(key, ()):
            if any(key == links[other].of for links in (self._versions, self._credits) if other in links):
                yield other

    def _decided_with(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one, other, _ in self._stand.one(self._report):
            found[one].append(other)
            found[other].append(one)
        return found

    def parted(self, inside: Sequence[str]) -> list[tuple[str, ...]]:
        """The origins of reports that hang together, each in order: one, or several where a person keeps some apart."""
        ordered = tuple(sorted(inside, key=self.order))
        if self._hostile(ordered):
            return [origin.reports for origin in self._anew(ordered)]
        return [ordered]

    def origin(self, ordered: tuple[str, ...]) -> Origin:
        """The origin of some reports, as ``parted`` gives them."""
        whole = tuple(sorted(drawn(ordered[0], self.beside), key=self.order)) if self._stand.apart else ordered
        if self._hostile(whole):
            return next(origin for origin in self._anew(whole) if origin.reports == ordered)
        return self._origin(ordered, self._decided(ordered))

    def origins(self) -> tuple[Origin, ...]:
        """Return all origins, sorted by id; a report that goes back to no other is an origin of its own."""
        found: list[Origin] = []
        seen: set[str] = set()
        for key in self._reports:
            if key not in seen:
                inside = drawn(key, self.beside)
                seen.update(inside)
                found += map(self.origin, self.parted(inside))
        return tuple(sorted(found, key=lambda o: o.id))

    def _hostile(self, ordered: Sequence[str]) -> bool:
        if len(ordered) < 2 or not self._stand.apart:
            return False
        return any(pair.issubset(ordered) for pair in self._stand.not_one(self._report))

    def _origin(self, ordered: tuple[str, ...], decided: Mapping[str, OriginLink]) -> Origin:
        links = (decided.get(member) or self._link(member) for member in ordered)
        return _origin_of(ordered, links)

    def _anew(self, ordered: tuple[str, ...]) -> list[Origin]:
        """The origins of some reports, linked by themselves in their order."""
        known = self._remade.get(ordered)
        if known is None:
            alone = _Parted(self._stand, self._stand.not_one(self._report))
            whole = [self._whole(key) for key in ordered]
            for report in whole:
                alone.enter(report)
            alone.decide()
            for report in whole:
                alone.add(report)
            known = self._remade[ordered] = list(alone.origins())
        return known

    def _report(self, target: str) -> str | None:
        found = self._by_name.get(target, target)
        return found if found in self._places else None

    def _decided(self, inside: Sequence[str]) -> dict[str, OriginLink]:
        """The links that a person decided among some reports, by the later of each, where nothing else joins the two."""
        found: dict[str, OriginLink] = {}
        asked = [row for row in self._stand.one(self._report) if row[0] in inside] if self._stand.same else []
        if not asked:
            return found
        joined = Groups()
        for key in inside:
            joined.add(key)
        for key in inside:
            for other in self._linked(key):
                joined.join(key, other)
        for one, other, decision in asked:
            if not joined.together(one, other):
                joined.join(one, other)
                found |= self._ruled(one, other, decision)
        return found

    def _ruled(self, one: str, other: str, decision: Decision) -> dict[str, OriginLink]:
        first, later = sorted((one, other), key=self.order)
        reason = Reason("decision", f"{decision.by} holds them to be one: {decision.why}")
        return {later: OriginLink(later, first, reason)}

    def _link(self, key: str) -> OriginLink | None:
        """Why a report goes with an earlier one: as a version, as a copy with its proof, else by credit."""
        if key in self._versions:
            return self._versions[key]
        parent = self._copies.get(key)
        if parent is None:
            return self._credits.get(key)
        if key in self._proofs:
            return OriginLink(key, parent, *unpacked(self._proofs[key]))
        mine, theirs = (self._text(k) for k in (key, parent))
        found = copied(mine, theirs)
        return self._prove(key, mine, theirs, found) if found else None


class _Parted(Origins):
    """Origins of a few reports of which a person holds some apart; they are joined in the order in which they are added."""

    def __init__(self, stand: Rulings, apart: Iterable[frozenset[str]]) -> None:
        super().__init__(stand, apart := frozenset(apart))
        self._apart_from = apart
        self._groups = Groups(apart)
        self._stale = False

    def enter(self, report: Report) -> None:
        super().enter(report)
        self._groups.add(report.id)

    def decide(self) -> None:
        """Join what a person holds to be one."""
        for one, other, _ in self._stand.one(self._report):
            self._groups.join(one, other)
            self._copied.join(one, other)

    def _join(self, one: str, other: str) -> bool:
        return self._copied.join(one, other) and self._groups.join(one, other)

    def _bind(self, key: str, of: str, *, instead: bool = False) -> None:
        if instead:
            self._stale = True
        else:
            self._groups.join(key, of)

    def _regroup(self) -> None:
        """Grow the groups anew, after a link was replaced by a better one."""
        copied_groups = self._copied.groups()
        self._groups = Groups(self._apart_from)
        for key in self._reports:
            self._groups.add(key)
        for one, other, _ in self._stand.one(self._report):
            self._groups.join(one, other)
        for members in copied_groups:
            for other in members[1:]:
                self._groups.join(members[0], other)
        for link in (*self._versions.values(), *self._credits.values()):
            self._groups.join(link.report, link.of)
        self._stale = False

    def origins(self) -> tuple[Origin, ...]:
        if self._stale:
            self._regroup()
        decided: dict[str, OriginLink] = {}
        for row in self._stand.one(self._report):
            decided |= self._ruled(*row)
        found = []
        for members in self._groups.groups():
            ordered = tuple(sorted(members, key=self.order))
            own = ((m, self._link(m)) for m in ordered)
            links = (link if link and link.of in members else decided.get(m) for m, link in own)
            found.append(_origin_of(ordered, links))
        return tuple(sorted(found, key=lambda o: o.id))


def _origin_of(ordered: tuple[str, ...], links: Iterable[OriginLink | None]) -> Origin:
    return Origin(content_id("origin", ordered[0]), ordered[0], ordered, tuple(link for link in links if link))


@lru_cache(maxsize=1 << 14)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _alone(outlet: str) -> dict[str, list[str]]:
    return {key_word(outlet): [outlet]}


def origins(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Origin, ...]:
    """Return the origins of all entries, sorted by id."""
    growing = Origins(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.origins()
