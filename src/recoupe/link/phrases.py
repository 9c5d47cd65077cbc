"""How reporting speaks of what was said: phrases of the table ``evidence``, matched on folded words."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import or_english, table

__all__ = ["flatly", "holds", "listed", "opens"]

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=32)
def _pattern(language: str, name: str) -> re.Pattern[str]:
    """One pattern for the phrases of a list; "…" stands for up to four words, "|" parts what may
    stand in one place, "*" stands for any ending.
    """
    return re.compile(rf"\b(?:{'|'.join(_phrase(p) for p in _rows(language, name))})e?s?\b")


def _phrase(phrase: str) -> str:
    return r" (?:\w+ ){0,4}".join(" ".join(map(_word, part.split())) for part in phrase.split("…"))


def _word(word: str) -> str:
    choices = [re.escape(fold(w)).replace(r"\*", r"\w*") for w in word.split("|")]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _rows(language: str, name: str) -> list[str]:
    rows: list[str] = table(or_english(language), "evidence")[name]
    return rows


def _folded(words: str) -> str:
    return " ".join(fold(w) for w in _WORD.findall(words))


@lru_cache(maxsize=1 << 16)
def holds(language: str, name: str, words: str) -> bool:
    """Whether some words hold a phrase of a list."""
    return _pattern(language, name).search(_folded(words)) is not None


@lru_cache(maxsize=1 << 16)
def opens(language: str, name: str, words: str) -> bool:
    """Whether some words open with a phrase of a list."""
    return _pattern(language, name).match(_folded(words)) is not None


@lru_cache(maxsize=1 << 12)
def flatly(language: str, words: str) -> bool:
    """Whether some words deny what was said before them and say nothing else: « C'est faux », "It does not"."""
    return opens(language, "denials", words) or _pattern(language, "elliptic").fullmatch(_folded(words)) is not None


@lru_cache(maxsize=32)
def listed(language: str, name: str) -> frozenset[str]:
    """A list as folded words."""
    return frozenset(fold(w) for w in _rows(language, name))
