"""Ids that are hashes of content, so that they survive a rebuild (DESIGN §3.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

__all__ = ["content_id"]

_LENGTH = 16
"""Hexadecimal digits kept: 64 bits, so a ledger of ten million entries has a chance of collision under 1 in 300,000."""


def content_id(kind: str, *fields: object) -> str:
    """Return ``kind-`` and 16 hexadecimal digits of the SHA-256 of the length-prefixed fields.

    Lengths keep ("ab", "c") apart from ("a", "bc"); None is a field of its own, unlike "".
    Lists and tuples are hashed as nested fields. Raises TypeError on anything that has no one spelling, such as a set.
    """
    pieces: list[bytes] = []
    _spell(fields, pieces)
    return f"{kind}-{hashlib.sha256(b''.join(pieces)).hexdigest()[:_LENGTH]}"


def _spell(fields: Iterable[object], pieces: list[bytes]) -> None:
    for field in fields:
        if field is None:
            pieces.append(b"~")
        elif isinstance(field, (tuple, list)):
            pieces.append(b"(%d:" % len(field))
            _spell(field, pieces)
        elif isinstance(field, (str, int, float)):
            # surrogatepass: a lone surrogate is hostile input, not a reason to lose the report
            data = str(field).encode("utf-8", "surrogatepass")
            pieces.append(b"%d:%b" % (len(data), data))
        else:
            raise TypeError(f"{type(field).__name__} has no one spelling to hash")
