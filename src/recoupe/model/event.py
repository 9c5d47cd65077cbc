"""Propositions, made language-neutral, and the events among them."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.span import Span
from recoupe.model.words import EventType, Measure, Modality, Polarity, PropositionLink

__all__ = ["Event", "Harm", "Party", "Proposition"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: the words, and the entity they name where one was recognised."""

    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Harm:
    """Whom or what an act did harm to: ``measure`` says which (killed, wounded, destroyed …), ``figure`` how many, if counted."""

    span: Span
    measure: Measure
    entity: str | None = None
    figure: Span | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """Who does what to whom, where, when, how many: one clause or event noun, made language-neutral.

    ``concept`` is the predicate's concept from the tables, or ``<language>:<lemma>`` where they have none; ``head`` the
    span of the predicate's word; ``span`` the clause; ``figures`` and ``moments`` are the spans of those found in it.
    """

    id: str
    span: Span
    head: Span
    concept: str
    lemma: str
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    others: tuple[tuple[str, Party], ...] = ()
    places: tuple[Party, ...] = ()
    moments: tuple[Span, ...] = ()
    figures: tuple[Span, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.HAPPENED
    tense: str | None = None
    nominal: bool = False
    under: str | None = None
    """Id of the proposition that this one is told inside of."""
    link: PropositionLink | None = None
    """How it is told there: ``content`` or ``object`` of it, its ``purpose``, or a ``circumstance``."""


@dataclass(frozen=True, slots=True)
class Event:
    """A proposition that someone who codes events would code (PLOVER).

    ``same`` is the id shared by the tellings of one event inside a report; ``proposition`` the id it was coded from;
    ``victims`` and ``damage`` what its own sentence says it did to people and to things; ``instruments`` what it was done
    with; ``equipment`` the arms and goods that it gives, moves or stops.
    """

    id: str
    anchor: Span
    type: EventType
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Party | None = None
    moment: Span | None = None
    modality: Modality = Modality.HAPPENED
    mode: str | None = None
    mutual: bool = False
    proposition: str | None = None
    same: str | None = None
    background: bool = False
    victims: tuple[Harm, ...] = ()
    damage: tuple[Harm, ...] = ()
    instruments: tuple[Party, ...] = ()
    equipment: tuple[Party, ...] = ()
