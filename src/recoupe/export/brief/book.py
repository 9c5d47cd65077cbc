"""What a brief looks things up in: entries and links by id, names, days, short labels, excerpts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from recoupe.export.brief.called import described, owned_names
from recoupe.export.brief.records import Passage
from recoupe.export.names import known_name, state_name
from recoupe.export.wording import wording
from recoupe.link.entry import Entry, in_order
from recoupe.link.links import Links
from recoupe.model.entity import Entity
from recoupe.model.event import Event, Proposition
from recoupe.model.ledger import Identity, Origin
from recoupe.model.moment import days_of
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind

__all__ = ["NARRATOR", "Book", "short_labels"]

NARRATOR = "narrator"
"""The source of what a report says in its own voice (model.ledger.Position)."""

ANONYMOUS = "anonymous"
"""The source of what a report says that someone said, without a word on who."""

_DATELINE = re.compile(r"\s*[A-ZÀ-Þ]{3}[^.!?\n]{0,80}?\s[-–—]\s+")
"""« CALVENNE (Tauvie), 16 sept (Cormoran) - »: a place in capitals, then a dash, before the first sentence."""

_ACRONYM = 4
"""Letters of an acronym at most: longer names in capitals are datelines, where another report prints them small."""

_HASH_LABEL = 8
"""Characters of a hashed id that are shown: enough to tell ten thousand reports apart."""


@dataclass(frozen=True)
class Book:
    """Entries and links, indexed; ``language`` is the one that names are preferred in.

    ``called`` are the reports' short labels where the book holds a part of the ledger only: what is unique among a
    part may not be unique in the whole.
    """

    entries: Sequence[Entry]
    links: Links
    language: str
    called: Mapping[str, str] | None = None

    @cached_property
    def ordered(self) -> Sequence[Entry]:
        """Entries in order of publication."""
        return in_order(self.entries)

    @cached_property
    def entry(self) -> Mapping[str, Entry]:
        """Entries by report id."""
        return {e.id: e for e in self.entries}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each report is called: its short label, or its name."""
        names = {e.id: e.report.name for e in self.ordered}
        return (
            short_labels(names)
            if self.called is None
            else {key: self.called.get(key, name) for key, name in names.items()}
        )

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Place of each report in the order of publication, from 0."""
        return {e.id: i for i, e in enumerate(self.ordered)}

    @cached_property
    def origin(self) -> Mapping[str, Origin]:
        """Origin of each report that has one."""
        return {report: o for o in self.links.origins for report in o.reports}

    def origin_id(self, report: str) -> str:
        """Id of a report's origin; a report that stands alone is its own."""
        found = self.origin.get(report)
        return found.id if found else report

    @cached_property
    def identities(self) -> Mapping[str, Identity]:
        """Identities by id."""
        return {i.id: i for i in self.links.identities}

    @cached_property
    def identity_of(self) -> Mapping[tuple[str, str], Identity]:
        """Identity of each (report, entity)."""
        return {member: i for i in self.links.identities for member in i.members}

    @cached_property
    def entities(self) -> Mapping[tuple[str, str], Entity]:
        """Entities by (report, id)."""
        return {(e.id, x.id): x for e in self.entries for x in e.reading.entities}

    @cached_property
    def statements(self) -> Mapping[tuple[str, str], Statement]:
        """Statements by (report, id)."""
        return {(e.id, s.id): s for e in self.entries for s in e.reading.statements}

    @cached_property
    def told_figures(self) -> Mapping[str, list[Span]]:
        """Spans of the figures that have a history, by report."""
        found: dict[str, list[Span]] = {}
        for history in self.links.histories:
            for row in history.rows:
                found.setdefault(row.report, []).append(row.span)
        return found

    @cached_property
    def cues(self) -> Mapping[str, tuple[Span, ...]]:
        """Spans of the words that report speech, by report."""
        return {e.id: tuple(s.cue for s in e.reading.statements if s.cue) for e in self.entries}

    @cached_property
    def events(self) -> Mapping[tuple[str, str], Event]:
        """Events by (report, id)."""
        return {(e.id, x.id): x for e in self.entries for x in e.reading.events}

    @cached_property
    def propositions(self) -> Mapping[tuple[str, str], Proposition]:
        """Propositions by (report, id)."""
        return {(e.id, p.id): p for e in self.entries for p in e.reading.propositions}

    @cached_property
    def edtf(self) -> Mapping[tuple[str, Span], str | None]:
        """EDTF value of each moment by (report, span)."""
        return {(e.id, m.span): m.edtf for e in self.entries for m in e.reading.moments}

    # ------------------------------------------------------------------ names

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Names by which somebody or something of the ledger is called, the words that only describe left out."""
        return frozenset(n for i in self.links.identities for n in (i.name, *i.names) if n[:1].isupper())

    def name(self, source: str) -> str:
        """The name of a source or party: an identity's in the brief's language where a report has it, else the words given."""
        known = self._names.get(source)
        if known is None:
            known = None if source == ANONYMOUS else self._owned.get(_tidy(source)) or described(_tidy(source))
        return wording(self.language).text("somebody") if known is None else _tidy(known)

    def power(self, identity: str) -> str:
        """The name of who acts: of a people that is told by its adjective only (« les frappes russes »), the state's."""
        known = self.identities[identity]
        if known.kind is not EntityKind.GROUP or any(name[:1].isupper() for name in known.names):
            return self.name(identity)
        states = (e.state for member in known.members if (e := self.entities.get(member)) is not None)
        return state_name(next(filter(None, states), None), self.language) or self.name(identity)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {i.id: self._shown(i) for i in self.links.identities}

    @cached_property
    def _owned(self) -> dict[str, str]:
        """What is told of by whose it is ("her office"), with the owner's name."""
        named = {(e.id, x.id): x.name for e in self.entries for x in e.reading.entities if x.names}
        return owned_names(self.entries, named)

    def _shown(self, identity: Identity) -> str:
        """The preferred name; one in capitals as others print it, one that only describes as it stands inside a line."""
        name = self._preferred(identity)
        if name.isupper() and len(name) > _ACRONYM:
            return next((n for n in identity.names if n.casefold() == name.casefold() and not n.isupper()), name)
        if (owned := self._owned.get(name)) is not None:
            return owned
        named = any((e := self.entities.get(member)) is not None and e.names for member in identity.members)
        return name if named else described(name) or name

    def _preferred(self, identity: Identity) -> str:
        """The fullest name that reports in the brief's language use most; the tables', else the identity's own, where none does."""
        found = Counter(
            entity.name
            for report, entity_id in identity.members
            if (entity := self.entities.get((report, entity_id)))
            and self.entry[report].reading.language == self.language
        )
        if not found:
            return known_name(identity.qid, self.language) or identity.name
        if identity.name in found:
            return identity.name
        return max(sorted(found), key=lambda n: (n in identity.names, found[n], len(n)))

    def role(self, source: str) -> str | None:
        """Office or description of an identity, without its article, and whose it is where no name in it tells; None for none."""
        office, body = self._office_of(source), self.affiliation(source)
        if body is None or set(_long_words(body)) & {*_long_words(office or ""), *_long_words(self.name(source))}:
            return office
        return body if office is None else office if re.search(r"[A-ZÀ-Þ]", office) else f"{office} ({body})"

    def affiliation(self, source: str) -> str | None:
        """Name, without its article, of whom a speaker belongs to or speaks for, by most statements in the brief's language."""
        found = self._affiliations.get(source)
        if found is None:
            return None
        name = self.name(max(sorted(found), key=lambda body: found[body]))
        return _office(name, self.language) or name

    @cached_property
    def _affiliations(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for entry in self.entries:
            for s in entry.reading.statements if entry.reading.language == self.language else ():
                who = self.identity_of.get((entry.id, s.speaker or "")) if s.affiliation else None
                body = self.identity_of.get((entry.id, s.affiliation or "")) if who else None
                if who is not None and body is not None and who is not body:
                    found.setdefault(who.id, Counter())[body.id] += 1
        return found

    def _office_of(self, source: str) -> str | None:
        """The office that says most: of two words or more, in the brief's language, named most often, short."""
        identity = self.identities.get(source)
        if identity is None:
            return None
        found: Counter[tuple[str, str]] = Counter()
        for report, entity_id in identity.members:
            entity = self.entities.get((report, entity_id))
            language = self.entry[report].reading.language if report in self.entry else ""
            if entity and entity.role and (role := _office(entity.role, language)):
                found[language, role] += 1
        name = self.name(source).lower()
        fitting = [(key, n) for key, n in found.items() if key[1].lower() not in name]
        if not fitting:
            return None
        (_, role), _ = max(fitting, key=lambda x: (self._says(*x[0]), x[1], -len(x[0][1]), x[0][1]))
        return role

    def _says(self, language: str, role: str) -> int:
        return 2 * (len(role.split()) > 1) + (language == self.language)

    # ------------------------------------------------------------------ days

    def day(self, report: str) -> date | None:
        """Day of publication."""
        return self.entry[report].report.day

    def said(self, report: str, statement: Statement | None) -> date | None:
        """The day a statement was made, where the text fixes one day not after publication; else the day of publication."""
        published = self.day(report)
        if statement is not None and statement.said is not None:
            edtf = self.edtf.get((report, statement.said))
            days = days_of(edtf) if edtf else None
            if days and days[1] and (published is None or days[1] <= published) and days[0] == days[1]:
                return days[1]
        return published

    # ------------------------------------------------------------------ passages

    def content_words(self, report: str, span: Span) -> frozenset[str]:
        """Words of four letters or more of a passage, in small letters: what it is about, roughly."""
        key = (report, span.start, span.end)
        if key not in self._words:
            words = self.entry[report].report.text[span.start : span.end].lower()
            self._words[key] = frozenset(_long_words(words))
        return self._words[key]

    def stems(self, report: str, span: Span) -> frozenset[str]:
        """First five letters of the content words: what inflection leaves."""
        return frozenset(word[:5] for word in self.content_words(report, span))

    @cached_property
    def _words(self) -> dict[tuple[str, int, int], frozenset[str]]:
        return {}

    def passage(self, report: str, span: Span) -> Passage:
        """The words of a span, on one line, and where they stand; a dateline at the head of the report is left out."""
        entry = self.entry[report]
        start, end = span
        dateline = _DATELINE.match(entry.report.text)
        if dateline and start < dateline.end() < end:
            start = dateline.end()
        words = " ".join(entry.report.text[start:end].split())
        return Passage(report, self.labels[report], start, end, words, entry.reading.language)


def _office(role: str, language: str) -> str | None:
    """A role without its article; None where it begins with a word that points to somebody else ("his lawyer")."""
    table = wording(language).table
    words = re.sub(r"(['’])", r"\1 ", _tidy(role)).split(" ", 1)
    first = words[0].lower().replace("’", "'")
    if first in table["articles"]:
        return words[1].replace("' ", "'").replace("’ ", "’") if len(words) > 1 else None
    return None if first in table["weak"] else _tidy(role)


def _long_words(words: str) -> list[str]:
    """Words of four letters or more, in small letters."""
    return re.findall(r"[^\W\d_]{4,}", words.lower())


def _tidy(name: str) -> str:
    return " ".join(name.split())


def short_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Return a short label for each report id, from the callers' ids.

    The first part of the names, cut at - _ . / and spaces, that tells all of them apart: "calvenne-07" is "07",
    "000_deada507" is "000". Names that no part tells apart stay whole, ids made from a hash are cut.
    """
    parts = {key: re.split(r"[-_./\s]+", name) for key, name in names.items()}
    width = min((len(p) for p in parts.values()), default=0)
    for i in range(width):
        column = [p[i] for p in parts.values()]
        if len(set(column)) == len(column) and all(column) and max(map(len, column)) <= _HASH_LABEL:
            return {key: p[i] for key, p in parts.items()}
    cut = {key: name[:_HASH_LABEL] if re.fullmatch(r"r-[0-9a-f]{16}", name) else name for key, name in names.items()}
    return cut if len(set(cut.values())) == len(cut) else dict(names)
