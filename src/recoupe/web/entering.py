"""The page that asks a browser for the token, where the server has one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from recoupe.api.guard import COOKIE, Guard
from recoupe.web.render import page

__all__ = ["pages"]


def pages(guard: Guard) -> APIRouter:
    """Return the page."""
    paths = APIRouter()

    @paths.get("/enter")
    def ask(request: Request) -> Response:
        return page(request, "enter.html", wrong=False)

    @paths.post("/enter")
    def enter(request: Request, token: Annotated[str, Form(max_length=500)]) -> Response:
        if not guard.knows(token):
            return page(request, "enter.html", 401, wrong=True)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        return answer

    return paths
