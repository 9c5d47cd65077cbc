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
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table
from recoupe.model.ledger import Reason
from recoupe.model.report import Report

__all__ = ["Topic", "alike", "tied", "topic"]

KEPT = 64
"""Terms kept: with 60 the order of likeness is that of the whole text, and a report takes half a kilobyte."""
NAME, NUMBER = 1.5, 0.7
"""Names say most about what a report is of, numbers least, as they change from one report to the next."""
LEAD, LEAD_WEIGHT = 80, 1.3
"""Words of the lead and what they count more."""
STEM = 7
"""Letters of a word that its inflections share; names are kept whole."""
FOREIGN = 4
"""Letters of a name that survive another language's spelling."""

BY_NAMES = 0.4
"""Share of names and numbers by themselves in a tie: at 0.4 stories that resemble each other are told apart best."""

_WORD = re.compile(r"[^\W_]+")
Vector = tuple[NDArray[np.uint32], NDArray[np.float32]]


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


class _Word(NamedTuple):
    """What is known of a spelling wherever it stands: its terms as a word and as a name, and what each weighs."""

    stem: str
    plain: str
    first: str
    """What of it counts across languages."""
    weight: float
    named: float
    capital: bool
    digits: bool


class _Words(dict[str, _Word | None]):
    """The spellings of a language met so far; None for what is no term. They are few, so each is looked at once."""

    LIMIT = 200_000

    def __init__(self, language: str | None) -> None:
        self._empty = _empty_words(language)

    def __missing__(self, word: str) -> _Word | None:
        made = self._made(word, fold(word))
        if len(self) < self.LIMIT:
            self[word] = made
        return made

    def _made(self, word: str, plain: str) -> _Word | None:
        digits = plain.isdigit()
        if plain in self._empty or (len(plain) < 3 and not digits):
            return None
        stem, first = plain if plain[0].isdigit() else plain[:STEM], plain if digits else plain[:FOREIGN]
        return _Word(stem, plain, first, _weight(plain, False), _weight(plain, True), word[0].isupper(), digits)


@lru_cache(maxsize=8)
def _words(language: str | None) -> _Words:
    return _Words(language)


def topic(report: Report) -> Topic:
    """Return what a report is about, from its title and text."""
    known = _words(report.language)
    counts: dict[str, int] = {}
    weights: dict[str, float] = {}
    names: dict[str, float] = {}
    spelled: dict[str, str] = {}
    for place, raw in enumerate(_WORD.findall(f"{report.title or ''} . {report.text}")):
        word = known[raw]
        if word is None:
            continue
        stem, plain, first, weight, named, capital, digits = word
        is_name = capital and place > 0
        key, weight = (plain, named) if is_name else (stem, weight)
        if place < LEAD:
            weight *= LEAD_WEIGHT
        counts[key] = counts.get(key, 0) + 1
        if weight > weights.get(key, 0.0):
            weights[key], spelled[key] = weight, raw
        if is_name or digits:
            names[first] = weight
    scored = {key: (1 + _log(counts[key])) * weight for key, weight in weights.items()}
    best = [key for _, key in sorted([(-score, key) for key, score in scored.items()])[:KEPT]]
    return Topic(
        report.language, _vector({k: scored[k] for k in best}), _vector(names), tuple(spelled[k] for k in best[:8])
    )


_log = lru_cache(maxsize=4096)(log)


def _weight(word: str, is_name: bool) -> float:
    if word[0].isdigit():
        return NUMBER
    return (0.5 + 0.05 * min(len(word), 10)) * (NAME if is_name else 1.0)


@lru_cache(maxsize=1 << 17)
def _hash(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


def _vector(weights: dict[str, float]) -> Vector:
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    hashes = np.array([_hash(term) for term in weights], dtype=np.uint32)
    order = hashes.argsort(kind="stable")
    return hashes[order], (np.array(list(weights.values())) / length).astype(np.float32)[order]


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
