"""Mentions and the entities they name."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.span import Span
from recoupe.model.words import EntityKind, MentionMode, NameReading

__all__ = ["Entity", "Mention"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that a report names; its id is unique inside one reading and stable.

    ``name`` is the fullest name the report has; ``names`` all ways it is named there by name, the
    fullest first; ``qid`` and ``geonames`` only where certain; ``role`` is the office or description
    as it stands in the text; ``holder`` who held the office that describes it on the day of publication, by our table,
    where the report does not name that person; ``state`` the QID or name of the state it belongs to, where a table says so.
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
