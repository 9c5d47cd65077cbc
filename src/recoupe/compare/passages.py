"""Passages that two texts share: words folded over typography, compared as runs of four, with the way back to offsets.

Folding sets aside what house styles change (case, accents, soft hyphens, ligatures, marks, entities), so that
« L’ÉTAT » and "l'Etat" are one run of words. Runs are hashed and thinned by winnowing (Schleimer, Wilkerson and
Aiken, SIGMOD 2003), which finds every shared run of at least ``RUN + WINDOW - 1`` words, however short the copy;
MinHash of whole texts does not see a brief of two sentences (its share of the union is a few per cent).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.letters import CAPITAL, NUMBER, Hashes, Words, fold, words_of
from recoupe.model.span import Span

__all__ = [
    "LEAD",
    "RUN",
    "WINDOW",
    "Hashes",
    "Passages",
    "Shared",
    "fold",
    "holds",
    "passages",
    "passages_of",
    "shared",
]

RUN = 4
"""Words in a run: three recur between unrelated reports of one affair, five miss every second edited sentence."""
WINDOW = 8
"""One run of this many neighbours is kept: shared passages of eleven words, half a sentence, are always found."""

LEAD = 40
"""Words of the lead: a first sentence of some 25 words, after a date line or a credit of up to 15."""

_SENTENCE_END = re.compile(
    r"(?:[.!?…][»”\"'’)\]\s\u00a0\u202f]*(?=\s[«“\"‘(—–\-]?[\s\u00a0\u202f]?[A-ZÀ-ÖØ-Þ0-9])|\n)\s*"
)
_MIX = (np.uint32(2654435761), np.uint32(2246822519), np.uint32(3266489917), np.uint32(668265263))
"""Odd multipliers that tell the four places of a run apart (xxHash's primes)."""


@dataclass(frozen=True)
class Passages:
    """A text as words and runs of words: ``words`` are hashes in order, ``runs[i]`` the hash of words i to i+3."""

    text: str
    words: Hashes
    runs: Hashes
    kinds: NDArray[np.uint8]
    """Of each word, whether it has a capital (CAPITAL) or a digit (NUMBER)."""
    starts: NDArray[np.int32]
    """First words of sentences."""
    bounds: NDArray[np.int32]
    """Where each sentence stands: the start of its first word and the end of its last, two numbers a sentence."""

    @cached_property
    def marks(self) -> Hashes:
        """The runs kept by winnowing, sorted; by these candidates are found."""
        found = np.sort(_winnowed(self.runs))
        fresh = np.ones(len(found), dtype=np.bool_)
        np.not_equal(found[1:], found[:-1], out=fresh[1:])
        return found[fresh]

    @cached_property
    def lead(self) -> frozenset[int]:
        """Those of the marks that stand in the lead."""
        return frozenset(_winnowed(self.runs[:LEAD]).tolist())

    @cached_property
    def ordered(self) -> Hashes:
        """The runs, sorted."""
        return np.sort(self.runs)

    @cached_property
    def slots(self) -> NDArray[np.bool_]:
        """Which words a template page fills in: numbers, and capitals that open no sentence."""
        kinds = self.kinds.copy()
        kinds[self.starts] &= NUMBER
        return kinds > 0

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as half-open ranges of words."""
        starts = self.starts.tolist()
        return list(zip(starts, [*starts[1:], len(self.words)], strict=True)) if starts else []

    @property
    def spans(self) -> list[Span]:
        """Where each sentence stands, from its first word to its last."""
        return [Span(first, last) for first, last in self.bounds.reshape(-1, 2).tolist()]

    @cached_property
    def sizes(self) -> NDArray[np.intp]:
        """How many words each sentence has."""
        ends = np.empty(len(self.starts), dtype=np.intp)
        ends[:-1], ends[-1:] = self.starts[1:], len(self.words)
        return ends - self.starts

    @cached_property
    def vocabulary(self) -> Hashes:
        """The words, sorted."""
        return np.sort(self.words)


def passages(text: str) -> Passages:
    """Return a text's words and runs."""
    return passages_of(words_of(text), text)


def passages_of(found: Words, text: str) -> Passages:
    """Return the words and runs of a text; it, or something that ends with it, was cut into words."""
    before = len(found.text) - len(text)
    first = int(found.starts.searchsorted(before))
    words = found.hashes[first:]
    kinds = (found.capital.astype(np.uint8) * np.uint8(CAPITAL) | found.number.astype(np.uint8) * np.uint8(NUMBER))[
        first:
    ]
    starts, bounds = _sentences(found.starts[first:] - before, found.ends[first:] - before, text)
    return Passages(text, words, _runs(words), kinds, starts, bounds)


def _sentences(
    first: NDArray[np.intp], last: NDArray[np.intp], text: str
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """First words of sentences, and where each starts and ends in the text; words are given by where they do."""
    if not len(first):
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    starts = np.zeros(1, dtype=np.int32)
    if ends := [m.end() for m in _SENTENCE_END.finditer(text)]:
        found = first.searchsorted(ends)
        starts = np.concatenate((starts, found), dtype=np.int32, casting="unsafe")
        fresh = np.ones(len(starts), dtype=np.bool_)
        np.not_equal(starts[1:], starts[:-1], out=fresh[1:])
        starts = starts[fresh & (starts < len(first))]
    bounds = np.empty(2 * len(starts), dtype=np.int32)
    bounds[::2] = first[starts]
    bounds[1:-1:2], bounds[-1] = last[starts[1:] - 1], last[-1]
    return starts, bounds


def _runs(words: Hashes) -> Hashes:
    if len(words) < RUN:
        return np.zeros(0, dtype=np.uint32)
    count = len(words) - RUN + 1
    runs = words[:count] * _MIX[0]
    for place in range(1, RUN):
        runs = (runs ^ (runs >> np.uint32(15))) * _MIX[place] + words[place : place + count]
    return (runs ^ (runs >> np.uint32(13))) * _MIX[0]


def _winnowed(runs: Hashes) -> Hashes:
    if len(runs) <= WINDOW:
        return np.sort(runs)[:1]
    least = runs[: len(runs) - WINDOW + 1].copy()
    for place in range(1, WINDOW):
        np.minimum(least, runs[place : len(runs) - WINDOW + 1 + place], out=least)
    fresh = np.ones(len(least), dtype=np.bool_)
    np.not_equal(least[1:], least[:-1], out=fresh[1:])
    return least[fresh]


class Shared(NamedTuple):
    """What two texts share; ``left`` and ``right`` say of each word whether it lies in a shared run."""

    left: NDArray[np.bool_]
    right: NDArray[np.bool_]

    @property
    def parts(self) -> tuple[float, float]:
        """The shares of each text's words that are shared."""
        return (
            int(np.count_nonzero(self.left)) / max(len(self.left), 1),
            int(np.count_nonzero(self.right)) / max(len(self.right), 1),
        )


def shared(left: Passages, right: Passages) -> Shared:
    """Mark the words of two texts that lie in a run which both have."""
    return Shared(_covered(left, right), _covered(right, left))


def holds(ordered: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Which of the wanted hashes are among sorted, non-empty ones; several times quicker than ``np.isin``."""
    found: NDArray[np.bool_] = ordered.take(ordered.searchsorted(wanted), mode="clip") == wanted
    return found


def _covered(one: Passages, other: Passages) -> NDArray[np.bool_]:
    found = np.zeros(len(one.words), dtype=np.bool_)
    if not len(one.runs) or not len(other.runs):
        return found
    hits = holds(other.ordered, one.runs)
    for place in range(RUN):
        found[place : place + len(hits)] |= hits
    return found
