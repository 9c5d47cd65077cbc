"""What a verdict amounts to: by its words and the tables, else by its number and the scale it stands on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from recoupe.lang import LANGUAGES, table
from recoupe.model.report import Review
from recoupe.model.words import Stance

__all__ = ["stance_by_number", "stance_by_words", "stance_of"]

_STANCES = (Stance.DEBUNKS, Stance.CONFIRMS, Stance.DOUBTS)

LOW, HIGH = 0.25, 0.75
"""Parts of the scale up to which a verdict refutes and from which it confirms. On ClaimReview's usual scale of 1 (false),
2 (mostly false), 3 (half true), 4 (mostly true), 5 (true) these are 2 and 4."""


def stance_of(review: Review, language: str) -> tuple[Stance | None, bool]:
    """Return what a verdict amounts to, None where it can't be told, and whether its words and its number disagree."""
    words, number = stance_by_words(review.rating, language), stance_by_number(review)
    return words or number, bool(words and number and {words, number} == {Stance.DEBUNKS, Stance.CONFIRMS})


def stance_by_words(rating: str | None, language: str) -> Stance | None:
    """What the words say, in the report's language before another: the whole verdict, else what stands before its first mark."""
    if not rating:
        return None
    known = [
        _known(code) for code in (language, *(code for code in LANGUAGES if code != language)) if code in LANGUAGES
    ]
    first = re.split(r"[:.,;!?–—(…|/]|\s-\s", rating.strip(), maxsplit=1)[0]
    for words in (_plain(rating), _plain(first)):
        for table_of in known:
            if words in table_of:
                return _qualified(table_of[words], rating, words)
    return None


def _qualified(stance: Stance, rating: str, words: str) -> Stance:
    """« Vrai, mais pas partout »: what is confirmed with a but is not confirmed as it was claimed."""
    rest = _plain(rating)[len(words) :].split()
    but = {w for code in LANGUAGES for w in table(code, "ratings")["buts"]}
    return Stance.DOUBTS if stance is Stance.CONFIRMS and rest and rest[0] in but else stance


def stance_by_number(review: Review) -> Stance | None:
    """What the number says; without both ends of a scale, or beside it, it says nothing."""
    value, worst, best = review.value, review.worst, review.best
    if value is None or worst is None or best is None or worst == best:
        return None
    share = (value - worst) / (best - worst)
    if not 0 <= share <= 1:
        return None
    return Stance.DEBUNKS if share <= LOW else Stance.CONFIRMS if share >= HIGH else Stance.DOUBTS


@lru_cache(maxsize=4)
def _known(language: str) -> dict[str, Stance]:
    rows = table(language, "ratings")
    return {_plain(words): stance for stance in _STANCES for words in rows[stance.value]}


def _plain(words: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))
