"""Rows of numbers of any length, one after the other in one long array: a few bytes a row beside what it holds."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Rows", "ranges", "view"]


def view(values: array[Any]) -> NDArray[Any]:
    """An array as numpy sees it; what is kept of it must be copied, as an array that is looked at can't grow."""
    return np.frombuffer(values, dtype=values.typecode)


def ranges(first: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where the entries of rows stand, one after the other, by where each row begins and how long it is."""
    ends = sizes.cumsum()
    made: NDArray[np.intp] = np.arange(ends[-1] if len(ends) else 0) + (first - ends + sizes).repeat(sizes)
    return made


class Rows:
    """Rows by number, only ever added."""

    def __init__(self, kind: str) -> None:
        self.values = array(kind)
        self.starts = array("q", [0])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def add(self, row: NDArray[Any]) -> int:
        """Enter a row; return its number."""
        self.values.frombytes(row.astype(self.values.typecode, copy=False).tobytes())
        self.starts.append(len(self.values))
        return len(self.starts) - 2

    def extend(self, rows: NDArray[Any], sizes: NDArray[np.intp]) -> None:
        """Enter rows that stand one after the other."""
        ends = sizes.cumsum() + len(self.values)
        self.values.frombytes(rows.astype(self.values.typecode, copy=False).tobytes())
        self.starts.frombytes(ends.astype(np.int64).tobytes())

    def at(self, place: int) -> NDArray[Any]:
        """A row."""
        return np.array(self.values[self.starts[place] : self.starts[place + 1]], dtype=self.values.typecode)

    def sizes(self, places: NDArray[Any]) -> NDArray[np.intp]:
        """How long some rows are."""
        starts = view(self.starts)
        made: NDArray[np.intp] = starts[1:][places] - starts[places]
        return made

    def of(self, places: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.intp]]:
        """Some rows one after the other, and how long each is."""
        starts = view(self.starts)
        first = starts[places]
        sizes = starts[1:][places] - first
        at = ranges(first, sizes)
        return (view(self.values)[at] if len(at) else np.zeros(0, dtype=self.values.typecode)), sizes
