"""Offices: « le préfet de la région » in one report is whom another report of the same days names as the prefect."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table
from recoupe.link.entry import Entry
from recoupe.link.spelling import content_words, skeleton
from recoupe.model.entity import Entity
from recoupe.model.words import EntityKind

__all__ = ["holders", "is_office", "office_of"]

NEAR = timedelta(days=10)
"""Days between two reports within which an office has one holder: it may change hands, and an affair is told in days."""

SHARED = 3
"""Names that two reports must share before one tells who holds the other's office: a date line alone gives two."""

_DEFINITE = {
    "fr": re.compile(r"^(?:l[ea]\s|l['’])", re.IGNORECASE),
    "en": re.compile(r"^the\s|['’]s?\s", re.IGNORECASE),
}
_ARTICLE = re.compile(r"^(?:l[ea]s?\s|l['’]|the\s|an?\s|une?\s)", re.IGNORECASE)
_BEHIND = re.compile(r"\s(?:of|for|in|at)\s.*", re.IGNORECASE)


class Office(NamedTuple):
    """An office by its noun, and what tells it from others of that noun, both as stems that two languages may share."""

    head: str
    of: frozenset[str]


class Held(NamedTuple):
    """Somebody named with an office in a report."""

    holder: str
    report: str
    office: Office
    gender: str | None


Member = tuple[str, str]
"""A report and an entity of it."""


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns of office that one person holds at a time and place, and nouns of place, which alone tell none from another."""
    offices: set[str] = set()
    grounds: set[str] = set()
    for language in LANGUAGES:
        rows = table(language, "roles")
        weak = {fold(w) for w in rows["weak_offices"]}
        offices.update(_stem(w) for w in _forms(rows["office"]) if w not in weak)
        grounds.update(_stem(w) for w in _forms(rows["place"]))
    return frozenset(offices), frozenset(grounds)


def _forms(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        for form in re.split(r"[/|]", row):
            yield fold(form.partition(":")[0])


def _stem(word: str) -> str:
    """The first letters that a French and an English word share (préfet, prefect)."""
    return skeleton(word)[:4]


@lru_cache(maxsize=20_000)
def office_of(words: str, language: str) -> Office | None:
    """The office that a description names; None where its head is no noun of office."""
    front = _BEHIND.sub("", words) if language == "en" else words
    named = content_words(front)
    if not named:
        return None
    head = named[-1] if language == "en" else named[0]
    offices, grounds = _words()
    if _stem(head) not in offices:
        return None
    others = (_stem(w) for w in content_words(words) if w != head)
    return Office(_stem(head), frozenset(w for w in others if w not in grounds))


def is_office(entity: Entity, language: str) -> bool:
    """Whether an entity is one person that a report knows by a definite office only."""
    if entity.kind is not EntityKind.PERSON or entity.names or entity.anonymous or entity.plural:
        return False
    return bool(_DEFINITE[language].search(entity.name)) and office_of(entity.name, language) is not None


def holders(entries: Sequence[Entry], identity: Mapping[Member, str]) -> Iterator[tuple[Member, str]]:
    """Yield each holder that is only described with the one person named with that office nearby, where there is just one.

    ``identity`` gives the identity of a report's entity. What a report itself tells apart stays apart: one that names a
    holder of the office and also speaks of somebody by that office means two.
    """
    known = _known(entries, identity)
    if not known:
        return
    names = {e.id: {i for x in e.reading.entities if (i := identity.get((e.id, x.id)))} for e in entries}
    days = {e.id: e.report.day for e in entries}
    for entry in entries:
        for entity in entry.reading.entities:
            sought = (
                office_of(entity.name, entry.reading.language) if is_office(entity, entry.reading.language) else None
            )
            rows = known.get(sought.head, []) if sought else []
            if sought is None or any(row.report == entry.id for row in rows):
                continue
            near = [
                r
                for r in rows
                if _near(days[entry.id], days[r.report]) and len(names[entry.id] & names[r.report]) >= SHARED
            ]
            told = frozenset(stem for r in near for stem in r.office.of)
            if len({r.holder for r in near}) == 1 and sought.of <= told and not _apart(entity, near):
                yield (entry.id, entity.id), near[0].holder


def _known(entries: Sequence[Entry], identity: Mapping[Member, str]) -> Mapping[str, list[Held]]:
    """People named with an office, by its noun."""
    known: dict[str, list[Held]] = defaultdict(list)
    for entry in entries:
        for entity in entry.reading.entities:
            if entity.kind is not EntityKind.PERSON or not entity.role or not entity.names:
                continue
            office = office_of(_ARTICLE.sub("", entity.role), entry.reading.language)
            holder = identity.get((entry.id, entity.id))
            if office and holder:
                known[office.head].append(Held(holder, entry.id, office, entity.gender))
    return known


def _apart(entity: Entity, near: Sequence[Held]) -> bool:
    """Whether the genders differ."""
    return entity.gender is not None and any(r.gender is not None and r.gender != entity.gender for r in near)


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= NEAR
