"""Members of identities: entities of reports that can be known elsewhere, and the ids, rows and names by which they surely are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table, world
from recoupe.link.entry import Entry
from recoupe.link.sites import seat_of, sites_in
from recoupe.link.spelling import content_words, skeleton
from recoupe.model.entity import Entity
from recoupe.model.words import EntityKind

__all__ = ["PLACES", "Member", "keys", "members_of", "plain"]

PLACES = frozenset({EntityKind.PLACE, EntityKind.STATE, EntityKind.FACILITY})


@dataclass(eq=False, slots=True)
class Member:
    """One entity of one report; or the first of several that differ in nothing but their report and id."""

    report: str
    language: str
    entity: Entity
    alike: list[tuple[str, str]] = field(default_factory=list)
    """Report and entity of all that it stands for, itself included; empty where it stands for itself alone."""
    seat: str = ""
    """Of a building, the body that its report says sits there."""

    @property
    def count(self) -> int:
        """How many it stands for."""
        return len(self.alike) or 1

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return self.entity.names or (_ARTICLE.sub("", self.entity.name),)


_ARTICLE = re.compile(r"^(?:l[ea]s?|the|an?|une?)\s+|^l['’]\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _possessives() -> frozenset[str]:
    return frozenset(w for language in LANGUAGES for w in table(language, "pronouns")["possessive"])


def _is_owned(name: str) -> bool:
    """Whether a description says whose it is by a pronoun (« son armée »): another report's is another's."""
    return name.partition(" ")[0].lower() in _possessives()


def _described_body(entity: Entity) -> bool:
    """A body that is only described but exactly so (« la présidence kestrienne »)."""
    return (
        entity.kind is EntityKind.ORGANISATION
        and not entity.anonymous
        and not entity.plural
        and 2 <= len(content_words(entity.name)) <= 4
    )


def members_of(entry: Entry) -> list[Member]:
    """The entities of a report that can be known elsewhere, sorted by id."""
    sites, seats = sites_in(entry), seat_of(entry)
    return [
        Member(
            entry.id,
            entry.reading.language,
            _told(entity, sites),
            seat=seats[entity.id].name if entity.id in seats else "",
        )
        for entity in sorted(entry.reading.entities, key=lambda e: e.id)
        if entity.names or entity.qid or entity.holder or entity.id in sites or _described_body(entity)
    ]


def _told(entity: Entity, sites: Mapping[str, tuple[str, ...]]) -> Entity:
    """An entity with the ways in which it is told of that count as names."""
    if entity.holder:
        return replace(entity, name=entity.holder)
    told = sites.get(entity.id, ())
    if not told:
        return entity
    return replace(
        entity, name=entity.name if entity.names else told[0], names=tuple(dict.fromkeys((*entity.names, *told)))
    )


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
    for name in () if _is_owned(entity.name) else member.names:
        yield ("name", family, plain(name))
