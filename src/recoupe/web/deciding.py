"""The page on which a person decides, and takes back."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from recoupe.api import Desk, decider
from recoupe.model.words import DecisionKind
from recoupe.web.forms import Sealed
from recoupe.web.naming import matching, named
from recoupe.web.reading import Name
from recoupe.web.render import page

__all__ = ["pages"]

_BY = "recoupe_by"
"""Cookie that remembers who decides, for the next form, where the server knows nobody by name."""

_SHOWN = 100
"""Decisions listed, the latest: what a desk decides in weeks; the interface for programs has all."""

_NAMED = 12
"""Ids of one decision that are told in words."""

_FOUND = 8
"""Things of each kind that a search offers for a decision."""

_KINDS = tuple(k for k in DecisionKind if k is not DecisionKind.UNDO)


class Asked(BaseModel):
    """A form that was sent."""

    kind: DecisionKind
    targets: str = Field(max_length=100_000)
    by: str = Field("", max_length=200)
    word: str = Field(max_length=200)
    why: str = Field("", max_length=5_000)


def pages(desk: Desk, sealed: Sealed) -> APIRouter:
    """Return the page over a ledger."""
    paths = APIRouter()

    @paths.get("/decide")
    def form(request: Request, target: Name = None, kind: Name = None, find: Name = None) -> Response:
        with desk.asking() as ledger:
            made = ledger.decisions()
            latest = made[: -_SHOWN - 1 : -1]
            about = {x: named(ledger, x) for x in {x for d in latest for x in d.targets[:_NAMED]} | set(_ids(target))}
            found = matching(ledger, find, _FOUND) if find else ()
        cookie = sealed.cookie(request)
        undone = {t for d in made if d.kind is DecisionKind.UNDO for t in d.targets}
        answer = page(
            request, "decide.html", decisions=latest, more=len(made) - len(latest), undone=undone, kinds=_KINDS, target=target or "",
            asked=_ids(target), about=about, kind=kind or "", word=sealed.word(cookie), user=_user(request), by=_by(request), most=_NAMED, find=find, found=found,
        )  # fmt: skip
        return sealed.keep(answer, cookie)

    @paths.post("/decide")
    def decide(request: Request, asked: Annotated[Asked, Form()]) -> Response:
        sealed.check(request, asked.word)
        with desk.asking() as ledger:
            ledger.decide(asked.kind, _ids(asked.targets), by=decider(request, asked.by), why=asked.why)
        answer = RedirectResponse("/decide", 303)
        if _user(request) is None:
            answer.set_cookie(_BY, quote(asked.by), httponly=True, samesite="strict")
        return answer

    return paths


def _ids(given: str | None) -> list[str]:
    """Ids in a field: with spaces, commas or semicolons between."""
    return [x for x in re.split(r"[\s,;]+", (given or "").strip()) if x]


def _user(request: Request) -> str | None:
    """Name of the user whose token was sent, where users have tokens of their own."""
    user: str | None = getattr(request.state, "user", None)
    return user


def _by(request: Request) -> str:
    return unquote(request.cookies.get(_BY, ""))[:200]
