"""The application that is served: the interface for programs, the pages, and the guard before both."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from recoupe.api import Desk, Guard, Guarded, create_api
from recoupe.ledger import Ledger
from recoupe.web import asking, deciding, entering, reading
from recoupe.web.render import fault_page

__all__ = ["create_app"]


def create_app(ledger: Ledger, guard: Guard = Guard()) -> FastAPI:  # noqa: B008 (frozen)
    """Return the application over a ledger; ``guard`` says who may ask."""
    desk = Desk(ledger)
    app = create_api(desk, fault_page)
    for pages in (reading.pages(desk), asking.pages(desk), deciding.pages(desk), entering.pages(guard)):
        app.include_router(pages, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(Guarded, guard=guard)
    return app
