"""Bytes into text: UTF-8, UTF-16 and Windows-1252, or a named error; no character is rewritten."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from recoupe.errors import EncodingError, FormatError

__all__ = ["Decoded", "checked_text", "decode", "decoded_as"]


class Decoded(NamedTuple):
    """Text and the encoding it was in; a byte order mark is no part of the text, line ends stay as they were."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or an office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "a rich-text file"),
)

_SAVE_AS_TEXT = "save its text as a UTF-8 file"

_WINDOWS_LETTERS = frozenset("éèêëàâäáîïíìôöóòûùüúçñßæœÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŒÆ«»‹›‘’“”„–—…•€£°²³½¼¾§·×\u00a0\u00ad")
_PLAUSIBLE = 0.7
"""Share of these among the bytes above 127: 0.98 and more in French and English texts that are Windows-1252, under 0.5
in broken UTF-8 (each letter brings an Ã) and in texts of Mac Roman or Cyrillic code pages."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> Decoded:
    """Return the text of some bytes. Raises FormatError on a known binary format and EncodingError on no known text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise FormatError(f"this is {what}, not a text", remedy=_SAVE_AS_TEXT)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if wide := _unmarked_utf16(data):
        return _strict(data, wide)
    if b"\0" in data:
        raise EncodingError(f"binary data: a NUL byte at {data.index(0)}", remedy=_SAVE_AS_TEXT)
    try:
        return Decoded(_without_controls(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        return _windows(data, error)


_OF_PYTHON = frozenset({"unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem"})
"""Encodings that Python knows and no text is in: a page that declares one of them would be rewritten by it."""


def decoded_as(data: bytes, label: str) -> str | None:
    """Return the text by a declared encoding; None where that is none, or the bytes do not bear it out."""
    try:
        name = codecs.lookup(label.strip()).name.replace("-", "_")
        return None if name in _OF_PYTHON else data.decode(label.strip())
    except (LookupError, ValueError):  # the latter on a name with a NUL in it, and on bytes that are no such text
        return None


def checked_text(text: str) -> str:
    """Return the text. Raises EncodingError where it holds lone surrogates or NUL, which no store can keep."""
    if "\0" in text:
        raise EncodingError(
            f"the text has a NUL character at {text.index(chr(0))}", remedy="take it out at the sender's"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(
            f"half of a surrogate pair (U+{ord(text[error.start]):04X}) at character {error.start}: no text can hold it alone",
            remedy="ask the sender for the text in UTF-8; a program cut an emoji or a rare letter in two",
        ) from None
    return text


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_without_controls(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"the file says that it is {encoding.upper()}, but byte {error.start} is not ({error.reason})",
            remedy="save it as UTF-8 again, from the program that made it",
        ) from None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script nearly every second byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _windows(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Take the bytes as Windows-1252 where that makes plausible letters; else say what broke."""
    if re.search(rb"\xed[\xa0-\xbf][\x80-\xbf]", data):
        raise EncodingError(
            f"half of a surrogate pair at byte {error.start}: not UTF-8",
            remedy="save it as UTF-8 again, from the program that made it",
        ) from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    high = [c for c in text if c > "\x7f"]
    if high and sum(c in _WINDOWS_LETTERS for c in high) >= _PLAUSIBLE * len(high):
        return Decoded(_without_controls(text), "windows-1252")
    raise EncodingError(
        f"neither UTF-8 (broken at byte {error.start}) nor UTF-16 nor Windows-1252", remedy="save it as UTF-8"
    ) from None


def _without_controls(text: str) -> str:
    """The text itself; raises EncodingError where more than one character in a hundred is a control code."""
    found = len(_CONTROLS.findall(text))
    if found and found * 100 > len(text):
        raise EncodingError(f"binary data: {found} control codes among {len(text)} characters", remedy=_SAVE_AS_TEXT)
    return text
