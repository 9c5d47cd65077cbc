"""Archives: zip files of saved pages, WACZ, and (see ``warc``) WARC. Nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import IO

from recoupe.errors import FormatError, InputError, RecoupeError, TooLargeError
from recoupe.intake import wire
from recoupe.intake.kinds import Item, read_item
from recoupe.intake.refusal import Arrivals, Refusal
from recoupe.intake.warc import BROKEN, ENTRIES, RATIO, TOTAL, read_warc
from recoupe.settings import settings

__all__ = ["SUFFIXES", "read_path", "read_warc", "read_zip"]

SUFFIXES = (".zip", ".wacz", ".warc", ".warc.gz", ".gz")

_READ = (".html", ".htm", ".xhtml", ".txt", ".eml", ".mht", ".mhtml", ".rss", ".atom", ".pdf")
"""Endings of files in a zip that are read; pictures and style sheets beside them are left aside."""
_IF_WIRE = (".xml", ".json", ".ninjs", ".newsml", ".g2")
"""Endings that are read where an agency's items are in them: archivers put their own lists beside pages."""


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for everything that an archive holds."""
    reader = read_zip if path.suffix.lower() in (".zip", ".wacz") else read_warc
    try:
        with path.open("rb") as file:
            yield from reader(file, str(path))
    except OSError as error:
        yield Refusal.of(
            InputError(f"the file can't be opened: {error.strerror or error}", remedy="check the path"), str(path)
        )


# ---------------------------------------------------------------------------- zip and WACZ


def read_zip(file: IO[bytes], where: str) -> Arrivals:
    """Yield what a zip's pages, texts, mails and WARC files hold; archives in it are not opened, but for a WACZ's WARC."""
    try:
        with zipfile.ZipFile(file) as archive:
            found = [i for i in archive.infolist() if not i.is_dir()]
            if len(found) > ENTRIES:
                raise TooLargeError(
                    f"the archive has {len(found):,} entries, over the limit of {ENTRIES:,}", remedy="divide it"
                )
            left = TOTAL
            for entry in sorted(found, key=lambda i: i.filename):
                arrivals, used = _entry(archive, entry, f"{where}!{entry.filename}", left)
                left -= used
                yield from arrivals
    except BROKEN as error:
        yield Refusal.of(FormatError(f"the archive is broken: {error}", remedy="make or fetch it again"), where)
    except RecoupeError as error:
        yield Refusal.of(error, where)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, left: int) -> tuple[Arrivals, int]:
    name = entry.filename.lower()
    is_warc = name.endswith((".warc", ".warc.gz"))
    if not is_warc and not name.endswith(_READ + _IF_WIRE):
        if name.endswith((".zip", ".gz", ".wacz")):
            inner = FormatError("an archive inside an archive", remedy="unpack it and give it by itself")
            return iter([Refusal.of(inner, where)]), 0
        return iter(()), 0
    try:
        data = _unpacked(archive, entry, min(left, TOTAL if is_warc else settings().max_file))
    except RecoupeError as error:
        return iter([Refusal.of(error, where)]), 0
    if name.endswith(_IF_WIRE) and not wire.is_wire(data):
        return iter(()), len(data)
    if is_warc:
        return read_warc(io.BytesIO(data), where), len(data)
    stem = Path(entry.filename).stem
    return read_item(Item(data, entry.filename), where, {"id": stem}), len(data)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of an entry. The sizes that the archive declares are not believed: what comes out is counted."""
    if entry.flag_bits & 1:
        raise FormatError("the entry is encrypted", remedy="unpack the archive with its password and give the folder")
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)
    except BROKEN as error:
        raise FormatError(f"the entry is broken: {error}", remedy="make or fetch the archive again") from None
    if len(data) > most:
        raise TooLargeError(f"the entry unpacks to over {most / 1e6:,.0f} MB", remedy="unpack it and look what it is")
    if len(data) > RATIO * max(entry.compress_size, 1_000):
        raise TooLargeError(f"the entry grows over {RATIO} times on unpacking: a bomb", remedy="do not open it")
    return data
