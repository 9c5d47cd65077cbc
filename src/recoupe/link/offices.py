"""Offices: « le préfet de la région » in one report is whom another report of the same days names as the prefect."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeVar

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table
from recoupe.link.entry import Entry
from recoupe.link.spelling import content_words, skeleton
from recoupe.model.entity import Entity
from recoupe.model.words import EntityKind

__all__ = ["Offices", "holders", "is_office", "office_of"]

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


class _Named(NamedTuple):
    """Somebody named with an office in a report."""

    report: str
    entity: str
    office: Office
    gender: str | None


class _Sought(NamedTuple):
    """Somebody whom a report knows by an office only."""

    report: str
    entity: str
    office: Office
    gender: str | None


T = TypeVar("T", _Named, _Sought)
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
    if entity.kind is not EntityKind.PERSON or entity.names or entity.holder or entity.anonymous or entity.plural:
        return False
    return bool(_DEFINITE[language].search(entity.name)) and office_of(entity.name, language) is not None


def holders(entries: Sequence[Entry], identity: Mapping[Member, str]) -> Iterator[tuple[Member, str]]:
    """Yield each holder that is only described with the one person named with that office nearby, where there is just one.

    ``identity`` gives the identity of a report's entity. What a report itself tells apart stays apart: one that names a
    holder of the office and also speaks of somebody by that office means two.
    """
    of: dict[str, dict[str, str]] = defaultdict(dict)
    for (report, entity), known in identity.items():
        of[report][entity] = known
    offices = Offices(lambda report: of[report])
    for entry in entries:
        offices.add(entry)
    offices.renew(entry.id for entry in entries)
    yield from offices.held.items()


Known = Callable[[str], Mapping[str, str]]
"""From a report to the identities of its entities."""


class Offices:
    """Who holds the offices that reports speak of, as reports come in; ``known`` tells the identities as they stand."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.held: dict[Member, str] = {}
        """By a report and its entity, who that is."""
        self._days: dict[str, date] = {}
        self._named: dict[tuple[str, int], list[_Named]] = defaultdict(list)
        """People named with an office, by its noun and the day."""
        self._sought: dict[tuple[str, int], list[_Sought]] = defaultdict(list)
        self._of: dict[str, tuple[list[_Named], list[_Sought]]] = {}
        self._near: dict[Member, frozenset[str]] = {}
        """The reports that a holder was looked for in and found near enough."""

    def add(self, entry: Entry) -> None:
        """Enter a report."""
        day, language = entry.report.day, entry.reading.language
        named: list[_Named] = []
        sought: list[_Sought] = []
        for entity in entry.reading.entities:
            if entity.kind is not EntityKind.PERSON:
                continue
            if entity.role and entity.names and (office := office_of(_ARTICLE.sub("", entity.role), language)):
                named.append(_Named(entry.id, entity.id, office, entity.gender))
            elif is_office(entity, language) and (office := office_of(entity.name, language)):
                sought.append(_Sought(entry.id, entity.id, office, entity.gender))
        if day is None or not (named or sought):
            return
        self._days[entry.id], self._of[entry.id] = day, (named, sought)
        for one in named:
            self._named[one.office.head, day.toordinal()].append(one)
        for other in sought:
            self._sought[other.office.head, day.toordinal()].append(other)

    def renew(self, changed: Iterable[str]) -> set[str]:
        """Look again where a report is new or its identities have changed; return the reports whose holders differ now."""
        asked: dict[Member, _Sought] = {}
        names: dict[str, frozenset[str]] = {}
        for report in changed:
            named, sought = self._of.get(report, ((), ()))
            asked |= {(s.report, s.entity): s for s in sought}
            for head in {one.office.head for one in named}:
                for s in self._around(self._sought, head, report):
                    near = report in self._near.get((s.report, s.entity), ())
                    if near or self._share(names, s.report, report):
                        asked[s.report, s.entity] = s
        return {s.report for member, s in asked.items() if self._looked_for(member, s, names)}

    def _around(self, shelf: Mapping[tuple[str, int], list[T]], head: str, report: str) -> Iterator[T]:
        day = self._days[report].toordinal()
        for other in range(day - NEAR.days, day + NEAR.days + 1):
            yield from shelf.get((head, other), ())

    def _share(self, names: dict[str, frozenset[str]], one: str, other: str) -> bool:
        for report in (one, other):
            if report not in names:
                names[report] = frozenset(self._known(report).values())
        return len(names[one] & names[other]) >= SHARED

    def _looked_for(self, member: Member, sought: _Sought, names: dict[str, frozenset[str]]) -> bool:
        """Look for who holds an office; return whether it is another than before."""
        rows = list(self._around(self._named, sought.office.head, sought.report))
        holder = None
        near = []
        own = (row for row in self._of[sought.report][0] if row.office.head == sought.office.head)
        if not any(self._holder(row) for row in own):
            near = [(r, h) for r in rows if (h := self._holder(r)) and self._share(names, sought.report, r.report)]
            told = frozenset(stem for r, _ in near for stem in r.office.of)
            if len({h for _, h in near}) == 1 and sought.office.of <= told and not _apart(sought, [r for r, _ in near]):
                holder = near[0][1]
        self._near[member] = frozenset(r.report for r, _ in near)
        before = self.held.pop(member, None)
        if holder is not None:
            self.held[member] = holder
        return before != holder

    def _holder(self, row: _Named) -> str | None:
        return self._known(row.report).get(row.entity)


def _apart(sought: _Sought, near: Sequence[_Named]) -> bool:
    """Whether the genders differ."""
    return sought.gender is not None and any(r.gender is not None and r.gender != sought.gender for r in near)
