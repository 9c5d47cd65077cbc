"""Answers as JSON with an ETag: asked for again, what has not changed is not sent again."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import Request, Response
from pydantic import TypeAdapter

__all__ = ["answer", "etag_of", "unchanged"]


def etag_of(body: bytes) -> str:
    """Return the ETag of an answer's bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def unchanged(request: Request, etag: str) -> bool:
    """Whether the asker says that they have it already (RFC 9110, If-None-Match, weak comparison)."""
    given = request.headers.get("if-none-match", "")
    return etag in [x.strip().removeprefix("W/") for x in given.split(",")] or given.strip() == "*"


def answer(request: Request, kind: TypeAdapter[Any], value: Any) -> Response:
    """Return a record as a JSON answer, 304 without a body where the asker has it."""
    body = kind.dump_json(value)
    headers = {"etag": etag_of(body), "cache-control": "no-cache"}
    if unchanged(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
