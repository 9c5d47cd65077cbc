"""Identities as they grow: what a new report cannot touch is not worked out again.

Two entities can come together only by a name, id or spelling that both have, or by a chain of such. Entities that no chain
connects are circles of their own; each is worked out by itself, and again only when a report brings something to it.
Entities that differ in nothing but their report are taken as one that stands for all, so a circle costs what its names do
and not what its reports do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import chain

from recoupe.compare.passages import fold
from recoupe.link.decisions import Rulings
from recoupe.link.entry import Entry, moment_of
from recoupe.link.groups import Groups
from recoupe.link.identities import Member, bare, groups_of, keys, members_of, plain
from recoupe.link.register import Moment
from recoupe.link.sites import shared_class, site_of
from recoupe.link.spelling import is_left_out, is_work, skeleton
from recoupe.model.entity import Entity
from recoupe.model.ids import content_id
from recoupe.model.ledger import Identity
from recoupe.model.words import EntityKind

__all__ = ["Identities", "Named"]

_TOLD = tuple(f.name for f in fields(Entity) if f.name not in ("id", "role"))
"""What tells entities of two reports apart; of a role it counts only whether there is one."""

Read = Callable[[str], Entry]
Order = tuple[str, str, int]
"""Of a member: when its report was published, the report's id, its place there."""


@dataclass(slots=True)
class _Alike:
    """Entities that differ in nothing but their report and id, the first of them standing for all."""

    first: Order
    member: Member
    home: Named | None = None
    told: tuple[str, str] = ("", "")
    """Id and name of the identity when they were last told."""


@dataclass(eq=False, slots=True)
class Named:
    """An identity as it stands: the record without its members, and what these were made of.

    ``id`` is the record's own, or one by its members where several would have one id.
    """

    record: Identity
    parts: list[Member]
    id: str = ""
    fresh: list[tuple[str, str]] | None = field(default=None)
    """Members that are new to an identity that has changed in nothing else; None where it is to be looked at as a whole."""

    @property
    def members(self) -> list[tuple[str, str]]:
        """Report and entity of each member, sorted."""
        return sorted(chain.from_iterable(p.alike for p in self.parts))

    def identity(self) -> Identity:
        """The whole record."""
        return replace(self.record, id=self.id, members=tuple(self.members))


class Identities:
    """Identities of all entries added; the order of adding makes no difference."""

    AFRESH = frozenset({"_ruled", "_singled", "_sought", "_rows", "_shifted", "_turned"})
    """What is not kept of them between two programs."""

    def __init__(self, ruled: Rulings) -> None:
        self._ruled = ruled
        self._circles = Groups()
        """Kinds of members by number, and the keys by which they may meet."""
        self._alike: dict[tuple[object, ...], str] = {}
        self._members: dict[str, _Alike] = {}
        self._of: dict[str, dict[str, str]] = {}
        """By report and entity, the kind of member."""
        self._rows: dict[int, _Alike] = {}
        """The same by the member that stands for all."""
        self._called: dict[str, Named] = {}
        self._made: dict[str, list[Named]] = {}
        self._by_id: dict[str, list[Named]] = defaultdict(list)
        """Identities by the id that they would have alone."""
        self._stale: dict[str, list[Named]] = {}
        """By the circles to be worked out again, what was known of them."""
        self._new: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """Members that came in since, by their kind."""
        self._turned: dict[int, Member] = {}
        """What lost entities, or got some that were there before, as a decision names them or does so no longer."""
        self._shifted: set[str] = set()
        """The reports of these entities."""
        self._singled, self._sought = named_by(ruled)
        self._tie()

    def _tie(self) -> None:
        """Let what a person holds to be one be worked out together."""
        for pair in self._ruled.same:
            nodes = [_node(target) for target in sorted(pair) if target[:2] in _OURS]
            for node in nodes:
                self._circles.add(node)
                self._unite(nodes[0], node)

    def rule(self, ruled: Rulings, targets: Iterable[str], read: Read, order: Callable[[str], Moment]) -> None:
        """Heed other decisions, of which ``targets`` are all that differ; ``read`` and ``order`` lead from a report to it."""
        before = self._sought
        homes = {t: [r for r, own in self._of.items() if t in own] for t in targets if t[:2] == "e-"}
        leaving = [(report, entity) for entity, found in homes.items() for report in found]
        for report, entity in leaving:
            self._leave(report, entity, read, order)
        self._ruled = ruled
        self._singled, self._sought = named_by(ruled)
        self._tie()
        for report, entity in leaving:
            entry = read(report)
            for place, member in enumerate(members_of(entry)):
                if member.entity.id == entity:
                    self._enter((moment_of(entry.report), report, place), member)
                    name = self._of[report][entity]
                    self._turn(name)
                    self._not_new(name, (report, entity))
            self._shifted.add(report)
        self._find_named((before | self._sought).intersection(targets))

    def _find_named(self, targets: frozenset[str]) -> None:
        """Let what may be told by some ids of identities be worked out anew, together with what is held to be one with it."""
        hints: set[str | None] = set()
        for target in targets:
            self._circles.add(node := _node(target))
            self._set_aside(self._circles.root(node))
            for named in self._by_id.get(target, ()):
                hints |= {named.record.qid or fold(named.record.name)}
        known = all(target in self._by_id for target in targets)
        for name, row in self._members.items() if targets else ():
            entity = row.member.entity
            if known and hints.isdisjoint((entity.qid, fold(bare(entity.name)))):
                continue
            for target in targets.intersection(_may_be(row.member)):
                self._unite(name, _node(target))
                self._set_aside(self._circles.root(name))

    def _leave(self, report: str, entity: str, read: Read, order: Callable[[str], Moment]) -> None:
        """Take an entity out of those that are told alike."""
        name = self._of[report].pop(entity)
        row = self._members[name]
        self._turn(name)
        self._set_aside(self._circles.root(name))
        row.member.alike.remove((report, entity))
        self._not_new(name, (report, entity))
        if not row.member.alike:
            del self._members[name], self._rows[id(row.member)]
        elif row.first[1] == report:
            first = min((r for r, _ in row.member.alike), key=order)
            entry = read(first)
            for place, member in enumerate(members_of(entry)):
                if (first, member.entity.id) in row.member.alike:
                    row.first = (moment_of(entry.report), first, place)
                    row.member.report, row.member.entity = first, member.entity
                    break

    def _not_new(self, name: str, pair: tuple[str, str]) -> None:
        if pair in self._new.get(name, ()):
            self._new[name].remove(pair)
            if not self._new[name]:
                del self._new[name]

    def _turn(self, name: str) -> None:
        member = self._members[name].member
        self._turned[id(member)] = member

    def mend(self) -> None:
        """Find what stands for all again, once it was filled with what was kept."""
        self._rows = {id(row.member): row for row in self._members.values()}

    def add(self, entry: Entry) -> None:
        """Enter the entities of a report."""
        moment = moment_of(entry.report)
        self._of[entry.id] = {}
        for place, member in enumerate(members_of(entry)):
            self._enter((moment, entry.id, place), member)

    def _enter(self, order: Order, member: Member) -> None:
        pair = (order[1], member.entity.id)
        key = self._key(member)
        name = self._alike.setdefault(key, f"m {len(self._alike)}")
        if name not in self._members:
            self._members[name] = self._rows[id(member)] = _Alike(order, member)
            self._circles.add(name)
            self._meet(name, member)
        known = self._members[name]
        known.member.alike.append(pair)
        if order < known.first:
            known.first = order
            known.member.report, known.member.entity = order[1], member.entity
        self._of[order[1]][member.entity.id] = name
        self._new[name].append(pair)
        self._set_aside(self._circles.root(name))

    def _key(self, member: Member) -> tuple[object, ...]:
        e = member.entity
        # what has no key is joined with its like only where a surname leads to one person: each goes for itself
        own = f"{member.report} {e.id}" if e.id in self._singled or next(keys(member), None) is None else ""
        return own, member.language, member.seat, bool(e.role), *(getattr(e, name) for name in _TOLD)

    def _meet(self, name: str, member: Member) -> None:
        for key in _meeting(member):
            spelt = "\t".join(key)
            self._circles.add(spelt)
            self._unite(name, spelt)
        named = self._singled & {member.entity.id}
        if self._sought:
            named |= self._sought.intersection(_may_be(member))
        for target in sorted(named):
            self._circles.add(node := _node(target))
            self._unite(name, node)

    def _unite(self, one: str, other: str) -> None:
        """Let two circles be one."""
        a, b = self._circles.root(one), self._circles.root(other)
        if a == b:
            return
        self._set_aside(a)
        self._set_aside(b)
        self._circles.join(a, b)
        root = self._circles.root(a)
        self._stale.setdefault(root, []).extend(self._stale.pop(b if root == a else a, []))

    def _set_aside(self, root: str) -> None:
        self._stale.setdefault(root, []).extend(self._made.pop(root, []))

    def renew(self) -> tuple[list[Named], list[Named], set[str]]:
        """Work out what was touched; return the identities that are gone and those that are new or have grown.

        One that has only grown is among both, and ``fresh`` says by whom. The last are the reports of which somebody is
        another, or goes by another name, than before.
        """
        gone: list[Named] = []
        made: list[Named] = []
        bound = {
            self._circles.root(node) for t in (*self._singled, *self._sought) if (node := _node(t)) in self._circles
        }
        for root, old in self._stale.items():
            gone += old
            found = self._worked_out(root, self._ruled if root in bound else Rulings())
            self._made[root] = found
            made += found
        new, self._stale, self._new = self._new, {}, defaultdict(list)
        gone, made = self._told_apart(gone, made, new)
        for named in gone:
            self._called.pop(named.id, None)
        self._called.update((named.id, named) for named in made)
        moved = self._moved(made) | self._shifted
        self._turned, self._shifted = {}, set()
        return gone, made, moved

    def _moved(self, made: list[Named]) -> set[str]:
        found: set[str] = set()
        for named in made:
            told = (named.id, named.record.name)
            for part in named.parts:
                row = self._rows[id(part)]
                if row.told != told:
                    row.told = told
                    found.update(report for report, _ in part.alike)
        return found

    def name(self, key: str) -> str:
        """The name of an identity."""
        return self._called[key].record.name

    def _worked_out(self, root: str, ruled: Rulings) -> list[Named]:
        inside = self._circles.members(root)
        rows = sorted((self._members[name] for name in inside if name in self._members), key=lambda r: r.first)
        found = [Named(record, parts) for record, parts in groups_of([r.member for r in rows], ruled)]
        home = {id(part): named for named in found for part in named.parts}
        for row in rows:
            row.home = home[id(row.member)]
        return found

    def _told_apart(
        self, gone: list[Named], made: list[Named], new: Mapping[str, list[tuple[str, str]]]
    ) -> tuple[list[Named], list[Named]]:
        """Give ids, another one to those that would share one; others of that id are then new as well."""
        touched = dict.fromkeys(n.record.id for n in (*gone, *made))
        before = {id(n) for n in gone}
        for base in touched:
            self._by_id[base] = [n for n in self._by_id[base] if id(n) not in before]
        for named in made:
            self._by_id[named.record.id].append(named)
        for base in touched:
            sharing = self._by_id[base]
            if not sharing:
                del self._by_id[base]
            for named in sharing:
                wanted = base if len(sharing) == 1 else content_id("i", base, named.members)
                if named.id and named.id != wanted:  # another came or went: the record is the same, its id is not
                    gone.append(Named(named.record, named.parts, named.id))
                    made.append(named)
                named.id = wanted
        self._grown(gone, made, new)
        return gone, made

    def _grown(self, gone: list[Named], made: list[Named], new: Mapping[str, list[tuple[str, str]]]) -> None:
        """Note which identities have only grown."""
        before = {n.id: n for n in gone}
        fresh: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for name, pairs in new.items():
            fresh[id(self._members[name].home)] += pairs
        for named in made:
            old = before.get(named.id)
            same = old is not None and old.record == named.record
            inside = {id(p) for p in named.parts}
            if not inside.isdisjoint(self._turned):
                continue
            if same and old is not None and all(id(p) in inside for p in old.parts):
                arrived = {pair[0] for pair in fresh[id(named)]}
                known = {id(p) for p in old.parts}
                if all(id(p) in known or {r for r, _ in p.alike} <= arrived for p in named.parts):
                    named.fresh = fresh[id(named)]

    def of(self, report: str) -> dict[str, Named]:
        """The identities of a report's entities, by entity."""
        return {
            entity: named
            for entity, name in self._of.get(report, {}).items()
            if (named := self._members[name].home) is not None
        }

    def identities(self) -> tuple[Identity, ...]:
        """Return all identities, sorted by id."""
        self.renew()
        return tuple(sorted((n.identity() for found in self._made.values() for n in found), key=lambda i: i.id))


_OURS = frozenset({"i-", "e-"})
"""How ids of identities and entities start."""


def named_by(ruled: Rulings) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of all that decisions name as one or not one, and of the identities that they name as one."""
    sought = frozenset(target for pair in ruled.same for target in pair if target[:2] == "i-")
    return frozenset(target for pair in (*ruled.same, *ruled.apart) for target in pair), sought


def _node(target: str) -> str:
    """What stands in the circles for all that a decision may mean by an id."""
    return f"\t{target}"


def _may_be(member: Member) -> Iterator[str]:
    """Ids that an identity can have which this member is of, if it is shown by the member's name or known by its id."""
    if member.entity.qid:
        yield content_id("i", "qid", member.entity.qid)
    name = fold(bare(member.entity.name))
    for kind in EntityKind:
        yield content_id("i", kind.value, name)


def _meeting(member: Member) -> Iterator[tuple[str, ...]]:
    """All by which a member may be compared with another, whatever the pass."""
    yield from keys(member)
    if member.seat:
        yield "name", EntityKind.ORGANISATION.value, plain(member.seat)
    person = member.entity.kind is EntityKind.PERSON
    for name in member.names if not person else (*member.names, member.entity.name):
        words = plain(name).split()
        if not words:
            continue
        if len(words) == 1 or person or member.entity.qid:
            yield "one", skeleton(words[-1])
        if len(words) > 1:
            yield ("body", *sorted(shared_class(w) for w in words))
        yield from _as_work(words)
        if not person and (site := site_of(name, member.language)) is not None:
            yield "site", site.head, site.at


def _as_work(words: list[str]) -> Iterator[tuple[str, ...]]:
    yield "work", " ".join(words)
    if is_work(words[0]) or is_left_out(words[0]):
        yield "work", " ".join(words[1:])
    if is_work(words[-1]) or is_left_out(words[-1]):
        yield "work", " ".join(words[:-1])
