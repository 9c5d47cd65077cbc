"""The note for print: one claim, or the state of a story, on one A4 page."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from recoupe.api import Desk
from recoupe.web.board import board, default_options
from recoupe.web.evidence import evidence
from recoupe.web.reading import Name
from recoupe.web.render import clock, page
from recoupe.web.words import language_of

__all__ = ["pages"]

VOICES, ORIGINS, SPANS = 10, 6, 32
"""Rows of a claim's note: with quotations of two lines each they fill the page and no more."""

CLAIMS = {"several": 5, "contested": 5, "single": 3}
"""Claims of a story's note."""

UNSAID = 3
"""Open questions of a story's note."""


def pages(desk: Desk) -> APIRouter:
    """Return the pages over a ledger."""
    paths = APIRouter()

    @paths.get("/note")
    def story(request: Request, story: Name = None, since: Name = None, until: Name = None) -> Response:
        options = default_options(language_of(request), story or None, since or None, until or None)
        made = desk.lately(("board", options, None), lambda book: board(book, options))
        title = next((s.title for s in made.value.header.stories if s.id == story), None)
        return page(
            request,
            "note.html",
            board=made.value,
            until=clock(made.until),
            most=CLAIMS,
            unsaid=UNSAID,
            today=_today(),
            title=title,
        )

    @paths.get("/claims/{claim}/note")
    def claim(request: Request, claim: str) -> Response:
        with desk.asking() as ledger:
            found = evidence(ledger, claim, language_of(request), (0, None))
        most = {"voices": VOICES, "origins": ORIGINS, "spans": SPANS}
        return page(request, "claim_note.html", e=found, most=most, today=_today())

    return paths


def _today() -> str:
    """The day of printing, of this machine's clock."""
    return date.today().isoformat()
