"""WARC files, plain or compressed: pages, feeds and texts among the answers that an archiver kept.

The library is warcio. It mends in silence, or with a line on the terminal, what is broken or cut; here that is a refusal.
"""

from __future__ import annotations

import contextlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from recoupe.errors import FormatError, RecoupeError, TooLargeError
from recoupe.intake.kinds import Item, read_item
from recoupe.intake.refusal import Arrival, Arrivals, Refusal
from recoupe.settings import settings

__all__ = ["BROKEN", "ENTRIES", "RATIO", "TOTAL", "read_warc"]

ENTRIES = 100_000
"""Files or records of one archive at most."""
TOTAL = 2_000_000_000
"""Unpacked bytes of one archive at most, that is about 20,000 pages."""

RATIO = 200
"""Times that an archive may grow on unpacking: pages grow 5 to 20 times, bombs 1,000 times."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, EOFError, OSError, ValueError, LookupError, OverflowError,
    NotImplementedError, RuntimeError, AttributeError, TypeError,
)  # fmt: skip
"""What the libraries raise on broken archives: the documented errors, and those that fuzzing found beside them."""

_AGAIN = "make or fetch it again"
_OF_PAGES = ("http://", "https://", "ftp://", "file:")
_UNPACKED = ("", "identity", "gzip", "x-gzip", "deflate", "br")


def read_warc(file: IO[bytes], where: str) -> Arrivals:
    """Yield what the answers in a WARC hold, pages, feeds and texts; each is called by its link."""
    read = records = odd = 0
    try:
        room = _room(file)
        iterator = iter(ArchiveIterator(file))
        while True:
            record, complained = _heard(lambda: next(iterator, None))
            odd += complained
            if record is None:
                break
            records += record.rec_headers.get_header("WARC-Type") is not None
            if records > ENTRIES:
                raise TooLargeError(f"the archive has more than {ENTRIES:,} records", remedy="divide it")
            room -= record.length or 0
            if room < 0:
                raise TooLargeError(
                    f"the archive grows over {RATIO} times on unpacking: a bomb", remedy="do not open it"
                )
            if (link := _link(record)) is None:
                continue
            for arrival, size in _arrivals(record, link, f"{where}!{link}"):
                read += size
                if read > TOTAL:
                    raise TooLargeError(f"the archive holds over {TOTAL / 1e9:,.0f} GB", remedy="divide it")
                if arrival is not None:
                    yield arrival
        if records == 0:
            raise FormatError("the archive is broken: no record in it", remedy=_AGAIN)
        if odd:
            raise FormatError(
                f"{odd} records end elsewhere than they say; what stands between is left out", remedy=_AGAIN
            )
    except ArchiveLoadFailed as error:
        broken = FormatError(f"the archive is broken: {str(error).strip().splitlines()[0]}", remedy=_AGAIN)
        yield Refusal.of(broken, where)
    except BROKEN as error:
        yield Refusal.of(FormatError(f"the archive is broken: {error}", remedy=_AGAIN), where)
    except RecoupeError as error:
        yield Refusal.of(error, where)


def _room(file: IO[bytes]) -> int:
    """Bytes that all records together may say they hold: what is not read must be unpacked to be passed over."""
    at = file.tell()
    size = file.seek(0, io.SEEK_END)
    file.seek(at)
    return RATIO * max(size, 1_000_000)


def _heard(call: Any) -> tuple[Any, bool]:
    """What the library returns, and whether it complained on the terminal."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        return call(), bool(said.getvalue())


def _link(record: Any) -> str | None:
    """The address of a record that is an answer with a text in it, else None."""
    link: str | None = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type not in ("response", "resource") or not link:
        return None
    if not link.strip("<>").lower().startswith(_OF_PAGES):
        return None  # « metadata: », « dns: », « urn: »: what archivers keep of their own work
    headers = record.http_headers
    if headers is not None and not (headers.get_statuscode() or "").startswith("2"):
        return None
    kind = _declared(record)[0]
    is_text = (
        kind.startswith(("text/html", "application/vnd.iptc.g2."))
        or kind in ("text/plain", "application/xhtml+xml", "application/pdf")
        or "rss" in kind
        or "atom" in kind
    )
    return link.strip("<>") if is_text else None


def _declared(record: Any) -> tuple[str, str | None]:
    """The media type and the encoding that an answer declares."""
    headers = record.http_headers or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    return kind.strip().lower(), rest.partition("charset=")[2].strip().strip("\"'") or None


def _arrivals(record: Any, link: str, where: str) -> Iterator[tuple[Arrival | None, int]]:
    """What an answer holds, and with the first the number of its bytes."""
    try:
        data = _body(record)
    except RecoupeError as error:
        yield Refusal.of(error, where), 0
        return
    yield None, len(data)
    kind, charset = _declared(record)
    for arrival in read_item(Item(data, link, kind, charset), where, {"id": link, "url": link}):
        yield arrival, 0


def _body(record: Any) -> bytes:
    """The bytes of an answer; raises FormatError where it is cut, or packed in a way that is not known here."""
    headers = record.http_headers
    packed = ((headers.get_header("Content-Encoding") if headers else None) or "").strip().lower()
    if packed not in _UNPACKED:
        raise FormatError(f"the answer is packed as {packed!r}", remedy="archive it without, or save the page")
    stream = record.content_stream()
    most = settings().max_file
    data, complained = _heard(lambda: stream.read(most + 1))
    if len(data) > most:
        raise TooLargeError("the answer is over the limit of files", remedy="raise RECOUPE_MAX_FILE")
    if complained or _is_cut(record, stream, len(data)):
        raise FormatError("the answer ends in the middle", remedy="archive the page again")
    return bytes(data)


def _is_cut(record: Any, stream: Any, size: int) -> bool:
    """Whether the record, its compression or the answer is shorter than it says of itself."""
    if getattr(record.raw_stream, "limit", 0) > 0 or record.rec_headers.get_header("WARC-Truncated"):
        return True
    unpacking = getattr(stream, "decompressor", None)
    if unpacking is not None:
        return not getattr(unpacking, "eof", True)
    headers = record.http_headers
    promised = headers.get_header("Content-Length") if headers and stream is record.raw_stream else None
    return bool(promised and promised.strip().isdigit() and size < int(promised))
