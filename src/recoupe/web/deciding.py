"""The page on which a person decides, and takes back; each form carries a word that only this server can have made."""

from __future__ import annotations

import hmac
import re
import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from recoupe.api import Desk
from recoupe.model.words import DecisionKind
from recoupe.web.reading import Name
from recoupe.web.render import page

__all__ = ["COOKIE", "pages"]

COOKIE = "recoupe_form"
"""Cookie that a form's word is made from: a page of another site can neither read it nor have it sent (SameSite)."""

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


def pages(desk: Desk) -> APIRouter:
    """Return the page over a ledger."""
    paths = APIRouter()
    secret = secrets.token_bytes(32)  # of this run: a form of an earlier one is asked for again

    def word(cookie: str) -> str:
        return hmac.digest(secret, cookie.encode(), "sha256").hex()

    @paths.get("/decide")
    def form(request: Request, target: Name = None, kind: Name = None) -> Response:
        with desk.asking() as ledger:
            made = ledger.decisions()
        cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        undone = {t for d in made if d.kind is DecisionKind.UNDO for t in d.targets}
        answer = page(
            request, "decide.html", decisions=made[::-1], undone=undone, kinds=_KINDS, target=target or "", kind=kind or "",
            word=word(cookie), by=request.cookies.get(_BY, ""),
        )  # fmt: skip
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return answer

    @paths.post("/decide")
    def decide(request: Request, asked: Annotated[Asked, Form()]) -> Response:
        cookie = request.cookies.get(COOKIE, "")
        if not cookie or not hmac.compare_digest(word(cookie).encode(), asked.word.encode("utf-8", "replace")):
            raise HTTPException(403, "the form is not from this page, or from before the server was started again")
        with desk.asking() as ledger:
            ledger.decide(asked.kind, re.split(r"[\s,;]+", asked.targets.strip()), by=asked.by, why=asked.why)
        answer = RedirectResponse("/decide", 303)
        if re.fullmatch(r"[\w.@-]{1,100}", asked.by, re.ASCII):  # a cookie holds no more
            answer.set_cookie(_BY, asked.by, httponly=True, samesite="strict")
        return answer

    return paths
