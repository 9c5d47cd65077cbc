"""What a report is about, as weighted terms, and how alike two reports are in that.

Terms are weighted by what can be seen in the report alone (names over words, long words over short ones, the lead over
the rest), never by how rare they are in the ledger: so the likeness of two reports never changes when a third comes in,
and adding one report cannot move the others. Measured on pairs of reports this loses nothing against TF-IDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.letters import Hashes, Words, grouped, hashed, words_of
from recoupe.compare.passages import holds
from recoupe.lang import LANGUAGES, table
from recoupe.model.ledger import Reason
from recoupe.model.report import Report

__all__ = ["Topic", "alike", "tied", "topic", "topic_of", "whole"]

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

SHOWN = 4
"""Terms that are shown."""
BY_NAMES = 0.4
"""Share of names and numbers by themselves in a tie: at 0.4 stories that resemble each other are told apart best."""

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
def _empty_words(language: str | None) -> Hashes:
    languages = [language] if language in LANGUAGES else list(LANGUAGES)
    return hashed(w for one in languages for words in table(one, "function_words").values() for w in words)


def topic(report: Report) -> Topic:
    """Return what a report is about, from its title and text."""
    return topic_of(words_of(whole(report)), report.language)


def whole(report: Report) -> str:
    """A report's title and text."""
    return f"{report.title or ''} . {report.text}"


def topic_of(said: Words, language: str | None) -> Topic:
    """Return what a report is about that was cut into words."""
    digits = said.digits
    counted = ((said.sizes > 2) | digits) & ~holds(_empty_words(language), said.hashes)
    places = counted.nonzero()[0]
    if not len(places):
        return Topic(language, _NOTHING, _NOTHING, ())
    plains, digits, opening = said.hashes[places], digits[places], said.opening_digit[places]
    is_name = said.capital[places]
    is_name[: places.searchsorted(1)] = False
    weights = _WEIGHTS[is_name.astype(np.intp), np.minimum(said.sizes[places], _LONG)]
    weights[opening] = NUMBER
    weights[: places.searchsorted(LEAD)] *= LEAD_WEIGHT
    keys = np.where(is_name | opening, plains, said.beginnings(STEM)[places])
    hashes, scores, where = _weightiest(keys, weights)
    met = (is_name | digits).nonzero()[0]
    firsts = np.where(digits[met], plains[met], said.beginnings(FOREIGN)[places[met]])
    best = tuple(said.spelt(place) for place in places[where].tolist())
    return Topic(language, _vector(hashes, scores), _latest(firsts, weights[met]), best)


def _weightiest(keys: Hashes, weights: NDArray[np.float64]) -> tuple[Hashes, NDArray[np.float64], NDArray[np.intp]]:
    """The terms that count most with their scores, and where the first of them stand with their greatest weight."""
    ordered, order, fresh = grouped(keys)
    starts = fresh.nonzero()[0]
    counts = np.empty_like(starts)
    counts[:-1], counts[-1] = starts[1:], len(ordered)
    counts -= starts
    single, heaviest = ordered[starts], np.maximum.reduceat(weights[order], starts)
    scores = (1 + _LOGS.take(counts, mode="clip")) * heaviest
    _, best, _ = grouped(~scores.astype(np.float32).view(np.uint32))  # the greatest first; of equal ones by hash
    best = best[:KEPT]
    shown = best[:SHOWN]
    rows = (order[a : a + n] for a, n in zip(starts[shown].tolist(), counts[shown].tolist(), strict=True))
    where = np.array([row[weights[row].argmax()] for row in rows], dtype=np.intp)
    return single[best], scores[best], where


def _latest(hashes: Hashes, weights: NDArray[np.float64]) -> Vector:
    """A vector of what is met, each with the weight it was last met with."""
    ordered, order, fresh = grouped(hashes)
    last = np.append(fresh[1:], fresh[:1])  # the last of each, and of all
    return _unit(ordered[last], weights[order[last]])


_LOGS = np.array([0.0, *(log(n) for n in range(1, 4096))])
"""Logarithms of counts: a word that stands four thousand times in a report counts no more."""
_LONG = 10
"""Letters from which on a word weighs no more."""
_WEIGHTS = np.outer((1.0, NAME), 0.5 + 0.05 * np.arange(_LONG + 1))
"""Weights of words and of names by their letters."""


def _vector(hashes: Hashes, weights: NDArray[np.float64]) -> Vector:
    ordered, order, _ = grouped(hashes)
    return _unit(ordered, weights[order])


def _unit(ordered: Hashes, weights: NDArray[np.float64]) -> Vector:
    """A vector of length one of hashes in order."""
    length = sqrt(float(weights.dot(weights))) or 1.0
    return ordered, (weights / length).astype(np.float32)


def alike(left: Topic, right: Topic) -> Reason:
    """How alike two reports are, from 0 to 1: by all terms, or by names and numbers where the languages differ."""
    foreign = left.language != right.language
    one, other = (left.names, right.names) if foreign else (left.terms, right.terms)
    score, common = _cosine(one, other)
    ground = "names and numbers" if foreign else "terms"
    detail = f"{common} {ground} in common"
    return Reason("alike", detail, round(score, 4), ", ".join(left.best), ", ".join(right.best))


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
    places = other[0].searchsorted(one[0])
    same = other[0].take(places, mode="clip") == one[0]
    return float(np.dot(one[1][same], other[1][places[same]])), int(np.count_nonzero(same))
