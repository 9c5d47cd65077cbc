"""The kinds of answers: by which filters each can be asked, and what its records are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, create_model

from recoupe.ledger import EventRow, FigureRow, Ledger, Page, Question, ReportRow, StatementRow
from recoupe.model.ledger import Claim, Happening, History, Identity, Origin, Story
from recoupe.model.words import EntityKind, EventType, Form, Hedge, Stance, StandingWord

__all__ = ["CURSOR", "KINDS", "LIMIT", "Kind", "asked_of", "question_model"]

_IN_REPORT = ("words", "report", "outlet", "language", "story", "origin", "since", "until")


class Kind(NamedTuple):
    """One kind: the filters it heeds, its record, how the ledger is asked, what it is, and how one is had by its id."""

    filters: tuple[str, ...]
    record: Any
    ask: Callable[[Ledger, Question], Page[Any]]
    help: str
    one: str | None = None
    """Name of the links that one is looked up among; None where there is no such link."""


KINDS: dict[str, Kind] = {
    "reports": Kind(_IN_REPORT, ReportRow, Ledger.reports, "Reports without their texts, in order of day."),
    "statements": Kind(
        (*_IN_REPORT, "speaker", "about", "place", "stance", "form", "hedge", "claim"), StatementRow, Ledger.statements,
        "Statements, in order of day, report and place in it.",
    ),
    "claims": Kind(
        ("words", "speaker", "about", "place", "stance", "report", "outlet", "origin", "standing", "story", "claim", "since", "until"),
        Claim, Ledger.claims, "Claims with their positions and standings, in order of their first day.", "claims",
    ),
    "figures": Kind((*_IN_REPORT, "measure"), FigureRow, Ledger.figures, "Figures as each report has them."),
    "histories": Kind(
        ("measure", "story", "since", "until"), History, Ledger.histories, "Figures of one measure over time.", "histories"
    ),
    "events": Kind((*_IN_REPORT, "type", "speaker", "place"), EventRow, Ledger.events, "Events as each report tells them."),
    "happenings": Kind(("type", "since", "until"), Happening, Ledger.happenings, "Events across reports.", "happenings"),
    "entities": Kind(
        ("words", "speaker", "kind", "report"), Identity, Ledger.people,
        "Identities of every kind, the most often named first.", "identities",
    ),
    "origins": Kind(("report", "since", "until"), Origin, Ledger.origins, "Origins with the proof of each link.", "origins"),
    "stories": Kind(("report", "since", "until"), Story, Ledger.stories, "Stories, in order of their first day.", "stories"),
}  # fmt: skip
"""By the name in the path."""

_LONGEST = 500
"""Characters of a filter's value: longer than any name, shorter than a text."""

_PRINTED = r"^[^\x00]+$"
"""A value that a database can hold: no NUL."""

_TYPES: dict[str, tuple[Any, str, Any]] = {
    "words": (str, "full text: all words, without case and accents; \"two words\" together; beginnings with *", "drone*"),
    "speaker": (str, "a name, or the id of an entity: who says it, who takes part", "Brassac"),
    "about": (str, "a name inside what is said", "Corvanne"),
    "place": (str, "a place named inside what is said; where an event happened", "Corvanne"),
    "stance": (Stance, "how it is said", "denies"),
    "form": (Form, "whose words they are", "direct"),
    "hedge": (Hedge, "with which reserve", "hearsay"),
    "standing": (StandingWord, "how a claim stands", "disputed"),
    "type": (EventType, "the kind of event", "ASSAULT"),
    "kind": (EntityKind, "the kind of entity", "person"),
    "measure": (str, "what a figure measures", "killed"),
    "report": (str, "id of a report, ours or the caller's", "calvenne-03"),
    "outlet": (str, "the outlet of the report, as it is written there", "La Vigie"),
    "language": (str, "language of the report", "fr"),
    "story": (str, "id of a story", "st-0123456789abcdef"),
    "origin": (str, "id of an origin", "o-0123456789abcdef"),
    "claim": (str, "id of a claim", "c-0123456789abcdef"),
    "since": (date, "first day, inside", "2025-09-17"),
    "until": (date, "last day, inside", "2025-09-19"),
}  # fmt: skip
"""By filter: the type of its value, what it means, an example."""

LIMIT: tuple[Any, Any] = (int, Field(50, ge=1, le=1000, description="answers on a page"))

CURSOR: tuple[Any, Any] = (
    str | None,
    Field(
        None, min_length=1, max_length=2000, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the page before"
    ),
)  # fmt: skip


def _filter(name: str) -> tuple[Any, Any]:
    kind, help_, example = _TYPES[name]
    bounds: dict[str, Any] = {"min_length": 1, "max_length": _LONGEST, "pattern": _PRINTED} if kind is str else {}
    return (kind | None, Field(None, description=help_, examples=[example], **bounds))


def question_model(name: str, kind: Kind) -> type[BaseModel]:
    """Return the query parameters of a kind as a model that refuses unknown ones."""
    fields: dict[str, Any] = {f: _filter(f) for f in kind.filters}
    return create_model(
        f"{name.title()}Question", __config__=ConfigDict(extra="forbid"), **fields, limit=LIMIT, cursor=CURSOR
    )


def asked_of(asked: BaseModel, **other: Any) -> Question:
    """Return what the ledger is asked for query parameters."""
    return Question(**{**asked.model_dump(mode="json"), **other})
