"""Words without case, accents and marks: what is searched, the same in both databases."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["Term", "fold", "terms", "to_fts5", "to_tsquery"]

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

LIMIT = 500_000
"""Characters of one report that can be searched: PostgreSQL refuses a word vector over one megabyte."""


class Term(NamedTuple):
    """Words that must follow each other; the last may be a beginning (``missil*``)."""

    words: tuple[str, ...]
    prefix: bool = False


def fold(text: str) -> str:
    """Return the words of a text without case and accents, divided by single spaces: "L'Élysée" → "l elysee"."""
    plain = unicodedata.normalize("NFKD", text[:LIMIT]).casefold().translate(_LIGATURES)
    bare = "".join(c for c in plain if not unicodedata.combining(c)) if not plain.isascii() else plain
    return " ".join(_WORD.findall(bare))


def terms(asked: str) -> list[Term]:
    """Return what a person asked for: words, "words in quotation marks" together, and beginnings with ``*``."""
    found = []
    for phrase, word in re.findall(r'["«“]([^"»”]*)["»”]|(\S+)', asked):
        words = tuple(fold(phrase or word).split())
        if words:
            found.append(Term(words, not phrase and word.endswith("*")))
    return found


def to_fts5(found: list[Term]) -> str:
    """Return the terms as an SQLite FTS5 query; all must be met."""
    return " AND ".join('"' + " ".join(t.words) + '"' + (" *" if t.prefix else "") for t in found)


def to_tsquery(found: list[Term]) -> str:
    """Return the terms as a PostgreSQL text query; all must be met."""

    def one(term: Term) -> str:
        words = [f"'{w}'" for w in term.words]
        if term.prefix:
            words[-1] += ":*"
        return "(" + " <-> ".join(words) + ")"

    return " & ".join(one(t) for t in found)
