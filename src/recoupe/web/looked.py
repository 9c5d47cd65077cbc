"""Since I last looked: a browser's mark of which reports were there when somebody said that they had looked."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from recoupe.api import Desk
from recoupe.ledger.looking import last_come
from recoupe.web.forms import Sealed

__all__ = ["Mark", "mark_of", "pages"]

COOKIE = "recoupe_looked"
"""Cookie with the number of the report that came in last, and when it was set; it holds nothing else."""

_YEAR = 31_536_000


class Mark(NamedTuple):
    """The number of the last report that was there, and when, as ISO 8601 in UTC."""

    number: int
    at: str


def mark_of(request: Request) -> Mark | None:
    """The mark of a browser; None where it has none or one that is none of ours."""
    found = re.fullmatch(r"(\d{1,12})\.(\d{1,11})", request.cookies.get(COOKIE, ""), re.ASCII)
    if found is None:
        return None
    return Mark(int(found[1]), datetime.fromtimestamp(int(found[2]), UTC).isoformat(timespec="minutes"))


def pages(desk: Desk, sealed: Sealed) -> APIRouter:
    """Return what sets the mark."""
    paths = APIRouter()

    @paths.get("/looked")
    def back() -> Response:
        return RedirectResponse("/", 303)

    @paths.post("/looked")
    def looked(request: Request, word: Annotated[str, Form(max_length=200)]) -> Response:
        sealed.check(request, word)
        with desk.asking() as ledger:
            number = last_come(ledger)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, f"{number}.{int(time.time())}", max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    return paths
