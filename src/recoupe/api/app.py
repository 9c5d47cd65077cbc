"""The interface for programs as an application over one ledger; pages are added to it."""

from __future__ import annotations

from fastapi import FastAPI

from recoupe import __version__
from recoupe.api.desk import Desk
from recoupe.api.faults import Shown, answer_faults, fault
from recoupe.api.routes import router

__all__ = ["create_api"]


def create_api(desk: Desk, shown: Shown = fault) -> FastAPI:
    """Return the interface over a ledger; ``shown`` makes the answer of an error outside of ``/api``.

    It opens no file and runs no command that it is told of.
    """
    # the interactive pages of the framework load scripts from elsewhere: left out
    app = FastAPI(
        title="Recoupe", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        summary="Who said what, through whom, and how each claim stands.",
    )  # fmt: skip
    answer_faults(app, shown)
    app.include_router(router(desk))
    return app
