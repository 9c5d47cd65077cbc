"""Where things are found again among very many: numbers by hashed key in sorted runs, and groups of numbers in arrays.

Both hold plain machine words, some ten bytes an entry, so that a ledger of a hundred thousand reports is linked in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from recoupe.link.rows import ranges, view

__all__ = ["Entries", "Forest", "Places", "Postings", "found_together", "mixed"]

Places = NDArray[np.int32]
"""Numbers of reports in the order in which they came in."""
Entries = NDArray[np.uint64]
"""Keys with numbers."""

FRESH = 8192
"""Entries that wait in a table before they are sorted in: sorting so many takes less than a millisecond."""
WIDER = 8
"""How many times longer the long run is than the one that is merged into it: each entry is then moved some eight times."""


class Postings:
    """Numbers by key (32 bits), only ever added: sorted runs and what is fresh (O'Neil et al. 1996, the LSM-tree)."""

    def __init__(self) -> None:
        self._runs = [_EMPTY, _EMPTY, _EMPTY]
        """Entries in order, the long run, the short and the latest: a key in the upper half, a number in the lower."""
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

    def extend(self, keys: Entries, places: NDArray[np.intp]) -> None:
        """Enter numbers, each under its key."""
        self._sort_in(keys << _HALF | places.astype(np.uint64))

    def _sort_in(self, more: Entries | None = None) -> None:
        rows = ((key << 32) | place for key, found in self._fresh.items() for place in found)
        fresh = np.fromiter(rows, np.uint64, self._waiting)
        self._fresh, self._waiting = {}, 0
        long, short, last = self._runs
        last = _merged(last, fresh if more is None else np.concatenate((fresh, more)))
        if len(last) >= FRESH:
            short, last = _merged(short, last), _EMPTY
        self._runs = [_merged(long, short), _EMPTY, last] if len(short) * WIDER >= len(long) else [long, short, last]

    def find_each(self, keys: Sequence[Sequence[int]]) -> Entries:
        """The numbers under the keys of several seekers, with the seeker in the upper half, as often as keys lead to them."""
        sought = np.array([key for own in keys for key in own], dtype=np.uint64) << _HALF
        seekers = np.arange(len(keys), dtype=np.uint64).repeat([len(own) for own in keys]) << _HALF
        order = sought.argsort()  # so that neighbours are looked for one after the other
        sought, seekers = sought[order], seekers[order]
        self._sort_in()
        parts = [_EMPTY]
        for run in self._runs:
            if len(run):
                first, last = run.searchsorted(sought), run.searchsorted(sought | _LAST, side="right")
                sizes = last - first
                parts.append((run[ranges(first, sizes)] & _LAST) | seekers.repeat(sizes))
        return np.concatenate(parts)

    def find(self, keys: Sequence[int]) -> Places:
        """The numbers under some keys, each as often as keys lead to it."""
        known = self._fresh
        spans = _spans if len(keys) > 1 else _span
        parts = [run[a:b].astype(np.int32) for run in self._runs if len(run) for a, b in spans(run, keys)]
        if fresh := [p for key in keys if key in known for p in known[key]]:
            parts.append(np.array(fresh, dtype=np.int32))
        return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else _NOWHERE


def mixed(stretch: int) -> int:
    """What tells the keys of a stretch of days from those of others, to be set into them (Knuth 6.4)."""
    return stretch * 0x9E3779B1 & 0xFFFFFFFF


_EMPTY: Entries = np.zeros(0, dtype=np.uint64)
_NOWHERE: Places = np.zeros(0, dtype=np.int32)
_LAST, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)


def _merged(long: Entries, short: Entries) -> Entries:
    made = np.concatenate((long, short))
    made.sort()
    return made


def _spans(run: Entries, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the entries of some keys stand in a run."""
    sought = np.array(keys, dtype=np.uint64) << np.uint64(32)
    first = run.searchsorted(sought)
    met = ((run.take(first, mode="clip") ^ sought) <= _LAST).nonzero()[0]
    if not len(met):
        return iter(())
    last = run.searchsorted(sought[met] | _LAST, side="right")
    return zip(first[met].tolist(), last.tolist(), strict=True)


def found_together(found: Sequence[Entries], counts: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """What ``find_each`` found, each once and in order, with what it counts: for each time so much, by where it was found."""
    whole = np.concatenate(found)
    weights = np.array(counts, dtype=np.intp).repeat([len(part) for part in found])
    order = whole.argsort(kind="stable")
    whole = whole[order]
    fresh = np.ones(len(whole), dtype=np.bool_)
    np.not_equal(whole[1:], whole[:-1], out=fresh[1:])
    starts = fresh.nonzero()[0]
    sums = np.add.reduceat(weights[order], starts) if len(starts) else weights
    return whole[starts].astype(np.int64), sums


def _span(run: Entries, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The same of one key at most, quicker."""
    for key in keys:
        first = int(run.searchsorted(np.uint64(key << 32)))
        if first < len(run) and int(run[first]) >> 32 == key:
            yield first, int(run.searchsorted(np.uint64(key << 32 | 0xFFFFFFFF), side="right"))


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

    def roots(self, places: Places) -> Places:
        """The numbers that stand for the groups of many."""
        above = view(self._above)
        while (up := above[places]).tobytes() != places.tobytes():
            places = up
        return places.copy()

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
