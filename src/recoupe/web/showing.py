"""The pages that show at a glance: the timeline with its lanes, the map of events, two texts side by side."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from recoupe.api import Desk
from recoupe.export.brief import part
from recoupe.export.brief.events import event_item, event_order
from recoupe.export.pictures.differ import alike, alone
from recoupe.export.pictures.drawn_lanes import draw_lanes
from recoupe.export.pictures.landmarks import landmarks
from recoupe.export.pictures.lanes import marks_of_happenings
from recoupe.export.pictures.world import FAR, NARROW, NEAR, Spot, View, around, draw_world, spots
from recoupe.export.wording import wording
from recoupe.ledger import Ledger, Question
from recoupe.model.span import Span
from recoupe.web.marks import DIFFERS, Piece, pieces
from recoupe.web.reading import Name
from recoupe.web.render import page, place
from recoupe.web.words import language_of, say

__all__ = ["pages"]

_EVENTS = 100
"""Events of one page of the timeline: what a person goes through."""

_MAPPED = 400
"""Events on the map at once."""

_LONGEST = 60_000
"""Characters compared of each text: some thirty pages of print."""

Degrees = Annotated[float | None, Query(allow_inf_nan=False)]


def pages(desk: Desk) -> APIRouter:
    """Return the pages over a ledger."""
    paths = APIRouter()
    _timeline(paths, desk)
    _map(paths, desk)
    _compare(paths, desk)
    return paths


def _timeline(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/timeline")
    def timeline(request: Request, since: Name = None, until: Name = None, cursor: Name = None) -> Response:
        asked = Question(since=since or None, until=until or None, limit=_EVENTS, cursor=cursor or None)
        language = language_of(request)

        def made(ledger: Ledger) -> dict[str, Any]:
            found = ledger.happenings(asked)
            book = part(ledger, {t.report for h in found.items for t in h.tellings}, language)
            items = sorted(((event_item(book, h), h) for h in found.items), key=lambda x: (event_order(x[0]), x[0].id))
            marks = marks_of_happenings(book, found.items)
            picture = draw_lanes(marks, wording(language), say(language, "lanes"), place)
            return {"items": items, "next": found.next, "book": book, "picture": picture}

        shown = desk.kept(("timeline", asked, language), made)
        return page(request, "timeline.html", since=since, until=until, **shown)


def _view(asked: tuple[float | None, float | None, float | None], home: View) -> View:
    """The view asked for, inside of the world; the one that holds all where none is."""
    lat, lon, degrees = asked
    if lat is None or lon is None or degrees is None:
        return home
    return View(
        round(min(max(lat, -85.0), 85.0), 3),
        round(min(max(lon, -180.0), 180.0), 3),
        round(min(max(degrees, NEAR), FAR), 3),
        home.size,
    )


def _map(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/map")
    def world(
        request: Request,
        since: Name = None,
        until: Name = None,
        lat: Degrees = None,
        lon: Degrees = None,
        wide: Degrees = None,
    ) -> Response:
        asked = Question(since=since or None, until=until or None, limit=_MAPPED)
        language = language_of(request)

        def made(ledger: Ledger) -> tuple[list[Spot], int, bool]:
            found = ledger.happenings(asked)
            book = part(ledger, {t.report for h in found.items for t in h.tellings}, language)
            placed, elsewhere = spots(book, found.items)
            return placed, len(elsewhere), found.next is not None

        placed, elsewhere, more = desk.kept(("map", asked, language), made)
        home, view = around(placed), _view((lat, lon, wide), around(placed))
        narrow = _view((lat, lon, wide), around(placed, NARROW))
        title, compass = say(language, "map"), say(language, "compass")
        picture, small = (draw_world(placed, v, title, compass, known=landmarks(language)) for v in (view, narrow))
        return page(
            request, "map.html", spots=placed, elsewhere=elsewhere, more=more, picture=picture, small=small, since=since, until=until,
            steps=_steps(view), at_home=view == home,
        )  # fmt: skip


def _steps(view: View) -> list[tuple[str, str, float, float, float]]:
    """Links that move the view: (key of the word, sign, lat, lon, degrees)."""
    side, up = view.degrees / 3, view.height / 3
    return [
        ("closer", "+", view.lat, view.lon, max(view.degrees / 2, NEAR)),
        ("farther", "−", view.lat, view.lon, min(view.degrees * 2, FAR)),
        ("west", "←", view.lat, view.lon - side, view.degrees),
        ("east", "→", view.lat, view.lon + side, view.degrees),
        ("north", "↑", view.lat + up, view.lon, view.degrees),
        ("south", "↓", view.lat - up, view.lon, view.degrees),
    ]


def _compare(paths: APIRouter, desk: Desk) -> None:
    @paths.get("/compare")
    def compare(
        request: Request, left: Annotated[str, Query(max_length=500)], right: Annotated[str, Query(max_length=500)]
    ) -> Response:
        with desk.asking() as ledger:
            reports = ledger.report(left), ledger.report(right)
        texts = [(r.text, Span(0, min(len(r.text), _LONGEST))) for r in reports]
        differ = alone(texts[0], texts[1])
        sides: list[tuple[object, list[Piece], bool]] = [
            (r, pieces(text, {DIFFERS: spans}, (), window), window.end < len(text))
            for r, (text, window), spans in zip(reports, texts, differ, strict=True)
        ]
        return page(request, "compare.html", sides=sides, share=alike(texts[0], texts[1]))
