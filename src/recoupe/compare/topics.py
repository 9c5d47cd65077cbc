"""What a report is about, as weighted terms, and how alike two reports are in that.

Terms are weighted by what can be seen in the report alone (names over words, long words over short ones, the lead over
the rest), never by how rare they are in the ledger: so the likeness of two reports never changes when a third comes in,
and adding one report cannot move the others. Measured on pairs of reports this loses nothing against TF-IDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from threading import Lock
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.passages import Hashes, fold
from recoupe.lang import LANGUAGES, table
from recoupe.model.ledger import Reason
from recoupe.model.report import Report

__all__ = ["Topic", "alike", "tied", "topic"]

KEPT = 64
"""Terms kept: with 60 the order of likeness is that of the whole text, and a report takes half a kilobyte."""
NAME, NUMBER = 1.5, 0.7
"""Names say most about what a report is of, numbers least, as they change from one report to the next."""
LEAD, LEAD_WEIGHT = 80, 1.45
"""Words of the lead and what they count more: the more, the better pairs of reports are told apart; from 1.5 on stories less so."""
STEM = 7
"""Letters of a word that its inflections share; names are kept whole."""
FOREIGN = 4
"""Letters of a name that survive another language's spelling."""

BY_NAMES = 0.4
"""Share of names and numbers by themselves in a tie: at 0.4 stories that resemble each other are told apart best."""

_WORD = re.compile(r"[^\W_]+")
Vector = tuple[NDArray[np.uint32], NDArray[np.float32]]
_NOTHING: Vector = (np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Topic:
    """Terms of a report by hash, with weights of length one; ``names`` those that hold across languages."""

    language: str | None
    terms: Vector
    names: Vector
    best: tuple[str, ...]
    """The weightiest terms, in the report's own spelling."""


@lru_cache(maxsize=8)
def _empty_words(language: str | None) -> frozenset[str]:
    languages = [language] if language in LANGUAGES else list(LANGUAGES)
    return frozenset(fold(w) for one in languages for words in table(one, "function_words").values() for w in words)


class _Words(dict[str, int]):
    """The spellings of a language met so far, by number, 0 for what is no term; they are few, so each is looked at once.

    What is known of a spelling wherever it stands lies in columns: the key and weight as a word and as a name, what of it
    counts across languages, and which it can be.
    """

    LIMIT = 200_000
    CAPITAL, DIGITS = 1, 2

    def __init__(self, language: str | None) -> None:
        self._empty = _empty_words(language)
        self._keys: dict[str, int] = {}
        self._rows = 1
        self.columns: tuple[NDArray[Any], ...] = tuple(np.zeros(_ROOM, dtype=kind) for kind in _COLUMNS)
        """Key as a word, key as a name, hash across languages, weight as a word, weight as a name, what it can be."""
        self.orders, self.hashes = np.zeros(_ROOM, dtype=np.uint64), np.zeros(_ROOM, dtype=np.uint32)
        """Of each key its first eight bytes, in the order of letters, and its hash."""
        self._lock = Lock()

    def numbers(self, spelt: list[str]) -> NDArray[np.int32]:
        """The numbers of some spellings."""
        return np.fromiter(map(self.__getitem__, spelt), np.int32, len(spelt))

    def __missing__(self, word: str) -> int:
        plain = fold(word)
        digits = plain.isdigit()
        if plain in self._empty or (len(plain) < 3 and not digits):
            self[word] = 0
            return 0
        stem, first = plain if plain[0].isdigit() else plain[:STEM], plain if digits else plain[:FOREIGN]
        kind = (self.CAPITAL if word[0].isupper() else 0) | (self.DIGITS if digits else 0)
        row = (self._key(stem), self._key(plain), _hash(first), _weight(plain, False), _weight(plain, True), kind)
        with self._lock:
            if self._rows == len(self.columns[0]):
                self.columns = tuple(map(_wider, self.columns))
            for column, value in zip(self.columns, row, strict=True):
                column[self._rows] = value
            self[word], self._rows = self._rows, self._rows + 1
        return self[word]

    def _key(self, term: str) -> int:
        with self._lock:
            found = self._keys.get(term)
            if found is None:
                found = len(self._keys)
                if found == len(self.orders):
                    self.orders, self.hashes = _wider(self.orders), _wider(self.hashes)
                start = term.encode("utf-8", "surrogatepass")[:8].ljust(8, b"\0")
                self.orders[found], self.hashes[found] = int.from_bytes(start, "big"), _hash(term)
                self._keys[term] = found
        return found


_COLUMNS = (np.int32, np.int32, np.uint32, np.float64, np.float64, np.int8)
_ROOM = 4096
"""Rows that a table has room for at first."""


def _wider(column: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate((column, np.zeros_like(column)))


@lru_cache(maxsize=8)
def _words(language: str | None) -> _Words:
    return _Words(language)


def topic(report: Report) -> Topic:
    """Return what a report is about, from its title and text."""
    known = _words(report.language)
    if len(known) > _Words.LIMIT:  # who is at work with the old ones keeps them
        _words.cache_clear()
        known = _words(report.language)
    spelt = _WORD.findall(f"{report.title or ''} . {report.text}")
    numbers = known.numbers(spelt)
    places = np.flatnonzero(numbers)
    if not len(places):
        return Topic(report.language, _NOTHING, _NOTHING, ())
    numbers = numbers[places]
    stems, plains, firsts, weights, named, kinds = (column[numbers] for column in known.columns)
    is_name = ((kinds & known.CAPITAL) > 0) & (places > 0)
    weights = np.where(is_name, named, weights)
    weights[: np.searchsorted(places, LEAD)] *= LEAD_WEIGHT
    met = np.flatnonzero(is_name | ((kinds & known.DIGITS) > 0))
    keys, scores, where = _weightiest(known, np.where(is_name, plains, stems), weights)
    best = tuple(spelt[place] for place in places[where[:8]].tolist())
    return Topic(report.language, _vector(known.hashes[keys], scores), _latest(firsts[met], weights[met]), best)


def _weightiest(
    known: _Words, keys: NDArray[np.int32], weights: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.intp]]:
    """The terms that count most, with their scores and where each stands with its greatest weight; of equal ones by letters."""
    order = np.lexsort((-weights, keys))  # stable: of equal weights the first in the text
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    counts = np.diff(starts, append=len(ordered))
    single, where = ordered[starts], order[starts]
    scores = (1 + _LOGS[np.minimum(counts, len(_LOGS) - 1)]) * weights[where]
    best = np.lexsort((known.hashes[single], known.orders[single], -scores))[:KEPT]
    return single[best], scores[best], where[best]


def _latest(hashes: Hashes, weights: NDArray[np.float64]) -> Vector:
    """A vector of what is met, each with the weight it was last met with."""
    order = hashes.argsort(kind="stable")
    ordered = hashes[order]
    last = order[np.flatnonzero(np.concatenate((ordered[1:] != ordered[:-1], [True])))] if len(order) else order
    return _vector(hashes[last], weights[last])


_LOGS = np.array([0.0, *(log(n) for n in range(1, 4096))])
"""Logarithms of counts: a word that stands four thousand times in a report counts no more."""


def _weight(word: str, is_name: bool) -> float:
    if word[0].isdigit():
        return NUMBER
    return (0.5 + 0.05 * min(len(word), 10)) * (NAME if is_name else 1.0)


@lru_cache(maxsize=1 << 17)
def _hash(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


def _vector(hashes: Hashes, weights: NDArray[np.float64]) -> Vector:
    length = sqrt(float(np.dot(weights, weights))) or 1.0
    order = hashes.argsort(kind="stable")
    return hashes[order], (weights[order] / length).astype(np.float32)


def alike(left: Topic, right: Topic) -> Reason:
    """How alike two reports are, from 0 to 1: by all terms, or by names and numbers where the languages differ."""
    foreign = left.language != right.language
    one, other = (left.names, right.names) if foreign else (left.terms, right.terms)
    score, common = _cosine(one, other)
    ground = "names and numbers" if foreign else "terms"
    detail = f"{common} {ground} in common"
    return Reason("alike", detail, round(score, 4), ", ".join(left.best[:4]), ", ".join(right.best[:4]))


def tied(left: Topic, right: Topic) -> float:
    """How closely two reports are of one affair, from 0 to 1: as ``alike``, with names weighing by themselves as well.

    Two floods are told in the same words; who was there and where tells them apart.
    """
    by_names, _ = _cosine(left.names, right.names)
    if left.language != right.language:
        return by_names
    return (1 - BY_NAMES) * _cosine(left.terms, right.terms)[0] + BY_NAMES * by_names


def _cosine(one: Vector, other: Vector) -> tuple[float, int]:
    """Cosine of two vectors of length one, and how many terms they share."""
    if not len(one[0]) or not len(other[0]):
        return 0.0, 0
    places = np.minimum(np.searchsorted(other[0], one[0]), len(other[0]) - 1)
    same = other[0][places] == one[0]
    return float(np.dot(one[1][same], other[1][places[same]])), int(np.count_nonzero(same))
