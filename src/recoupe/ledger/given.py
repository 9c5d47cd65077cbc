"""What a page hands in: pasted text, bytes of a dropped file, a link that was named; never a path of this machine."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from recoupe.errors import FormatError, RecoupeError, TooLargeError
from recoupe.intake import jsonl, table
from recoupe.intake.archive import read_warc, read_zip
from recoupe.intake.encoding import decode
from recoupe.intake.fields import report_of
from recoupe.intake.kinds import Item, read_item
from recoupe.intake.link import Fetching, is_link, read_link
from recoupe.intake.refusal import Arrival, Arrivals, Refusal
from recoupe.settings import settings

__all__ = ["from_file", "from_link", "from_text", "label", "most"]

_NO_FILES = "a row that names a 'file' can't be followed here: give its text, or use recoupe add on the folder"


def most() -> int:
    """Bytes of one file at most: the cap that files of the command line have."""
    return settings().max_file


def from_text(text: str, row: Mapping[str, Any]) -> Arrivals:
    """Yield the report that a pasted text is; ``row`` is what is known of it. Line ends of a form become plain ones."""
    yield report_of(text.replace("\r\n", "\n"), row, row.get("title") or "text")


def from_link(link: str, row: Mapping[str, Any], fetcher: Fetching | None = None) -> Arrivals:
    """Yield what a link leads to, fetched under guard; anything but http and https is refused unasked."""
    if not is_link(link):
        yield Refusal(link, "fetch", "this is no link", "it begins with https:// or http://")
        return
    yield from read_link(link, row, fetcher)


def label(name: str) -> str:
    """Return what a handed-in file is called: its name without folders of wherever it came from."""
    return PurePosixPath(name.replace("\\", "/")).name or "file"


def from_file(name: str, data: bytes, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield what the bytes of a file hold; its name is a label and tells the format, and is opened nowhere."""
    called = label(name)
    try:
        if len(data) > most():
            raise TooLargeError(f"over the limit of {most() / 1e6:,.0f} MB", remedy="divide it")
        if not data:
            raise FormatError("the file is empty", remedy="leave it out")
        yield from _read(called, data, row or {})
    except RecoupeError as error:
        yield Refusal.of(error, called)


def _read(called: str, data: bytes, row: Mapping[str, Any]) -> Arrivals:
    ending = PurePosixPath(called.lower()).suffix
    if ending in jsonl.SUFFIXES:
        yield from jsonl.read_lines(io.BytesIO(data), called)
    elif ending in table.SUFFIXES:
        yield from _table(decode(data).text, called)
    elif ending in (".zip", ".wacz"):
        yield from read_zip(io.BytesIO(data), called)
    elif ending in (".warc", ".gz"):
        yield from read_warc(io.BytesIO(data), called)
    elif ending in (".parquet", ".pq"):
        raise FormatError("tables in Parquet are not taken here", remedy="recoupe add reads them")
    else:
        yield from read_item(Item(data, called), called, {"id": called, **row})


def _table(text: str, called: str) -> Iterator[Arrival]:
    """Rows with their texts; a header may be divided by tabs, commas or semicolons, as ``recoupe add`` takes it."""
    csv.field_size_limit(settings().max_file)
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max("\t,;", key=header.count), strict=True)
    try:
        for number, cells in enumerate(reader, start=2):
            row = {k.strip().lower(): v for k, v in cells.items() if isinstance(k, str) and isinstance(v, str)}
            if row.get("text"):
                yield report_of(row["text"], row, f"{called}:{number}")
            elif any(row.values()):
                yield Refusal(f"{called}:{number}", "format", "no text in this row", _NO_FILES, row.get("id"))
    except csv.Error as error:
        raise FormatError(
            f"broken table: {re.sub(r'[^ -~]', '?', str(error))}", remedy="close its quotation marks"
        ) from None
