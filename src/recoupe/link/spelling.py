"""Spellings: what two ways of writing one name have in common, across languages and transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table, world

__all__ = ["body_words", "content_words", "is_left_out", "is_work", "same_body", "skeleton"]

_STEPS = [
    (re.compile(r"^c(?=[aoulr])"), "k"),  # Calven, Kalvena; inside a word c may be ts (Dolnica)
    (re.compile(r"(?:tsch|tch|sch|sh|ch|ts|tz|cz|c|z|s)+"), "s"),  # Dolnica, Dolnitsa, Dolnitza; Marech, Maresh
    (re.compile(r"(?:ck|kh|q|k)+"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[wv]+"), "v"),
    (re.compile(r"(?:dj|dzh|zh|j)+"), "j"),
    (re.compile(r"(?:ou|oo|u)+"), "u"),
    (re.compile(r"(?:y|i|ee|ï)+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"h"), ""),
    (re.compile(r"(?<=[bcdfgkptv])er$"), "r"),  # Dniestr, Dniester; Ostre, Oster
    (re.compile(r"(?<=..)[aeoi]+$"), ""),  # Kestrie, Kestria
]

_EMPTY = frozenset(
    {"de", "du", "des", "la", "le", "les", "l", "d", "of", "the", "for", "and", "et", "pour", "aux", "au", "a", "s"}
)

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """What stays of a word when spellings of one sound are made one; for single words of four letters and more."""
    made = fold(word)
    for pattern, put in _STEPS:
        made = pattern.sub(put, made)
    return made


@lru_cache(maxsize=1)
def body_words() -> dict[str, frozenset[str]]:
    """French words that names of bodies are made of, folded, with their English ones."""
    found: dict[str, set[str]] = {}
    for row in world("body_words"):
        found.setdefault(fold(row["fr"]), set()).add(fold(row["en"]))
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=2)
def _heads(key: str) -> frozenset[str]:
    return frozenset(fold(w) for language in LANGUAGES for w in table(language, "name_heads")[key])


def is_work(word: str) -> bool:
    """Whether a folded word is a noun for a work or building (dam, barrage)."""
    return word in _heads("works")


def is_left_out(word: str) -> bool:
    """Whether a folded word is a noun that a body's name goes with or without (groupe, agency)."""
    return word in _heads("left_out")


def content_words(name: str) -> tuple[str, ...]:
    """Folded words of a name without articles and prepositions."""
    return tuple(w for w in (fold(m) for m in _WORD.findall(name)) if w not in _EMPTY)


def same_body(french: str, english: str) -> bool:
    """Whether a French and an English name of two words or more say the same word for word, in whatever order."""
    left, right = content_words(french), list(content_words(english))
    if len(left) < 2 or len(left) != len(right):
        return False
    for word in left:
        match = next((other for other in right if _same_word(word, other)), None)
        if match is None:
            return False
        right.remove(match)
    return True


def _same_word(french: str, english: str) -> bool:
    if english in body_words().get(french, ()):
        return True
    left, right = skeleton(french), skeleton(english)
    return left == right or (min(len(left), len(right)) >= 5 and left[:5] == right[:5])
