"""Origins: the reports that go back to one text or one dispatch, each with the proof of its link (DESIGN §5).

Candidates come from an index of marks (see ``compare.passages``); each link is then decided on the two texts alone, so
that the result depends neither on the order of adding nor on what else the ledger holds. A report is linked to the
earliest report that it shares its text with, whenever that one comes in.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from recoupe.compare.copies import Copying, aligned_places, copied
from recoupe.compare.credits import (
    anchors,
    credit_lines,
    credited,
    drawn_from,
    drawn_on,
    hashed,
    key_word,
)
from recoupe.compare.passages import Hashes, Passages, passages
from recoupe.compare.prints import Prints, prints
from recoupe.link.circles import drawn
from recoupe.link.compact import packed, unpacked
from recoupe.link.copy_index import CopyIndex, Near
from recoupe.link.decisions import Asked, Rulings, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.groups import Groups
from recoupe.link.outlets import DAYS, Outlets, name_hash
from recoupe.link.postings import Forest, Postings
from recoupe.link.recent import Recent
from recoupe.link.register import Moment, Register
from recoupe.link.stated import BASED, CITES, Stated, says_of
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Origin, OriginLink, Reason
from recoupe.model.report import Report
from recoupe.model.words import Status

__all__ = ["Origins", "origins"]

Read = Callable[[str], Report]


class Origins:
    """Origins as they grow; reports may come in any order, the result is that of all of them at once.

    Where a person holds reports to be of two origins that links would make one, those reports are linked once more by
    themselves, in the order of their publication, with what was decided going first.
    """

    AFRESH = frozenset({"_stand", "_kept", "_reports", "_remade", "_texts", "_anchors", "_asked"})
    """What is not kept of them between two programs."""

    def __init__(
        self, stand: Rulings | None = None, read: Read | None = None, register: Register | None = None
    ) -> None:
        self._stand = stand or Rulings()
        self._register = Register() if register is None else register
        self._reports: dict[str, Report] = {}
        self._whole = read or self._reports.__getitem__
        """Where whole reports come from: kept here unless they are kept elsewhere."""
        self._kept = read is None
        self._copied = Forest()
        """Groups by copying alone, which no later report parts."""
        self._remade: dict[tuple[str, ...], list[Origin]] = {}
        self._asked: Asked | None = None
        self._touched = array("i")
        self._index = CopyIndex()
        self._texts: Recent[Passages] = Recent()
        self._anchors: Recent[Hashes] = Recent()
        self._versions: dict[str, OriginLink] = {}
        self._parents = array("i")
        """Of each report the one that it copies, -1 for none."""
        self._proofs: dict[int, bytes] = {}
        self._credits: dict[str, OriginLink] = {}
        self._backwards: dict[str, list[str]] = defaultdict(list)
        """From a report to those that were ever held to be versions of it or to credit it."""
        self._outlets, self._by_name = Outlets(), Postings()
        self._stated = Stated()
        self._replaces: dict[str, str] = {}
        self._replacing: dict[str, set[str]] = {}

    def add(self, report: Report) -> None:
        """Enter a report and link it with those already there."""
        self.extend([report], prints([report]))

    def extend(self, reports: Sequence[Report], made: Sequence[Prints]) -> None:
        """Enter reports, each with its prints, and link them with those already there and with each other."""
        known = len(self._parents)
        new = {self.enter(r): (r, p.passages) for r, p in zip(reports, made, strict=True)}
        fresh = [new[place] for place in sorted(new) if place >= known]
        for place, (report, text) in enumerate(fresh, known):
            self._enter_names(report, place)
            self._texts.put(report.id, text)
            if self._kept:
                self._reports[report.id] = report
        self._parents.extend([-1] * len(fresh))
        self._touched.extend(range(known, len(self._parents)))
        texts = [text for _, text in fresh]
        self._index.add(texts)
        near = self._index.near(texts, self._register, self._copied)
        for place, (report, text) in enumerate(fresh, known):
            if place in near:
                self._link_copies(place, text, near[place])
            for other in self._versions_touched(report):
                self._link_version(other)
            self._link_credits(report, place)
            self._link_stated(report, place)

    def rule(self, stand: Rulings, targets: Iterable[str]) -> None:
        """Heed other decisions, of which ``targets`` are all that differ."""
        parted = {t for pair in (*self._stand.apart, *stand.apart) for t in pair}.intersection(targets)
        self._stand, self._remade, self._asked = stand, {}, None
        for key in sorted({key for target in targets if (key := self._report(target))}):
            self._touched.append(self._register.places[key])
            if key in parted:
                self._link_anew(key)

    def _link_anew(self, key: str) -> None:
        """Find again what a report goes back to by credit or by its own words: what was kept from it may be so no longer."""
        old = self._credits.pop(key, None)
        if old is not None:
            self._touched.append(self._register.places[old.of])
        report, place = self._whole(key), self._register.places[key]
        for other in list(self._outlets.credited(report, self._register)):
            self._credit(place, other)
        for other in self._stated.meant(report):
            self._draw(report, self._whole(self._register.ids[other]))

    def enter(self, report: Report) -> int:
        """Let a report be known before it is linked, so that decisions can go first; return its number."""
        place = self._register.enter(report)
        while len(self._copied) <= place:
            self._copied.grow()
        return place

    def order(self, key: str) -> Moment:
        """Where a report stands in the order of all: by when it was published, then by id."""
        return self._register.order(self._register.places[key])

    def _text(self, place: int) -> Passages:
        key = self._register.ids[place]
        return self._texts.get(key) or self._texts.put(key, passages(self._whole(key).text))

    def _enter_names(self, report: Report, place: int) -> None:
        self._by_name.add([name_hash(report.name)], place)
        if report.replaces:
            self._replaces[report.id] = report.replaces
            self._replacing.setdefault(report.replaces, set()).add(report.id)
        self._outlets.add(report, place)

    def _apart(self, one: str, other: str) -> bool:
        return bool(self._stand.apart) and frozenset((one, other)) in self._stand.apart

    # ------------------------------------------------------------- copies

    def _link_copies(self, place: int, text: Passages, near: Near) -> None:
        """Find the earliest report that this one copies, and later ones that copy this one, among those that may be."""
        waiting = list(near.likely)
        while waiting:
            other = waiting.pop()
            if not self._link_copy(place, text, other):
                waiting += near.instead(other)

    def _link_copy(self, place: int, text: Passages, other: int) -> bool:
        """Link a report with another where one copies the other; False where neither does."""
        order = self._register.order
        child, parent = (place, other) if order(other) < order(place) else (other, place)
        known = self._parents[child]
        better = known < 0 or order(parent) < order(known)
        if not better and self._together(place, other):
            return True
        theirs = self._text(other)
        pair = (text, theirs) if child == place else (theirs, text)
        found = copied(*pair)
        if found is None or not self._join(place, other):
            return False
        if better:
            self._parents[child] = parent
            self._proofs.pop(child, None)
            self._touched.append(child)
            if child == place:
                self._prove(place, pair, found)
        return True

    def _together(self, place: int, other: int) -> bool:
        return self._copied.root(place) == self._copied.root(other)

    def _join(self, place: int, other: int) -> bool:
        """Let two copies be of one group; False where they must be kept apart."""
        self._copied.join(place, other)
        return True

    def _prove(self, place: int, pair: tuple[Passages, Passages], found: Copying) -> bytes:
        proof = self._proofs[place] = packed(found, aligned_places(*pair, found.shared))
        return proof

    # ------------------------------------------------------------- versions and credits

    def _versions_touched(self, report: Report) -> list[str]:
        """Reports that replace this one, and this one itself, where it replaces any."""
        waiting = self._replacing.get(report.name, set()) | self._replacing.get(report.id, set())
        return sorted(waiting | ({report.id} if report.replaces else set()))

    def _link_version(self, key: str) -> None:
        """A corrected version and a notice of withdrawal belong with what they replace."""
        of = self.replaced(key)
        if of is None:
            return
        report = self._whole(key)
        rule = "withdrawal" if report.status is Status.WITHDRAWN else "corrected version"
        self._versions[key] = OriginLink(key, of, Reason(rule, f"{report.name} replaces {self._whole(of).name}"))
        self._bind(key, of)

    def _bind(self, key: str, of: str, *, instead: bool = False) -> None:
        """Let a report be linked with another, ``instead`` of one that it was linked with before."""
        self._backwards[of].append(key)
        self._touched.append(self._register.places[key])

    def _link_credits(self, report: Report, place: int) -> None:
        """Link this report with what it credits, and reports that credit its outlet with it."""
        self._outlets.add_credits(report, place)
        for other in self._outlets.credited(report, self._register):
            self._credit(place, other)
        for other in self._outlets.crediting(report, self._register) if report.outlet else ():
            lines = credit_lines(self._whole(self._register.ids[other]))
            if credited(lines, {key_word(report.outlet or ""): [report.outlet or ""]}):
                self._credit(other, place)

    def _credit(self, place: int, of: int) -> None:
        """Let a rewrite or translation go back to a dispatch that it credits, unless it draws more on another."""
        key, other = self._register.ids[place], self._register.ids[of]
        day, before = self._register.days[place], self._register.days[of]
        if (day and (not before or day - before > DAYS.days)) or self._apart(key, other):
            return
        share = drawn_on(self._anchors_of(key), self._anchors_of(other))
        if share is not None:
            self._hold(key, other, drawn_from(self._whole(key), self._whole(other), share))

    def _link_stated(self, report: Report, place: int) -> None:
        """Link this report with what it says that it is based on or cites, and reports that say so of it with it."""
        ids = self._register.ids
        meant, meaning = self._stated.met(report, place)
        pairs = [(report, self._whole(ids[p])) for p in meant]
        for one, other in pairs + [(self._whole(ids[p]), report) for p in meaning]:
            self._draw(one, other)

    def _draw(self, one: Report, other: Report) -> None:
        """Let a report go back to an earlier one that it says it is based on, or cites and draws on."""
        if self.order(other.id) >= self.order(one.id):
            return
        if says_of(one, other) == BASED:
            reason = Reason(BASED, f"{one.name} says that it is based on {other.name}", 1.0)
            if not self._apart(one.id, other.id):
                self._hold(one.id, other.id, reason)
        elif says_of(one, other) == CITES:
            self._credit(*(self._register.places[r.id] for r in (one, other)))

    def _hold(self, key: str, of: str, reason: Reason) -> None:
        """Let a report go back to another for a reason, unless there is a better one."""
        old = self._credits.get(key)
        if old and (-old.reason.score, self.order(old.of)) <= (-reason.score, self.order(of)):
            return
        self._credits[key] = OriginLink(key, of, reason)
        if old is not None:
            self._touched.append(self._register.places[old.of])
        self._bind(key, of, instead=old is not None)

    def _anchors_of(self, key: str) -> Hashes:
        known = self._anchors.get(key)
        return self._anchors.put(key, hashed(anchors(self._whole(key).text))) if known is None else known

    # ------------------------------------------------------------- what comes of it

    def taken(self) -> list[str]:
        """Ids of the reports whose links may have changed since this was last asked."""
        touched, self._touched = dict.fromkeys(self._touched), array("i")
        return [self._register.ids[place] for place in touched]

    def replaced(self, key: str) -> str | None:
        """The report that one replaces, where it is there."""
        replaces = self._replaces.get(key)
        of = self._report(replaces) if replaces else None
        return of if of != key else None

    def replacing(self, key: str) -> list[str]:
        """The reports that replace one."""
        if not self._replacing:
            return []
        named = self._replacing.get(self._whole(key).name, set()) | self._replacing.get(key, set())
        return sorted(other for other in named if self.replaced(other) == key)

    def beside(self, key: str) -> Iterator[str]:
        """The reports that a report is linked with: all that is of one origin can be walked through."""
        yield from self._linked(key)
        if self._stand.same:
            yield from self._ruled_on().beside.get(key, ())

    def _linked(self, key: str) -> Iterator[str]:
        """The same, without what a person decided."""
        ids = self._register.ids
        yield ids[self._copied.after(self._register.places[key])]
        for links in (self._versions, self._credits):
            if key in links:
                yield links[key].of
        for other in self._backwards.get(key, ()):
            if any(key == links[other].of for links in (self._versions, self._credits) if other in links):
                yield other

    def _ruled_on(self) -> Asked:
        """Decisions as they bear on the reports that are in by now."""
        if self._asked is None or self._asked.many != len(self._register):
            self._asked = self._stand.on(self._report, len(self._register))
        return self._asked

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
        for key in self._register.ids:
            if key not in seen:
                inside = drawn(key, self.beside)
                seen.update(inside)
                found += map(self.origin, self.parted(inside))
        return tuple(sorted(found, key=lambda o: o.id))

    def _hostile(self, ordered: Sequence[str]) -> bool:
        if len(ordered) < 2 or not self._stand.apart:
            return False
        inside = set(ordered)
        return any(pair <= inside for pair in self._ruled_on().apart)

    def _origin(self, ordered: tuple[str, ...], decided: Mapping[str, OriginLink]) -> Origin:
        links = (decided.get(member) or self._link(member) for member in ordered)
        return _origin_of(ordered, links)

    def _anew(self, ordered: tuple[str, ...]) -> list[Origin]:
        """The origins of some reports, linked by themselves in their order."""
        known = self._remade.get(ordered)
        if known is None:
            alone = _Parted(self._stand, self._ruled_on().apart)
            whole = [self._whole(key) for key in ordered]
            for report in whole:
                alone.enter(report)
            alone.decide()
            for report in whole:
                alone.add(report)
            known = self._remade[ordered] = list(alone.origins())
        return known

    def _report(self, target: str) -> str | None:
        """The report of a name, or of an id; the last in order of ids where several are called so."""
        ids = self._register.ids
        called = [ids[p] for p in self._by_name.find([name_hash(target)]).tolist()]
        found = [key for key in called if key == target or self._whole(key).name == target]
        return max(found) if found else target if target in self._register.places else None

    def _decided(self, inside: Sequence[str]) -> dict[str, OriginLink]:
        """The links that a person decided among some reports, by the later of each, where nothing else joins the two."""
        found: dict[str, OriginLink] = {}
        if not self._stand.same or self._ruled_on().beside.keys().isdisjoint(inside):
            return found
        within = set(inside)
        asked = [row for row in self._ruled_on().same if row[0] in within]
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
        place = self._register.places[key]
        parent = self._parents[place]
        if parent < 0:
            return self._credits.get(key)
        proof = self._proofs.get(place)
        if proof is None:
            pair = self._text(place), self._text(parent)
            found = copied(*pair)
            if found is None:
                return None
            proof = self._prove(place, pair, found)
        return OriginLink(key, self._register.ids[parent], *unpacked(proof))


class _Parted(Origins):
    """Origins of a few reports of which a person holds some apart; they are joined in the order in which they are added."""

    def __init__(self, stand: Rulings, apart: Iterable[frozenset[str]]) -> None:
        super().__init__(stand)
        self._apart_from = frozenset(apart)
        self._copies, self._groups = Groups(self._apart_from), Groups(self._apart_from)
        self._stale = False

    def enter(self, report: Report) -> int:
        for groups in (self._copies, self._groups):
            groups.add(report.id)
        self._by_name.add([name_hash(report.name)], place := super().enter(report))
        self._reports[report.id] = report
        return place

    def decide(self) -> None:
        """Join what a person holds to be one."""
        for one, other, _ in self._stand.one(self._report):
            self._groups.join(one, other)
            self._copies.join(one, other)

    def _together(self, place: int, other: int) -> bool:
        return self._copies.together(self._register.ids[place], self._register.ids[other])

    def _join(self, place: int, other: int) -> bool:
        pair = self._register.ids[place], self._register.ids[other]
        return self._copies.join(*pair) and self._groups.join(*pair)

    def _bind(self, key: str, of: str, *, instead: bool = False) -> None:
        if instead:
            self._stale = True
        else:
            self._groups.join(key, of)

    def _regroup(self) -> None:
        """Grow the groups anew, after a link was replaced by a better one."""
        copied_groups = self._copies.groups()
        self._groups = Groups(self._apart_from)
        for key in self._register.ids:
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


def origins(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Origin, ...]:
    """Return the origins of all entries, sorted by id."""
    growing = Origins(rulings(decisions))
    for entry in in_order(entries):
        growing.add(entry.report)
    return growing.origins()
