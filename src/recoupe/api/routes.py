"""The paths under ``/api/v1``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field, TypeAdapter

from recoupe import __version__
from recoupe.api.answer import answer
from recoupe.api.deciding import decisions
from recoupe.api.desk import Desk
from recoupe.api.examples import FAULT, shown
from recoupe.api.faults import ErrorForm
from recoupe.api.kinds import KINDS, Kind, asked_of, question_model
from recoupe.api.lines import LINES, streamed, wants_lines
from recoupe.errors import NotFoundError
from recoupe.export.pairs import ClaimInFull, in_full
from recoupe.ledger import EventRow, FigureRow, Ledger, Page, Question, ReportRow, StatementRow
from recoupe.model.convert import to_form
from recoupe.model.form import ReadingForm
from recoupe.model.ledger import Claim, Identity
from recoupe.model.report import Report
from recoupe.model.span import Span

__all__ = ["router"]

_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorForm, **shown({"error": error})} for status, error in FAULT.items()
}

_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Not changed since the ETag sent as If-None-Match"}}


@dataclass(frozen=True, slots=True)
class About:
    """What is served: the program's version, a word for the ledger's state, how many of each kind it holds."""

    version: str
    state: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """The first page of each kind that has the words."""

    reports: Page[ReportRow]
    statements: Page[StatementRow]
    claims: Page[Claim]
    entities: Page[Identity]


class SearchQuestion(BaseModel, extra="forbid"):
    """What is searched."""

    words: Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]+$", examples=["drone*"],
                                description="full text, as everywhere; entities are searched by name")]  # fmt: skip
    since: date | None = Field(None, description="first day, inside; entities have none", examples=["2025-09-17"])
    until: date | None = Field(None, description="last day, inside; entities have none", examples=["2025-09-19"])
    limit: Annotated[int, Field(ge=1, le=200, description="answers of each kind")] = 20


def router(desk: Desk) -> APIRouter:
    """Return the paths over a ledger."""
    paths = APIRouter(prefix="/api/v1", responses=_FAULTS)
    _about(paths, desk)
    for name, kind in KINDS.items():
        _list(paths, desk, (name, kind))
    for name, (record, one) in _singles().items():
        _one(paths, desk, (name, record), one)
    _search(paths, desk)
    paths.include_router(decisions(desk))
    return paths


def _about(paths: APIRouter, desk: Desk) -> None:
    kind = TypeAdapter(About)

    @paths.get(
        "", response_model=About, operation_id="about", summary="What is served.", responses=_UNCHANGED, tags=["ledger"]
    )
    def about(request: Request) -> Response:
        return answer(
            request,
            desk,
            kind,
            lambda book: About(__version__, desk.state(), book.kept("counts", lambda: _counts(book))),
        )


def _counts(book: Ledger) -> dict[str, int]:
    held = book.store.counts()
    return {name: held[{"entities": "identities"}.get(name, name)] for name in (*KINDS, "decisions")}


def _list(paths: APIRouter, desk: Desk, what: tuple[str, Kind]) -> None:
    name, kind = what
    asked_by, record = question_model(name, kind), kind.record
    page: Any = Page[record]  # type: ignore[valid-type]
    pages = TypeAdapter(page)

    def listing(request: Request, asked: BaseModel) -> Response:
        question = asked_of(asked)
        if wants_lines(request):
            return streamed(request, desk, kind, question)
        return answer(request, desk, pages, lambda book: kind.ask(book, question))

    def lines(request: Request, asked: BaseModel) -> Response:
        return streamed(request, desk, kind, asked_of(asked))

    for function in (listing, lines):
        # the model is made here, so its name says nothing to whoever resolves annotations later
        function.__annotations__ = {"request": Request, "asked": Annotated[asked_by, Query()], "return": Response}
    paths.get(f"/{name}", response_model=page, summary=kind.help, operation_id=name, tags=[name],
              responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}, **_UNCHANGED})(listing)  # fmt: skip
    paths.get(f"/{name}.jsonl", response_class=Response, operation_id=f"{name}_lines", tags=[name],
              summary=f"{kind.help} All from the cursor on, one a line; `limit` is not heeded.",
              responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}, **_UNCHANGED})(lines)  # fmt: skip


def _reading(book: Ledger, name: str) -> ReadingForm:
    return to_form(book.reading(name), book.report(name))


def _link(kind: str, book: Ledger, key: str) -> Any:
    return book.link(kind, key)


def _claim(book: Ledger, key: str) -> ClaimInFull | None:
    """A claim with the passages for and against it set side by side."""
    found = book.link("claims", key)
    return in_full(book, found) if isinstance(found, Claim) else None


def _known(name: str, look_up: Callable[[Ledger, str], Any]) -> Callable[[Ledger, str], Any]:
    def find(book: Ledger, key: str) -> Any:
        found = look_up(book, key)
        if found is None:
            raise NotFoundError(f"no such id in {name}: {key!r}", remedy=f"ids stand in /api/v1/{name}")
        return found

    return find


_PLACE = re.compile(r"(?P<report>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})", re.ASCII | re.DOTALL)
"""How a figure is named: by its report (our id or the caller's) and where it stands in it."""


def _figure(book: Ledger, key: str) -> FigureRow:
    """The figure at REPORT:START-END. Raises NotFoundError."""
    if place := _PLACE.fullmatch(key):
        span = Span(int(place["start"]), int(place["end"]))
        if found := book.figure(book.report(place["report"]).id, span):
            return found
    raise NotFoundError(f"no figure at {key!r}", remedy="name it REPORT:START-END, as /api/v1/figures has them")


def _singles() -> dict[str, tuple[Any, Callable[[Ledger, str], Any]]]:
    """What can be had by its id: its record and how it is found; a report also by the caller's, which may be a link."""
    links = {name: (kind.record, _known(name, partial(_link, kind.one))) for name, kind in KINDS.items() if kind.one}
    found = {
        "statements": (StatementRow, _known("statements", Ledger.statement)),
        "events": (EventRow, _known("events", Ledger.event)),
        "figures": (FigureRow, _figure),
    }
    links["claims"] = (ClaimInFull, _known("claims", _claim))
    return {"readings": (ReadingForm, _reading), "reports": (Report, Ledger.report), **found, **links}


def _one(paths: APIRouter, desk: Desk, what: tuple[str, Any], find: Callable[[Ledger, str], Any]) -> None:
    name, record = what
    kind = TypeAdapter(record)

    def single(request: Request, id: Annotated[str, Path(max_length=2000)]) -> Response:  # noqa: A002 (the name in the path)
        if "\x00" in id:
            raise NotFoundError(f"no such id in {name}: {id!r}", remedy=f"ids stand in /api/v1/{name}")
        return answer(request, desk, kind, lambda book: find(book, id))

    paths.get(f"/{name}/{{id:path}}", response_model=record, operation_id=f"{name}_one", tags=[name],
              summary=f"One of the {name}, by its id.", responses=_UNCHANGED)(single)  # fmt: skip


def _search(paths: APIRouter, desk: Desk) -> None:
    kind = TypeAdapter(Found)

    @paths.get("/search", response_model=Found, operation_id="search", summary="Words in every kind of answer.",
               responses=_UNCHANGED, tags=["search"])  # fmt: skip
    def search(request: Request, asked: Annotated[SearchQuestion, Query()]) -> Response:
        question, names = asked_of(asked), Question(words=asked.words, limit=asked.limit)
        return answer(
            request, desk, kind,
            lambda book: Found(book.reports(question), book.statements(question), book.claims(question), book.people(names)),
        )  # fmt: skip
