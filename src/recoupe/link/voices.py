"""Voices: who says what a report holds, through whom, of which origin, and from when to when it counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from recoupe.compare.passages import fold
from recoupe.lang import table
from recoupe.link.entry import Entry, in_order
from recoupe.link.phrases import listed
from recoupe.link.points import Point, points
from recoupe.link.recent import Recent
from recoupe.model.entity import Entity
from recoupe.model.ledger import Origin
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Form, MentionMode, Status

__all__ = ["Pointed", "Scene", "Source", "scene"]

T = TypeVar("T")
NARRATOR = "narrator"
REWRITTEN = frozenset({"credited rewrite", "credited translation"})
"""Rules of links whose reports are copies as a whole, though no sentence stands word for word."""


AUTHORS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.FACILITY})
"""Kinds of entities that issue papers: a state's name in that of a paper may only say where it is about."""
NEAR = 260
"""Characters around a passage within which an outlet's name says whom it was taken from: the sentence and its neighbours."""


STEM = 4
"""Letters of a state's name at least that its adjective begins with: « Mali », « malien »."""
INITIALS = 8
"""Letters of an acronym at most."""
ENDING = 2
"""Letters at the end of a state's name that its adjective changes: « Kestrie », « kestrien »; « Russie », « russe »."""
_LETTERS = re.compile(r"[^\W\d_]+")
QUESTION = 3
"""Characters after a passage within which its question mark stands: a closing mark or a space may come before."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something: ``key`` tells independent sources apart, ``name`` is what the ledger shows.

    ``named`` is the identity where there is one; ``via`` are those who passed it on, the nearest to the report last.
    """

    key: str
    name: str
    named: str | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    body: str | None = None
    """Identity of the body that the speaker speaks for or belongs to."""

    @property
    def narrated(self) -> bool:
        """Whether the report says it in its own voice."""
        return self.name == NARRATOR

    def one_with(self, other: Source) -> bool:
        """Whether two sources are one: who speaks for a body is that body."""
        return self.key in (other.key, other.body) or other.key == self.body


Pointed = tuple[list[str], list[Point], dict[str, Any]]
"""Points with the identities by which they were made, and what follows from them and their report alone."""


@dataclass(slots=True)
class Scene:
    """The entries of a ledger with what points, claims and standings ask of them again and again."""

    entries: dict[str, Entry]
    places: dict[str, int]
    identity: dict[tuple[str, str], str]
    names: dict[str, str]
    origin: dict[str, Origin]
    copied: dict[str, tuple[tuple[Span, Span], ...] | None] = field(default_factory=dict)
    """Passages of a copy with those it was copied from; None where the whole report is one."""
    ends: dict[str, str] = field(default_factory=dict)
    """The report that replaces or withdraws a report; a report itself where a person withdrew it."""
    pointed: Recent[Pointed] = field(default_factory=Recent)
    """Points of reports, each with the identities by which they were made: most are the same when an affair grows."""
    stood: Recent[Any] = field(default_factory=Recent)
    """How claims stood when they were last looked at, by their ids, with all that it rests on."""
    _called: dict[str, str] | None = None
    _short: dict[str, str] | None = None
    _bodies: dict[str, str] | None = None
    _met: dict[str, Pointed] = field(default_factory=dict)
    _settled: dict[str, dict[str, Any]] = field(default_factory=dict)
    _near_outlet: dict[tuple[str, Span, str], bool] = field(default_factory=dict)

    @property
    def called(self) -> Mapping[str, str]:
        """Identities by the name that one alone has, without its article: « La Kestrie » may open a line and be no name there."""
        if self._called is None:
            self._called = _names(self)
        return self._called

    @property
    def short(self) -> Mapping[str, str]:
        """Bodies by identities that bear nothing but the short name that these have elsewhere: « l'ARS », which no town is."""
        if self._short is None:
            self._short = _explained(self)
        return self._short

    @property
    def bodies(self) -> Mapping[str, str]:
        """Of those who speak the body that they speak for or belong to, as any report of the affair tells it."""
        if self._bodies is None:
            self._bodies = dict(_bodies(self))
        return self._bodies

    def points(self, report: str) -> list[Point]:
        """The points of a report."""
        return self._looked_at(report)[1]

    def _looked_at(self, report: str) -> Pointed:
        known = self._met.get(report)
        if known is None:
            named, known = self.identities_in(report), self.pointed.get(report)
            if known is None or known[0] != named:
                known = self.pointed.put(report, (named, points(self.entries[report], self.identity), {}))
            self._met[report] = known
        return known

    def kept(self, report: str, what: str, make: Callable[[str], T]) -> T:
        """What follows from the points of a report and from the report alone, made once."""
        known = self._looked_at(report)[2]
        if what not in known:
            known[what] = make(report)
        made: T = known[what]
        return made

    def settled(self, report: str) -> dict[str, Any]:
        """What follows from a report, from the names of those it names and from what it goes back to, to be filled and kept."""
        if report not in self._settled:
            named, _, known = self._looked_at(report)
            origin = self.origin.get(report)
            rests_on = (
                [(self.names.get(key), self.bodies.get(key)) for key in named],
                (origin.id, origin.first, len(origin.reports) > 1) if origin else None,
                self.copied.get(report, ()), report in self.copied, self._nameless(report),
                [self.short.get(key) for key in named],
            )  # fmt: skip
            if known.get("rests on") != rests_on:
                known |= {"rests on": rests_on, "settled": {}}
            self._settled[report] = known["settled"]
        return self._settled[report]

    def _nameless(self, report: str) -> list[str | None]:
        """Identities of a report's entities that only their names in other reports tell."""
        reading = self.entries[report].reading
        others = (e for e in reading.entities if (report, e.id) not in self.identity)
        return [self.called.get(_bare(e.name, reading.language)) for e in others]

    def withdrawn(self, report: str) -> bool:
        """Whether a report was withdrawn, by a notice or by a person, and not only corrected."""
        end = self.ends.get(report)
        return end is not None and (end == report or self.entries[end].report.status is Status.WITHDRAWN)

    def endings(self, reports: Iterable[str]) -> list[tuple[str, str, bool]]:
        """Of some reports those that were replaced or withdrawn, by which, and whether they were withdrawn."""
        return [(r, self.ends[r], self.withdrawn(r)) for r in reports if r in self.ends] if self.ends else []

    def day(self, report: str) -> date | None:
        """The day a report was published."""
        return self.entries[report].report.day

    def is_copy(self, report: str, span: Span) -> bool:
        """Whether a passage goes back to another report of the same origin."""
        if report not in self.copied:
            return False
        pairs = self.copied[report]
        return pairs is None or any(mine.overlaps(span) for mine, _ in pairs)

    def first_outlet(self, report: str) -> str:
        """The outlet whose own voice a report's narration is."""
        origin = self.origin.get(report)
        first = origin.first if origin else report
        return self.entries[first].report.outlet or first

    def own_outlet(self, report: str, span: Span) -> str:
        """The outlet that a passage is the voice of: the first one's for copied passages, else the report's own."""
        if self.is_copy(report, span):
            return self.first_outlet(report)
        return self.entries[report].report.outlet or report

    def leans(self, one: Point, other: Point) -> bool:
        """Whether a passage names the outlet of another near by, so that it can't be shown to stand by itself."""
        return self._names_outlet(one, other.report) or self._names_outlet(other, one.report)

    def names_near(self, point: Point, name: str) -> bool:
        """Whether a name stands near a passage."""
        return len(name) > 3 and name in self._near(point)

    def _near(self, point: Point) -> str:
        return self.entries[point.report].report.text[max(0, point.span.start - NEAR) : point.span.end + NEAR]

    def _names_outlet(self, point: Point, report: str) -> bool:
        outlet = self.entries[report].report.outlet
        if not outlet or outlet == self.entries[point.report].report.outlet:
            return False
        key = (point.report, point.span, outlet)
        known = self._near_outlet.get(key)
        if known is None:
            known = self._near_outlet[key] = bool(_called(outlet).search(self._near(point)))
        return known

    def asks(self, point: Point) -> bool:
        """Whether a passage is a question, which asserts nothing."""
        text = self.entries[point.report].report.text
        return text[point.span.end : point.span.end + QUESTION].lstrip().startswith("?")

    def entity(self, report: str, key: str | None) -> Entity | None:
        """An entity of a report."""
        return next((e for e in self.entries[report].reading.entities if e.id == key), None) if key else None

    def identities_in(self, report: str) -> list[str]:
        """Identities of a report's entities, in the order of these."""
        return [self.identity.get((report, e.id), "") for e in self.entries[report].reading.entities]

    def known(self, report: str, key: str | None) -> str | None:
        """The identity of an entity of a report: the body's whose short name another report of the affair explains."""
        identity = self.identity.get((report, key)) if key else None
        return self.short.get(identity, identity) if identity else None

    def source(self, report: str, statement: Statement | None, span: Span) -> Source:
        """Who says a passage."""
        outlet = self.own_outlet(report, span)
        if statement is None or statement.form is Form.NARRATED:
            return Source(f"narrator {fold(outlet)}", NARRATOR)
        named = (self._name(report, link.speaker, link.span) for link in statement.chain)
        language = self.entries[report].reading.language
        via = tuple(
            name for name in named if not _short_for(name, outlet, language)
        )  # "told the Post", which prints it
        entity = self.entity(report, statement.speaker)
        words = _words(self.entries[report], statement)
        if author := self._author(report, statement, words):
            return Source(author, self.names.get(author, words), author, via)
        identity = self.known(report, statement.speaker)
        elsewhere = self.called.get(_bare(entity.name, language)) if entity and not identity else None
        if not elsewhere and (statement.anonymous or (entity is not None and entity.anonymous)):
            through = fold(via[0]) if via else fold(outlet)
            if entity is None and _is_paper(words, language):
                words = ""  # « selon un nouveau bilan »: a toll is given by somebody, who is not told
            return Source(f"anonymous {through}", words or "anonymous", None, via, True)
        if identity := identity or elsewhere:
            body = self.bodies.get(identity) or self.known(report, statement.affiliation)
            return Source(identity, self.names.get(identity, words), identity, via, body=body)
        if entity is not None:
            return Source(f"called {fold(entity.name)}", entity.name, None, via)
        return Source(f"called {fold(words)}" if words else f"unknown {report}", words or "unknown", None, via)

    def _author(self, report: str, statement: Statement, words: str) -> str | None:
        """Whose paper a source is: « selon un nouveau bilan de l'agence régionale de santé »."""
        entry = self.entries[report]
        if not _is_paper(words, entry.reading.language):
            return None
        named = [
            self.known(report, m.entity)
            for m in entry.reading.mentions
            if m.mode is MentionMode.NAME
            and (m.kind in AUTHORS or self.identity.get((report, m.entity or "")) in self.short)
            and any(s.holds(m.span) for s in statement.source)
        ]
        return named[0] if len(named) == 1 else None

    def _name(self, report: str, key: str | None, span: Span) -> str:
        identity = self.known(report, key)
        return self.names.get(identity, "") if identity else self.entries[report].report.text[span.start : span.end]


@lru_cache(maxsize=1 << 12)
def _bare(name: str, language: str) -> str:
    """A name in folded letters, without the article before it."""
    words = re.findall(r"[^\W_]+", fold(name))
    return " ".join(words[1:] if len(words) > 1 and words[0] in listed(language, "articles") else words)


@lru_cache(maxsize=1 << 12)
def _short_for(name: str, outlet: str, language: str) -> bool:
    """Whether a name is an outlet's, whole or in short: « le Matin » in Le Matin continental."""
    words = set(re.findall(r"[^\W_]+", fold(name))) - listed(language, "articles")
    return bool(words) and words <= set(re.findall(r"[^\W_]+", fold(outlet)))


@lru_cache(maxsize=1 << 12)
def _called(outlet: str) -> re.Pattern[str]:
    """What an outlet is called: its name, or one of its words after an article."""
    words = [re.escape(w) for w in outlet.replace("’", "'").split() if w[0].isupper() and len(w) > 3]
    short = rf"|\b(?:[Tt]he|[Ll]e|[Ll]a|du|au) (?:{'|'.join(words)})\b" if words else ""
    return re.compile(re.escape(outlet) + short)


def _is_paper(words: str, language: str) -> bool:
    """Whether the words name a paper or a number, and nobody whose it is."""
    papers = {fold(p) for p in table(language, "speech")["papers"]}
    return any(word in papers for word in fold(words).split())


def _words(entry: Entry, statement: Statement) -> str:
    return " ".join(entry.report.text[s.start : s.end] for s in statement.source).strip()


def scene(
    entries: Sequence[Entry],
    identity: Mapping[tuple[str, str], tuple[str, str]],
    origins: Sequence[Origin],
    ends: Mapping[str, str],
) -> Scene:
    """Return the scene of some entries.

    ``identity`` leads from a report and an entity of it to the id and name of who it is, offices included; ``ends`` from a
    report to the one that replaces it, or to itself where a person withdrew it.
    """
    ordered = in_order(entries)
    made = Scene(
        {e.id: e for e in ordered},
        {e.id: place for place, e in enumerate(ordered)},
        {member: key for member, (key, _) in identity.items()},
        dict(identity.values()),
        {report: o for o in origins for report in o.reports},
        ends=dict(ends),
    )
    _copies(made, origins)
    return made


def _names(made: Scene) -> dict[str, str]:
    """Identities by a name that no other has, in small letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for (report, key), identity in made.identity.items():
        if report in made.entries and (entity := made.entity(report, key)) is not None:
            for name in entity.names:
                found[_bare(name, made.entries[report].reading.language)].add(identity)
    return {name: min(keys) for name, keys in found.items() if len(keys) == 1}


def _explained(made: Scene) -> dict[str, str]:
    """Identities that are only called by an acronym, with the one body that a report gives it to: « l'agence (ARS) »."""
    bodies: dict[str, set[str]] = defaultdict(set)
    bare: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for (report, key), identity in made.identity.items():
        entity = made.entity(report, key) if report in made.entries else None
        if entity is None:
            continue
        initials = [name for name in entity.names if name.isupper() and len(name) <= INITIALS]
        if len(entity.names) > len(initials):
            whole.add(identity)
        elif initials:
            bare[initials[0]].add(identity)
        if entity.kind in AUTHORS and len(entity.names) > len(initials):
            for name in initials:
                bodies[name].add(identity)
    return {
        identity: min(bodies[name])
        for name, found in bare.items()
        if len(bodies[name]) == 1
        for identity in found - whole - bodies[name]
    }


def _bodies(made: Scene) -> Iterable[tuple[str, str]]:
    """Speakers with the body that most reports give them: the one tells what the other takes for known."""
    given: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    roots: dict[str, list[str]] = defaultdict(list)
    for name in made.called:
        roots[name[:STEM]].append(name)
    for report, entry in made.entries.items():
        told = {(s.speaker, s.affiliation) for s in entry.reading.statements if s.speaker and s.affiliation}
        known = [(made.known(report, speaker), False, made.known(report, body)) for speaker, body in sorted(told)]
        language = (
            entry.reading.language
        )  # « ministre kestrien de l'Énergie »: of Kestrie first, whatever the department
        known += [(made.known(report, e.id), True, _state(made, e, language, roots)) for e in entry.reading.entities]
        for speaker, of_state, body in known:
            if speaker and body and speaker != body:
                given[speaker][of_state, body] += 1
    for speaker, bodies in given.items():
        (first, most), *others = sorted(bodies.items(), key=lambda b: (not b[0][0], -b[1], b[0][1]))
        if not others or others[0][0][0] != first[0] or others[0][1] < most:  # two as often: nobody can tell
            yield speaker, first[1]


def _state(made: Scene, entity: Entity, language: str, roots: Mapping[str, Sequence[str]]) -> str | None:
    """The state that a minister, an army, a presidency speaks for: « le ministre kestrien de l'Énergie » for la Kestrie.

    ``roots`` has names by their first letters.
    """
    words = [fold(w) for w in _LETTERS.findall(entity.role or ("" if entity.names else entity.name))]
    if listed(language, "powers").isdisjoint(words):
        return None
    near = {(name, w == name) for w in words for name in roots.get(w[:STEM], ()) if w.startswith(_root(name))}
    adjectives = {made.called[name] for name, whole in near if not whole}
    found = adjectives or {made.called[name] for name, _ in near}  # before « de l'Énergie », which is a name too
    return found.pop() if len(found) == 1 else None


def _root(name: str) -> str:
    return name[: max(STEM, len(name) - ENDING)]


def _copies(made: Scene, origins: Sequence[Origin]) -> None:
    for origin in origins:
        for link in origin.links:
            if link.reason.rule == "copy":
                made.copied[link.report] = link.spans
            elif link.reason.rule in REWRITTEN or (link.of in made.copied and made.copied[link.of] is None):
                made.copied[link.report] = None
