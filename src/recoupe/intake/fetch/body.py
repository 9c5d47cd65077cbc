"""The body of an answer, decoded as it comes, under caps on bytes and time."""

from __future__ import annotations

import http.client
import time
import zlib

from recoupe.errors import FetchError, FormatError, TooLargeError

__all__ = ["read_body"]

_CHUNK = 65_536


def read_body(answer: http.client.HTTPResponse, most: int, deadline: float) -> bytes:
    """Return the decoded body. Raises TooLargeError over ``most`` decoded bytes, FetchError past the deadline,

    FormatError on an encoding that is unknown, broken or cut short.
    """
    encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    decoder = _decoder(encoding)
    promised = int(n) if (n := answer.headers.get("Content-Length", "")).isdigit() and not answer.chunked else None
    parts: list[bytes] = []
    size = came = 0
    while came != promised and (chunk := answer.read1(_CHUNK)):
        came += len(chunk)
        for piece in _decoded(decoder, chunk, most - size):
            size += len(piece)
            parts.append(piece)
        if size > most:
            raise TooLargeError(
                f"the answer is larger than {most / 1e6:,.0f} MB",
                remedy="save the page and give the file, or raise RECOUPE_MAX_FILE",
            )
        if time.monotonic() > deadline:
            raise FetchError("the answer takes too long", remedy="try again later, or save the page and give the file")
    if (promised is not None and came < promised) or (decoder is not None and not decoder.eof):
        raise FormatError("the answer ends in the middle", remedy="try again; the connection was cut")
    return b"".join(parts)


def _decoder(encoding: str) -> zlib._Decompress | None:
    if encoding in ("identity", ""):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, as the data says
    raise FormatError(f"the answer has the unknown encoding {encoding!r}", remedy="save the page and give the file")


def _decoded(decoder: zlib._Decompress | None, chunk: bytes, most: int) -> list[bytes]:
    """The chunk's bytes, at most one more than ``most``: a bomb is seen before it is in memory."""
    if decoder is None:
        return [chunk]
    try:
        return [decoder.decompress(chunk, max(1, most + 1))]
    except zlib.error as error:
        raise FormatError(f"the compressed answer is broken: {error}", remedy="try again") from None
