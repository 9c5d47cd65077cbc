"""Statements: one thing that one source is reported to have said."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.span import Span
from recoupe.model.words import Form, Hedge, Stance

__all__ = ["Link", "Statement"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: whoever passed it on; the nearest to the report comes last."""

    speaker: str | None
    span: Span
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one source is reported to have said.

    ``content`` and ``source`` are spans in reading order; ``cue`` the word that reports, or None; ``speaker`` an entity
    id or None; ``said`` the span of the moment it was said; ``place``, ``medium`` and ``addressee`` spans or None;
    ``answers`` the id of the statement that a denial, confirmation or debunking speaks of, ``candidates`` those it may
    speak of where that is open; ``propositions`` ids. A narrated statement has no cue, source or speaker.
    """

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    source: tuple[Span, ...]
    speaker: str | None
    stance: Stance
    form: Form
    hedge: Hedge = Hedge.NONE
    anonymous: bool = False
    chain: tuple[Link, ...] = ()
    said: Span | None = None
    place: Span | None = None
    medium: Span | None = None
    addressee: Span | None = None
    answers: str | None = None
    candidates: tuple[str, ...] = ()
    inside: str | None = None
    """Id of the statement in whose content this one was found."""
    propositions: tuple[str, ...] = ()
    affiliation: str | None = None
    """Id of the entity that the speaker belongs to or speaks for: whose spokesman, which ministry's."""
