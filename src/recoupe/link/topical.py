"""What many reports are about, kept in a few long arrays: a kilobyte a report, and one compared with many at once."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.letters import OWNERS, grouped
from recoupe.compare.topics import BY_NAMES, Topic, Vector
from recoupe.link.postings import Places, Postings, found_together
from recoupe.link.rows import Rows, view

__all__ = ["TopicIndex", "Topics"]

NEAR = timedelta(days=21)
"""A story may rest this long; what comes up again later is joined by a report that looks back."""
KEYS = 10
"""Weightiest terms by which candidates are found."""
SHARED_KEYS = 2
"""Of those, how many two reports must share to be compared."""
_NAMED = 0x5BD1E995
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
        """Where a hash is looked for among those of the report that is compared, by its first bits and its last."""

    def __len__(self) -> int:
        return len(self.named)

    def extend(self, topics: Sequence[Topic]) -> None:
        """Enter what some reports are about."""
        empty: tuple[Vector, ...] = ()
        parts = sum(((about.terms, about.names) for about in topics), empty)
        sizes = [len(hashes) for hashes, _ in parts]
        named = np.tile(np.array([0, 1], dtype=np.uint32), len(topics)).repeat(sizes)
        self.hashes.extend((np.concatenate([h for h, _ in parts]) & _NOT_LAST) | named, np.add(sizes[::2], sizes[1::2]))
        weights = np.concatenate([w for _, w in parts])
        self.weights.frombytes(np.rint(weights * np.float32(_FINEST)).astype(np.uint16).tobytes())
        self.named.extend(sizes[1::2])
        for about in topics:
            if about.language not in self.known:
                self.known.append(about.language)
            self.languages.append(self.known.index(about.language))
            self.best += "\t".join(about.best).encode("utf-8", "surrogatepass")
            self.ends.append(len(self.best))

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

    def language(self, place: int) -> str | None:
        """The language of a report."""
        return self.known[self.languages[place]]

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
        slots, order = _slot(mine), np.arange(1, len(mine) + 1, dtype=np.int32)
        self._slots[slots] = order
        if (self._slots[slots] == order).all():
            places = self._slots[_slot(theirs)]
            self._slots[slots] = 0
            hits = places.nonzero()[0]
            found = places[hits].astype(np.intp) - 1
            same = mine[found] == theirs[hits]
            return hits[same], found[same]
        self._slots[slots] = 0  # two hashes start alike: one time in twelve
        ordered = np.argsort(mine, kind="stable")
        at = mine[ordered].searchsorted(theirs)
        hits = (mine[ordered].take(at, mode="clip") == theirs).nonzero()[0]
        return hits, ordered[at[hits]]


def _slot(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Two bytes of a hash, its last bit among them: a number is a name and a term, and stands in two slots."""
    found: NDArray[np.uint32] = (hashes >> np.uint32(16) & np.uint32(0xFFFE)) | (hashes & np.uint32(1))
    return found


_NOT_LAST = np.uint32(0xFFFFFFFE)
_FINEST = 60_000
"""Steps into which weights are cut: two bytes each, and a tie is right to four digits."""


class TopicIndex:
    """Reports by the weightiest terms and names of what they are about, and by when they were published."""

    def __init__(self) -> None:
        self._days = array("i")
        """Days of publication as ordinals, 0 where it is not known."""
        self._by_key = Postings()
        """Reports by key and stretch of days, so that what is found does not grow with the years of a ledger."""
        self._stretches: set[int] = set()

    @staticmethod
    def keys(topics: Sequence[Topic]) -> list[list[int]]:
        """Of each report the weightiest terms, and the weightiest names under a hash of their own."""
        terms = _firmest([about.terms for about in topics])
        names = _firmest([about.names for about in topics])
        return [own + [key ^ _NAMED for key in named] for own, named in zip(terms, names, strict=True)]

    def extend(self, keys: Sequence[Sequence[int]], days: Sequence[int]) -> None:
        """Enter the next reports, by their keys and days."""
        first = len(self._days)
        stretches = [_stretch(day) for day in days]
        self._stretches.update(stretches)
        sizes = [len(own) for own in keys]
        mixed = np.array([key for own in keys for key in own], dtype=np.uint64) ^ _mixed(stretches).repeat(sizes)
        self._by_key.extend(mixed, np.arange(first, first + len(keys)).repeat(sizes))
        self._days.extend(days)

    def candidates(self, keys: Sequence[Sequence[int]], first: int) -> list[Places]:
        """For each of some reports, entered from a number on, those before it that may be of the same story, in order.

        They share keys and are near in time.
        """
        days = self._days[first:].tolist()
        sought: list[list[int]] = []
        for own, day in zip(keys, days, strict=True):
            mixes = _mixed(self._near(day)).tolist()
            sought.append([key ^ mix for mix in mixes for key in own])
        pairs, counts = found_together([self._by_key.find_each(sought)], [1])
        pairs = pairs[counts >= SHARED_KEYS]
        owners, places = pairs >> 32, (pairs & 0xFFFFFFFF).astype(np.int32)
        theirs, own_days = view(self._days)[places], np.array(days)[owners]
        apart = np.abs(theirs - own_days) > NEAR.days
        kept = (places < owners + first) & ~(apart & (theirs > 0) & (own_days > 0))
        owners, places = owners[kept], places[kept]
        cuts = owners.searchsorted(np.arange(len(keys) + 1)).tolist()
        return [places[a:b] for a, b in pairwise(cuts)]

    def _near(self, day: int) -> list[int]:
        """The stretches of days in which what is near a day may have been published."""
        if not day:
            return sorted(self._stretches)
        own = _stretch(day)
        return [near for near in (own - 1, own, own + 1, 0) if near in self._stretches]


def _stretch(day: int) -> int:
    """The stretch of days that a day lies in; 0 where it is not known."""
    return day // NEAR.days + 2 if day else 0


def _mixed(stretches: Sequence[int]) -> NDArray[np.uint64]:
    """What tells the keys of each stretch from those of others (Knuth 6.4)."""
    return np.array(stretches, dtype=np.uint64) * np.uint64(0x9E3779B1) & np.uint64(0xFFFFFFFF)


def _firmest(vectors: Sequence[Vector]) -> list[list[int]]:
    """Of each vector the hashes that weigh most."""
    found: list[list[int]] = []
    for first in range(0, len(vectors), OWNERS):
        part = vectors[first : first + OWNERS]
        owners = np.arange(len(part)).repeat([len(hashes) for hashes, _ in part])
        weights = np.concatenate([weights for _, weights in part])
        _, order, _ = grouped(~weights.view(np.uint32), owners)  # the greatest first; of equal ones by hash
        rank = np.arange(len(order)) - owners.searchsorted(owners)
        kept = order[rank < KEYS]
        hashes = np.concatenate([hashes for hashes, _ in part])[kept].tolist()
        cuts = owners[kept].searchsorted(np.arange(len(part) + 1)).tolist()
        found += [hashes[a:b] for a, b in pairwise(cuts)]
    return found
