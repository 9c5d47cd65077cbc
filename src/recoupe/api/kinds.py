"""The kinds of answers: by which filters each can be asked, and what its records are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, create_model

from recoupe.ledger import EventRow, FigureRow, Ledger, Page, Question, ReportRow, StatementRow
from recoupe.model.ledger import Claim, Happening, History, Identity, Origin, Story

__all__ = ["KINDS", "Kind", "question_model"]

_IN_REPORT = ("words", "report", "outlet", "language", "story", "origin", "since", "until")


class Kind(NamedTuple):
    """One kind: the filters it heeds, its record, how the ledger is asked, and what it is."""

    filters: tuple[str, ...]
    record: Any
    ask: Callable[[Ledger, Question], Page[Any]]
    help: str


KINDS: dict[str, Kind] = {
    "reports": Kind(_IN_REPORT, ReportRow, Ledger.reports, "Reports without their texts, in order of day."),
    "statements": Kind(
        (*_IN_REPORT, "speaker", "about", "place", "stance", "form", "hedge", "claim"), StatementRow, Ledger.statements,
        "Statements, in order of day, report and place in it.",
    ),
    "claims": Kind(
        ("words", "speaker", "about", "place", "stance", "report", "outlet", "origin", "standing", "story", "claim", "since", "until"),
        Claim, Ledger.claims, "Claims with their positions and standings, in order of their first day.",
    ),
    "figures": Kind((*_IN_REPORT, "measure"), FigureRow, Ledger.figures, "Figures as each report has them."),
    "histories": Kind(("measure", "story", "since", "until"), History, Ledger.histories, "Figures of one measure over time."),
    "events": Kind((*_IN_REPORT, "type", "speaker", "place"), EventRow, Ledger.events, "Events as each report tells them."),
    "happenings": Kind(("type", "since", "until"), Happening, Ledger.happenings, "Events across reports."),
    "entities": Kind(
        ("words", "speaker", "kind", "report"), Identity, Ledger.people, "Identities of every kind, the most often named first."
    ),
    "origins": Kind(("report", "since", "until"), Origin, Ledger.origins, "Origins with the proof of each link."),
    "stories": Kind(("report", "since", "until"), Story, Ledger.stories, "Stories, in order of their first day."),
}  # fmt: skip
"""By the name in the path."""

_LONGEST = 500
"""Characters of a filter's value: longer than any name, shorter than a text."""


def question_model(name: str, kind: Kind) -> type[BaseModel]:
    """Return the query parameters of a kind as a model that refuses unknown ones."""
    fields: dict[str, Any] = {f: (str | None, Field(None, min_length=1, max_length=_LONGEST)) for f in kind.filters}
    fields["limit"] = (int, Field(50, ge=1, le=1000, description="answers on a page"))
    fields["cursor"] = (str | None, Field(None, max_length=2000, description="`next` of the page before"))
    return create_model(f"{name.title()}Question", __config__=ConfigDict(extra="forbid"), **fields)
