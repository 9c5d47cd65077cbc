"""How alike the leads of two reports are, letter by letter.

Runs of three to five letters meet where words do not: inflections, derivations, names spelt otherwise, cognates of another
language. Each weighs by how few words of the language's tables have it, so that endings and prefixes say little, and nothing
hangs on the other reports of a ledger. The lead alone is compared: further down stand background, other news and forms of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from math import log, sqrt
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.letters import Hashes, fold, grouped
from recoupe.lang import LANGUAGES, table
from recoupe.model.report import Report

__all__ = ["leads_alike", "opening"]

LEAD = 120
"""Words of the lead: title and two or three paragraphs. With 90 reports of business are told apart less well, with 150 French ones."""
SHORTEST, LONGEST = 3, 5
"""Letters of a run, the space before and after a word included (Cavnar and Trenkle 1994 have up to five)."""
LONG = 1000
"""Characters that hold the lead: a word of news has six letters and a space."""
REPORTING = 0.4
"""Weight of the words of reporting itself (who said, when, how many), which any two reports share."""
STEM = 7
"""Letters by which a word is known as one of reporting, whatever its ending."""
BUCKETS = 1 << 18
"""Places in which runs are counted: some forty thousand differ in a language, so that few meet by chance."""
KEPT = 512
"""Leads kept cut up: more than a large affair has, at some six kilobytes each."""

_TOLD = ("cues", "evidence", "speech", "hedges", "time", "units", "numbers", "pronouns", "clauses")
"""Tables whose words are those of reporting itself."""
_KNOWN = (*_TOLD, "events", "things", "titles", "roles", "brief")
"""Tables that together stand for the words of a language."""

_WORD = re.compile(r"[^\W_]+")
Grams = tuple[Hashes, NDArray[np.float32]]


def opening(report: Report) -> str:
    """Return the stretch of a report's title and text that holds its lead."""
    return f"{report.title or ''} . {report.text[:LONG]}"[:LONG]


def leads_alike(one: str, other: str, languages: tuple[str | None, str | None]) -> float:
    """Return how alike the leads of two openings are, from 0 to 1; 0 where one is empty."""
    (mine, own), (theirs, weights) = _grams(one, languages[0]), _grams(other, languages[1])
    if not len(mine) or not len(theirs):
        return 0.0
    places = theirs.searchsorted(mine)
    same = theirs.take(places, mode="clip") == mine
    return round(float(np.dot(own[same], weights[places[same]])), 4)


@lru_cache(maxsize=KEPT)
def _grams(text: str, language: str | None) -> Grams:
    """The runs of a lead by hash, in order, with weights of length one."""
    folded = (fold(word) for word in islice(_WORD.findall(text), LEAD))
    words = [word for word in folded if word not in _empty(language)]
    if not words:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32)
    parts = [_runs(word) for word in words]
    stems = _reporting(language)
    weights = np.array([REPORTING if w[:STEM] in stems else 1.0 for w in words]).repeat([len(p) for p in parts])
    hashes, order, fresh = grouped(np.concatenate(parts))
    starts = fresh.nonzero()[0]
    hashes, counts = hashes[starts], np.add.reduceat(weights[order], starts)
    scores = np.where(counts >= 1, 1 + np.log(np.maximum(counts, 1)), counts) * _rarity(language)[hashes % BUCKETS]
    length = sqrt(float(np.dot(scores, scores))) or 1.0
    return hashes, (scores / length).astype(np.float32)


@lru_cache(maxsize=1 << 15)
def _runs(word: str) -> Hashes:
    """The runs of letters of a word, by hash."""
    bounded = f" {word} "
    lengths = range(SHORTEST, LONGEST + 1)
    runs = {bounded[k : k + size] for size in lengths for k in range(len(bounded) - size + 1)}
    return np.array(sorted(crc32(run.encode("utf-8", "surrogatepass")) for run in runs), dtype=np.uint32)


@lru_cache(maxsize=4)
def _rarity(language: str | None) -> NDArray[np.float32]:
    """For each bucket of runs, the logarithm of how many words of the language's tables there are to one that has it."""
    words = sorted(_words(language, _KNOWN))
    counts = np.zeros(BUCKETS, dtype=np.int32)
    for word in words:
        counts[_runs(word) % BUCKETS] += 1
    rarity: NDArray[np.float32] = (log(1 + len(words)) - np.log(1.0 + counts)).astype(np.float32)
    return rarity


@lru_cache(maxsize=4)
def _reporting(language: str | None) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _words(language, _TOLD))


@lru_cache(maxsize=4)
def _empty(language: str | None) -> frozenset[str]:
    return frozenset(_words(language, ("function_words",)))


def _words(language: str | None, names: Iterable[str]) -> set[str]:
    """The words of some tables, folded."""
    languages = [language] if language in LANGUAGES else list(LANGUAGES)
    entries = (entry for one in languages for name in names for entry in _strings(table(str(one), name)))
    return {fold(word) for entry in entries for word in _WORD.findall(entry)}


def _strings(value: Any) -> Iterator[str]:
    """All keys and strings of a table, whatever its form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
