"""Origins: the reports that go back to one text or one dispatch, each with the proof of its link (DESIGN §5).

Candidates come from an index of marks (see ``compare.passages``); each link is then decided on the two texts alone, so
that the result depends neither on the order of adding nor on what else the ledger holds. A report is linked to the
earliest report that it shares its text with, whenever that one comes in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from recoupe.compare.copies import Copying, aligned, copied, may_be_copied
from recoupe.compare.credits import anchors, credit_lines, credit_words, credited, drawn_from, hashed, key_word
from recoupe.compare.passages import Hashes, Passages, passages
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
AT_HAND = 8192
"""Texts whose runs of words are held ready: what copies a text mostly comes within a day of it; others are cut up again."""

Moment = tuple[str, str]
"""When a report was published, then its id: the order of all reports."""


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


class _Texts:
    """Texts cut into runs, the latest used at hand."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Passages] = OrderedDict()

    def of(self, report: Report) -> Passages:
        """The runs of a report."""
        found = self._kept.get(report.id)
        if found is None:
            found = self._kept[report.id] = passages(report.text)
            if len(self._kept) > AT_HAND:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(report.id)
        return found


class Origins:
    """Origins as they grow; reports may come in any order, the result is that of all of them at once.

    Where a person holds reports to be of two origins that links would make one, those reports are linked once more by
    themselves, in the order of their publication, with what was decided going first.
    """

    def __init__(self, stand: Rulings | None = None, apart: Iterable[frozenset[str]] = ()) -> None:
        self._stand = stand or Rulings()
        self._apart_from = frozenset(apart)
        """Pairs that no group may hold: none while reports come in as they please."""
        self._groups = Groups(self._apart_from)
        self._copied = Groups(self._apart_from)
        """Groups by copying alone, which no later report parts."""
        self._remade: dict[tuple[str, ...], list[Origin]] = {}
        self._stale = False
        self._index = CopyIndex()
        self._reports: dict[str, Report] = {}
        self._order: dict[str, Moment] = {}
        self._texts = _Texts()
        self._versions: dict[str, OriginLink] = {}
        self._copies: dict[str, str] = {}
        self._credits: dict[str, OriginLink] = {}
        self._proofs: dict[str, OriginLink] = {}
        self._by_outlet: dict[str, list[Moment]] = defaultdict(list)
        self._outlets: dict[str, set[str]] = defaultdict(set)
        self._crediting: dict[str, list[Moment]] = defaultdict(list)
        """Reports by the words of what their credits name, for outlets that come in later."""
        self._anchors: dict[str, Hashes] = {}
        self._by_name: dict[str, str] = {}
        self._replacing: dict[str, set[str]] = defaultdict(set)

    def add(self, report: Report) -> None:
        """Enter a report and link it with those already there."""
        key = report.id
        if key in self._reports:
            return
        text = self._texts.of(report)
        self._groups.add(key)
        self._copied.add(key)
        self._reports[key] = report
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
            insort(self._by_outlet[report.outlet], self._order[report.id])
            self._outlets[key_word(report.outlet)].add(report.outlet)

    def _apart(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._stand.apart

    def _link_copies(self, key: str, text: Passages) -> None:
        """Find the earliest report that this one copies, and later ones that copy this one."""
        own = self._order[key]
        near = sorted(self._index.candidates(text), key=lambda k: self._order[k])
        for other in near:
            earlier = self._order[other] < own
            child, parent = (key, other) if earlier else (other, key)
            known = self._copies.get(child)
            better = known is None or self._order[parent] < self._order[known]
            if self._apart(key, other) or (not better and self._copied.together(key, other)):
                continue
            theirs = self._texts.of(self._reports[other])
            found = copied(text, theirs) if may_be_copied(text, theirs) else None
            if found is None:
                continue
            if not (self._copied.join(key, other) and self._groups.join(key, other)):
                continue
            if better:
                self._copies[child] = parent
                self._proofs.pop(child, None)
                if earlier:
                    self._prove(text, theirs, (key, other), found)

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
        own = self._order[report.id]
        for word in credit_words(report):
            insort(self._crediting[word], own)
        for outlet in credited(credit_lines(report), self._outlets) - {report.outlet}:
            shelf = self._by_outlet[outlet]
            since = bisect_left(shelf, _moved(own, -DAYS)) if report.day else 0
            for _, key in shelf[since : bisect_left(shelf, own)]:
                self._credit(report, self._reports[key])
        if report.outlet:
            later = self._crediting.get(key_word(report.outlet), [])
            until = bisect_right(later, _moved(own, DAYS)) if report.day else len(later)
            for _, key in later[bisect_right(later, own) : until]:
                other = self._reports[key]
                if other.outlet != report.outlet and credited(credit_lines(other), _alone(report.outlet)):
                    self._credit(other, report)

    def _credit(self, report: Report, other: Report) -> None:
        """Let a rewrite or translation go back to a dispatch that it credits, unless it draws more on another."""
        key, of = report.id, other.id
        if (report.day and other.day and report.day - other.day > DAYS) or (not other.day and report.day):
            return
        reason = None if self._apart(key, of) else drawn_from(report, other, self._anchors_of(report, other))
        old = self._credits.get(key)
        if reason is None or (old and (-old.reason.score, self._order[old.of]) <= (-reason.score, self._order[of])):
            return
        self._credits[key] = OriginLink(key, of, reason)
        if old is None:
            self._groups.join(key, of)
        else:
            self._stale = True

    def _anchors_of(self, *reports: Report) -> dict[str, Hashes]:
        for report in reports:
            if report.id not in self._anchors:
                self._anchors[report.id] = hashed(anchors(report.text))
        return self._anchors

    def _regroup(self) -> None:
        """Grow the groups anew, after a link was replaced by a better one."""
        self._groups = Groups(self._apart_from)
        for key in self._reports:
            self._groups.add(key)
        if self._apart_from:
            self._join_decided()
        for members in self._copied.groups():
            for other in members[1:]:
                self._groups.join(members[0], other)
        for link in (*self._versions.values(), *self._credits.values()):
            self._groups.join(link.report, link.of)
        self._stale = False

    def origins(self) -> tuple[Origin, ...]:
        """Return all origins, sorted by id; a report that goes back to no other is an origin of its own."""
        if self._stale:
            self._regroup()
        decided = self._decided()
        apart = [] if self._apart_from else self._stand.not_one(self._report)
        found: list[Origin] = []
        for members in self._gathered(decided):
            ordered = tuple(sorted(members, key=lambda m: self._order[m]))
            if apart and len(members) > 1 and any(pair.issubset(members) for pair in apart):
                found += self._anew(ordered)
            else:
                found.append(self._origin(ordered, decided))
        return tuple(sorted(found, key=lambda o: o.id))

    def _origin(self, ordered: tuple[str, ...], decided: Mapping[str, OriginLink]) -> Origin:
        inside = set(ordered)
        links = []
        for member in ordered:
            own = self._link(member)
            own = own if own is not None and own.of in inside else None
            link = (own or decided.get(member)) if self._apart_from else (decided.get(member) or own)
            if link is not None:
                links.append(link)
        return Origin(content_id("origin", ordered[0]), ordered[0], ordered, tuple(links))

    def _gathered(self, decided: Mapping[str, OriginLink]) -> list[list[str]]:
        """All groups, with those made one that a person holds to be one."""
        if not decided:
            return self._groups.groups()
        joined = Groups()
        for members in self._groups.groups():
            for report in members:
                joined.add(report)
                joined.join(members[0], report)
        for link in decided.values():
            joined.join(link.report, link.of)
        return joined.groups()

    def _anew(self, ordered: tuple[str, ...]) -> list[Origin]:
        """The origins of some reports, linked by themselves in their order."""
        known = self._remade.get(ordered)
        if known is None:
            apart = self._stand.not_one(self._report)
            alone = Origins(self._stand, apart)
            alone._texts = self._texts
            for key in ordered:
                alone.enter(self._reports[key])
            alone._join_decided()
            for key in ordered:
                alone.add(self._reports[key])
            known = self._remade[ordered] = list(alone.origins())
        return known

    def enter(self, report: Report) -> None:
        """Let a report be known before it is linked, so that decisions can go first."""
        self._groups.add(report.id)
        self._copied.add(report.id)
        self._order[report.id] = (moment_of(report), report.id)
        self._by_name[report.name] = report.id

    def _join_decided(self) -> None:
        for one, other, _ in self._stand.one(self._report):
            self._groups.join(one, other)
            self._copied.join(one, other)

    def _report(self, target: str) -> str | None:
        found = self._by_name.get(target, target)
        return found if found in self._order else None

    def _decided(self) -> dict[str, OriginLink]:
        """The links that a person decided, by the later report of each, where nothing else joins the two."""
        found: dict[str, OriginLink] = {}
        joined = Groups(self._apart_from)
        for one, other, decision in self._stand.one(self._report):
            roots = (self._groups.root(one), self._groups.root(other))
            for root in roots:
                joined.add(root)
            if self._apart_from or not joined.together(*roots):
                joined.join(*roots)
                first, later = sorted((one, other), key=lambda k: self._order[k])
                reason = Reason("decision", f"{decision.by} holds them to be one: {decision.why}")
                found[later] = OriginLink(later, first, reason)
        return found

    def _link(self, key: str) -> OriginLink | None:
        """Why a report goes with an earlier one: as a version, as a copy with its proof, else by credit."""
        if key in self._versions:
            return self._versions[key]
        parent = self._copies.get(key)
        if parent is None:
            return self._credits.get(key)
        if key not in self._proofs:
            mine, theirs = (self._texts.of(self._reports[k]) for k in (key, parent))
            found = copied(mine, theirs)
            if found is None:
                return None
            self._prove(mine, theirs, (key, parent), found)
        return self._proofs[key]

    def _prove(self, mine: Passages, theirs: Passages, pair: tuple[str, str], found: Copying) -> None:
        self._proofs[pair[0]] = OriginLink(*pair, found.reason, aligned(mine, theirs, found.shared))


def _moved(order: Moment, by: timedelta) -> Moment:
    """A moment some days away and a day more, as days are counted in each report's own zone."""
    if not order[0]:
        return order
    day = date.fromisoformat(order[0][:10]) + by + (timedelta(1) if by > timedelta() else timedelta(-1))
    return day.isoformat(), ""


def _alone(outlet: str) -> dict[str, list[str]]:
    return {key_word(outlet): [outlet]}


def origins(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Origin, ...]:
    """Return the origins of all entries, sorted by id."""
    growing = Origins(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.origins()
