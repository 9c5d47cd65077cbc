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
from recoupe.link.postings import Places, Postings, found_together, mixed
from recoupe.link.rows import Rows, ranges, view

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
        self._slots = np.zeros(1 << 16, dtype=np.uint16)
        """Where a hash is looked for among those of each report that is compared; all zero between two calls."""

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

    def ties(self, left: Places, right: Places) -> NDArray[np.float64]:
        """How closely the reports of pairs are tied, as ``topics.tied`` has it; the left are few and in order.

        Weights are whole numbers here, so that sums are exact and both sides give the same tie.
        """
        if not len(left):
            return np.zeros(0)
        by_terms, by_names = self._products(left, right).reshape(2, -1) / _FINEST**2
        languages = view(self.languages)
        both = (1 - BY_NAMES) * by_terms + BY_NAMES * by_names
        tied: NDArray[np.float64] = np.where(languages[left] == languages[right], both, by_names)
        return tied

    def _products(self, left: Places, right: Places) -> NDArray[np.float64]:
        """What the terms of pairs weigh that both have, and then the same of their names."""
        fresh = np.ones(len(left), dtype=np.bool_)
        np.not_equal(left[1:], left[:-1], out=fresh[1:])
        rows, pairs = fresh.cumsum() - 1, np.arange(len(left))
        own = _Terms(self, left[fresh])
        sums = np.zeros(2 * len(left))
        waiting = np.arange(len(own.hashes))
        while len(waiting):  # of two hashes that start alike one waits for its turn
            waiting, (mine, theirs) = self._turn(own, waiting, rows[pairs], others := _Terms(self, right[pairs]))
            owners = pairs[others.rows[theirs]] + len(left) * (own.hashes[mine] & np.uint32(1)).astype(np.intp)
            sums += np.bincount(owners, own.weights[mine].astype(np.float64) * others.weights[theirs], len(sums))
            pairs = pairs[np.isin(rows[pairs], own.rows[waiting])]
        return sums

    def _turn(
        self, own: _Terms, entered: NDArray[np.intp], rows: NDArray[np.intp], others: _Terms
    ) -> tuple[NDArray[np.intp], tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Where hashes that are entered stand among those of others; and those for which there was no room."""
        if own.many << 16 > len(self._slots):
            self._slots = np.zeros(own.many << 16, dtype=np.uint16)
        whose = own.rows[entered]
        slots, at = whose << 16 | _slot(own.hashes[entered]), entered - own.firsts[whose] + 1
        self._slots[slots] = at
        left_out = entered[self._slots[slots] != at]
        sought = rows[others.rows]
        found = self._slots[sought << 16 | _slot(others.hashes)]
        self._slots[slots] = 0
        theirs = found.nonzero()[0]
        mine = own.firsts[sought[theirs]] + found[theirs] - 1
        same = own.hashes[mine] == others.hashes[theirs]
        return left_out, (mine[same], theirs[same])


class _Terms:
    """The terms and names of some topics, one after the other, with their weights and whose they are by number."""

    def __init__(self, topics: Topics, places: Places) -> None:
        starts = view(topics.hashes.starts)
        firsts = starts[places]
        sizes = starts[1:][places] - firsts
        at = ranges(firsts, sizes)
        self.many, self.firsts = len(places), sizes.cumsum() - sizes
        self.hashes: NDArray[np.uint32] = view(topics.hashes.values)[at]
        self.weights: NDArray[np.uint16] = view(topics.weights)[at]
        self.rows: NDArray[np.intp] = np.arange(len(places)).repeat(sizes)


def _slot(hashes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Two bytes of a hash, its last bit among them: a number is a name and a term, and stands in two slots."""
    return ((hashes >> np.uint32(16) & np.uint32(0xFFFE)) | (hashes & np.uint32(1))).astype(np.intp)


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
        keyed = np.array([key for own in keys for key in own], dtype=np.uint64) ^ _mixed(stretches).repeat(sizes)
        self._by_key.extend(keyed, np.arange(first, first + len(keys)).repeat(sizes))
        self._days.extend(days)

    def candidates(self, keys: Sequence[Sequence[int]], first: int) -> tuple[Places, Places]:
        """Some reports, entered from a number on, each with one of those before it that may be of the same story, in order.

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
        return (owners[kept] + first).astype(np.int32), places[kept]

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
    return np.array(list(map(mixed, stretches)), dtype=np.uint64)


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
