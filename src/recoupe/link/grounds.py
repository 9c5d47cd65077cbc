"""Where things stand that a passage tells of, by the name beside their noun: « le pont de Merlande », "the Reedmoor campsite"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.extract.mentions.words import lexicon
from recoupe.lang import LANGUAGES, table
from recoupe.model.span import Span

__all__ = ["names_beside"]

_WORD = re.compile(r"[^\W\d_]+")
REACH = 4
"""Words behind a noun among which the name starts: « l'usine chimique de la Vire »."""


@lru_cache(maxsize=1)
def _sited() -> frozenset[str]:
    return frozenset(f"c:{thing}" for thing in table("world", "things")["sited"])


@lru_cache(maxsize=4)
def _ties(language: str) -> frozenset[str]:
    """Words between a noun and the name of where it stands."""
    return frozenset(fold(w) for w in table(language if language in LANGUAGES else "en", "hypernyms")["beside"])


def names_beside(text: str, language: str, known: Mapping[str, tuple[str, ...]], empty: frozenset[str]) -> list[Span]:
    """Return where the names stand that tell a work, building or place from others of its noun, in order.

    ``known`` is what words stand for, ``empty`` are words that are no names, whatever their first letter.
    """
    words = list(_WORD.finditer(text))
    ties, people = _ties(language), lexicon(language).demonyms
    found: set[Span] = set()
    for place, word in enumerate(words):
        if not _sited().isdisjoint(known.get(fold(word[0]), ())):
            found.update(Span(*m.span()) for m in _behind(text, word.end(), words[place + 1 : place + 1 + REACH], ties))
            if language == "en":
                before = words[max(0, place - REACH) : place][::-1]
                found.update(Span(*m.span()) for m in _before(text, word.start(), before))
    return sorted(
        s
        for s in found
        if (w := fold(text[s.start : s.end])) not in empty and w not in people and not _opens(text, s.start)
    )


def _opens(text: str, start: int) -> bool:
    """Whether a sentence opens here, so that a capital says nothing."""
    before = text[max(0, start - 8) : start].rstrip(" \u00a0\u202f«»“”\"'’(")
    return not before or before[-1] in ".!?…:\n–—"


def _behind(text: str, end: int, words: Sequence[re.Match[str]], ties: frozenset[str]) -> Iterator[re.Match[str]]:
    """Names behind a noun, tied to it by a preposition or nothing; one more word may stand between (« chimique »)."""
    others, named = 0, False
    for word in words:
        if not _joined(text[end : word.start()]):
            return
        if word[0][0].isupper():
            named = True
            yield word
        elif named or (fold(word[0]) not in ties and (others := others + 1) > 1):
            return
        end = word.end()


def _before(text: str, start: int, words: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Names before an English noun: "the Calven chemical terminal"."""
    if words and words[0][0].islower() and _joined(text[words[0].end() : start]):
        start, words = words[0].start(), words[1:]
    for word in words:
        if not word[0][0].isupper() or not _joined(text[word.end() : start]):
            return
        start = word.start()
        yield word


def _joined(between: str) -> bool:
    """Whether nothing but a space, an apostrophe or a hyphen parts two words."""
    return between.strip(" \u00a0\u202f'’-") == ""
