"""What many reports are about, kept in a few long arrays: a kilobyte a report, and one compared with many at once."""

from __future__ import annotations

from array import array
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.topics import BY_NAMES, Topic
from recoupe.link.postings import Places, Postings

__all__ = ["TopicIndex", "Topics"]

NEAR = timedelta(days=21)
"""A story may rest this long; what comes up again later is joined by a report that looks back."""
KEYS = 10
"""Weightiest terms by which candidates are found."""
SHARED_KEYS = 2
"""Of those, how many two reports must share to be compared."""
SHOWN = 4
"""Of the weightiest terms, how many are kept as they are spelt: those that reasons show."""

_NAMED = np.uint32(0x5BD1E995)
"""What tells the keys of names from those of terms."""


class Topics:
    """Topics by number. A hash gives up its last bit to say whether it is a name's or a term's."""

    def __init__(self) -> None:
        self._hashes, self._weights = array("I"), array("f")
        self._starts, self._named = array("q", [0]), array("I")
        self._languages, self._known = array("B"), list[str | None]()
        self._best: list[str] = []
        self._slots = np.zeros(1 << 16, dtype=np.int32)
        """Where a hash is looked for among those of the report that is compared, by its first sixteen bits."""

    def __len__(self) -> int:
        return len(self._named)

    def add(self, about: Topic) -> int:
        """Enter what a report is about; return its number."""
        for (hashes, weights), bit in ((about.terms, 0), (about.names, 1)):
            self._hashes.frombytes(((hashes & np.uint32(0xFFFFFFFE)) | np.uint32(bit)).tobytes())
            self._weights.frombytes(weights.tobytes())
        self._starts.append(len(self._hashes))
        self._named.append(len(about.names[0]))
        if about.language not in self._known:
            self._known.append(about.language)
        self._languages.append(self._known.index(about.language))
        self._best.append("\t".join(about.best[:SHOWN]))
        return len(self._named) - 1

    def about(self, place: int) -> Topic:
        """What a report is about, as it was entered but for the last bits."""
        first, last = self._starts[place], self._starts[place + 1]
        middle = last - self._named[place]
        hashes = np.array(_view(self._hashes, np.uint32)[first:last])
        weights = np.array(_view(self._weights, np.float32)[first:last])
        cut = middle - first
        best = tuple(self._best[place].split("\t")) if self._best[place] else ()
        return Topic(
            self._known[self._languages[place]], (hashes[:cut], weights[:cut]), (hashes[cut:], weights[cut:]), best
        )

    def ties(self, place: int, others: Places) -> NDArray[np.float64]:
        """How closely a report is tied to each of others, as ``topics.tied`` has it.

        Products of two weights are exact and are summed in the order of hashes, so that both sides give the same tie.
        """
        starts, hashes = _view(self._starts, np.int64), _view(self._hashes, np.uint32)
        mine = hashes[starts[place] : starts[place + 1]]
        sizes = starts[others + 1] - starts[others]
        ends = np.cumsum(sizes)
        if not len(mine) or not len(ends) or not ends[-1]:
            return np.zeros(len(others))
        rows = np.arange(ends[-1]) + np.repeat(starts[others] - (ends - sizes), sizes)
        hits, found = self._met(mine, hashes[rows])
        weights = _view(self._weights, np.float32)
        own = weights[starts[place] : starts[place + 1]].astype(np.float64)
        products = own[found] * weights[rows[hits]]
        owners, names = np.searchsorted(ends, hits, side="right"), (mine[found] & 1).astype(np.float64)
        by_names = np.bincount(owners, products * names, len(others))
        by_terms = np.bincount(owners, products * (1 - names), len(others))
        languages = _view(self._languages, np.uint8)
        return np.where(
            languages[others] == languages[place], (1 - BY_NAMES) * by_terms + BY_NAMES * by_names, by_names
        )

    def _met(self, mine: NDArray[np.uint32], theirs: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Which of their hashes are among mine, and where."""
        slots, order = mine >> np.uint32(16), np.arange(1, len(mine) + 1, dtype=np.int32)
        self._slots[slots] = order
        if (self._slots[slots] == order).all():
            places = self._slots[theirs >> np.uint32(16)]
            self._slots[slots] = 0
            hits = np.flatnonzero(places)
            found = places[hits].astype(np.intp) - 1
            same = mine[found] == theirs[hits]
            return hits[same], found[same]
        self._slots[slots] = 0  # two hashes start alike: one time in fifteen
        ordered = np.argsort(mine, kind="stable")
        at = np.minimum(np.searchsorted(mine, theirs, sorter=ordered), len(mine) - 1)
        hits = np.flatnonzero(mine[ordered[at]] == theirs)
        return hits, ordered[at[hits]]


class TopicIndex:
    """Reports by the weightiest terms and names of what they are about."""

    def __init__(self) -> None:
        self._days = array("i")
        """Days of publication as ordinals, 0 where it is not known."""
        self._by_key = Postings()

    @staticmethod
    def keys(about: Topic) -> list[int]:
        """The weightiest terms, and the weightiest names under a hash of their own."""
        terms, weights = about.terms
        names, strengths = about.names
        best: list[int] = terms[(-weights).argsort(kind="stable")[:KEYS]].tolist()
        named: list[int] = (names[(-strengths).argsort(kind="stable")[:KEYS]] ^ _NAMED).tolist()
        return best + named

    def candidates(self, keys: list[int], day: date | None) -> Places:
        """Numbers of reports that may be of the same story and are near in time, in order."""
        places = self._by_key.find(keys)
        if len(places) < SHARED_KEYS:
            return places[:0]
        if day is not None:
            days = _view(self._days, np.int32)[places]
            places = places[(np.abs(days - day.toordinal()) <= NEAR.days) | (days == 0)]
        places.sort()
        last = SHARED_KEYS - 1
        met: Places = places[last:][places[last:] == places[:-last]]
        return met[np.flatnonzero(np.concatenate(([True], met[1:] != met[:-1])))] if len(met) else met

    def add(self, keys: list[int], day: date | None) -> None:
        """Enter the next report."""
        self._by_key.add(keys, len(self._days))
        self._days.append(day.toordinal() if day else 0)


def _view(values: array[Any], kind: type[np.generic]) -> NDArray[Any]:
    """An array as numpy sees it; what is kept of it must be copied, as an array that is looked at can't grow."""
    return np.frombuffer(values, dtype=kind)
