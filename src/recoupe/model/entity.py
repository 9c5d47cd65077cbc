"""Mentions and the entities they name."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.span import Span
from recoupe.model.words import Belonging, EntityKind, MentionMode, NameReading, Nearness, Precision

__all__ = ["Around", "Entity", "Membership", "Mention"]


@dataclass(frozen=True, slots=True)
class Membership:
    """A party, body, constituency or country that stands beside a person's name: « (PS, Finistère) », "(D-Ohio)".

    ``span`` are its words, ``name`` its usual name where a table knows it, else as printed; ``qid`` only where certain.
    """

    kind: Belonging
    span: Span
    name: str
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What makes a mention of a place mean the ground around it, or a part of it: « à 20 km au nord de », "near".

    ``span`` are those words; ``precision`` how much ground they mean; ``direction`` N, NE … where they tell one;
    ``kilometres`` the distance; ``lat`` and ``lon`` the point meant, in degrees, where distance and direction, or the two
    ends of « entre », give one.
    """

    span: Span
    nearness: Nearness
    precision: Precision = Precision.AREA
    direction: str | None = None
    kilometres: float | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that a report names; its id is unique inside one reading and stable.

    ``name`` is the fullest name the report has; ``names`` all ways it is named there by name, the
    fullest first; ``qid`` and ``geonames`` only where certain; ``role`` is the office or description
    as it stands in the text; ``holder`` who held the office that describes it on the day of publication, by our table,
    where the report does not name that person; ``state`` the code of the state it belongs to, where a table says so;
    ``precision`` how much ground its point stands for; ``memberships`` what stands in brackets beside a person's name.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    qid: str | None = None
    geonames: str | None = None
    lat: float | None = None
    lon: float | None = None
    role: str | None = None
    state: str | None = None
    gender: str | None = None
    plural: bool = False
    anonymous: bool = False
    holder: str | None = None
    precision: Precision | None = None
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an entity."""

    span: Span
    kind: EntityKind
    entity: str
    reading: NameReading = NameReading.LITERAL
    mode: MentionMode = MentionMode.NAME
    candidates: tuple[str, ...] = ()
    """Other entities that the words could name, where the text does not settle it."""
    around: Around | None = None
    """For a place, words beside it that mean the ground around it or a part of it."""
