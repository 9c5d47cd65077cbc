"""PDFs that were made from text: their lines as paragraphs, with the way back to page and character.

The library is pypdf (BSD), with cryptography (Apache or BSD) for what is encrypted with AES: the extra ``recoupe[pdf]``.
"""

from __future__ import annotations

import io
import logging
import struct
import time
import unicodedata
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from recoupe.errors import FormatError, InputError, RecoupeError, TooLargeError
from recoupe.intake.fields import key_of, report_of
from recoupe.intake.files import read_one
from recoupe.intake.pdf_lines import Lines, lines_into_text
from recoupe.intake.refusal import Arrival, Arrivals, Refusal
from recoupe.settings import settings

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["SUFFIXES", "Pdf", "is_pdf", "pdf_of", "read_path", "read_pdf"]

SUFFIXES = (".pdf",)

PAGES = 1_000
"""Pages of one PDF at most: long official reports have 300 to 700."""

SECONDS = 60.0
"""Time for one PDF at most; a page of text takes about 10 milliseconds."""

PAGE_BYTES = 10_000_000
"""Unpacked bytes of drawing on one page at most: a full page of text has about 20,000, a detailed map 5 million."""

_UNREADABLE = 0.02
"""Share of characters that stand for none (control codes, private use, replacements) above which the fonts lack their
table of characters: 0 in texts that can be read, over 0.3 in those that can't."""

_BROKEN = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError, RuntimeError,
    LookupError, NotImplementedError, OSError, EOFError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What the library raises on broken PDFs beside its own errors."""

_DAMAGED = "open it in a viewer and print it into a new PDF, or give its text"
_MADE_BY = ("microsoft word", "untitled", "sans titre", "(anonymous)")


class Pdf(NamedTuple):
    """What a PDF holds: the report's text, the page and character there of each of its characters, and its title.

    ``place(i)`` counts pages from 1, characters from 0 in the page's text as the library reads it.
    """

    text: str
    lines: Lines
    pages: int
    title: str | None

    def place(self, offset: int) -> tuple[int, int]:
        """Return the page of a character of the text, and where it stands in that page's text."""
        return self.lines.place(offset)


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF: its mark stands within the first kilobyte."""
    return b"%PDF-" in data[:1024]


def read_path(path: Path, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield the one report of a PDF."""
    yield from read_one(path, row, read_pdf)


def read_pdf(data: bytes, where: str, row: Mapping[str, Any] | None = None) -> Arrival:
    """Return the report that a PDF holds, with what a row says of it; the PDF itself says its title only."""
    given = {k: v for k, v in (row or {}).items() if v not in (None, "")}
    try:
        found = pdf_of(data)
    except RecoupeError as error:
        return Refusal.of(error, where, key_of(given))
    return report_of(found.text, {"title": found.title, **given}, where)


def pdf_of(data: bytes) -> Pdf:
    """Return what a PDF holds.

    Raises InputError without the library; FormatError where it is encrypted, damaged, without text or unreadable;
    TooLargeError over the caps on pages, time, drawing and characters.
    """
    library_errors = _library_errors()
    if not is_pdf(data):
        raise FormatError("this is no PDF", remedy="check the file, or fetch it again")
    try:
        return _pdf(data)
    except library_errors as error:
        if type(error).__name__ == "DependencyError":  # AES, which the library leaves to another one
            raise InputError(
                "the PDF is encrypted with AES, which needs the library cryptography",
                remedy="pip install 'recoupe[pdf]'",
            ) from None
        what = " ".join(str(error).split())[:120] or type(error).__name__
        if type(error).__name__ == "LimitReachedError":  # the library's own caps on unpacking, parts and depth
            raise TooLargeError(f"the PDF is over a limit: {what}", remedy=_DAMAGED) from None
        raise FormatError(f"the PDF is damaged: {what}", remedy=_DAMAGED) from None


def _library_errors() -> tuple[type[Exception], ...]:
    try:
        from pypdf.errors import DependencyError, DeprecationError, PyPdfError
    except ImportError:
        raise InputError("PDFs need the library pypdf", remedy="pip install 'recoupe[pdf]'") from None
    log = logging.getLogger("pypdf")
    if not log.handlers:  # what it mends in silence is no message for people at a terminal
        log.addHandler(logging.NullHandler())
    return (PyPdfError, DependencyError, DeprecationError, *_BROKEN)  # the third, no kin of the first, on old filters


def _pdf(data: bytes) -> Pdf:
    from pypdf import PdfReader

    stop = time.monotonic() + SECONDS
    reader = PdfReader(io.BytesIO(data))
    _unlock(reader)
    count = len(reader.pages)
    if count > PAGES:
        raise TooLargeError(f"the PDF has {count:,} pages, over the limit of {PAGES:,}", remedy="divide it")
    if count == 0:
        raise FormatError("the PDF is damaged: no page in it", remedy=_DAMAGED)
    pages, size = [], 0
    for page in reader.pages:
        pages.append(_page(page, stop))
        size += len(pages[-1])
        if size > settings().max_report:
            raise TooLargeError(
                f"the PDF has over {settings().max_report:,} characters",
                remedy="divide it, or raise RECOUPE_MAX_REPORT",
            )
    _check(pages)
    lines = lines_into_text(pages)
    return Pdf(lines.text, lines, count, _title(reader))


def _unlock(reader: PdfReader) -> None:
    """Open what asks for no password; many PDFs are encrypted only to forbid changes."""
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except _BROKEN:
        opened = False
    if not opened:
        raise FormatError("the PDF is encrypted", remedy="open it in a viewer and print it into a new PDF")


def _page(page: PageObject, stop: float) -> str:
    """The text of a page as the library reads it; raises TooLargeError over the caps on time and drawing."""
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > PAGE_BYTES:
        raise TooLargeError(f"a page has over {PAGE_BYTES / 1e6:,.0f} MB of drawing", remedy="give its text")

    def watch(*_: object) -> None:
        if time.monotonic() > stop:
            raise TooLargeError(f"the PDF takes over {SECONDS:,.0f} seconds", remedy="divide it, or give its text")

    watch()
    text = page.extract_text(visitor_operand_before=watch)
    watch()
    return text


def _check(pages: list[str]) -> None:
    text = "".join(pages)
    solid = "".join(text.split())
    if not solid:
        raise FormatError(
            f"the PDF has no text: {len(pages)} pages of pictures",
            remedy="run text recognition (OCR) on it, check what comes out, and give that",
        )
    odd = sum(unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs") or c == "\ufffd" for c in solid)
    if odd > _UNREADABLE * len(solid):
        raise FormatError(
            "the PDF's fonts do not say which characters they show", remedy="run text recognition (OCR) on it"
        )


def _title(reader: PdfReader) -> str | None:
    """The title that the PDF gives itself, where it is no file name or name of a program."""
    information = reader.metadata
    title = " ".join(str((information.title if information else None) or "").split())
    is_name = title.lower().startswith(_MADE_BY) or (" " not in title)
    return None if not title or is_name or "\0" in title else title
