"""Where things are found again among very many: numbers by hashed key in sorted runs, and groups of numbers in arrays.

Both hold plain machine words, some ten bytes an entry, so that a ledger of a hundred thousand reports is linked in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["Forest", "Places", "Postings"]

Places = NDArray[np.int32]
"""Numbers of reports in the order in which they came in."""

FRESH = 8192
"""Entries that wait in a table before they are sorted in: sorting so many takes less than a millisecond."""
WIDER = 8
"""How many times longer the long run is than the one that is merged into it: each entry is then moved some eight times."""


class Postings:
    """Numbers by key (32 bits), only ever added: two sorted runs and what is fresh (O'Neil et al. 1996, the LSM-tree)."""

    def __init__(self) -> None:
        self._runs = [_Run(), _Run()]
        self._fresh: dict[int, list[int]] = {}
        self._waiting = 0

    def add(self, keys: Iterable[int], place: int) -> None:
        """Enter a number under some keys."""
        fresh = self._fresh
        for key in keys:
            found = fresh.get(key)
            if found is None:
                fresh[key] = [place]
            else:
                found.append(place)
            self._waiting += 1
        if self._waiting >= FRESH:
            self._sort_in()

    def _sort_in(self) -> None:
        keys = np.repeat(
            np.fromiter(self._fresh, np.uint32, len(self._fresh)),
            np.fromiter(map(len, self._fresh.values()), np.intp, len(self._fresh)),
        )
        places = np.fromiter((p for found in self._fresh.values() for p in found), np.int32, self._waiting)
        self._fresh, self._waiting = {}, 0
        long, short = self._runs
        short.merge(keys, places)
        if len(short.keys) * WIDER >= len(long.keys):
            long.merge(short.keys, short.places)
            self._runs[1] = _Run()

    def find(self, keys: Iterable[int]) -> Places:
        """The numbers under some keys, each as often as keys lead to it."""
        wanted = list(keys)
        fresh = [p for key in wanted if (found := self._fresh.get(key)) for p in found]
        parts = [np.array(fresh, dtype=np.int32)]
        if wanted and len(self._runs[0].keys):
            sought = np.array(wanted, dtype=np.uint32)
            for run in self._runs:
                parts += run.find(sought)
        return np.concatenate(parts)


class _Run:
    """Keys in order, each with its number."""

    def __init__(self) -> None:
        self.keys = np.zeros(0, dtype=np.uint32)
        self.places = np.zeros(0, dtype=np.int32)

    def merge(self, keys: NDArray[np.uint32], places: Places) -> None:
        keys = np.concatenate((self.keys, keys))
        order = keys.argsort(kind="stable")
        self.keys, self.places = keys[order], np.concatenate((self.places, places))[order]

    def find(self, sought: NDArray[np.uint32]) -> list[Places]:
        if not len(self.keys):
            return []
        first = self.keys.searchsorted(sought)
        last = self.keys.searchsorted(sought, side="right")
        met = np.flatnonzero(last > first)
        return [self.places[a:b] for a, b in zip(first[met].tolist(), last[met].tolist(), strict=True)]


class Forest:
    """Numbers joined in groups: union–find in three arrays, whose groups can be walked through."""

    def __init__(self) -> None:
        self._above = array("i")
        self._after = array("i")
        """The next of a number's group, in a ring."""
        self._size = array("i")

    def __len__(self) -> int:
        return len(self._above)

    def grow(self) -> int:
        """Let one more number stand, alone for now; return it."""
        place = len(self._above)
        self._above.append(place)
        self._after.append(place)
        self._size.append(1)
        return place

    def root(self, place: int) -> int:
        """The number that stands for a group."""
        above = self._above
        while (up := above[place]) != place:
            above[place] = above[up]
            place = up
        return place

    def size(self, place: int) -> int:
        """How many a number's group holds."""
        return self._size[self.root(place)]

    def join(self, one: int, other: int) -> bool:
        """Make two groups one; False where they are."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._above[b] = a
        self._size[a] += self._size[b]
        self._after[a], self._after[b] = self._after[b], self._after[a]
        return True

    def after(self, place: int) -> int:
        """The next of a number's group: from one to the next all are met."""
        return self._after[place]

    def members(self, place: int) -> list[int]:
        """All numbers of a group, from this one on."""
        found, at = [place], self._after[place]
        while at != place:
            found.append(at)
            at = self._after[at]
        return found
