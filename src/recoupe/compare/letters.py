"""A text cut into words all at once: where each stands, and hashes of how it is spelt, without making any string.

Each code point is looked up in tables: whether it is part of a word, and the polynomial of the letters that it folds to
(Rabin and Karp 1987), so that « œ » and "oe", "É" and "e" add the same to the hash of their word. Cutting a report of
260 words so takes a few array operations in place of thousands of strings, and nothing is kept of spellings met before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CAPITAL", "NUMBER", "OWNERS", "Hashes", "Words", "fold", "grouped", "hashed", "words_of"]

Hashes = NDArray[np.uint32]
"""Words or runs of words as hashes."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PART = re.compile(r"[\w\u00ad\u200b\u200c\u200d\u2060\u0300-\u036f]")
_ENTITY = re.compile(r"&#?\w+;")

_BASE = 0x9E3779B1
"""What a letter's place multiplies it by: odd and far from a power of two (the golden ratio of 32 bits, Knuth 6.4)."""
_LONGEST = 1 << 12
"""Letters of a word that are told apart by their place; no word is as long."""
_PLANE = 1 << 16
"""Code points that are looked up in tables; what lies beyond is rare and looked at one by one."""
WORD, CAPITAL, NUMBER, DIGIT = 1, 2, 4, 8
"""What a code point can be: part of a word, a capital, a digit, and one that folds to digits alone."""


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, accents, invisible characters and ligatures."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_INVISIBLE))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return plain.replace("œ", "oe").replace("æ", "ae")


def _powers() -> Hashes:
    made = np.full(_LONGEST, _BASE, dtype=np.uint32)
    made[0] = 1
    return np.multiply.accumulate(made)


_POWERS = _powers()


def _code(letter: str) -> tuple[int, int, int]:
    """What a code point is, the polynomial of its letters, and how many these are."""
    plain = fold(letter)
    value = sum((ord(c) + 1) * int(_POWERS[n]) for n, c in enumerate(plain)) & 0xFFFFFFFF
    kind = (WORD if _PART.match(letter) else 0) | (CAPITAL if letter.isupper() else 0)
    kind |= (NUMBER if letter.isdigit() else 0) | (DIGIT if plain.isdigit() else 0)
    return (kind, value, len(plain)) if kind & WORD else (0, 0, 0)


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint8], Hashes, NDArray[np.int32]]:
    """By code point: what it is, the polynomial of its letters, and how many these are."""
    kinds, values, sizes = np.zeros(_PLANE, np.uint8), np.zeros(_PLANE, np.uint32), np.zeros(_PLANE, np.int32)
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, _PLANE))))
    for found in _PART.finditer(every):
        place = ord(found[0])
        kinds[place], values[place], sizes[place] = _code(found[0])
    return kinds, values, sizes


class Words:
    """The words of a text: where each starts and ends, and of what letters it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
        kinds, values, sizes = (table.take(codes, mode="clip") for table in _tables())
        if not text.isascii() and len(codes) and codes.max() >= _PLANE:
            for place in np.flatnonzero(codes >= _PLANE).tolist():
                kinds[place], values[place], sizes[place] = _code(text[place])
        if "&" in text:  # entities of a page are no words
            for found in _ENTITY.finditer(text):
                for column in (kinds, values, sizes):
                    column[found.start() : found.end()] = 0
        inside = np.zeros(len(codes) + 2, dtype=np.uint8)
        np.bitwise_and(kinds, WORD, out=inside[1:-1])
        turns = (inside[1:] != inside[:-1]).nonzero()[0]
        self.starts: NDArray[np.intp] = turns[::2]
        self.ends: NDArray[np.intp] = turns[1::2]
        self._kinds, self._sizes = kinds, sizes
        before = np.zeros(len(codes) + 1, dtype=np.int32)
        np.cumsum(sizes, out=before[1:])
        base = before[self.starts]
        self.sizes: NDArray[np.int32] = before[self.ends] - base
        reach = np.empty(len(base) + 1, dtype=np.intp)
        reach[:-1], reach[-1] = self.starts, len(codes)
        self._first = int(reach[0])
        self._places = before[self._first : -1] - base.repeat(reach[1:] - reach[:-1])
        """Of each code point from the first word on, how many letters of its word stand before it."""
        if len(base) and self.sizes.max() >= _LONGEST:
            np.minimum(self._places, _LONGEST - 1, out=self._places)
        self._terms = values[self._first :] * _POWERS.take(self._places)
        self._summed = np.zeros(len(codes) + 1 - self._first, dtype=np.uint32)
        np.cumsum(self._terms, out=self._summed[1:])

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def hashes(self) -> Hashes:
        """Each word by its folded letters."""
        return _spread(self._summed[self.ends - self._first] - self._summed[self.starts - self._first])

    def beginnings(self, letters: int) -> Hashes:
        """Each word by its first folded letters."""
        ends = np.minimum(self.starts + letters, self.ends) - self._first
        made = self._summed[ends] - self._summed[self.starts - self._first]
        for word in self._uneven:
            part = slice(self.starts[word] - self._first, self.ends[word] - self._first)
            made[word] = self._terms[part][self._places[part] < letters].sum(dtype=np.uint32)
        return _spread(made)

    @cached_property
    def _uneven(self) -> list[int]:
        """Words that hold a code point which folds to no letter, or to several."""
        odd = ((self._sizes != 1) & ((self._kinds & WORD) > 0)).nonzero()[0]
        found: list[int] = np.unique(self.starts.searchsorted(odd, side="right") - 1).tolist() if len(odd) else []
        return found

    @cached_property
    def capital(self) -> NDArray[np.bool_]:
        """Which words open with a capital."""
        return (self._kinds[self.starts] & CAPITAL) > 0

    @cached_property
    def number(self) -> NDArray[np.bool_]:
        """Which words hold a digit."""
        return self._any(NUMBER)

    @cached_property
    def opening_digit(self) -> NDArray[np.bool_]:
        """Which words open with what folds to a digit."""
        return (self._kinds[self.starts] & DIGIT) > 0

    def _any(self, kind: int) -> NDArray[np.bool_]:
        found = np.zeros(len(self), dtype=np.bool_)
        hits = (self._kinds & kind).nonzero()[0]
        found[self.starts.searchsorted(hits, side="right") - 1] = True
        return found

    @cached_property
    def digits(self) -> NDArray[np.bool_]:
        """Which words are of digits alone."""
        before = np.zeros(len(self._kinds) + 1, dtype=np.int32)
        np.cumsum(self._sizes * ((self._kinds & DIGIT) > 0), out=before[1:])
        found: NDArray[np.bool_] = self.opening_digit & (before[self.ends] - before[self.starts] == self.sizes)
        return found

    def spelt(self, place: int) -> str:
        """A word as it stands in the text."""
        return self.text[self.starts[place] : self.ends[place]]


def _spread(made: Hashes) -> Hashes:
    """Hashes spread over all bits: words are found by their highest."""
    made ^= made >> np.uint32(15)
    made *= np.uint32(0x85EBCA6B)
    made ^= made >> np.uint32(13)
    return made


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """Return the words of a text; those of the last few are at hand, as what is asked of a report is asked together."""
    return Words(text)


def hashed(entries: Iterable[str]) -> Hashes:
    """Hashes of those entries that are one word each, as ``Words`` has them; sorted."""
    found = (Words(entry) for entry in entries)
    return np.unique(np.array([w.hashes[0] for w in found if len(w) == 1 and w.spelt(0) == w.text], dtype=np.uint32))


def grouped(keys: Hashes, owners: NDArray[Any] | None = None) -> tuple[Hashes, NDArray[np.intp], NDArray[np.bool_]]:
    """Keys in order, where each stood (of equal ones the first first), and which differ from the one before.

    With ``owners``, numbers up to ``OWNERS`` in order, the keys of each are put in order by themselves. They are sorted as
    one number each, which is several times quicker than a stable ``argsort`` and gives the same.
    """
    both = (keys.astype(np.uint64) << _KEY) | np.arange(len(keys), dtype=np.uint64)
    if owners is not None:
        both |= owners.astype(np.uint64) << _OWNER
    both.sort()
    ordered = both >> _KEY
    fresh = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered.astype(np.uint32), (both & _PLACE).astype(np.intp), fresh


OWNERS = 1 << 8
"""Texts that are looked at together, at most."""
_PLACE, _KEY, _OWNER = np.uint64((1 << 24) - 1), np.uint64(24), np.uint64(56)
"""How one number holds all three: places below sixteen millions, more words than any text has, then keys and owners."""
