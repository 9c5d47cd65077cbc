"""The one shape of an error: ``{"error": {"code", "message", "remedy"}}``."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from typing_extensions import TypedDict

from recoupe.errors import DecisionError, LedgerError, NotFoundError, RecoupeError

__all__ = ["ErrorForm", "Shown", "answer_faults", "fault", "status_of"]


_LOG = logging.getLogger("recoupe.serve")


class Fault(TypedDict):
    """``code`` for programs, ``message`` with the value at fault, ``remedy`` for people."""

    code: str
    message: str
    remedy: str


class ErrorForm(TypedDict):
    """What an answer is that is none."""

    error: Fault


def fault(_: Request, status: int, error: tuple[str, str, str]) -> Response:
    """Return an error (code, message, remedy) as a JSON answer."""
    code, message, remedy = error
    form: ErrorForm = {"error": {"code": code, "message": message, "remedy": remedy}}
    return JSONResponse(form, status, headers={"cache-control": "no-store"})


Shown = Callable[[Request, int, tuple[str, str, str]], Response]
"""From a request, a status and (code, message, remedy) to the answer."""


def status_of(error: RecoupeError) -> int:
    """HTTP status of an error: 404 for what is not there, 409 for a decision that can't be taken, 400 for a bad question."""
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, DecisionError):
        return 409
    return 400 if isinstance(error, LedgerError) else 500


def answer_faults(app: FastAPI, shown: Shown) -> None:
    """Let an application answer every error in the one shape under ``/api``, and as ``shown`` says elsewhere."""

    def told(request: Request, status: int, error: tuple[str, str, str]) -> Response:
        return (fault if request.url.path.startswith("/api/") else shown)(request, status, error)

    @app.exception_handler(RecoupeError)
    def known(request: Request, error: RecoupeError) -> Response:
        return told(request, status_of(error), (error.code, error.message, error.remedy))

    @app.exception_handler(RequestValidationError)
    def question(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(x) for x in first["loc"][1:]) or str(first["loc"][0])
        return told(request, 422, ("question", f"{place}: {first['msg']}", _REMEDY))

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        code = {404: "not-found", 405: "method", 403: "form"}.get(error.status_code, "http")
        answer = told(request, error.status_code, (code, str(error.detail), _REMEDY))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        # the server's last line: what failed goes to its own output, and no word of it to whoever asked
        _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return told(request, 500, ("fault", "something failed here: a fault of ours, please report it", _AGAIN))


_REMEDY = "paths and parameters stand in /api/v1/openapi.json"

_AGAIN = "try again; the server's own output says more"
