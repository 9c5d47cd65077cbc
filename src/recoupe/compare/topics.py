"""What a report is about, as weighted terms, and how alike two reports are in that.

Terms are weighted by what can be seen in the report alone (names over words, long words over short ones, the lead over
the rest), never by how rare they are in the ledger: so the likeness of two reports never changes when a third comes in,
and adding one report cannot move the others. Measured on pairs of reports this loses nothing against TF-IDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.letters import OWNERS, Hashes, Words, grouped, hashed, words_of
from recoupe.compare.passages import holds
from recoupe.lang import LANGUAGES, table
from recoupe.model.ledger import Reason
from recoupe.model.report import Report

__all__ = ["Topic", "alike", "tied", "topic", "topic_of", "topics_of", "whole"]

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
Weights = NDArray[np.float64]
Owners = NDArray[np.intp]
"""Of each word or term the report that it is of, by number."""
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
    return topics_of(said, np.array([0, len(said)]), [language])[0]


def topics_of(said: Words, cuts: NDArray[np.intp], languages: Sequence[str | None]) -> list[Topic]:
    """Return what several reports are about, up to ``OWNERS``, that were cut into words one after the other.

    ``cuts`` are the numbers of the words that each begins with, and of all words. Each topic is what it would be alone.
    """
    owners = np.arange(len(languages)).repeat(cuts[1:] - cuts[:-1])
    counted = ((said.sizes > 2) | said.digits) & ~_emptied(said.hashes, owners, languages)
    places = counted.nonzero()[0]
    owners = owners[places]
    since = places - cuts[owners]
    plains, digits, opening = said.hashes[places], said.digits[places], said.opening_digit[places]
    is_name = said.capital[places] & (since > 0)
    weights = _WEIGHTS[is_name.astype(np.intp), np.minimum(said.sizes[places], _LONG)]
    weights[opening] = NUMBER
    weights[since < LEAD] *= LEAD_WEIGHT
    keys = np.where(is_name | opening, plains, said.beginnings(STEM)[places])
    terms, ends, shown = _weightiest(keys, weights, owners)
    met = (is_name | digits).nonzero()[0]
    firsts = np.where(digits[met], plains[met], said.beginnings(FOREIGN)[places[met]])
    names, named = _latest(firsts, weights[met], owners[met])
    best: list[list[str]] = [[] for _ in languages]
    for owner, place in zip(owners[shown].tolist(), places[shown].tolist(), strict=True):
        best[owner].append(said.spelt(place))
    found, first, since_name = [], 0, 0
    for n, language in enumerate(languages):
        last, last_name = int(ends[n]), int(named[n])
        found.append(Topic(language, _part(terms, first, last), _part(names, since_name, last_name), tuple(best[n])))
        first, since_name = last, last_name
    return found


def _emptied(hashes: Hashes, owners: NDArray[np.intp], languages: Sequence[str | None]) -> NDArray[np.bool_]:
    """Which words say nothing by themselves in the language of their report."""
    every = sorted(set(languages), key=str)
    if len(every) == 1:
        return holds(_empty_words(every[0]), hashes)
    of = np.array([every.index(language) for language in languages])[owners]
    empty = np.zeros(len(hashes), dtype=np.bool_)
    for n, language in enumerate(every):
        own = (of == n).nonzero()[0]
        empty[own] = holds(_empty_words(language), hashes[own])
    return empty


def _part(whole: Vector, first: int, last: int) -> Vector:
    return whole[0][first:last].copy(), whole[1][first:last].copy()


Ends = NDArray[np.intp]
"""Where what is of each report ends."""


def _weightiest(keys: Hashes, weights: Weights, owners: Owners) -> tuple[Vector, Ends, Owners]:
    """The terms of each report that count most, and where the first of them stand with their greatest weight."""
    ordered, order, fresh = grouped(keys, owners)
    starts = fresh.nonzero()[0]
    counts = np.empty_like(starts)
    counts[:-1], counts[-1:] = starts[1:], len(ordered)
    counts -= starts
    single, whose = ordered[starts], owners[order[starts]]
    heaviest = np.maximum.reduceat(weights[order], starts) if len(starts) else weights[:0]
    scores = (1 + _LOGS.take(counts, mode="clip")) * heaviest
    _, best, _ = grouped(~scores.astype(np.float32).view(np.uint32), whose)  # the greatest first; of equal ones by hash
    rank = np.arange(len(best)) - whose.searchsorted(whose)
    shown = best[rank < SHOWN]
    kept = np.sort(best[rank < KEPT])  # in order of hashes again
    where = [order[a + weights[order[a : a + n]].argmax()] for a, n in zip(starts[shown], counts[shown], strict=True)]
    return *_unit(single[kept], scores[kept], whose[kept]), np.array(where, dtype=np.intp)


def _latest(hashes: Hashes, weights: Weights, owners: Owners) -> tuple[Vector, Ends]:
    """Of each report what is met, each with the weight it was last met with."""
    ordered, order, fresh = grouped(hashes, owners)
    last = np.append(fresh[1:], fresh[:1])  # the last of each, and of all
    return _unit(ordered[last], weights[order[last]], owners[order[last]])


_LOGS = np.array([0.0, *(log(n) for n in range(1, 4096))])
"""Logarithms of counts: a word that stands four thousand times in a report counts no more."""
_LONG = 10
"""Letters from which on a word weighs no more."""
_WEIGHTS = np.outer((1.0, NAME), 0.5 + 0.05 * np.arange(_LONG + 1))
"""Weights of words and of names by their letters."""


def _unit(ordered: Hashes, weights: Weights, owners: Owners) -> tuple[Vector, Ends]:
    """Hashes with weights of which those of each report have length one, and where each report's end."""
    if not len(ordered):
        return _NOTHING, np.zeros(OWNERS, dtype=np.intp)
    squares = np.bincount(owners, weights * weights, OWNERS)  # summed in order, whoever else is there
    ends = np.bincount(owners, minlength=OWNERS).cumsum()
    return (ordered, (weights / np.sqrt(squares)[owners]).astype(np.float32)), ends


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
    products = one[1][same].astype(np.float64) * other[1][places[same]]
    return fsum(products.tolist()), len(products)  # summed exactly: the same whoever asks
