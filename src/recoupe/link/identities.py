"""Identities: one person, organisation or place across reports and languages, with the reasons.

What is certain joins first (Wikidata and GeoNames ids, rows of our tables, full names), then spellings, then surnames
that only one person of the ledger bears. Nothing joins against an id, a gender, a distance or a person's decision;
where two could be meant, neither is taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations

from recoupe.compare.passages import fold
from recoupe.lang import world
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.spelling import content_words, is_work, same_body, skeleton
from recoupe.model.distance import km
from recoupe.model.entity import Entity
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Identity, Reason
from recoupe.model.words import EntityKind

__all__ = ["Member", "groups_of", "identities", "identities_of", "in_turn", "keys", "members_of", "plain"]

PLACES = frozenset({EntityKind.PLACE, EntityKind.STATE, EntityKind.FACILITY})

SAME_PLACE_KM = 60.0
"""Two points of one name further apart than this are two places: gazetteers differ on a town by less, on a region by more."""

LEAST = 4
"""Letters a word must have for its skeleton to count: shorter ones meet by chance."""


@dataclass(eq=False, slots=True)
class Member:
    """One entity of one report; or the first of several that differ in nothing but their report and id."""

    report: str
    language: str
    entity: Entity
    alike: list[tuple[str, str]] = field(default_factory=list)
    """Report and entity of all that it stands for, itself included; empty where it stands for itself alone."""

    @property
    def count(self) -> int:
        """How many it stands for."""
        return len(self.alike) or 1

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return self.entity.names or (_ARTICLE.sub("", self.entity.name),)


_ARTICLE = re.compile(r"^(?:l[ea]s?|the|an?|une?)\s+|^l['’]\s*", re.IGNORECASE)


def _described_body(entity: Entity) -> bool:
    """A body that is only described but exactly so (« la présidence kestrienne »)."""
    return (
        entity.kind is EntityKind.ORGANISATION
        and not entity.anonymous
        and not entity.plural
        and 2 <= len(content_words(entity.name)) <= 4
    )


@dataclass(eq=False, slots=True)
class Group:
    """Members held to be one, and why."""

    members: list[Member]
    reasons: dict[str, Reason] = field(default_factory=dict)

    @property
    def qids(self) -> set[str]:
        """Wikidata ids of its members."""
        return {m.entity.qid for m in self.members if m.entity.qid}

    @property
    def genders(self) -> set[str]:
        """Genders of its members."""
        return {m.entity.gender for m in self.members if m.entity.gender}

    @property
    def size(self) -> int:
        """How many entities of reports it holds."""
        return sum(m.count for m in self.members)

    def names(self) -> Iterator[str]:
        """All names."""
        for member in self.members:
            yield from member.names

    @property
    def kind(self) -> EntityKind:
        """The kind that most members have, of equally many the first in the list of kinds."""
        counted: Counter[EntityKind] = Counter()
        for member in self.members:
            counted[member.entity.kind] += member.count
        return min(counted, key=lambda k: (-counted[k], list(EntityKind).index(k)))


def identities(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Identity, ...]:
    """Return the identities of all named entities, sorted by id; the order of entries makes no difference."""
    made = identities_of([member for entry in in_order(entries) for member in members_of(entry)], rulings(decisions))
    return in_turn(made)


def in_turn(made: Sequence[Identity]) -> tuple[Identity, ...]:
    """Identities sorted by id; those that would have one id get one by their members."""
    counted = Counter(i.id for i in made)
    apart = (i if counted[i.id] == 1 else replace(i, id=content_id("i", i.id, i.members)) for i in made)
    return tuple(sorted(apart, key=lambda i: i.id))


def members_of(entry: Entry) -> list[Member]:
    """The entities of a report that can be known elsewhere, sorted by id."""
    return [
        Member(entry.id, entry.reading.language, replace(entity, name=entity.holder) if entity.holder else entity)
        for entity in sorted(entry.reading.entities, key=lambda e: e.id)
        if entity.names or entity.qid or entity.holder or _described_body(entity)
    ]


def identities_of(members: Sequence[Member], ruled: Rulings) -> list[Identity]:
    """Return the identities of some members, in order of the first of each."""
    return [_identity(g) for g in _booked(members, ruled).groups()]


def _booked(members: Sequence[Member], ruled: Rulings) -> _Book:
    book = _Book(members, ruled)
    book.by_keys()
    book.by_one_name()
    book.by_spelling()
    book.by_translation()
    book.by_work()
    book.by_surname()
    book.by_decision()
    return book


def groups_of(members: Sequence[Member], ruled: Rulings) -> list[tuple[Identity, list[Member]]]:
    """Return the identities of some members, each with those it was made of; the records tell no members."""
    return [(_identity(g, told=False), g.members) for g in _booked(members, ruled).groups()]


# ---------------------------------------------------------------------------- keys


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[str, str]]:
    """Folded names of our tables → table and key; a name of two rows stands for neither."""
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for name in ("organisations", "outlets", "seats", "states", "places"):
        for row in world(name):
            spelt = row["names"] if name == "outlets" else f"{row['fr']};{row['en']}"
            for word in filter(None, spelt.split(";")):
                value = (name, row.get("key") or row["state"])
                if found.setdefault(plain(word), value) != value:
                    twice.add(plain(word))
    return {name: value for name, value in found.items() if name not in twice}


@lru_cache(maxsize=1)
def _people() -> dict[str, str]:
    """Folded full names of office holders → the first spelling, which stands for all."""
    return {
        plain(n): row["names"].split(";")[0]
        for row in world("office_holders")
        for n in row["names"].split(";")
        if " " in n
    }


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """The folded words of a name that count, with spaces between."""
    return " ".join(content_words(name)) or fold(name)


def keys(member: Member) -> Iterator[tuple[str, ...]]:
    """Ids, rows and names by which a member is surely one with another."""
    entity = member.entity
    if entity.qid:
        yield ("qid", entity.qid)
    if entity.geonames:
        yield ("geonames", entity.geonames)
    if entity.kind is EntityKind.PERSON:
        full = plain(entity.name)
        if entity.holder:
            yield ("office", entity.holder)
            yield ("holder", entity.holder)
            return
        if full in _people():
            yield ("holder", _people()[full])
        words = full.split()
        if len(words) > 1:
            yield ("person", words[0], words[-1])
            yield ("person~", skeleton(words[0]), skeleton(words[-1]))
        return
    for name in member.names:
        if (row := _rows().get(plain(name))) and entity.kind is not EntityKind.GROUP:
            yield ("row", *row)
    if entity.kind is EntityKind.GROUP and entity.state:
        yield ("people", entity.state)
        return
    family = "where" if entity.kind in PLACES else entity.kind.value
    for name in member.names:
        yield ("name", family, plain(name))


_WHY = {
    "qid": "same Wikidata id", "geonames": "same GeoNames id", "office": "held the office on the day of publication, by our table", "holder": "spellings of one known person", "person": "same full name",
    "person~": "spellings of one full name", "row": "names of one row of our tables", "people": "same people", "name": "same name",
}  # fmt: skip


# ---------------------------------------------------------------------------- the book of groups


class _Book:
    """Groups of members that grow together, unless something speaks against it."""

    def __init__(self, members: Sequence[Member], ruled: Rulings) -> None:
        self.ruled = ruled
        self.of: dict[int, Group] = {id(m): Group([m]) for m in members}
        self.members = members

    def groups(self) -> list[Group]:
        """The groups, in order of their first members."""
        return list({id(g): g for m in self.members if (g := self.of[id(m)])}.values())

    def join(self, left: Group, right: Group, rule: str, detail: str) -> bool:
        """Make two groups one; False where something speaks against it."""
        if left is right:
            return True
        if not self._may(left, right):
            return False
        if left.size < right.size:
            left, right = right, left
        left.members.extend(right.members)
        left.reasons.update(right.reasons)
        left.reasons.setdefault(f"{rule} {detail}", Reason(rule, detail))
        for member in right.members:
            self.of[id(member)] = left
        return True

    def _may(self, left: Group, right: Group) -> bool:
        if left.qids and right.qids and not left.qids & right.qids:
            return False
        if len(left.genders | right.genders) > 1 and EntityKind.PERSON in (left.kind, right.kind):
            return False
        if self.ruled.apart and any(
            frozenset((a.entity.id, b.entity.id)) in self.ruled.apart for a in left.members for b in right.members
        ):
            return False
        return not _far(left, right)

    def by_keys(self) -> None:
        """Join what shares an id, a row, or a full name."""
        first: dict[tuple[str, ...], list[Group]] = defaultdict(list)
        for member in self.members:
            for key in keys(member):
                known = first[key]
                mine = self.of[id(member)]
                if not any(self.join(self.of[id(g.members[0])], mine, _WHY[key[0]], " ".join(key[1:])) for g in known):
                    known.append(mine)
            if member.count > 1 and (key := next(keys(member), ())):  # the others joined the first by this
                rule, detail = _WHY[key[0]], " ".join(key[1:])
                self.of[id(member)].reasons.setdefault(f"{rule} {detail}", Reason(rule, detail))

    def by_one_name(self) -> None:
        """One word that names a place here, a body there and a lone surname elsewhere, with nothing to tell them apart."""
        by_word: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups():
            words = {plain(n) for n in group.names()}
            if (
                len(words) == 1
                and " " not in (word := next(iter(words)))
                and not group.qids
                and not _surely_person(group)
            ):
                by_word[word].append(group)
        for word, groups in by_word.items():
            if len(word) >= LEAST:
                for group in groups[1:]:
                    self.join(groups[0], group, "same name, whatever the kind", word)

    def by_spelling(self) -> None:
        """Places, states and bodies of one word whose spellings sound alike (Dolnica, Dolnitsa)."""
        by_skeleton: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups():
            if group.kind is EntityKind.GROUP or _surely_person(group):
                continue
            for made in sorted(
                {skeleton(w[-1]) for n in group.names() if len(w := content_words(n)) == 1 and len(w[0]) >= LEAST}
            ):
                if len(made) >= LEAST:
                    by_skeleton[made].append(group)
        for made, groups in by_skeleton.items():
            for other in groups[1:]:
                self.join(
                    self.of[id(groups[0].members[0])], self.of[id(other.members[0])], "spellings of one name", made
                )

    def by_translation(self) -> None:
        """Bodies and works named word for word in two languages."""
        french, english = (self._bodies(language) for language in ("fr", "en"))
        block: dict[int, list[tuple[str, Group]]] = defaultdict(list)
        for name, group in english:
            block[len(content_words(name))].append((name, group))
        for name, group in french:
            for other, theirs in block[len(content_words(name))]:
                if same_body(name, other):
                    self.join(
                        self.of[id(group.members[0])],
                        self.of[id(theirs.members[0])],
                        "one name in two languages",
                        f"{name} = {other}",
                    )

    def by_work(self) -> None:
        """« barrage de X » and a dam that is called X."""
        named: dict[str, Group] = {}
        for group in self.groups():
            if group.kind is EntityKind.FACILITY:
                named.update({plain(n): group for n in group.names()})
        for name, group in sorted(named.items()):
            words = name.split()
            for core in (words[1:], words[:-1]):
                other = (
                    named.get(" ".join(core))
                    if len(core) < len(words) and is_work(words[0] if core == words[1:] else words[-1])
                    else None
                )
                if other is not None:
                    self.join(
                        self.of[id(other.members[0])],
                        self.of[id(group.members[0])],
                        "one work, with and without its noun",
                        name,
                    )

    def _bodies(self, language: str) -> list[tuple[str, Group]]:
        found = {}
        for group in self.groups():
            if group.kind in (EntityKind.PERSON, EntityKind.GROUP):
                continue
            for member in group.members:
                if member.language == language:
                    found.update({name: group for name in member.names if len(content_words(name)) > 1})
        return sorted(found.items(), key=lambda f: f[0])

    def by_surname(self) -> None:
        """A surname alone goes to the one person of the ledger who bears it, by gender where two do."""
        full: dict[str, list[Group]] = defaultdict(list)
        alone: list[tuple[str, Group]] = []
        for group in self.groups():
            if group.kind is not EntityKind.PERSON:
                continue
            surnames = {(plain(m.entity.name).split() or [""])[-1] for m in group.members}
            if any(" " in _bare(m.entity.name) for m in group.members):
                for surname in sorted({skeleton(s) for s in surnames}):
                    full[surname].append(group)
            else:
                alone.extend((skeleton(s), group) for s in sorted(surnames))
        for surname, group in alone:
            fitting = {
                id(self.of[id(g.members[0])]): self.of[id(g.members[0])]
                for g in full.get(surname, ())
                if self._may(g, group)
            }
            if len(fitting) == 1:
                self.join(next(iter(fitting.values())), group, "the only one of that surname", surname)

    def by_decision(self) -> None:
        """Join what a person held to be one, by ids of entities or of identities as they stand."""
        if not self.ruled.same:
            return
        known = {m.entity.id: self.of[id(m)] for m in self.members}
        known |= {_identity(g).id: g for g in self.groups()}
        for pair, decision in sorted(self.ruled.same.items(), key=lambda item: item[1].id):
            for left, right in combinations([known[t].members[0] for t in sorted(pair) if t in known], 2):
                self.join(self.of[id(left)], self.of[id(right)], "a person's decision", decision.id)


def _surely_person(group: Group) -> bool:
    """A person by more than the syntax model's word: a full name, a title, an office or a gender."""
    if group.kind is not EntityKind.PERSON:
        return False
    return any(m.entity.gender or m.entity.role or " " in m.entity.name for m in group.members)


def _bare(name: str) -> str:
    """A person's name without a form of address."""
    first, _, rest = name.partition(" ")
    return rest if first.lower().rstrip(".") in ("m", "mm", "mme", "mlle", "mr", "mrs", "ms", "miss") else name


def _far(left: Group, right: Group) -> bool:
    """Whether two places have points that lie too far apart."""
    points = [
        [
            (m.entity.lat, m.entity.lon)
            for m in g.members
            if (m.entity.geonames or m.entity.qid) and m.entity.lat is not None and m.entity.lon is not None
        ][:1]
        for g in (left, right)
    ]
    if not all(points) or left.kind not in PLACES or right.kind not in PLACES:
        return False
    (a, b), (c, d) = points[0][0], points[1][0]
    if a is None or b is None or c is None or d is None:
        return False
    return km((a, b), (c, d)) > SAME_PLACE_KM


# ---------------------------------------------------------------------------- out


def _identity(group: Group, *, told: bool = True) -> Identity:
    pairs = (pair for m in group.members for pair in m.alike or [(m.report, m.entity.id)])
    members = sorted(pairs) if told else []
    names = sorted(set(_all_names(group.members)), key=lambda n: (-len(n), n))
    kind, name = group.kind, _shown(group)
    qid = min(group.qids) if group.qids else None
    reasons = tuple(sorted(group.reasons.values(), key=lambda r: (r.rule, r.detail)))
    identity = content_id("i", "qid", qid) if qid else content_id("i", kind.value, fold(name))
    return Identity(identity, kind, name, tuple(names), tuple(members), qid, reasons or (Reason("named once", name),))


def _all_names(members: Iterable[Member]) -> Iterator[str]:
    for member in members:
        yield from member.names


def _shown(group: Group) -> str:
    """The name that most members have as their fullest; of equally many the longest, then the first by letters."""
    counted: Counter[str] = Counter()
    for member in group.members:
        counted[_bare(member.entity.name)] += member.count
    full = {n: c for n, c in counted.items() if " " in n} if group.kind is EntityKind.PERSON else {}
    chosen = full or dict(counted)
    return min(chosen, key=lambda n: (-chosen[n], -len(n), n))
