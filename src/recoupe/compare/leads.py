"""How alike the leads of two reports are, letter by letter.

Runs of three to five letters meet where words do not: inflections, derivations, names spelt otherwise, cognates of another
language. Each weighs by how few words of the language's tables have it, so that endings and prefixes say little, and nothing
hangs on the other reports of a ledger. The lead alone is compared: further down stand background, other news and forms of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.letters import OWNERS, Hashes, fold, grouped
from recoupe.lang import LANGUAGES, table
from recoupe.model.report import Report

__all__ = ["Grams", "lead_runs", "leads_alike", "opening", "runs_alike"]

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
MET = 1 << 15
"""Words kept cut up, some three hundred bytes each."""

_TOLD = ("cues", "evidence", "speech", "hedges", "time", "units", "numbers", "pronouns", "clauses")
"""Tables whose words are those of reporting itself."""
_KNOWN = (*_TOLD, "events", "things", "titles", "roles", "brief")
"""Tables that together stand for the words of a language."""

_WORD = re.compile(r"[^\W_]+")
Grams = tuple[Hashes, NDArray[np.int64]]
"""Runs of letters in order, with weights of length ``_FINEST``."""
_FINEST = 1 << 20
"""Steps into which weights are cut: sums of whole numbers are the same in any order, and in any place of memory."""
_NONE: Hashes = np.zeros(0, dtype=np.uint32)


def opening(report: Report) -> str:
    """Return the stretch of a report's title and text that holds its lead."""
    return f"{report.title or ''} . {report.text[:LONG]}"[:LONG]


def leads_alike(one: str, other: str, languages: tuple[str | None, str | None]) -> float:
    """Return how alike the leads of two openings are, from 0 to 1; 0 where one is empty."""
    return runs_alike(*lead_runs([one, other], languages))


def runs_alike(left: Grams, right: Grams) -> float:
    """The same of leads that were cut up."""
    (mine, own), (theirs, weights) = left, right
    if not len(mine) or not len(theirs):
        return 0.0
    places = theirs.searchsorted(mine)
    same = theirs.take(places, mode="clip") == mine
    return round(int(np.dot(own[same], weights[places[same]])) / _FINEST**2, 4)


def lead_runs(texts: Sequence[str], languages: Sequence[str | None]) -> list[Grams]:
    """The runs of some leads by hash, in order, with weights of length one; each is what it would be alone."""
    found: list[Grams] = []
    for first in range(0, len(texts), OWNERS):
        found += _cut_up(texts[first : first + OWNERS], languages[first : first + OWNERS])
    return found


def _cut_up(texts: Sequence[str], languages: Sequence[str | None]) -> list[Grams]:
    words = [_words_of(text, language) for text, language in zip(texts, languages, strict=True)]
    every = [word for own in words for word in own]
    runs = np.concatenate([_NONE, *(word[0] for word in every)])
    sizes = np.array([word[1] for word in every], dtype=np.intp)
    owners = np.arange(len(texts)).repeat([sum(word[1] for word in own) for own in words])
    weights = np.array([word[2] for word in every]).repeat(sizes)
    hashes, order, fresh = grouped(runs, owners)
    starts = fresh.nonzero()[0]
    if not len(starts):
        return [(_NONE, np.zeros(0, dtype=np.int64))] * len(texts)
    hashes, owners = hashes[starts], owners[order[starts]]
    counts = np.add.reduceat(weights[order], starts)
    scores = np.where(counts >= 1, 1 + np.log(np.maximum(counts, 1)), counts)
    cuts = owners.searchsorted(np.arange(len(texts) + 1))
    for first, last, language in zip(cuts, cuts[1:], languages, strict=False):
        scores[first:last] *= _rarity(language)[hashes[first:last] % BUCKETS]
    lengths = np.sqrt(np.bincount(owners, scores * scores, len(texts)))  # summed in order, whoever else is there
    finest = np.rint(scores / np.where(lengths > 0, lengths, 1.0)[owners] * _FINEST).astype(np.int64)
    parts = zip(cuts.tolist(), cuts[1:].tolist(), strict=False)
    return [(hashes[first:last].copy(), finest[first:last].copy()) for first, last in parts]


Word = tuple[Hashes, int, float]
"""The runs of a word, how many these are, and what each weighs."""


def _words_of(text: str, language: str | None) -> list[Word]:
    """The words of a lead."""
    known = _met(language)
    if len(known) > MET:
        known.clear()
    words = _WORD.findall(text)[:LEAD]
    try:
        return [known[word] for word in words]
    except KeyError:
        return [known.get(word) or known.setdefault(word, _word(word, language)) for word in words]


@lru_cache(maxsize=8)
def _met(language: str | None) -> dict[str, Word]:
    """Words of a language as they are spelt, of those met by now: what is asked of each is worked out once."""
    return {}


def _word(spelt: str, language: str | None) -> Word:
    word = fold(spelt)
    runs = _runs("" if word in _empty(language) else word)
    return runs, len(runs), REPORTING if word[:STEM] in _reporting(language) else 1.0


def _runs(word: str) -> Hashes:
    """The runs of letters of a word, by hash; none where it is empty."""
    if not word:
        return _NONE
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
