"""Words that were given beside a text, found in it again: exactly, but for the signs that typesetting puts for others."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.model.span import Span

__all__ = ["found_again"]

_SAME = str.maketrans(
    "\u00a0\u202f\u2007\u2009\t\n\r’‘ʼ′“”„«»–—‑‐\u2212", " " * 7 + "''''" + '"""""' + "-----"
)  # one character for one, so that offsets hold
_EDGES = " \"'.…!?;:,()"
"""Marks around given words that the text need not have: they are the giver's."""


def found_again(text: str, words: str) -> list[Span]:
    """Return every place of some words in a text, in order; spaces, apostrophes, quotation marks and dashes count as one.

    Case counts but for the first letter, which a sentence turns. Words inside other words are no place.
    """
    wanted = words.translate(_SAME).strip(_EDGES)
    if not wanted:
        return []
    plain = text.translate(_SAME)
    return sorted({*_places(plain, wanted), *_places(plain, wanted[0].swapcase() + wanted[1:])})


def _places(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()) if start else True
        if whole and not text[end : end + 1].isalnum():
            yield Span(start, end)
        start = text.find(words, start + 1)
