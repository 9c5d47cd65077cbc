"""The application that is served: the interface for programs, the pages, and the guard before both."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from recoupe.api import Desk, Guard, Guarded, create_api
from recoupe.ledger import Ledger
from recoupe.web import adding, asking, deciding, entering, looked, printing, reading, showing
from recoupe.web.forms import Sealed
from recoupe.web.render import fault_page

__all__ = ["create_app"]


def create_app(ledger: Ledger, guard: Guard = Guard()) -> FastAPI:  # noqa: B008 (frozen)
    """Return the application over a ledger; ``guard`` says who may ask."""
    desk = Desk(ledger)
    app = create_api(desk, fault_page, lambda: reading.prepare(desk))
    sealed = Sealed()
    routers = (
        reading.pages(desk, sealed), asking.pages(desk), showing.pages(desk), printing.pages(desk), deciding.pages(desk, sealed),
        adding.pages(desk, sealed), looked.pages(desk, sealed), entering.pages(guard),
    )  # fmt: skip
    for pages in routers:
        app.include_router(pages, include_in_schema=False)

    @app.get("/static/style.css", include_in_schema=False)
    def style() -> Response:  # the page that opens offline has the same
        return FileResponse(str(files("recoupe.export.pictures") / "style.css"), media_type="text/css")

    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(Guarded, guard=guard)
    return app
