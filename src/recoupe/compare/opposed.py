"""Words and acts that exclude each other: the tables ``antonyms`` of the languages, and the opposites among the concepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.compare.words import told_as
from recoupe.lang import or_english, table

__all__ = [
    "ASPECTS",
    "CONVERSE",
    "Stands",
    "acts_exclude",
    "antonymous",
    "converse",
    "listed",
    "made",
    "once",
    "opposites",
    "pattern",
    "sited",
    "stands",
]


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words or phrases; * stands for any ending."""
    parts = (re.escape(fold(w.rstrip("*"))) + (r"\w*" if w.endswith("*") else "") for w in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


Place = tuple[int, int]
"""A row of the table, by its number among those asked for, and one of its two sides."""


@lru_cache(maxsize=16)
def _places(language: str, *names: str) -> tuple[dict[str, set[Place]], dict[str, set[Place]]]:
    """Where words stand in lists of the table ``antonyms``: whole words, and beginnings of words.

    ``pairs`` exclude each other anyhow, ``acts`` of one doer or thing, ``converse`` of one doer.
    """
    raw = table(or_english(language), "antonyms")
    whole: dict[str, set[Place]] = {}
    begun: dict[str, set[Place]] = {}
    for row, pair in enumerate(pair for name in names for pair in raw[name]):
        for side, words in enumerate(pair):
            for word in words:
                (begun if word.endswith("*") else whole).setdefault(fold(word.rstrip("*")), set()).add((row, side))
    return whole, begun


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """Acts that can't hold at the same time, as features."""
    found: dict[str, set[str]] = {}
    for concept, entry in table("world", "concepts")["concepts"].items():
        for other in entry.get("opposite", ()):
            found.setdefault(f"k:{concept}", set()).add(f"k:{other}")
            found.setdefault(f"k:{other}", set()).add(f"k:{concept}")
    names = told_as()
    for one, others in list(found.items()):
        for other in sorted(others):
            for a, b in ((names.get(one), other), (names.get(one), names.get(other)), (one, names.get(other))):
                if a and b and a != b:
                    found.setdefault(a, set()).add(b)
    return {concept: frozenset(others) for concept, others in found.items()}


CONVERSE = {
    "k:sell": frozenset({"k:buy", "k:acquire"}),
    "k:buy": frozenset({"k:sell"}),
    "k:acquire": frozenset({"k:sell"}),
}
"""Opposite acts that are two sides of one deal: they exclude each other only of one doer."""


@lru_cache(maxsize=1 << 14)
def _sides(word: str, language: str, *names: str) -> frozenset[Place]:
    """The rows and sides on which a folded word stands."""
    whole, begun = _places(language, *names)
    found = set(whole.get(word, ()))
    for end in range(1, len(word) + 1):
        if not word[end:] or word[end:].isalnum():
            found |= begun.get(word[:end], set())
    return frozenset(found)


def listed(word: str, language: str) -> bool:
    """Whether a folded word stands on the table's rows of words that exclude each other."""
    return bool(_sides(word, language, "pairs"))


@lru_cache(maxsize=1 << 14)
def _opposed(one: str, other: str, language: str, *names: str) -> bool:
    there = _sides(other, language, *names)
    return any((row, 1 - side) in there for row, side in _sides(one, language, *names))


@lru_cache(maxsize=4)
def _phrases(language: str) -> re.Pattern[str]:
    """The rows' words that are several."""
    rows = table(or_english(language), "antonyms")["pairs"]
    return pattern([w for row in rows for side in row for w in side if " " in w] or ["\0"])


_WORD = re.compile(r"[\w'-]+")

Stands = dict[tuple[int, int], tuple[int, int]]
"""By row and side of the table, where the first word of it stands in a text."""


def stands(folded: str, language: str) -> Stands:
    """Return on which rows and sides of the table the words of a folded text stand."""
    found: Stands = {}
    for word in (*_WORD.finditer(folded), *_phrases(language).finditer(folded)):
        for start, part in _parts(word[0]):
            for place in _sides(part, language, "pairs"):
                found.setdefault(place, (word.start() + start, word.start() + start + len(part)))
    return found


def _parts(word: str) -> Iterator[tuple[int, str]]:
    """A word, and its parts at apostrophes and hyphens: « l'ancien », "ex-mayor"."""
    yield 0, word
    if "'" in word or "-" in word:
        yield from ((m.start(), m[0]) for m in re.finditer(r"\w+", word))


def antonymous(one: str, other: str, language: str) -> bool:
    """Whether two folded words stand on the two sides of a row of the table."""
    return _opposed(one, other, language, "pairs", "acts")


def converse(one: str, other: str, language: str) -> bool:
    """Whether two folded words are the two sides of one relation: beat, lost to."""
    return _opposed(one, other, language, "converse")


ASPECTS = frozenset({"k:begin", "k:end"})
"""Acts that exclude each other only of one thing: somebody always begins as another ends."""


def acts_exclude(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether among the features of two passages of one matter are acts that exclude each other, and neither tells both."""
    for act in (one - other - ASPECTS) & opposites().keys():
        if not (opposites()[act] - CONVERSE.get(act, frozenset()) - one).isdisjoint(other):
            return True
    return False


@lru_cache(maxsize=4)
def made(language: str) -> frozenset[str]:
    """What has one maker or one doer, as folded lemmas: to write, to found, to be the first to."""
    return frozenset(fold(w) for w in table(or_english(language), "exclusive")["single"]["made"])


@lru_cache(maxsize=4)
def sited(language: str) -> frozenset[str]:
    """Verbs for where something is, as folded lemmas."""
    return frozenset(fold(w) for w in table(or_english(language), "exclusive")["single"]["sited"])


@lru_cache(maxsize=4)
def once(language: str) -> frozenset[str]:
    """What takes place once, or is at one place only, as folded lemmas."""
    return frozenset(fold(w) for w in table(or_english(language), "exclusive")["single"]["once"])
