"""A web page into a report: chosen nodes, their own characters, and the way back into the page."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError, RecoupeError
from recoupe.intake.encoding import decode, decoded_as
from recoupe.intake.fields import key_of, report_of
from recoupe.intake.files import read_one
from recoupe.intake.html import linked_data
from recoupe.intake.html.characters import characters
from recoupe.intake.html.choose import chosen
from recoupe.intake.html.noted import corrections_beside
from recoupe.intake.html.said import Said, said
from recoupe.intake.html.tree import parse
from recoupe.intake.language import recognised
from recoupe.intake.refusal import Arrival, Arrivals, Refusal

__all__ = ["SUFFIXES", "Page", "page_of", "page_text", "read_page", "read_path"]

SUFFIXES = (".html", ".htm", ".xhtml")

_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
"""Bytes in which a page declares its encoding (the HTML Standard asks for the first 1024)."""

_SHOWN, _HIDDEN = 200, 20
"""Characters of a hidden text that are kept, and hidden texts of a page."""

_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""Names that the web uses for Windows-1252 (WHATWG Encoding)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: the report's text, where each of its characters stands in the page, what the page says of it.

    ``at[i]`` is the offset, in code points of the decoded page, of character ``i`` of the text; a line break between
    blocks stands where the following block starts. ``hidden`` lists text inside the report that a reader of the page
    does not see, with the reason: it is no part of the text. ``corrections`` are notes of correction that stand on the page
    outside the text.
    """

    text: str
    at: array[int]
    said: Said
    hidden: tuple[tuple[str, str], ...]
    corrections: tuple[str, ...] = ()


def page_text(data: bytes, charset: str | None = None) -> str:
    """Return a page's characters: by its byte order mark, the encoding given or declared, else as any text.

    A declared encoding that the bytes do not bear out is not believed. Raises EncodingError or FormatError.
    """
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    for label in (charset, declared[1].decode("ascii", "ignore") if declared else None):
        # a page whose declaration can be read is not in UTF-16 (HTML Standard): what it is in, its bytes say
        is_wide = bool(label) and str(label).lower().strip().startswith(("utf-16", "utf16", "ucs-2", "utf-32"))
        if label and not is_wide and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            found = decoded_as(data, _LABELS.get(label.strip().lower(), label))
            if found is not None:
                return found
    return decode(data).text


def page_of(page: str, address: str | None = None) -> Page:
    """Return what a page holds. Raises FormatError where it has no running text."""
    root = parse(page)
    choice = chosen(root)
    made = characters(choice.nodes, choice.keep)
    if not made.text.strip():
        raise FormatError(
            "the page has no running text", remedy="it may be made by scripts: save it from a browser, or give its text"
        )
    found = linked_data.objects(root)
    corrections = corrections_beside(root, choice, made.text, linked_data.article(root, found))
    return Page(made.text, made.at, said(root, address, made.text, found), tuple(choice.hidden), tuple(corrections))


def read_page(data: bytes, where: str, row: Mapping[str, Any] | None = None, charset: str | None = None) -> Arrival:
    """Return the report that a page holds; what ``row`` says of it goes before what the page says."""
    given = row or {}
    try:
        page = page_of(page_text(data, charset), given.get("url"))
    except RecoupeError as error:
        return Refusal.of(error, where, key_of(given))
    fields: dict[str, Any] = {
        **page.said._asdict(),
        "language": _language(page),
        "corrections": page.corrections,
        "hidden": _hidden(page),
    }
    return report_of(page.text, {**fields, **{k: v for k, v in given.items() if v not in (None, "")}}, where)


def _hidden(page: Page) -> list[str]:
    """What is hidden, with the reason before it: enough to see what it is."""
    return [f"{why}: {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}" for why, words in page.hidden[:_HIDDEN]]


def _language(page: Page) -> str | None:
    """What the text itself shows goes before what the page declares: content systems declare the wrong one often."""
    return recognised(page.text).language or page.said.language


def read_path(path: Path, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield the one report of a saved page."""
    yield from read_one(path, row, read_page)
