"""A reading: everything found in one report; a pure function of the report and the rules' version."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.entity import Entity, Mention
from recoupe.model.event import Event, Proposition
from recoupe.model.figure import Figure
from recoupe.model.moment import Moment
from recoupe.model.span import Span
from recoupe.model.statement import Statement

__all__ = ["Note", "Reading"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something left open, refused or remarkable: data with a code, never a log line.

    ``about`` is the id of the statement or other entry concerned, or None.
    """

    code: str
    span: Span | None
    message: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one report, each list in reading order."""

    report: str
    language: str
    rules: str
    """Version of rules, tables and models that made it."""
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    moments: tuple[Moment, ...] = ()
    figures: tuple[Figure, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
