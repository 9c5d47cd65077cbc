"""Clusters: the spots of one entity. Names first, by their words; see ``resolve`` for what points back to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, Row, fold, pieces
from recoupe.model.entity import Membership
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import Parse

__all__ = ["Cluster", "cluster_names", "join_spellings"]


@dataclass(eq=False, slots=True)
class Cluster:
    """One entity in the making."""

    number: int
    kind: EntityKind
    spots: list[Spot] = field(default_factory=list)
    row: Row | None = None
    gender: str = ""
    leaning: str = ""
    """Gender that pronouns gave it: enough for further pronouns, too little to tell two people apart."""
    plural: bool = False
    role: str | None = None
    role_root: str = ""
    roots: set[str] = field(default_factory=set)
    key: tuple[str, ...] = ()
    """Folded words of the fullest name; empty for what is only described."""
    sort: str = ""
    anonymous: bool = False
    holder: str | None = None
    """Who held the office that day, by the table, where the report does not name that person."""
    variant: str = ""
    """r for the region that bears a town's name (« la région de Kherson »)."""
    memberships: tuple[Membership, ...] = ()
    """What stands in brackets beside a person's name."""
    state: str | None = None
    """The state that words beside it tell, where neither row nor point does."""
    same_as: int | None = None
    """The cluster that this one was joined to."""

    def add(self, spot: Spot) -> None:
        """Take a spot in, with what it tells of gender and kind."""
        spot.cluster = self.number
        self.spots.append(spot)
        if spot.memberships:
            known = {m.kind for m in self.memberships}
            self.memberships += tuple(m for m in spot.memberships if m.kind not in known)
        self.state = self.state or spot.state or None
        if spot.gender in ("m", "f"):
            if spot.mode is not MentionMode.PRONOUN:
                self.gender = self.gender or spot.gender
            self.leaning = self.leaning or spot.gender


def name_key(parse: Parse, words: Lexicon, spot: Spot) -> tuple[str, ...]:
    """Folded words of a name, without forms of address."""
    found = [t for t in parse.tokens[spot.first : spot.last] if t.text not in ("'s", "'")]
    if len(found) > 1 and found[0].lower in words.courtesy:
        spot.title = found[0].lower
        found = found[1:]
    return tuple(part for t in found for part in pieces(t.text))


def cluster_names(parse: Parse, words: Lexicon, spots: Iterable[Spot]) -> list[Cluster]:
    """Return the clusters of name spots: same row, same words, surname of one full name, acronym of an expansion."""
    clusters: list[Cluster] = []
    by_key: dict[tuple[object, ...], Cluster] = {}
    named = [(spot, name_key(parse, words, spot)) for spot in spots]
    # fullest names first, so that short ones find them wherever they stand
    order = sorted(range(len(named)), key=lambda n: (-len(named[n][1]), named[n][0].first))
    people: dict[str, list[Cluster]] = {}
    for n in order:
        spot, key = named[n]
        if spot.title:
            spot.gender = words.titles.get(spot.title, "") or spot.gender
        variant = _variant(parse, words, spot)
        if spot.root:
            identity: tuple[object, ...] = ("people", spot.root)
        else:
            identity = (*_identity(spot, key), variant)
        cluster = by_key.get(identity)
        if cluster is None and spot.kind is EntityKind.PERSON:
            cluster = _person(people, spot, key)
        if cluster is None:
            cluster = Cluster(
                len(clusters),
                spot.kind,
                row=spot.row,
                key=key,
                variant=variant,
                plural=bool(spot.root),
                roots={spot.root} - {""},
            )
            clusters.append(cluster)
            if spot.kind is EntityKind.PERSON:
                for word in {key[-1], key[0]} if key else ():
                    people.setdefault(word, []).append(cluster)
        by_key.setdefault(identity, cluster)
        cluster.add(spot)
    _acronyms(parse, clusters)
    _short_names(words, clusters)
    _second_names(parse, words, clusters)
    return clusters


def _variant(parse: Parse, words: Lexicon, spot: Spot) -> str:
    """R where the words beside a place call it a region."""
    if spot.kind is not EntityKind.PLACE or spot.row is not None:
        return ""
    tokens, i = parse.tokens, spot.first - 1
    if spot.last < len(tokens) and parse.language == "en" and words.place_sorts.get(tokens[spot.last].text) == "r":
        return "r"
    while i >= 0 and spot.first - i <= 3 and tokens[i].pos in ("ADP", "DET"):
        i -= 1
    return "r" if 0 <= i < spot.first - 1 and words.place_sorts.get(tokens[i].lower) == "r" else ""


def _identity(spot: Spot, key: tuple[str, ...]) -> tuple[object, ...]:
    if spot.row is not None:
        return ("row", spot.row.table, spot.row.key)
    return (_family(spot.kind), key, spot.gender if len(key) == 1 else "")


def _family(kind: EntityKind) -> str:
    return "where" if kind in (EntityKind.PLACE, EntityKind.STATE, EntityKind.FACILITY) else kind.value


def _person(people: dict[str, list[Cluster]], spot: Spot, key: tuple[str, ...]) -> Cluster | None:
    """The one person whose full name ends in (or, for a first name alone, begins with) these words.

    Two people of one surname are told apart by the title's gender; where that does not settle it, both become
    candidates and the mention stays on its own.
    """
    if not key:
        return None
    fitting = [c for c in people.get(key[-1], ()) if c.key[-len(key) :] == key or _same_initial(c.key, key)]
    if not fitting and len(key) == 1 and not spot.title:
        fitting = [c for c in people.get(key[0], ()) if c.key[0] == key[0] and len(c.key) > 1]
    fitting = [c for c in fitting if not (spot.gender and c.gender and spot.gender != c.gender)]
    sure = [c for c in fitting if spot.gender and c.gender == spot.gender]
    fitting = sure or fitting
    if len(fitting) == 1:
        return fitting[0]
    spot.candidates = [c.number for c in fitting]
    return None


def _same_initial(full: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Whether "j. cleverly" or "james h. cleverly" can be this full name."""
    if len(key) < 2 or len(full) < 2 or full[-1] != key[-1]:
        return False
    return full[0] == key[0] or (len(key[0]) == 1 and full[0].startswith(key[0]))


def _acronyms(parse: Parse, clusters: list[Cluster]) -> None:
    """Join an acronym to the one organisation whose capital words it abbreviates, or that it stands beside in brackets."""
    tokens = parse.tokens
    full = [c for c in clusters if len(c.key) > 1 and c.kind is EntityKind.ORGANISATION]
    for short in clusters:
        if len(short.key) != 1 or (short.row is not None and short.kind is EntityKind.STATE):
            continue
        spot = short.spots[0]
        word = tokens[spot.first].text.replace(".", "")
        if not word.isupper() or not 2 <= len(word) <= 8 or spot.last - spot.first > 1:
            continue
        target = next((c for c in full if _abbreviates(parse, word, c.spots[0]) or _beside(parse, spot, c)), None)
        if target is not None and target is not short and short.same_as is None and not (target.row and short.row):
            _join(target, short)


def _short_names(words: Lexicon, clusters: list[Cluster]) -> None:
    """« l'Agence » is the one body of the report whose name that noun heads (« Agence régionale de l'eau »)."""
    full = [c for c in clusters if len(c.key) > 1 and c.kind is EntityKind.ORGANISATION and c.same_as is None]
    for short in clusters:
        if len(short.key) != 1 or short.row is not None or short.same_as is not None:
            continue
        if words.heads.get(short.key[0]) != "organisation" or short.kind is EntityKind.PERSON:
            continue
        fitting = [c for c in full if short.key[0] in (c.key[0], c.key[-1])]
        if len(fitting) == 1:
            _join(fitting[0], short)


def _abbreviates(parse: Parse, word: str, spot: Spot) -> bool:
    capitals = "".join(
        t.text[0] for t in parse.tokens[spot.first : spot.last] if t.pos not in ("ADP", "DET", "CCONJ", "PUNCT")
    )
    return fold(capitals) == fold(word)


def _beside(parse: Parse, spot: Spot, other: Cluster) -> bool:
    """« Organisation mondiale de la santé (OMS) » or « OMS (Organisation …) »."""
    tokens = parse.tokens
    for s in other.spots:
        if s.last + 1 == spot.first and tokens[s.last].text == "(":
            return tokens[s.first].text[0].upper() == tokens[spot.first].text[0]
        if spot.last + 1 == s.first and tokens[spot.last].text == "(":
            return tokens[s.first].text[0].upper() == tokens[spot.first].text[0]
    return False


def _second_names(parse: Parse, words: Lexicon, clusters: list[Cluster]) -> None:
    """« le barrage de X, que les riverains appellent Y », "X, known locally as Y": two names of one thing."""
    at = {i: c for c in clusters for s in c.spots for i in range(s.first, s.last) if c.kind is not EntityKind.GROUP}
    for token in parse.tokens:
        if token.lemma not in words.naming or token.dep not in ("acl:relcl", "acl"):
            continue
        known = at.get(token.head)
        second = next(
            (
                at[k]
                for k in token.children
                if k > token.i and k in at and parse.tokens[k].dep in ("obj", "xcomp", "obl", "ccomp", "iobj")
            ),
            None,
        )
        if (
            known
            and second
            and known is not second
            and not (known.row and second.row)
            and known.same_as is None
            and second.same_as is None
            and (known.kind is EntityKind.PERSON) == (second.kind is EntityKind.PERSON)
        ):
            _join(known, second)


def join_spellings(clusters: Iterable[Cluster], ids: Mapping[int, str | None]) -> None:
    """Join names of one town (« Kiev » and « Kyiv »): ``ids`` are the gazetteer's ids of the places by cluster."""
    first: dict[str, Cluster] = {}
    for cluster in clusters:
        place = ids.get(cluster.number)
        if place is not None and cluster.spots and cluster.row is None:
            target = first.setdefault(place, cluster)
            if target is not cluster and target.variant == cluster.variant:
                _join(target, cluster)


def _join(target: Cluster, other: Cluster) -> None:
    for spot in other.spots:
        target.add(spot)
    target.row = target.row or other.row
    other.same_as, other.spots = target.number, []
