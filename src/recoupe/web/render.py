"""From a template and what it shows to an answer: autoescaped, with an ETag, in the language asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from recoupe.api.answer import etag_of, unchanged
from recoupe.export.errors import told
from recoupe.export.layout import plain
from recoupe.export.phrases import Phrases
from recoupe.export.pictures.bars import draw_bar
from recoupe.export.wording import wording
from recoupe.model.span import Span
from recoupe.web.words import COOKIE, LANGUAGES, language_of, say

__all__ = ["clock", "fault_page", "page", "place"]

_YEAR = 31_536_000
"""Seconds for which a chosen language is remembered."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("recoupe.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip


def page(request: Request, template: str, /, status: int = 200, **shown: Any) -> Response:
    """Return a page; ``shown`` are the values that its template names."""
    language = language_of(request)
    made = _templates().get_template(template).render(
        lang=language, other=next(x for x in LANGUAGES if x != language), t=partial(say, language),
        phrases=Phrases(wording(language)), w=wording(language), here=_here(request), path=request.url.path,
        base=str(request.base_url).rstrip("/"), draw_bar=draw_bar, plain=plain, w_day=partial(_day, language),
        told=partial(told, language=language), **shown,
    )  # fmt: skip
    headers = {
        "etag": etag_of(made.encode("utf-8", "replace")),
        "cache-control": "no-cache",
        "vary": "cookie, accept-language",
    }
    if status == 200 and unchanged(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    answer = HTMLResponse(made.encode("utf-8", "replace"), status, headers=headers)
    if request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie(COOKIE, language, max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def _day(language: str, value: str) -> str:
    return wording(language).day(date.fromisoformat(value), year=True)


def clock(seconds: float | None) -> str | None:
    """A moment (seconds of the epoch) as the pages say it, in UTC; None where there is none."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


def place(report: str, span: Span) -> str:
    """The address at which a passage opens in its report."""
    return f"/reports/{quote(report, safe='')}?start={span[0]}&end={span[1]}#here"


def _here(request: Request) -> str:
    """The address asked for, without its language: for the link to the other language."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    return f"{request.url.path}?{urlencode(kept)}&" if kept else f"{request.url.path}?"


_TOLD = ("not-found", "question", "ledger", "decision", "fault")
"""Errors that are told in the reader's language too."""


def fault_page(request: Request, status: int, error: tuple[str, str, str]) -> Response:
    """Return an error (code, message, remedy) as a page."""
    code, message, remedy = error
    return page(request, "fault.html", status, known=_TOLD, code=code, message=message, remedy=remedy)
