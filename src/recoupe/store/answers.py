"""Rows as answers: what was found in one report, with the report it stands in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recoupe.model.span import Span

__all__ = ["EventRow", "FigureRow", "ReportRow", "StatementRow"]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text; ``name`` is the caller's id, else ``id``."""

    id: str
    name: str
    day: str
    published: str | None
    language: str
    outlet: str | None
    url: str | None
    title: str | None
    credit: str | None
    status: str
    replaces: str | None
    characters: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> ReportRow:
        """Return the answer that a row makes."""
        return cls(name=row["key"] or row["id"], **{n: row[n] for n in cls.__slots__ if n != "name"})


@dataclass(frozen=True, slots=True)
class _InReport:
    """Where it stands: ``report`` the id, ``name`` what people call that report, ``words`` the passage itself."""

    report: str
    name: str
    outlet: str | None
    day: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class StatementRow(_InReport):
    """A statement: ``content`` its spans, ``speaker`` an entity id of the report's reading, ``source`` the words that name it."""

    id: str
    content: tuple[Span, ...]
    cue: str | None
    source: str | None
    speaker: str | None
    speaker_name: str | None
    anonymous: bool
    stance: str
    form: str
    hedge: str
    answers: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> StatementRow:
        """Return the answer that a row makes."""
        content = tuple(Span(*s) for s in json.loads(row["content"]))
        return cls(**{**_common(row), **_picked(cls, row), "content": content, "anonymous": bool(row["anonymous"])})


@dataclass(frozen=True, slots=True)
class FigureRow(_InReport):
    """A figure: bounds, unit and what is counted."""

    low: float | None
    high: float | None
    unit: str | None
    exactness: str
    counted: str | None
    head: str | None
    measure: str | None
    as_of: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> FigureRow:
        """Return the answer that a row makes."""
        return cls(**{**_common(row), **_picked(cls, row)})


@dataclass(frozen=True, slots=True)
class EventRow(_InReport):
    """An event: ``day`` and ``last_day`` are its own where ``dated``, else the report's; parties in the report's words."""

    id: str
    last_day: str
    type: str
    modality: str
    actor: str | None
    recipient: str | None
    place: str | None
    dated: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> EventRow:
        """Return the answer that a row makes."""
        return cls(**{**_common(row), **_picked(cls, row), "dated": bool(row["dated"])})


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": row["report_key"] or row["report"], **{n: row[n] for n in _InReport.__slots__ if n != "name"}}


def _picked(cls: type[Any], row: Mapping[str, Any]) -> dict[str, Any]:
    return {n: row[n] for n in cls.__slots__}
