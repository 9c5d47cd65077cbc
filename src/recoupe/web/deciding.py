"""The page on which a person decides, and takes back."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from recoupe.api import Desk
from recoupe.model.words import DecisionKind
from recoupe.web.forms import Sealed
from recoupe.web.reading import Name
from recoupe.web.render import page

__all__ = ["pages"]

_BY = "recoupe_by"
"""Cookie that remembers who decides, for the next form."""

_KINDS = tuple(k for k in DecisionKind if k is not DecisionKind.UNDO)


class Asked(BaseModel):
    """A form that was sent."""

    kind: DecisionKind
    targets: str = Field(max_length=100_000)
    by: str = Field(max_length=200)
    word: str = Field(max_length=200)
    why: str = Field("", max_length=5_000)


def pages(desk: Desk, sealed: Sealed) -> APIRouter:
    """Return the page over a ledger."""
    paths = APIRouter()

    @paths.get("/decide")
    def form(request: Request, target: Name = None, kind: Name = None) -> Response:
        with desk.asking() as ledger:
            made = ledger.decisions()
        cookie = sealed.cookie(request)
        undone = {t for d in made if d.kind is DecisionKind.UNDO for t in d.targets}
        answer = page(
            request, "decide.html", decisions=made[::-1], undone=undone, kinds=_KINDS, target=target or "", kind=kind or "",
            word=sealed.word(cookie), by=request.cookies.get(_BY, ""),
        )  # fmt: skip
        return sealed.keep(answer, cookie)

    @paths.post("/decide")
    def decide(request: Request, asked: Annotated[Asked, Form()]) -> Response:
        sealed.check(request, asked.word)
        with desk.asking() as ledger:
            ledger.decide(asked.kind, re.split(r"[\s,;]+", asked.targets.strip()), by=asked.by, why=asked.why)
        answer = RedirectResponse("/decide", 303)
        if re.fullmatch(r"[\w.@-]{1,100}", asked.by, re.ASCII):  # a cookie holds no more
            answer.set_cookie(_BY, asked.by, httponly=True, samesite="strict")
        return answer

    return paths
