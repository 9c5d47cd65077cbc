"""Two passages word by word: which words stand in one only. Nothing of either text is altered."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

from recoupe.model.span import Span, merged

__all__ = ["alike", "alone"]

_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\w+(?:['’]\w+)*|[^\w\s]")
"""A word, a number with its separators of thousands, or a mark."""

_ALIKE = str.maketrans({"’": "'", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})
"""Marks that outlets set each in their own way; which ones says nothing."""

_PAIRS = 400_000
"""Pairs of equal words up to which all are compared, about a quarter of a second; beyond, frequent words are left aside."""

_MOST = 4_000
"""Words of each side at most: ten pages of print. Of a longer one the beginning is compared."""


def alone(left: tuple[str, Span], right: tuple[str, Span]) -> tuple[list[Span], list[Span]]:
    """Return the spans of words that only the left, and only the right passage has, as offsets of their whole texts."""
    a, b = _words(*left), _words(*right)
    blocks = _matcher([w for w, _ in a], [w for w, _ in b]).get_matching_blocks()
    only_left = _between(left[0], a, [(m.a, m.size) for m in blocks])
    return only_left, _between(right[0], b, [(m.b, m.size) for m in blocks])


def alike(left: tuple[str, Span], right: tuple[str, Span]) -> float:
    """Share of the shorter passage's words that the other one has, whatever their order; 0 where either has none."""
    a, b = (Counter(w for w, _ in _words(*side)) for side in (left, right))
    return (a & b).total() / max(min(a.total(), b.total()), 1)


def _words(text: str, span: Span) -> list[tuple[str, Span]]:
    """Words and marks with their places; typography apart."""
    found = []
    for match in _WORD.finditer(text, span[0], span[1]):
        found.append((_plain(match[0][:200]), Span(*match.span())))
        if len(found) == _MOST:
            break
    return found


def _plain(word: str) -> str:
    if word[0].isdigit() and len(word) > 3:
        return re.sub(r"[.,\s]", "", word)
    return word.translate(_ALIKE)


def _matcher(a: list[str], b: list[str]) -> SequenceMatcher[str]:
    """Longest common runs first (difflib); words that are all over both texts are left aside where there are too many."""
    first, second = Counter(a), Counter(b)
    pairs = sum(n * second[w] for w, n in first.items())
    common = {w for w, n in first.items() if n * second[w] > _PAIRS // 100} if pairs > _PAIRS else set()
    return SequenceMatcher((lambda w: w in common) if common else None, a, b, autojunk=False)


def _between(text: str, words: list[tuple[str, Span]], same: list[tuple[int, int]]) -> list[Span]:
    """The words outside of the runs that are the same, side by side as one span."""
    ends = [(0, 0), *same]
    left = [words[k][1] for (i, n), (j, _) in pairwise(ends) for k in range(i + n, j)]
    return list(merged(left, text))
