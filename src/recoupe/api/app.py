"""The interface for programs as an application over one ledger; pages are added to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from recoupe import __version__
from recoupe.api.desk import Desk
from recoupe.api.examples import PAGES
from recoupe.api.faults import Shown, answer_faults, fault
from recoupe.api.routes import router

__all__ = ["create_api"]

_AT_ONCE = 8
"""Requests answered at once: each holds a connection, and more threads than a few cores only take turns."""

_DESCRIPTION = """All that a ledger answers. Lists come a page at a time (`limit`, `cursor`) or, with `Accept: application/x-ndjson`
or as `KIND.jsonl`, whole, one object a line. Spans are `[start, end)` in Unicode code points of the report's text. Every answer
has an ETag that changes when the ledger does. An error is `{"error": {"code", "message", "remedy"}}`."""


def _ready() -> None:
    """Prepare nothing."""


def create_api(desk: Desk, shown: Shown = fault, prepare: Callable[[], None] = _ready) -> FastAPI:
    """Return the interface over a ledger; ``shown`` makes the answer of an error outside of ``/api``, ``prepare`` is called
    when the server starts.

    It opens no file and runs no command that it is told of.
    """

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _AT_ONCE
        prepare()
        yield

    # the interactive pages of the framework load scripts from elsewhere: left out
    app = FastAPI(
        title="Recoupe", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        summary="Who said what, through whom, and how each claim stands.", description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"}, lifespan=running,
    )  # fmt: skip
    answer_faults(app, shown)
    app.include_router(router(desk))
    described = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(described())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app


def _completed(schema: dict[str, Any]) -> dict[str, Any]:
    """A description with the token that a server may ask for, and with examples of answers, nulls and all."""
    token = {"type": "http", "scheme": "bearer", "description": "only where the server was started with tokens"}
    schema.setdefault("components", {})["securitySchemes"] = {"token": token}
    for name, example in PAGES.items():
        schema["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["example"] = (
            example
        )
    return schema | {"security": [{}, {"token": []}]}
