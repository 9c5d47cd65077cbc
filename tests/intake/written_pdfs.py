"""PDFs written by hand: pages of lines in a standard font, with what a test wants to be wrong in them."""

from __future__ import annotations

import zlib

__all__ = ["pdf"]


def _stream(lines: list[str]) -> bytes:
    """Lines of a page as drawing: Windows-1252, fourteen points apart."""
    shown = b""
    for number, line in enumerate(lines):
        escaped = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown += b"1 0 0 1 72 %d Tm (%s) Tj\n" % (760 - 14 * number, escaped)
    return b"BT /F1 11 Tf\n" + shown + b"ET"


def _drawing(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def pdf(
    pages: list[list[str] | bytes], *, title: str = "", trailer: bytes = b"", copies: int = 1, forms: int = 0
) -> bytes:
    """A PDF; a page given as bytes is its drawing.

    ``copies`` puts each page into the tree that many times; with ``forms`` there is a chain of that many drawings, each of
    which draws the next one ten times, and a page draws the first of them as ``/X Do``.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % title.encode("cp1252"),
    ]
    for level in range(forms):
        following = b"/XObject << /X %d 0 R >>" % (6 + level) if level < forms - 1 else b""
        resources = b"/Resources << /Font << /F1 3 0 R >> %s >>" % following
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources
        objects.append(_drawing(b"BT /F1 9 Tf (word ) Tj ET " + b"/X Do " * 10, head))
    kids = []
    drawn = b"/XObject << /X 5 0 R >>" if forms else b""
    for page in pages:
        objects.append(_drawing(page if isinstance(page, bytes) else _stream(page)))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (len(objects), drawn)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids * copies), len(kids) * copies)
    return _file(objects, trailer)


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    made = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    made_of = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(made))
    return made + made_of + end
