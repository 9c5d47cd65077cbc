"""Passages that two texts share: words folded over typography, compared as runs of four, with the way back to offsets.

Folding sets aside what house styles change (case, accents, soft hyphens, ligatures, marks, entities), so that
« L’ÉTAT » and "l'Etat" are one run of words. Runs are hashed and thinned by winnowing (Schleimer, Wilkerson and
Aiken, SIGMOD 2003), which finds every shared run of at least ``RUN + WINDOW - 1`` words, however short the copy;
MinHash of whole texts does not see a brief of two sentences (its share of the union is a few per cent).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
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
    "passages_each",
    "passages_of",
    "shared",
]

RUN = 4
"""Words in a run: three recur between unrelated reports of one affair, five miss every second edited sentence."""
WINDOW = 8
"""One run of this many neighbours is kept: shared passages of eleven words, half a sentence, are always found."""

_PLAIN = 1 << 31
"""Set in marks without a name or a number."""

LEAD = 40
"""Words of the lead: a first sentence of some 25 words, after a date line or a credit of up to 15."""

OPENING = 8
"""Words of the first sentence that can be an opening: credit and date lines are shorter."""

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
    least: Hashes
    """The first of each ``WINDOW`` neighbours, in the order in which runs are kept."""

    @cached_property
    def marks(self) -> Hashes:
        """The runs kept by winnowing, sorted; by these candidates are found."""
        found = np.sort(self.least)
        fresh = np.ones(len(found), dtype=np.bool_)
        np.not_equal(found[1:], found[:-1], out=fresh[1:])
        return found[fresh]

    @property
    def filled(self) -> int:
        """How many of the marks have a name or a number in them."""
        return int(self.marks.searchsorted(np.uint32(_PLAIN)))

    @cached_property
    def lead(self) -> frozenset[int]:
        """Those of the marks that stand in the lead."""
        return frozenset(self.least[: LEAD - WINDOW + 1].tolist())

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
    def opening(self) -> tuple[int, int]:
        """Where the first sentence of some length begins, and how many words it has; the whole text where there is none."""
        for start, size in zip(self.starts.tolist(), self.sizes.tolist(), strict=True):
            if size >= OPENING:
                return start, size
        return 0, len(self.words)

    @cached_property
    def vocabulary(self) -> Hashes:
        """The words, sorted."""
        return np.sort(self.words)


def passages(text: str) -> Passages:
    """Return a text's words and runs."""
    return passages_of(words_of(text), text)


def passages_of(found: Words, text: str) -> Passages:
    """Return the words and runs of a text; it, or something that ends with it, was cut into words."""
    return passages_each(found, [(len(found.text) - len(text), text)])[0]


def passages_each(found: Words, texts: Sequence[tuple[int, str]]) -> list[Passages]:
    """Return the words and runs of several texts, up to ``OWNERS``, that were cut into words one after the other.

    Each comes with where it begins in what was cut.
    """
    runs = _runs(found.hashes)
    kinds = found.capital.astype(np.uint8) * np.uint8(CAPITAL) | found.number.astype(np.uint8) * np.uint8(NUMBER)
    cuts = [(first, first + len(text)) for first, text in texts]
    parts = [(first, last) for first, last in found.starts.searchsorted(np.array(cuts)).tolist()]
    sentences = list(_sentences(found, texts, parts))
    slots = kinds.copy()
    for (first, _), (starts, _) in zip(parts, sentences, strict=True):
        slots[first + starts] &= NUMBER
    ranked = _ranked(runs, slots > 0)
    least = _least(ranked)
    made = []
    for (_, text), (first, last), (starts, bounds) in zip(texts, parts, sentences, strict=True):
        end = max(last - RUN + 1, first)
        own, words = runs[first:end].copy(), found.hashes[first:last].copy()
        few = end - first <= WINDOW
        marks = np.sort(ranked[first:end])[:1] if few else least[first : last - RUN - WINDOW + 2].copy()
        made.append(Passages(text, words, own, kinds[first:last].copy(), starts, bounds, marks))
    return made


_ENDING = re.compile(r"[.!?…\n]")


def _sentences(
    found: Words, texts: Sequence[tuple[int, str]], parts: Sequence[tuple[int, int]]
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """First words of sentences, and where each starts and ends, of each text, whose words are a part of those found."""
    ends = [[before + end for end in _ends(text)] for before, text in texts]
    firsts, lasts = np.array(parts).reshape(-1, 2).T
    at = found.starts.searchsorted(np.array([end for own in ends for end in own], dtype=np.intp))
    at = at[at < lasts.repeat([len(own) for own in ends])]
    at = np.sort(np.concatenate((at, firsts[firsts < lasts])))
    at = at[np.append(at[1:] != at[:-1], np.ones(min(len(at), 1), dtype=np.bool_))].astype(np.intp)
    cuts = at.searchsorted(np.append(firsts, len(found)))
    many = cuts[1:] - cuts[:-1]
    after = np.empty_like(at)
    after[:-1] = at[1:]
    after[cuts[1:][many > 0] - 1] = lasts[many > 0]
    before = np.array([start for start, _ in texts]).repeat(many)
    bounds = np.stack((found.starts[at] - before, found.ends[after - 1] - before), axis=1).astype(np.int32).reshape(-1)
    starts = (at - firsts.repeat(many)).astype(np.int32)
    for first, last in pairwise(cuts.tolist()):
        yield starts[first:last], bounds[2 * first : 2 * last]


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, with what closes them; looked for only where a mark is that may end one."""
    last = 0
    for mark in _ENDING.finditer(text):
        if mark.start() >= last and (met := _SENTENCE_END.match(text, mark.start())):
            last = met.end()
            yield last


def _runs(words: Hashes) -> Hashes:
    if len(words) < RUN:
        return np.zeros(0, dtype=np.uint32)
    count = len(words) - RUN + 1
    runs = words[:count] * _MIX[0]
    for place in range(1, RUN):
        runs = (runs ^ (runs >> np.uint32(15))) * _MIX[place] + words[place : place + count]
    return (runs ^ (runs >> np.uint32(13))) * _MIX[0]


def _ranked(runs: Hashes, slots: NDArray[np.bool_]) -> Hashes:
    """The runs in the order in which they are kept: first those with a name or a number in them.

    These tell pages of one template apart, and texts of the same stock sentences.
    """
    filled = slots[: len(runs)].copy()
    for place in range(1, RUN):
        filled |= slots[place : place + len(runs)]
    ranked: Hashes = (runs >> np.uint32(1)) | (~filled).astype(np.uint32) * np.uint32(_PLAIN)
    return ranked


def _least(runs: Hashes) -> Hashes:
    """The least of each ``WINDOW`` neighbours."""
    many = len(runs) - WINDOW + 1
    least = runs[: max(many, 0)].copy()
    for place in range(1, WINDOW if many > 0 else 0):
        np.minimum(least, runs[place : many + place], out=least)
    return least


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
