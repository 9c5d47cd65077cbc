"""The paths on which decisions are listed, taken and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from recoupe.api.answer import answer
from recoupe.api.desk import Desk
from recoupe.api.examples import DECISION
from recoupe.api.kinds import CURSOR, LIMIT
from recoupe.errors import DecisionError, NotFoundError
from recoupe.ledger import Ledger, Page, cursor_of, place_of
from recoupe.model.ledger import Decision
from recoupe.model.words import DecisionKind

__all__ = ["decider", "decisions"]

_Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
_Why = Annotated[str, Field(max_length=5_000, pattern=r"^[^\x00]*$")]
_Targets = Annotated[list[_Name], Field(min_length=1, max_length=1_000)]


class Signed(BaseModel):
    """Who decides and why; ``by`` may be left out by a user that the server knows."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"by": "desk", "why": "two Morels"}]})

    by: _Name | None = None
    why: _Why = ""


class Deciding(Signed):
    """A decision to take."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [DECISION["asked"]]})

    kind: DecisionKind
    targets: _Targets


class DecisionsQuestion(BaseModel, extra="forbid"):
    """Which decisions."""

    kind: DecisionKind | None = Field(None, description="what was decided", examples=["same"])
    by: _Name | None = Field(None, description="who took it", examples=["desk"])
    target: _Name | None = Field(None, description="an id that it is about", examples=["d-0123456789abcdef"])
    since: date | None = Field(None, description="first day (UTC), inside", examples=["2025-09-17"])
    until: date | None = Field(None, description="last day (UTC), inside", examples=["2025-09-19"])
    limit: LIMIT[0] = LIMIT[1]  # type: ignore[valid-type]
    cursor: CURSOR[0] = CURSOR[1]  # type: ignore[valid-type]


@dataclass(frozen=True, slots=True)
class DecisionState(Decision):
    """A decision, and by which later one it was taken back, if it was."""

    undone: str | None = None


def decisions(desk: Desk) -> APIRouter:
    """Return the paths over a ledger."""
    paths = APIRouter(tags=["decisions"])
    pages, single = TypeAdapter(Page[DecisionState]), TypeAdapter(Decision)

    @paths.get("/decisions", response_model=Page[DecisionState], operation_id="decisions",
               summary="Decisions, in order of time, with those taken back.")  # fmt: skip
    def listing(request: Request, asked: Annotated[DecisionsQuestion, Query()]) -> Response:
        return answer(request, desk, pages, lambda book: _page(book, asked))

    @paths.get("/decisions/{id}", response_model=DecisionState, operation_id="decisions_one", summary="One decision.")
    def one(request: Request, id: Annotated[str, Path(max_length=200)]) -> Response:  # noqa: A002 (the name in the path)
        return answer(request, desk, TypeAdapter(DecisionState), lambda book: _one(book, id))

    @paths.post(
        "/decisions", response_model=Decision, status_code=201, operation_id="decide", summary="Take a decision."
    )
    def decide(request: Request, asked: Deciding) -> Response:
        with desk.asking() as book:
            made = book.decide(asked.kind, asked.targets, by=decider(request, asked.by), why=asked.why)
        return Response(single.dump_json(made), 201, media_type="application/json")

    @paths.post("/decisions/{id}/undo", response_model=Decision, status_code=201, operation_id="undo",
                summary="Take a decision back; both stay on record.")  # fmt: skip
    def undo(request: Request, id: Annotated[str, Path(max_length=200)], asked: Signed) -> Response:  # noqa: A002
        with desk.asking() as book:
            _one(book, id)
            made = book.decide(DecisionKind.UNDO, [id], by=decider(request, asked.by), why=asked.why)
        return Response(single.dump_json(made), 201, media_type="application/json")

    return paths


def decider(request: Request, named: str | None) -> str:
    """Who decides: the user whose token was sent, else whoever is named. Raises DecisionError where these differ."""
    user: str | None = getattr(request.state, "user", None)
    if user is None:
        return named or ""
    if (named or user) != user:
        raise DecisionError(f"{named!r} is not {user!r}, whose token was sent", remedy="leave 'by' out")
    return user


def _all(book: Ledger) -> list[DecisionState]:
    made = book.decisions()
    undone = {target: d.id for d in reversed(made) if d.kind is DecisionKind.UNDO for target in d.targets}
    return [DecisionState(d.id, d.kind, d.targets, d.by, d.at, d.why, undone.get(d.id)) for d in made]


def _one(book: Ledger, name: str) -> DecisionState:
    found = next((d for d in _all(book) if d.id == name), None)
    if found is None:
        raise NotFoundError(f"no decision {name!r}", remedy="ids stand in /api/v1/decisions")
    return found


def _page(book: Ledger, asked: DecisionsQuestion) -> Page[DecisionState]:
    kept = [d for d in _all(book) if _fits(d, asked)]
    if asked.cursor:
        place: Any = place_of(asked.cursor, 2, (str, str))
        kept = [d for d in kept if (d.at, d.id) > place]
    page = kept[: asked.limit]
    more = len(kept) > asked.limit
    return Page(tuple(page), cursor_of((page[-1].at, page[-1].id)) if more else None)


def _fits(decision: Decision, asked: DecisionsQuestion) -> bool:
    return (
        asked.kind in (None, decision.kind)
        and asked.by in (None, decision.by)
        and (asked.target is None or asked.target in decision.targets)
        and (asked.since is None or decision.at[:10] >= asked.since.isoformat())
        and (asked.until is None or decision.at[:10] <= asked.until.isoformat())
    )
