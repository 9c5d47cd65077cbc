"""The paths under ``/api/v1``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, TypeAdapter

from recoupe.api.answer import answer
from recoupe.api.desk import Desk
from recoupe.api.faults import ErrorForm
from recoupe.api.kinds import KINDS, Kind, question_model
from recoupe.errors import NotFoundError
from recoupe.ledger import Ledger, Page, Question, ReportRow, StatementRow
from recoupe.model.convert import to_form
from recoupe.model.form import ReadingForm
from recoupe.model.ledger import Claim, Decision, Identity
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind

__all__ = ["router"]

_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorForm} for status in (400, 401, 403, 404, 409, 411, 413, 421, 422)
}

_STREAMED = 200
"""Answers read at once while streaming: the ledger is free for others in between."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first page of each kind that has the words."""

    reports: Page[ReportRow]
    statements: Page[StatementRow]
    claims: Page[Claim]
    entities: Page[Identity]


class Deciding(BaseModel, extra="forbid"):
    """A decision to take."""

    kind: DecisionKind
    targets: list[str]
    by: str
    why: str = ""


def router(desk: Desk) -> APIRouter:
    """Return the paths over a ledger."""
    paths = APIRouter(prefix="/api/v1", responses=_FAULTS)
    for name, kind in KINDS.items():
        _list(paths, desk, name, kind)
    for name, record, one in _SINGLE:
        _one(paths, desk, (name, record), one)
    _search(paths, desk)
    _decisions(paths, desk)
    return paths


def _list(paths: APIRouter, desk: Desk, name: str, kind: Kind) -> None:
    asked_by = question_model(name, kind)
    pages = TypeAdapter(Page[kind.record])  # type: ignore[name-defined]
    items = TypeAdapter(kind.record)

    def listing(request: Request, asked: BaseModel) -> Response:
        with desk.asking() as book:
            return answer(request, pages, kind.ask(book, Question(**asked.model_dump())))

    def lines(asked: BaseModel) -> Response:
        question = Question(**{**asked.model_dump(), "limit": _STREAMED})
        with desk.asking() as book:
            first = kind.ask(book, question)  # a bad question is answered before the first line
        return StreamingResponse(_lines(desk, kind, (question, first), items), media_type="application/jsonl")

    for function in (listing, lines):
        # the model is made here, so its name says nothing to whoever resolves annotations later
        function.__annotations__["asked"] = Annotated[asked_by, Query()]
        function.__annotations__ |= {"return": Response} | ({"request": Request} if function is listing else {})
    paths.get(f"/{name}", response_model=Page[kind.record], summary=kind.help, operation_id=name)(listing)  # type: ignore[name-defined]
    paths.get(f"/{name}.jsonl", response_class=StreamingResponse, operation_id=f"{name}_lines",
              summary=f"{kind.help} All from the cursor on, one a line.")(lines)  # fmt: skip


def _lines(desk: Desk, kind: Kind, start: tuple[Question, Page[Any]], items: TypeAdapter[Any]) -> Iterator[bytes]:
    question, page = start
    while True:
        yield b"".join(items.dump_json(item) + b"\n" for item in page.items)
        if page.next is None:
            return
        with desk.asking() as book:
            page = kind.ask(book, replace(question, cursor=page.next))


def _claim(book: Ledger, name: str) -> Claim:
    found = book.claims(Question(claim=name)).items
    if not found:
        raise NotFoundError(f"no claim {name!r}", remedy="ids stand in /api/v1/claims")
    return found[0]


def _entity(book: Ledger, name: str) -> Identity:
    found = [i for i in book.people(Question(speaker=name)).items if i.id == name]
    if not found:
        raise NotFoundError(f"no entity {name!r}", remedy="ids stand in /api/v1/entities")
    return found[0]


def _reading(book: Ledger, name: str) -> ReadingForm:
    return to_form(book.reading(name), book.report(name))


_SINGLE: tuple[tuple[str, Any, Callable[[Ledger, str], Any]], ...] = (
    ("readings", ReadingForm, _reading),
    ("reports", Report, Ledger.report),
    ("claims", Claim, _claim),
    ("entities", Identity, _entity),
)
"""What can be had by its id; a report also by the caller's, which may be a link."""


def _one(paths: APIRouter, desk: Desk, what: tuple[str, Any], find: Callable[[Ledger, str], Any]) -> None:
    name, record = what
    kind = TypeAdapter(record)

    def single(request: Request, id: str) -> Response:  # noqa: A002 (the name in the path)
        with desk.asking() as book:
            return answer(request, kind, find(book, id))

    single.__annotations__ = {"request": Request, "id": str, "return": Response}
    paths.get(f"/{name}/{{id:path}}", response_model=record, operation_id=f"{name}_one",
              summary=f"One of the {name}, by its id.")(single)  # fmt: skip


def _search(paths: APIRouter, desk: Desk) -> None:
    kind = TypeAdapter(Found)

    @paths.get("/search", response_model=Found, operation_id="search", summary="Words in every kind of answer.")
    def search(
        request: Request,
        words: Annotated[str, Query(min_length=1, max_length=500)],
        limit: Annotated[int, Query(ge=1, le=200)] = 20,
    ) -> Response:
        question = Question(words=words, limit=limit)
        with desk.asking() as book:
            found = Found(
                book.reports(question), book.statements(question), book.claims(question), book.people(question)
            )
        return answer(request, kind, found)


def _decisions(paths: APIRouter, desk: Desk) -> None:
    every, single = TypeAdapter(list[Decision]), TypeAdapter(Decision)

    @paths.get(
        "/decisions",
        response_model=list[Decision],
        operation_id="decisions",
        summary="All decisions, in order of time.",
    )
    def decisions(request: Request) -> Response:
        with desk.asking() as book:
            return answer(request, every, book.decisions())

    @paths.post(
        "/decisions", response_model=Decision, status_code=201, operation_id="decide", summary="Take a decision."
    )
    def decide(asked: Deciding) -> Response:
        with desk.asking() as book:
            made = book.decide(asked.kind, asked.targets, by=asked.by, why=asked.why)
        return Response(single.dump_json(made), 201, media_type="application/json")
