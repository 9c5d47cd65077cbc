"""Identities as they grow: what a new report cannot touch is not worked out again.

Two entities can come together only by a name, id or spelling that both have, or by a chain of such. Entities that no chain
connects are circles of their own; each is worked out by itself, and again only when a report brings something to it.
Entities that differ in nothing but their report are taken as one that stands for all, so a circle costs what its names do
and not what its reports do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import chain

from recoupe.link.decisions import Rulings
from recoupe.link.entry import Entry, moment_of
from recoupe.link.groups import Groups
from recoupe.link.identities import Member, groups_of, keys, members_of, plain
from recoupe.link.sites import shared_class, site_of
from recoupe.link.spelling import is_left_out, is_work, skeleton
from recoupe.model.entity import Entity
from recoupe.model.ids import content_id
from recoupe.model.ledger import Identity
from recoupe.model.words import EntityKind

__all__ = ["Identities", "Named"]

_TOLD = tuple(f.name for f in fields(Entity) if f.name not in ("id", "role"))
"""What tells entities of two reports apart; of a role it counts only whether there is one."""

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

    AFRESH = frozenset({"_ruled", "_singled", "_rows"})
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
        named = {target for pair in (*ruled.same, *ruled.apart) for target in pair}
        self._singled = frozenset(named)

    def mend(self) -> None:
        """Find what stands for all again, once it was filled with what was kept."""
        self._rows = {id(row.member): row for row in self._members.values()}

    def add(self, entry: Entry) -> None:
        """Enter the entities of a report."""
        moment = moment_of(entry.report)
        own = self._of[entry.id] = {}
        for place, member in enumerate(members_of(entry)):
            order, pair = (moment, entry.id, place), (entry.id, member.entity.id)
            key = self._key(member)
            name = self._alike.get(key)
            if name is None:
                name = self._alike[key] = f"m {len(self._alike)}"
                self._members[name] = self._rows[id(member)] = _Alike(order, member)
                self._circles.add(name)
                self._meet(name, member)
            known = self._members[name]
            alike = known.member.alike
            alike.append(pair)
            if order < known.first:
                known.first = order
                known.member.report, known.member.entity = entry.id, member.entity
            own[member.entity.id] = name
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
            for root in {self._circles.root(spelt), self._circles.root(name)}:
                self._set_aside(root)
            one, other = self._circles.root(spelt), self._circles.root(name)
            self._circles.join(name, spelt)
            root = self._circles.root(name)
            for old in {one, other} - {root}:  # what was set aside goes with the circle
                self._stale.setdefault(root, []).extend(self._stale.pop(old, []))

    def _set_aside(self, root: str) -> None:
        self._stale.setdefault(root, []).extend(self._made.pop(root, []))

    def renew(self) -> tuple[list[Named], list[Named], set[str]]:
        """Work out what was touched; return the identities that are gone and those that are new or have grown.

        One that has only grown is among both, and ``fresh`` says by whom. The last are the reports of which somebody is
        another, or goes by another name, than before.
        """
        if self._whole():
            self._stale = {"": [n for made in (*self._made.values(), *self._stale.values()) for n in made]}
            self._made = {}
        gone: list[Named] = []
        made: list[Named] = []
        for root, old in self._stale.items():
            gone += old
            found = self._worked_out(root)
            self._made[root] = found
            made += found
        new, self._stale, self._new = self._new, {}, defaultdict(list)
        gone, made = self._told_apart(gone, made, new)
        for named in gone:
            self._called.pop(named.id, None)
        self._called.update((named.id, named) for named in made)
        return gone, made, self._moved(made)

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

    def _whole(self) -> bool:
        """Whether a person holds people or bodies to be one: what nothing else connects can then meet."""
        return any(t in self._by_id or t[:2] in ("i-", "e-") for pair in self._ruled.same for t in pair)

    def _worked_out(self, root: str) -> list[Named]:
        inside = self._members if root == "" else self._circles.members(root)
        rows = sorted((self._members[name] for name in inside if name in self._members), key=lambda r: r.first)
        found = [Named(record, parts) for record, parts in groups_of([r.member for r in rows], self._ruled)]
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
