"""Answers as JSON with an ETag: asked for again, what has not changed is neither worked out nor sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from pydantic import TypeAdapter

from recoupe.api.desk import Desk
from recoupe.ledger import Ledger

__all__ = ["answer", "etag_of", "state_etag", "unchanged"]


def etag_of(body: bytes) -> str:
    """Return the ETag of an answer's bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def state_etag(request: Request, desk: Desk) -> str:
    """Return the ETag of what is asked in the ledger's present state: it changes whenever the ledger does."""
    asked = (desk.state(), request.url.path, request.url.query, request.headers.get("accept", ""))
    return etag_of("\n".join(asked).encode())


def unchanged(request: Request, etag: str) -> bool:
    """Whether the asker says that they have it already (RFC 9110, If-None-Match, weak comparison)."""
    given = request.headers.get("if-none-match", "")
    return etag in [x.strip().removeprefix("W/") for x in given.split(",")] or given.strip() == "*"


def answer(request: Request, desk: Desk, kind: TypeAdapter[Any], make: Callable[[Ledger], Any]) -> Response:
    """Return what ``make`` finds as a JSON answer; 304 without a body where the asker has it."""
    with desk.asking() as book:
        etag = state_etag(request, desk)
        headers = {"etag": etag, "cache-control": "no-cache", "vary": "accept"}
        if request.headers.get("if-none-match", "").strip() != "*" and unchanged(request, etag):
            return Response(status_code=304, headers=headers)
        body = kind.dump_json(make(book))
    if unchanged(request, etag):  # "*": whatever there is
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
