"""Passages that two texts share: words folded over typography, compared as runs of four, with the way back to offsets.

Folding sets aside what house styles change (case, accents, soft hyphens, ligatures, marks, entities), so that
« L’ÉTAT » and "l'Etat" are one run of words. Runs are hashed and thinned by winnowing (Schleimer, Wilkerson and
Aiken, SIGMOD 2003), which finds every shared run of at least ``RUN + WINDOW - 1`` words, however short the copy;
MinHash of whole texts does not see a brief of two sentences (its share of the union is a few per cent).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.model.span import Span

__all__ = ["LEAD", "RUN", "WINDOW", "Hashes", "Passages", "Shared", "fold", "holds", "passages", "shared"]

RUN = 4
"""Words in a run: three recur between unrelated reports of one affair, five miss every second edited sentence."""
WINDOW = 8
"""One run of this many neighbours is kept: shared passages of eleven words, half a sentence, are always found."""

LEAD = 40
"""Words of the lead: a first sentence of some 25 words, after a date line or a credit of up to 15."""

Hashes = NDArray[np.uint32]
"""Words or runs of words as hashes."""

_WORD = re.compile(r"&#?\w+;|[\w\u00ad\u200b\u200c\u200d\u2060\u0300-\u036f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SENTENCE_END = re.compile(
    r"(?:[.!?…][»”\"'’)\]\s\u00a0\u202f]*(?=\s[«“\"‘(—–\-]?[\s\u00a0\u202f]?[A-ZÀ-ÖØ-Þ0-9])|\n)\s*"
)
_MIX = (np.uint32(2654435761), np.uint32(2246822519), np.uint32(3266489917), np.uint32(668265263))
"""Odd multipliers that tell the four places of a run apart (xxHash's primes)."""


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word without case, accents, invisible characters and ligatures."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_INVISIBLE))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return plain.replace("œ", "oe").replace("æ", "ae")


class _Folded(dict[str, int]):
    """Hash of each spelling met, 0 for what is no word; the words of a language are few, so they are folded once."""

    LIMIT = 400_000

    def __missing__(self, raw: str) -> int:
        value = 0 if raw.startswith("&") else crc32(fold(raw).encode("utf-8", "surrogatepass")) or 1
        if len(self) < self.LIMIT:
            self[raw] = value
        return value


_FOLDED = _Folded()


@dataclass(frozen=True)
class Passages:
    """A text as words and runs of words: ``words`` are hashes in order, ``runs[i]`` the hash of words i to i+3."""

    text: str
    words: Hashes
    runs: Hashes

    @cached_property
    def marks(self) -> Hashes:
        """The runs kept by winnowing, sorted; by these candidates are found."""
        return np.unique(_winnowed(self.runs))

    @cached_property
    def lead(self) -> frozenset[int]:
        """Those of the marks that stand in the lead."""
        return frozenset(_winnowed(self.runs[:LEAD]).tolist())

    @cached_property
    def ordered(self) -> Hashes:
        """The runs, sorted."""
        return np.sort(self.runs)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Where each word starts and ends in the text."""
        if "&" not in self.text:
            return [m.span() for m in _WORD.finditer(self.text)]
        return [m.span() for m in _WORD.finditer(self.text) if m[0][0] != "&"]

    def is_slot(self, place: int) -> bool:
        """Whether a word is one that a template page fills in: a number, or a capital that opens no sentence."""
        word = self.text[slice(*self.bounds[place])]
        return any(c.isdigit() for c in word) or (word[0].isupper() and place not in self.openers)

    @cached_property
    def openers(self) -> frozenset[int]:
        """First words of sentences."""
        return frozenset(first for first, _ in self.sentences)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as half-open ranges of words."""
        starts = [start for start, _ in self.bounds]
        cuts = [0, *(bisect_right(starts, m.end() - 1) for m in _SENTENCE_END.finditer(self.text)), len(starts)]
        return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]

    def span(self, first: int, last: int) -> Span:
        """The span from word ``first`` to before word ``last``."""
        return Span(self.bounds[first][0], self.bounds[last - 1][1])


def passages(text: str) -> Passages:
    """Return a text's words and runs."""
    words = np.array([h for raw in _WORD.findall(text) if (h := _FOLDED[raw])], dtype=np.uint32)
    if len(words) < RUN:
        return Passages(text, words, np.zeros(0, dtype=np.uint32))
    count = len(words) - RUN + 1
    runs = words[:count] * _MIX[0]
    for place in range(1, RUN):
        runs = (runs ^ (runs >> np.uint32(15))) * _MIX[place] + words[place : place + count]
    return Passages(text, words, (runs ^ (runs >> np.uint32(13))) * _MIX[0])


def _winnowed(runs: Hashes) -> Hashes:
    if len(runs) <= WINDOW:
        return np.unique(runs)[:1]
    least = runs[: len(runs) - WINDOW + 1].copy()
    for place in range(1, WINDOW):
        np.minimum(least, runs[place : len(runs) - WINDOW + 1 + place], out=least)
    return least[np.flatnonzero(np.diff(least, prepend=least[0] ^ np.uint32(1)))]


class Shared(NamedTuple):
    """What two texts share; ``left`` and ``right`` say of each word whether it lies in a shared run."""

    left: NDArray[np.bool_]
    right: NDArray[np.bool_]

    @property
    def parts(self) -> tuple[float, float]:
        """The shares of each text's words that are shared."""
        return (
            float(self.left.mean()) if len(self.left) else 0.0,
            float(self.right.mean()) if len(self.right) else 0.0,
        )


def shared(left: Passages, right: Passages) -> Shared:
    """Mark the words of two texts that lie in a run which both have."""
    return Shared(_covered(left, right), _covered(right, left))


def holds(ordered: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Which of the wanted hashes are among sorted, non-empty ones; several times quicker than ``np.isin``."""
    places = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[places] == wanted
    return found


def _covered(one: Passages, other: Passages) -> NDArray[np.bool_]:
    found = np.zeros(len(one.words), dtype=np.bool_)
    if not len(one.runs) or not len(other.runs):
        return found
    hits = holds(other.ordered, one.runs)
    for place in range(RUN):
        found[place : place + len(hits)] |= hits
    return found
