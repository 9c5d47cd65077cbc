"""Bytes that came without a path (from a link, out of an archive): which reader they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from recoupe.intake import feed, pdf, text, wire
from recoupe.intake.html import page
from recoupe.intake.mail import read_mail
from recoupe.intake.refusal import Arrival

__all__ = ["Item", "read_item"]

_PAGE = ("text/html", "application/xhtml+xml")
_PDF = "application/pdf"
_MAIL = ("message/rfc822", "multipart/related", "application/x-mimearchive")


class Item(NamedTuple):
    """Bytes with their name or link, and the media type and encoding that were declared, where there were any."""

    data: bytes
    name: str
    kind: str = ""
    charset: str | None = None


def read_item(item: Item, where: str, row: Mapping[str, Any] | None = None) -> Iterator[Arrival]:
    """Yield the reports that some bytes hold: a feed's or agency's items, a mail's, PDF's or page's one report, else a text."""
    name, start = item.name.lower(), item.data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if item.data.startswith(b"%PDF-") or item.kind == _PDF or name.endswith(pdf.SUFFIXES):
        yield pdf.read_pdf(item.data, where, row)
    elif wire.is_wire(item.data):
        yield from wire.read_wire(item.data, where)
    elif feed.is_feed(item.data):
        yield from feed.read_feed(item.data, where)
    elif item.kind in _MAIL or name.endswith((".mht", ".mhtml", ".eml")):
        yield read_mail(item.data, where, row)
    elif item.kind in _PAGE or name.endswith(page.SUFFIXES) or start.startswith((b"<!doctype html", b"<html")):
        yield page.read_page(item.data, where, row, item.charset)
    else:
        yield text.read_text(item.data, where, row)
