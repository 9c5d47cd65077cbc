"""Identities: one person, organisation or place across reports and languages, with the reasons.

What is certain joins first (Wikidata and GeoNames ids, rows of our tables, full names), then spellings, then surnames
that only one person of the ledger bears. Nothing joins against an id, a gender, a distance or a person's decision;
where two could be meant, neither is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from recoupe.compare.passages import fold
from recoupe.link.decisions import Rulings, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.members import PLACES, Member, keys, members_of, plain
from recoupe.link.sites import Site, one_site, site_of
from recoupe.link.spelling import content_words, is_left_out, is_work, same_body, skeleton
from recoupe.model.distance import km
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Identity, Reason
from recoupe.model.words import EntityKind

__all__ = ["Member", "bare", "groups_of", "identities", "identities_of", "in_turn", "keys", "members_of", "plain"]

SAME_PLACE_KM = 60.0
"""Two points of one name further apart than this are two places: gazetteers differ on a town by less, on a region by more."""

LEAST = 4
"""Letters a word must have for its skeleton to count: shorter ones meet by chance."""


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


def identities_of(members: Sequence[Member], ruled: Rulings) -> list[Identity]:
    """Return the identities of some members, in order of the first of each."""
    return [_identity(g) for g in _booked(members, ruled).groups()]


def _booked(members: Sequence[Member], ruled: Rulings) -> _Book:
    book = _Book(members, ruled)
    book.by_keys()
    book.by_one_name()
    book.by_spelling()
    book.by_translation()
    book.by_noun()
    book.by_vessel()
    book.by_site()
    book.by_seat()
    book.by_surname()
    book.by_decision()
    return book


def groups_of(members: Sequence[Member], ruled: Rulings) -> list[tuple[Identity, list[Member]]]:
    """Return the identities of some members, each with those it was made of; the records tell no members."""
    return [(_identity(g, told=False), g.members) for g in _booked(members, ruled).groups()]


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
        self._absorb(left, right, rule, detail)
        return True

    def _absorb(self, left: Group, right: Group, rule: str, detail: str) -> None:
        left, right = self.of[id(left.members[0])], self.of[id(right.members[0])]
        if left is right:
            return
        if left.size < right.size:
            left, right = right, left
        left.members.extend(right.members)
        left.reasons.update(right.reasons)
        left.reasons.setdefault(f"{rule} {detail}", Reason(rule, detail))
        for member in right.members:
            self.of[id(member)] = left

    def _meet(self, left: Group, right: Group, rule: str, detail: str) -> bool:
        """Join the groups that two groups have become since they were looked up."""
        return self.join(self.of[id(left.members[0])], self.of[id(right.members[0])], rule, detail)

    def _may(self, left: Group, right: Group) -> bool:
        if left.qids and right.qids and not left.qids & right.qids:
            return False
        if len(left.genders | right.genders) > 1 and EntityKind.PERSON in (left.kind, right.kind):
            return False
        return not self._told_apart(left, right) and not _far(left, right)

    def _told_apart(self, left: Group, right: Group) -> bool:
        """Whether a person holds them to be two."""
        return bool(self.ruled.apart) and any(
            frozenset((a.entity.id, b.entity.id)) in self.ruled.apart for a in left.members for b in right.members
        )

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
                    self._meet(groups[0], group, "same name, whatever the kind", word)

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
                self._meet(groups[0], other, "spellings of one name", made)

    def by_translation(self) -> None:
        """Bodies and works named word for word in two languages."""
        french, english = (self._bodies(language) for language in ("fr", "en"))
        block: dict[int, list[tuple[str, Group]]] = defaultdict(list)
        for name, group in english:
            block[len(content_words(name))].append((name, group))
        for name, group in french:
            for other, theirs in block[len(content_words(name))]:
                if same_body(name, other):
                    self._meet(group, theirs, "one name in two languages", f"{name} = {other}")

    def by_noun(self) -> None:
        """« barrage de X » and a dam that is called X; « le groupe X » and a body that is called X."""
        self._with_noun(EntityKind.FACILITY, is_work, "one work, with and without its noun")
        self._with_noun(EntityKind.ORGANISATION, is_left_out, "one body, with and without its noun")

    def _with_noun(self, kind: EntityKind, is_noun: Callable[[str], bool], rule: str) -> None:
        named: dict[str, Group] = {}
        for group in self.groups():
            if group.kind is kind:
                named.update({plain(n): group for n in group.names()})
        for name, group in sorted(named.items()):
            words = name.split()
            for core in (words[1:], words[:-1]):
                other = (
                    named.get(" ".join(core))
                    if len(core) < len(words) and is_noun(words[0] if core == words[1:] else words[-1])
                    else None
                )
                if other is not None:
                    self._meet(other, group, rule, name)

    def by_vessel(self) -> None:
        """« le chimiquier Dame Alix » here, and there what the model takes for a lady of that name."""
        ships: dict[str, Group] = {}
        for member in self.members:
            if member.entity.kind is EntityKind.EQUIPMENT:
                ships.update({plain(n): self.of[id(member)] for n in member.names if " " in plain(n)})
        for member in self.members if ships else ():
            if member.entity.kind is EntityKind.PERSON and not member.entity.role:
                ship = next((ships[plain(n)] for n in member.names if plain(n) in ships), None)
                if ship is not None and not self._told_apart(ship, self.of[id(member)]):
                    self._absorb(ship, self.of[id(member)], "a ship of that name", plain(member.names[0]))

    def by_site(self) -> None:
        """Works and buildings of one noun beside one name; where two of that noun differ, what says less goes to neither."""
        found: dict[tuple[str, str], list[tuple[Site, str, Group]]] = defaultdict(list)
        for member in self.members:
            if member.entity.kind in (EntityKind.FACILITY, EntityKind.ORGANISATION):
                for name in member.names:
                    if (site := site_of(name, member.language)) is not None:
                        found[site.head, site.at].append((site, name, self.of[id(member)]))
        for rows in found.values():
            fullest = {site.how for site, _, _ in rows if not any(site.how < other.how for other, _, _ in rows)}
            for site, name, group in rows:
                fits = [full for full in fullest if one_site(site, Site(site.head, site.at, full))]
                first = next((g for s, _, g in rows if len(fits) == 1 and s.how == fits[0]), None)
                if first is not None:
                    self._meet(first, group, "one noun beside one name", name)

    def by_seat(self) -> None:
        """A building and the body that sits there, where a report says so."""
        bodies: dict[str, Group] = {}
        for member in self.members:
            if member.entity.kind is EntityKind.ORGANISATION:
                for name in member.names:
                    bodies.setdefault(plain(name), self.of[id(member)])
        for member in self.members:
            if member.seat and (body := bodies.get(plain(member.seat))) is not None:
                self._meet(body, self.of[id(member)], "the house where it sits", member.seat)

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
            if any(" " in bare(m.entity.name) for m in group.members):
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


def bare(name: str) -> str:
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
        counted[bare(member.entity.name)] += member.count
    full = {n: c for n, c in counted.items() if " " in n} if group.kind is EntityKind.PERSON else {}
    chosen = full or dict(counted)
    return min(chosen, key=lambda n: (-chosen[n], -len(n), n))
