"""An archive of one answer as a server gave it, for the tests of what goes wrong in archives."""

from __future__ import annotations

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def answered(body: bytes, *, gzip: bool, **headers: str) -> bytes:
    """A WARC of one answer; ``Content_Encoding="gzip"`` and such are lines of its head."""
    made = io.BytesIO()
    lines = [("Content-Type", "text/html; charset=utf-8"), *((k.replace("_", "-"), v) for k, v in headers.items())]
    writer = WARCWriter(made, gzip=gzip)
    status = StatusAndHeaders("200 OK", lines, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record("https://vigie.example/17", "response", io.BytesIO(body), http_headers=status)
    )
    return made.getvalue()
