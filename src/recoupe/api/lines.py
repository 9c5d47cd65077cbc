"""Long answers as JSON lines, sent as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter

from recoupe.api.answer import state_etag, unchanged
from recoupe.api.desk import Desk
from recoupe.api.kinds import Kind
from recoupe.ledger import Page, Question

__all__ = ["LINES", "streamed", "wants_lines"]

LINES = "application/x-ndjson"
"""One JSON object a line."""

_NAMES = frozenset({LINES, "application/ndjson", "application/jsonl", "application/json-lines"})

_STREAMED = 200
"""Answers read at once while streaming: no state of the ledger is held for longer than these take."""


def wants_lines(request: Request) -> bool:
    """Whether the asker prefers lines to a page: named before ``application/json`` in Accept, or with a higher weight."""
    ranked = []
    for place, part in enumerate(request.headers.get("accept", "").split(",")):
        name, *more = (x.strip().lower() for x in part.split(";"))
        weight = next((x[2:] for x in more if x.startswith("q=")), "1")
        if name in _NAMES or name == "application/json":
            ranked.append((-_number(weight), place, name))
    return bool(ranked) and min(ranked)[2] in _NAMES


def _number(weight: str) -> float:
    try:
        return float(weight)
    except ValueError:
        return 0.0


def streamed(request: Request, desk: Desk, kind: Kind, question: Question) -> Response:
    """Return all answers from the question's cursor on, one a line. A bad question is answered before the first line."""
    question = replace(question, limit=_STREAMED)
    with desk.asking() as book:
        headers = {"etag": state_etag(request, desk), "cache-control": "no-cache", "vary": "accept"}
        if unchanged(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        first = kind.ask(book, question)
    return StreamingResponse(_lines(desk, kind, question, first), media_type=LINES, headers=headers)


def _lines(desk: Desk, kind: Kind, question: Question, page: Page[Any]) -> Iterator[bytes]:
    items = TypeAdapter(kind.record)
    while True:
        yield b"".join(items.dump_json(item) + b"\n" for item in page.items)
        if page.next is None:
            return
        with desk.asking() as book:
            page = kind.ask(book, replace(question, cursor=page.next))
