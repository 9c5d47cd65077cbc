"""The pages that answer a question: people, figures, the timeline, origins, search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from recoupe.api import Desk
from recoupe.errors import NotFoundError
from recoupe.export.brief import part
from recoupe.export.brief.claims import claim_item
from recoupe.export.brief.figures import history_item
from recoupe.export.pictures.bars import proofs
from recoupe.export.pictures.drawn_lanes import draw_lanes
from recoupe.export.pictures.ladder import Axis, draw_ladder, ladder
from recoupe.export.pictures.lanes import marks_of_statements
from recoupe.export.wording import wording
from recoupe.ledger import Question
from recoupe.model.words import EntityKind, StandingWord
from recoupe.web.board import card
from recoupe.web.evidence import outlets_of
from recoupe.web.reading import Name
from recoupe.web.render import page, place
from recoupe.web.words import language_of, say

__all__ = ["pages"]

_LIST = 40
"""Entries of a list on one page."""

_FEW = 12
"""Answers of each kind of a search: the lists have all."""

_EVERY = 10_000
"""Rows of a history that is looked at by itself: all of them."""


def pages(desk: Desk) -> APIRouter:
    """Return the pages over a ledger."""
    paths = APIRouter()
    _people(paths, desk)
    _figures(paths, desk)
    _origins(paths, desk)
    _search(paths, desk)
    return paths


def _people(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/people")
    def people(request: Request, words: Name = None, kind: Name = None, cursor: Name = None) -> Response:
        with desk.asking() as ledger:
            asked = Question(words=words or None, kind=kind or None, limit=_LIST, cursor=cursor or None)
            found = ledger.people(asked)
        return page(
            request, "people.html", people=found.items, next=found.next, words=words, kind=kind, kinds=list(EntityKind)
        )

    @paths.get("/people/{name}")
    def person(request: Request, name: str, cursor: Name = None) -> Response:
        with desk.asking() as ledger:
            who = ledger.identity(name)
            if who is None:
                raise NotFoundError(f"nobody is called {name!r} here", remedy="people are listed under /people")
            said = ledger.statements(Question(speaker=who.id, limit=_LIST, cursor=cursor or None))
            back = ledger.claims(Question(speaker=who.id, standing=StandingWord.RETRACTED.value, limit=_FEW)).items
            reports = {s.report for s in said.items} | {p.report for c in back for p in c.positions}
            book = part(ledger, reports, language_of(request))
            taken = [card(book, c, claim_item(book, c)) for c in back if any(p.source == who.id for p in c.positions)]
            marks = marks_of_statements(book, [(s.report, s.id) for s in said.items])
        language = language_of(request)
        picture = draw_lanes(marks, wording(language), say(language, "lanes_person"), place)
        return page(
            request, "person.html", who=who, role=book.role(who.id), said=said, cards=taken, book=book, picture=picture
        )


def _figures(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/figures")
    def figures(request: Request, cursor: Name = None) -> Response:
        with desk.asking() as ledger:
            found = ledger.histories(Question(limit=_LIST, cursor=cursor or None))
            book = part(ledger, {r.report for h in found.items for r in h.rows}, language_of(request))
            items = [history_item(book, h) for h in found.items]
        return page(request, "figures.html", items=items, next=found.next)

    @paths.get("/figures/{name}")
    def figure(request: Request, name: str, axis: Name = None) -> Response:
        with desk.asking() as ledger:
            history = ledger.history(name)
            if history is None:
                raise NotFoundError(f"no figures {name!r}", remedy="figures are listed under /figures")
            book = part(ledger, {r.report for r in history.rows}, language_of(request))
            item = history_item(book, history, _EVERY)
        by: Axis = "as_of" if axis == "as_of" else "said"
        language = language_of(request)
        made = ladder(book, history, by)
        picture = draw_ladder(made, wording(language), say(language, "ladder"), place)
        return page(request, "figure.html", item=item, axis=by, ladder=made, picture=picture)


def _origins(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/origins")
    def origins(request: Request, cursor: Name = None) -> Response:
        with desk.asking() as ledger:
            found = ledger.origins(Question(limit=_LIST, cursor=cursor or None))
            book = part(ledger, {r for o in found.items for r in o.reports}, language_of(request))
        groups = [(o, proofs(book, [o])) for o in found.items if len(o.reports) > 1]
        return page(
            request,
            "origins.html",
            groups=groups,
            alone=sum(len(o.reports) == 1 for o in found.items),
            book=book,
            outlets=outlets_of(book),
            next=found.next,
        )


def _search(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/search")
    def search(
        request: Request, words: Name = None, speaker: Name = None, place: Name = None, standing: Name = None,
        since: Name = None, until: Name = None,
    ) -> Response:  # fmt: skip
        asked = {
            "words": words,
            "speaker": speaker,
            "place": place,
            "standing": standing,
            "since": since,
            "until": until,
        }
        given = {k: v.strip() for k, v in asked.items() if v and v.strip()}
        found = _found(desk, given, language_of(request)) if given else None
        return page(request, "search.html", asked=asked, found=found, standings=list(StandingWord))


def _found(desk: Desk, given: dict[str, Any], language: str) -> dict[str, Any]:
    """The first answers of each kind that can be asked so."""
    question = Question(limit=_FEW)

    def of(*names: str) -> Question | None:
        """The question, where all that is given is among the names and something is."""
        return replace(question, **given) if given.keys() <= set(names) else None

    days = ("since", "until")
    with desk.asking() as ledger:
        claims = ledger.claims(replace(question, **given)).items
        in_statements, in_reports, in_people = of("words", "speaker", "place", *days), of("words", *days), of("words")
        book = part(ledger, {p.report for c in claims for p in c.positions}, language)
        return {
            "cards": [card(book, c, claim_item(book, c)) for c in claims],
            "statements": ledger.statements(in_statements).items if in_statements else (),
            "reports": ledger.reports(in_reports).items if in_reports else (),
            "people": ledger.people(in_people).items if in_people else (),
        }
