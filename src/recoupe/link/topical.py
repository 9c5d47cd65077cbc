"""What many reports are about, kept in a few long arrays: a kilobyte a report, and one compared with many at once."""

from __future__ import annotations

from array import array
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.topics import BY_NAMES, Topic
from recoupe.link.postings import Places, Postings
from recoupe.link.rows import Rows, view

__all__ = ["TopicIndex", "Topics"]

NEAR = timedelta(days=21)
"""A story may rest this long; what comes up again later is joined by a report that looks back."""
KEYS = 10
"""Weightiest terms by which candidates are found."""
SHARED_KEYS = 2
"""Of those, how many two reports must share to be compared."""
_NAMED = np.uint32(0x5BD1E995)
"""What tells the keys of names from those of terms."""


class Topics:
    """Topics by number. A hash gives up its last bit to say whether it is a name's or a term's."""

    AFRESH = frozenset({"_slots"})
    """What is not kept of them between two programs."""

    def __init__(self) -> None:
        self.hashes, self.weights = Rows("I"), array("H")
        """Of each topic the terms and then the names, each in order of hashes, with their weights."""
        self.named = array("H")
        """How many of a topic's hashes are names."""
        self.languages, self.known = array("B"), list[str | None]()
        self.best, self.ends = bytearray(), array("q", [0])
        """The weightiest terms of each as they are spelt."""
        self._slots = np.zeros(1 << 16, dtype=np.int32)
        """Where a hash is looked for among those of the report that is compared, by its first sixteen bits."""

    def __len__(self) -> int:
        return len(self.named)

    def add(self, about: Topic) -> int:
        """Enter what a report is about; return its number."""
        hashes = np.concatenate((about.terms[0], about.names[0])) & _NOT_LAST
        hashes[len(about.terms[0]) :] |= np.uint32(1)
        weights = np.concatenate((about.terms[1], about.names[1]))
        self.weights.frombytes(np.rint(weights * np.float32(_FINEST)).astype(np.uint16).tobytes())
        self.named.append(len(about.names[0]))
        if about.language not in self.known:
            self.known.append(about.language)
        self.languages.append(self.known.index(about.language))
        self.best += "\t".join(about.best).encode("utf-8", "surrogatepass")
        self.ends.append(len(self.best))
        return self.hashes.add(hashes)

    def about(self, place: int) -> Topic:
        """What a report is about, as it was entered but for the last bits."""
        hashes, first = self.hashes.at(place), self.hashes.starts[place]
        cut = len(hashes) - self.named[place]
        weights = np.array(self.weights[first : first + len(hashes)], dtype=np.float32) / np.float32(_FINEST)
        spelt = self.best[self.ends[place] : self.ends[place + 1]].decode("utf-8", "surrogatepass")
        best = tuple(spelt.split("\t")) if spelt else ()
        return Topic(
            self.known[self.languages[place]], (hashes[:cut], weights[:cut]), (hashes[cut:], weights[cut:]), best
        )

    def ties(self, place: int, others: Places) -> NDArray[np.float64]:
        """How closely a report is tied to each of others, as ``topics.tied`` has it.

        Weights are whole numbers here, so that sums are exact and both sides give the same tie.
        """
        starts, hashes = view(self.hashes.starts), view(self.hashes.values)
        mine = hashes[starts[place] : starts[place + 1]]
        firsts = starts[others]
        sizes = starts[1:][others] - firsts
        ends = sizes.cumsum()
        if not len(mine) or not len(ends) or not ends[-1]:
            return np.zeros(len(others))
        rows = np.arange(ends[-1]) + (firsts - ends + sizes).repeat(sizes)
        hits, found = self._met(mine, hashes[rows])
        weights = view(self.weights)
        own = weights[starts[place] : starts[place + 1]].astype(np.float64)
        products = own[found] * weights[rows[hits]]
        owners = ends.searchsorted(hits, side="right")
        owners += len(others) * (mine[found] & np.uint32(1)).astype(np.intp)
        by_terms, by_names = np.bincount(owners, products, 2 * len(others)).reshape(2, -1) / _FINEST**2
        languages = view(self.languages)
        both = (1 - BY_NAMES) * by_terms + BY_NAMES * by_names
        tied: NDArray[np.float64] = np.where(languages[others] == languages[place], both, by_names)
        return tied

    def _met(self, mine: NDArray[np.uint32], theirs: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Which of their hashes are among mine, and where."""
        slots, order = mine >> np.uint32(16), np.arange(1, len(mine) + 1, dtype=np.int32)
        self._slots[slots] = order
        if (self._slots[slots] == order).all():
            places = self._slots[theirs >> np.uint32(16)]
            self._slots[slots] = 0
            hits = places.nonzero()[0]
            found = places[hits].astype(np.intp) - 1
            same = mine[found] == theirs[hits]
            return hits[same], found[same]
        self._slots[slots] = 0  # two hashes start alike: one time in fifteen
        ordered = np.argsort(mine, kind="stable")
        at = mine[ordered].searchsorted(theirs)
        hits = (mine[ordered].take(at, mode="clip") == theirs).nonzero()[0]
        return hits, ordered[at[hits]]


_NOT_LAST = np.uint32(0xFFFFFFFE)
_FINEST = 60_000
"""Steps into which weights are cut: two bytes each, and a tie is right to four digits."""


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
            days = view(self._days)[places]
            places = places[(np.abs(days - day.toordinal()) <= NEAR.days) | (days == 0)]
        places.sort()
        last = SHARED_KEYS - 1
        met: Places = places[last:][places[last:] == places[: len(places) - last]]
        if not len(met):
            return met
        fresh = np.ones(len(met), dtype=np.bool_)
        np.not_equal(met[1:], met[:-1], out=fresh[1:])
        return met[fresh]

    def add(self, keys: list[int], day: date | None) -> None:
        """Enter the next report."""
        self._by_key.add(keys, len(self._days))
        self._days.append(day.toordinal() if day else 0)
