"""The pages that one reads: board, claims, a claim's evidence, reports, a report with its layers."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from recoupe.api import Desk
from recoupe.errors import LedgerError
from recoupe.export.brief import part
from recoupe.export.brief.claims import claim_item
from recoupe.export.pairs import heading
from recoupe.export.pictures.drawn_lanes import draw_lanes
from recoupe.export.wording import wording
from recoupe.ledger import Ledger, Question
from recoupe.ledger.looking import came_since, newest_of, reports_since
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.words import StandingWord
from recoupe.web.board import board, card, default_options
from recoupe.web.evidence import evidence
from recoupe.web.forms import Sealed
from recoupe.web.found import again, in_newest
from recoupe.web.looked import mark_of
from recoupe.web.marks import LAYERS, layers_of, pieces
from recoupe.web.render import clock, page, place
from recoupe.web.words import LANGUAGES, language_of, say

__all__ = ["Name", "pages", "prepare"]

Name = Annotated[str | None, Query(max_length=500)]
"""A value of a form: empty where nothing was asked."""

_LIST = 30
"""Entries of a list on one page."""

_FOUND = 200
"""Statements listed beneath a report's text: the marks in it show all."""


def pages(desk: Desk, sealed: Sealed) -> APIRouter:
    """Return the pages over a ledger."""
    paths = APIRouter()
    _board(paths, desk, sealed)
    _claims(paths, desk)
    _reports(paths, desk)

    @paths.get("/help")
    def keys(request: Request) -> Response:
        return page(request, "help.html")

    return paths


def prepare(desk: Desk) -> None:
    """Have the board made in each language before the first one asks for it."""
    for language in LANGUAGES:
        options = default_options(language)
        desk.prepare(("board", options, None), partial(board, options=options))


def _board(paths: APIRouter, desk: Desk, sealed: Sealed) -> None:
    @paths.get("/")
    def first(request: Request, story: Name = None, since: Name = None, until: Name = None) -> Response:
        language = language_of(request)
        options = default_options(language, story or None, since or None, until or None)
        mark = mark_of(request)
        number = mark.number if mark and not since else None
        made = desk.lately(("board", options, number), lambda book: board(book, options, _since(book, since, number)))
        stories = desk.kept("stories", lambda book: book.stories(Question(limit=200)).items)
        cookie = sealed.cookie(request)
        answer = page(
            request, "board.html", board=made.value, until=clock(made.until), stories=stories, story=story, since=since, last=until, mark=mark,
            word=sealed.word(cookie),
        )  # fmt: skip
        return sealed.keep(answer, cookie)


def _since(ledger: Ledger, day: str | None, number: int | None) -> frozenset[str] | None:
    """Reports that are new: those published since a day that is asked for, else those that came in after a mark."""
    if day:
        return reports_since(ledger, day)
    return came_since(ledger, number) if number is not None else None


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
        language = language_of(request)
        with desk.asking() as ledger:
            found = evidence(ledger, claim, language, (at, pin))
        picture = draw_lanes(found.marks, wording(language), say(language, "lanes_claim"), place)
        return page(
            request, "claim.html", e=found, pin=pin, picture=picture, outlets=found.outlets,
            heading=heading(language),
        )  # fmt: skip


def _reports(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/reports")
    def reports(request: Request, cursor: Name = None) -> Response:
        with desk.asking() as ledger:
            found = ledger.reports(Question(limit=_LIST, cursor=cursor or None))
        return page(request, "reports.html", reports=found.items, next=found.next)

    @paths.get("/reports/{report:path}")
    def one(
        request: Request, report: str, start: int | None = None, end: int | None = None, words: Name = None,
        show: Annotated[list[str] | None, Query()] = None,
    ) -> Response:  # fmt: skip
        with desk.asking() as ledger:
            shown = _report(ledger, report, (start, end, words), show)
            book = part(ledger, [shown["report"].id], language_of(request))
        said = shown["reading"].statements[:_FOUND]
        return page(request, "report.html", book=book, said=said, layers=LAYERS, **shown)


def _report(
    ledger: Ledger, name: str, at: tuple[int | None, int | None, str | None], show: list[str] | None
) -> dict[str, Any]:
    """A report, its pieces, the layers on, and the passage it opens at; ``at`` may say which words stand there."""
    report, reading = ledger.report(name), ledger.reading(name)
    on = [x for x in LAYERS if x in show] if show else ["statements"]
    state, here = _here(report, at)
    newest = newest_of(ledger, [report]).get(report.id)
    found = in_newest(report, here, newest) if here else None
    spans = {layer: found for layer, found in layers_of(reading).items() if layer in on}
    return {"report": report, "reading": reading, "on": on, "here_span": here, "state": state, "found": found,
            "newest": newest, "pieces": pieces(report.text, spans, [here] if here else [])}  # fmt: skip


def _here(report: Report, at: tuple[int | None, int | None, str | None]) -> tuple[str | None, Span | None]:
    """The passage that an address names, and whether its words were found there, elsewhere, or nowhere.

    Raises LedgerError on a place outside of the text.
    """
    start, end, words = at
    if start is None or end is None:
        return None, None
    if not 0 <= start < end <= len(report.text):
        raise LedgerError(
            f"[{start}, {end}) is not in a text of {len(report.text)} characters", remedy="follow a link to a passage"
        )
    return again(report.text, Span(start, end), words) if words else ("exact", Span(start, end))
