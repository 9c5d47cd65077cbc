"""Mails (EML) as agencies and press offices send them, and pages saved as one file (MHTML): one report each."""

from __future__ import annotations

from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError, RecoupeError
from recoupe.intake import text
from recoupe.intake.encoding import decoded_as
from recoupe.intake.fields import key_of
from recoupe.intake.files import read_one
from recoupe.intake.html import page
from recoupe.intake.html.said import moment_of
from recoupe.intake.refusal import Arrival, Arrivals, Refusal

__all__ = ["SUFFIXES", "read_mail", "read_path"]

SUFFIXES = (".eml", ".mht", ".mhtml")

PARTS = 500
"""Parts of one mail at most: a saved page has one for each picture and style sheet."""


def read_path(path: Path, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield the one report of a mail or saved page."""
    yield from read_one(path, row, read_mail)


def read_mail(data: bytes, where: str, row: Mapping[str, Any] | None = None) -> Arrival:
    """Return the report that a mail holds: its plain text, else its page."""
    given = {k: v for k, v in (row or {}).items() if v not in (None, "")}
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise FormatError("this is no mail", remedy="save the mail from its program as .eml")
        part = _text_part(message)
        body = part.get_payload(decode=True)
        fields = {**_fields(message), **given}
    except RecoupeError as error:
        return Refusal.of(error, where, key_of(given))
    except (LookupError, ValueError, TypeError, AttributeError) as error:  # the library's on broken headers
        broken = FormatError(f"the mail is broken: {error}", remedy="save it from its program again")
        return Refusal.of(broken, where, key_of(given))
    content = body if isinstance(body, bytes) else b""
    if part.get_content_type() == "text/html":
        return page.read_page(content, where, fields, part.get_content_charset())
    return text.read_text(_as_utf8(content, part.get_content_charset()), where, fields)


def _as_utf8(content: bytes, charset: str | None) -> bytes:
    """The bytes in UTF-8 where they are in the encoding that the mail declares, else as they are."""
    text = decoded_as(content, charset or "utf-8")
    return content if text is None else text.encode("utf-8", "surrogatepass")


def _text_part(message: EmailMessage) -> EmailMessage:
    parts = []
    for number, part in enumerate(message.walk()):
        if number > PARTS:
            raise FormatError(f"the mail has more than {PARTS} parts", remedy="give its text")
        if part.get_content_type() in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            parts.append(part)
    # a saved page starts with its page; what else is plain in it are scripts and notes of the program
    plain_first = message.get_content_type() != "multipart/related"
    ordered = sorted(parts, key=lambda p: (p.get_content_type() == "text/plain") != plain_first)
    if not ordered:
        raise FormatError("the mail has no text", remedy="save its attachment and give that file")
    return ordered[0]


def _fields(message: EmailMessage) -> dict[str, Any]:
    """What the mail's head says; a saved page says the rest itself."""
    sender, address = parseaddr(str(message.get("From", "")))
    saved = str(message.get("Snapshot-Content-Location", "") or message.get("Content-Location", ""))
    if saved or message.get_content_type() == "multipart/related":
        return {"url": saved} if saved else {}
    fields = {
        "title": str(message.get("Subject", "")),
        "outlet": sender or address.rpartition("@")[2],
        "published": moment_of(str(message.get("Date", ""))),
    }
    return {k: v for k, v in fields.items() if v}
