"""The draft that the steps of a reading work on, and what a step is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from recoupe.lang import table
from recoupe.model.entity import Entity, Mention
from recoupe.model.event import Event, Proposition
from recoupe.model.figure import Figure
from recoupe.model.moment import Moment
from recoupe.model.reading import Note, Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.parse.tree import Parse

__all__ = ["PARTS", "Draft", "Step"]

PARTS = ("mentions", "moments", "figures", "propositions", "statements", "events")
"""What steps read and write; ``mentions`` stands for the entities too."""


@dataclass
class Draft:
    """A reading in the making: the report, its parse, and what the steps so far have found."""

    report: Report
    language: str
    parse: Parse
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.report.text[span[0] : span[1]]

    def table(self, name: str) -> dict[str, Any]:
        """A table of the report's language."""
        return table(self.language, name)

    def note(self, code: str, span: Span | None, message: str, about: str | None = None) -> None:
        """Record something left open, refused or remarkable."""
        self.notes.append(Note(code, span, message, about))

    @cached_property
    def entity_by_id(self) -> dict[str, Entity]:
        """Entities by id; valid once the mentions step is done."""
        return {e.id: e for e in self.entities}

    @cached_property
    def timed_starts(self) -> frozenset[int]:
        """Where the tokens of time expressions start; valid once the moments step is done."""
        return frozenset(self.parse.tokens[i].start for m in self.moments for i in self.parse.between(*m.span))

    @cached_property
    def moment_by_span(self) -> dict[Span, Moment]:
        """Moments by span; valid once the moments step is done."""
        return {m.span: m for m in self.moments}

    @cached_property
    def mentions_by_token(self) -> dict[int, list[Mention]]:
        """Mentions by each token they cover, longest first; valid once the mentions step is done."""
        found: dict[int, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda m: -(m.span.end - m.span.start)):
            for i in self.parse.between(*mention.span):
                found.setdefault(i, []).append(mention)
        return found

    @cached_property
    def _entity_by_head(self) -> dict[int, str]:
        """Entity by the token that heads its mention, of the longest where several share a head."""
        tokens = self.parse.tokens
        found: dict[int, str] = {}
        for mention in sorted(self.mentions, key=lambda m: -(m.span.end - m.span.start)):
            inside = self.parse.between(*mention.span)
            for i in inside:
                if tokens[i].head == i or tokens[i].head not in inside:
                    found.setdefault(i, mention.entity)
        return found

    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that start inside a span, in order; valid once the mentions step is done."""
        found = {m for i in self.parse.between(*span) for m in self.mentions_by_token.get(i, ())}
        return sorted((m for m in found if span.start <= m.span.start), key=lambda m: (m.span, m.entity))

    def entity_at(self, head: int) -> str | None:
        """Id of the entity named by the noun phrase with this head token: the longest mention over it whose head it is."""
        entity = self._entity_by_head.get(head)
        if entity is not None:
            return entity
        found = self.mentions_by_token.get(head)
        return found[0].entity if found else None

    def reading(self, rules: str) -> Reading:
        """Return the finished reading, each list in reading order."""
        return Reading(
            report=self.report.id,
            language=self.language,
            rules=rules,
            entities=tuple(sorted(self.entities, key=lambda e: e.id)),
            mentions=tuple(sorted(self.mentions, key=lambda m: (m.span, m.entity))),
            moments=tuple(sorted(self.moments, key=lambda m: m.span)),
            figures=tuple(sorted(self.figures, key=lambda f: f.span)),
            propositions=tuple(sorted(self.propositions, key=lambda p: (p.head, p.id))),
            statements=tuple(sorted(self.statements, key=lambda s: (s.content, s.cue or s.content[0], s.id))),
            events=tuple(sorted(self.events, key=lambda e: (e.anchor, e.id))),
            notes=tuple(sorted(self.notes, key=lambda n: (n.span or Span(0, 0), n.code, n.message))),
        )


class Step(NamedTuple):
    """A step: its name, the parts it reads and writes, and the function that does it."""

    name: str
    reads: frozenset[str]
    writes: frozenset[str]
    run: Callable[[Draft], None]
