"""What a word stands for when two accounts are compared: acts and things of the tables, and a stem that inflections share."""

from __future__ import annotations

from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.compare.words import meanings
from recoupe.lang import or_english, table

__all__ = ["terms"]

STEM = 6
"""Letters that the inflections of a word share: five take « partie » for « participer », seven part « vaccin » from « vaccinal »."""


@lru_cache(maxsize=4)
def _empty(language: str) -> frozenset[str]:
    evidence, rules = table(language, "evidence"), table(language, "denials")
    words = [w for words in table(language, "function_words").values() for w in words]
    words += [*evidence["empty"], *evidence["elided"], *rules["clitics"], *rules["particles"]]
    return frozenset(fold(w) for w in words)


@lru_cache(maxsize=1 << 15)
def terms(word: str, language: str) -> frozenset[str]:
    """Return what a folded word stands for: acts and things of the tables, and its stem; nothing where it says nothing."""
    language, word = or_english(language), word.rstrip("'’")
    if word in _empty(language) or (len(word) < 2 and not word.isdigit()):
        return frozenset()
    if word[0].isdigit():
        return frozenset({"".join(c for c in word if c.isdigit() or c in ",.")})
    parts = [word, *(p for p in word.split("-") if len(p) > 2 and p not in _empty(language))]
    return frozenset((*map(_stem, parts), *meanings(language).get(word, ())))


def _stem(word: str) -> str:
    return (word[:-1] if len(word) > 3 and word[-1] in "sx" else word)[:STEM]
