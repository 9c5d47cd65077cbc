"""The page that takes reports in: pasted text, dropped files, a link that is named; each with its progress and errors."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from recoupe.api import Desk
from recoupe.errors import NotFoundError
from recoupe.ledger.given import from_file, from_link, from_text, label, most
from recoupe.web.forms import Sealed
from recoupe.web.jobs import Given, Jobs
from recoupe.web.render import page

__all__ = ["pages"]

_FIELDS = ("outlet", "published", "language", "title", "credit")
"""What may be told of a pasted text; of files and links too, where they don't say it themselves."""

_FILES = 50
"""Files of one form at most."""

_PART = 8_000_000
"""Bytes of a pasted text at most: two million characters, which is the most that a report may have."""

_PATIENCE = 6.0
"""Seconds for which the answer waits: one report is read by then, and its result is the first thing seen."""


def pages(desk: Desk, sealed: Sealed) -> APIRouter:
    """Return the pages over a ledger."""
    paths = APIRouter()
    jobs = Jobs(desk)

    @paths.get("/add")
    def form(request: Request) -> Response:
        cookie = sealed.cookie(request)
        answer = page(
            request, "add.html", word=sealed.word(cookie), most=most() // 1_000_000, files=_FILES, jobs=jobs.latest()
        )
        return sealed.keep(answer, cookie)

    @paths.post("/add")
    async def add(request: Request) -> Response:
        asked = await request.form(max_files=_FILES, max_fields=20, max_part_size=_PART)
        sealed.check(request, _word_of(asked, "word"))
        job = jobs.take(await _given(asked))
        await asyncio.to_thread(job.done.wait, _PATIENCE)
        return RedirectResponse(f"/add/{job.id}", 303)

    @paths.get("/add/{name}")
    def progress(request: Request, name: str) -> Response:
        job = jobs.find(name)
        if job is None:
            raise NotFoundError(
                "nothing of this kind was handed in since the server was started", remedy="add it again"
            )
        return page(request, "added.html", job=job, running=not job.done.is_set())

    return paths


def _word_of(asked: FormData, name: str) -> str:
    value = asked.get(name)
    return value.strip() if isinstance(value, str) else ""


async def _given(asked: FormData) -> list[Given]:
    """What was handed in, in the order of the form. Raises HTTPException where it is nothing."""
    row: dict[str, Any] = {name: value for name in _FIELDS if (value := _word_of(asked, name))}
    found: list[Given] = []
    text = asked.get("text")
    if isinstance(text, str) and text.strip():
        found.append(Given(row.get("title") or "", "text", lambda: from_text(text, row)))
    for upload in asked.getlist("files"):
        if isinstance(upload, UploadFile) and upload.filename:
            data, name = await upload.read(most() + 1), label(upload.filename)
            found.append(Given(name[:200], "file", lambda name=name, data=data: from_file(name, data, row)))  # type: ignore[misc]
    if link := _word_of(asked, "link"):
        found.append(Given(link[:2000], "link", lambda: from_link(link, row)))
    if not found:
        raise HTTPException(422, "nothing was handed in: paste a text, choose files or name a link")
    return found
