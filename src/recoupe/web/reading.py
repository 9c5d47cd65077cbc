"""The pages that one reads: board, claims, a claim's evidence, reports, a report with its layers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from recoupe.api import Desk
from recoupe.errors import LedgerError
from recoupe.export.brief import part
from recoupe.export.brief.claims import claim_item
from recoupe.ledger import Question
from recoupe.model.span import Span
from recoupe.model.words import StandingWord
from recoupe.web.board import board, card, default_options
from recoupe.web.evidence import evidence
from recoupe.web.marks import LAYERS, layers_of, pieces
from recoupe.web.render import page
from recoupe.web.words import language_of

__all__ = ["Name", "pages"]

Name = Annotated[str | None, Query(max_length=500)]
"""A value of a form: empty where nothing was asked."""

_LIST = 30
"""Entries of a list on one page."""

_FOUND = 200
"""Statements listed beneath a report's text: the marks in it show all."""


def pages(desk: Desk) -> APIRouter:
    """Return the pages over a ledger."""
    paths = APIRouter()
    _board(paths, desk)
    _claims(paths, desk)
    _reports(paths, desk)

    @paths.get("/help")
    def keys(request: Request) -> Response:
        return page(request, "help.html")

    return paths


def _board(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/")
    def first(request: Request, story: Name = None, since: Name = None, until: Name = None) -> Response:
        language = language_of(request)
        options = default_options(language, story or None, since or None, until or None)
        made = desk.kept(("board", options), lambda book: board(book, options))
        stories = desk.kept("stories", lambda book: book.stories(Question(limit=200)).items)
        return page(request, "board.html", board=made, stories=stories, story=story, since=since, until=until)


def _claims(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/claims")
    def claims(
        request: Request, standing: Name = None, words: Name = None, story: Name = None, cursor: Name = None
    ) -> Response:
        asked = Question(
            standing=standing or None, words=words or None, story=story or None, limit=_LIST, cursor=cursor or None
        )
        with desk.asking() as ledger:
            found = ledger.claims(asked)
            book = part(ledger, {p.report for c in found.items for p in c.positions}, language_of(request))
            cards = [card(book, c, claim_item(book, c)) for c in found.items]
        return page(
            request,
            "claims.html",
            cards=cards,
            next=found.next,
            standing=standing,
            words=words,
            standings=list(StandingWord),
        )

    @paths.get("/claims/{claim}")
    def one(request: Request, claim: str, at: int = 0, pin: int | None = None) -> Response:
        with desk.asking() as ledger:
            found = evidence(ledger, claim, language_of(request), (at, pin))
        return page(request, "claim.html", e=found, pin=pin)


def _reports(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/reports")
    def reports(request: Request, cursor: Name = None) -> Response:
        with desk.asking() as ledger:
            found = ledger.reports(Question(limit=_LIST, cursor=cursor or None))
        return page(request, "reports.html", reports=found.items, next=found.next)

    @paths.get("/reports/{report:path}")
    def one(
        request: Request, report: str, start: int | None = None, end: int | None = None,
        show: Annotated[list[str] | None, Query()] = None,
    ) -> Response:  # fmt: skip
        with desk.asking() as ledger:
            shown = _report(desk, report, (start, end), show)
            book = part(ledger, [shown["report"].id], language_of(request))
        said = shown["reading"].statements[:_FOUND]
        return page(request, "report.html", book=book, said=said, layers=LAYERS, **shown)


def _report(desk: Desk, name: str, at: tuple[int | None, int | None], show: list[str] | None) -> dict[str, Any]:
    """A report, its pieces, the layers on, and the passage it opens at."""
    with desk.asking() as ledger:
        report = ledger.report(name)
        reading = ledger.reading(name)
    on = [x for x in LAYERS if x in show] if show else ["statements"]
    here = []
    if at[0] is not None and at[1] is not None:
        if not 0 <= at[0] < at[1] <= len(report.text):
            raise LedgerError(
                f"[{at[0]}, {at[1]}) is not in a text of {len(report.text)} characters",
                remedy="follow a link to a passage",
            )
        here = [Span(at[0], at[1])]
    spans = {layer: found for layer, found in layers_of(reading).items() if layer in on}
    return {"report": report, "reading": reading, "on": on, "here_span": here[0] if here else None,
            "pieces": pieces(report.text, spans, here)}  # fmt: skip
