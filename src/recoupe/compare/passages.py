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
    """Hash of each spelling met, 0 for what is no word; the words of a language are few, so they are folded once.

    Two bits above the hash say what a template page may fill in: ``CAPITAL`` and ``NUMBER``.
    """

    LIMIT = 400_000
    CAPITAL, NUMBER = 1 << 32, 1 << 33

    def __missing__(self, raw: str) -> int:
        value = 0
        if raw[0] != "&":
            value = crc32(fold(raw).encode("utf-8", "surrogatepass")) or 1
            value |= self.NUMBER if any(c.isdigit() for c in raw) else self.CAPITAL if raw[0].isupper() else 0
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
    kinds: NDArray[np.uint8]
    """Of each word, 1 for a capital and 2 for a number."""

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
    def slots(self) -> NDArray[np.bool_]:
        """Which words a template page fills in: numbers, and capitals that open no sentence."""
        kinds = self.kinds.copy()
        kinds[self.starts] &= 2
        return kinds > 0

    @cached_property
    def _parts(self) -> list[tuple[int, int, int]]:
        """Sentences as number of words, and where the first starts and the last ends in the text."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text)]
        return [
            (count, a + first, a + last)
            for a, b in itertools.pairwise([0, *ends, len(self.text)])
            for count, first, last in (_measured(self.text[a:b]),)
            if count
        ]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as half-open ranges of words."""
        return list(itertools.pairwise(itertools.accumulate((count for count, _, _ in self._parts), initial=0)))

    @cached_property
    def spans(self) -> list[Span]:
        """Where each sentence stands, from its first word to its last."""
        return [Span(first, last) for _, first, last in self._parts]

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """First words of sentences."""
        return np.array([first for first, _ in self.sentences], dtype=np.intp)

    @cached_property
    def sizes(self) -> NDArray[np.intp]:
        """How many words each sentence has."""
        return np.array([count for count, _, _ in self._parts], dtype=np.intp)

    @cached_property
    def vocabulary(self) -> Hashes:
        """The words, sorted."""
        return np.sort(self.words)


def _measured(part: str) -> tuple[int, int, int]:
    """How many words a passage has, where the first starts and the last ends."""
    if "&" in part:
        found = [m.span() for m in _WORD.finditer(part) if m[0][0] != "&"]
        return (len(found), found[0][0], found[-1][1]) if found else (0, 0, 0)
    words = _WORD.findall(part)
    return (len(words), part.find(words[0]), part.rfind(words[-1]) + len(words[-1])) if words else (0, 0, 0)


def passages(text: str) -> Passages:
    """Return a text's words and runs."""
    raw = _WORD.findall(text)
    folded = np.fromiter(map(_FOLDED.__getitem__, raw), np.uint64, len(raw))
    if "&" in text:
        folded = folded[folded != 0]
    words, kinds = folded.astype(np.uint32), (folded >> np.uint64(32)).astype(np.uint8)
    if len(words) < RUN:
        return Passages(text, words, np.zeros(0, dtype=np.uint32), kinds)
    count = len(words) - RUN + 1
    runs = words[:count] * _MIX[0]
    for place in range(1, RUN):
        runs = (runs ^ (runs >> np.uint32(15))) * _MIX[place] + words[place : place + count]
    return Passages(text, words, (runs ^ (runs >> np.uint32(13))) * _MIX[0], kinds)


def _winnowed(runs: Hashes) -> Hashes:
    if len(runs) <= WINDOW:
        return np.unique(runs)[:1]
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
