"""Notes of correction: paragraphs in which a report says that it was corrected, added to or taken back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from recoupe.lang import LANGUAGES, table

__all__ = ["KINDS", "kind_of_note"]

KINDS = ("correction", "editors_note", "update")
"""What a note can be, the weightier first: a note that sets right and adds is a correction."""

_HEAD = 200
"""Characters of a paragraph in which it says so: notes say first what they are."""

_LEAST = 25
"""Characters that a note has at least: « Mise à jour : 11 h 05 » is a time, no note."""


def kind_of_note(paragraph: str, language: str | None = None) -> str | None:
    """Return which of KINDS a paragraph is, None where it is none; without a language any may say so."""
    stripped = paragraph.strip()
    if len(stripped) < _LEAST:
        return None
    head = _plain(stripped[:_HEAD])
    for kind in KINDS:
        for code in [language] if language in LANGUAGES else LANGUAGES:
            openings, phrases = _patterns(str(code), kind)
            if openings.match(head) or phrases.search(head):
                return kind
    return None


@lru_cache(maxsize=16)
def _patterns(language: str, kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table(language, "corrections")[kind]
    openings, phrases = ("|".join(re.escape(words) for words in rows[name]) for name in ("openings", "phrases"))
    # a mark, or a date in brackets, after the word: « Correction faite », "Update your details" are no notes
    return re.compile(rf"[^\w]{{0,3}}(?:{openings})(?: ?[:.(–—-]|,? (?:\d|du |le |on |of ))"), re.compile(
        rf"\b(?:{phrases})\b"
    )


def _plain(words: str) -> str:
    """Words in small letters without accents, apostrophes as spaces; marks stay."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"['’]", " ", bare).split())
