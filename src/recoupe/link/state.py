"""The state of growing links as plain data and back: what is kept of them between two programs.

A tree of lists, strings and numbers (JSON) with arrays beside it. Nothing in it names code: only the records and shelves
listed here are made again, each with the fields that it has, and what doesn't fit is refused. What several hold is
written once and shared again.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recoupe.link import (
    circles,
    copy_index,
    events,
    groups,
    members,
    naming,
    offices,
    origins,
    outlets,
    postings,
    register,
    rows,
    shelves,
    stated,
    stories,
    topical,
)  # fmt: skip
from recoupe.model import entity, ledger, span, words

__all__ = ["Shelved", "StateError", "fill", "store"]

Arrays = list[NDArray[Any]]
Shelved = tuple[Any, Arrays]
"""A tree, and the arrays that it speaks of by number."""


class StateError(Exception):
    """What was kept can't be read, or what is to be kept is of a kind that is not known."""


def _kinds(*modules: Any) -> dict[str, Any]:
    return {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }


_RECORDS = _kinds(entity, ledger, span, words, members, naming, offices)
"""Records by name: their fields are written one by one."""
_SHELVES = _kinds(
    circles, copy_index, events, groups, naming, offices, origins, outlets, postings, register, rows, shelves, stated,
    stories, topical,
)  # fmt: skip
"""What holds records: made anew, then filled."""
_PLAIN = frozenset({str, int, float, bool, type(None)})
_BYTES = np.dtype(np.uint8)


class _Writer:
    """Writes a tree; ``arrays`` grows with it."""

    def __init__(self) -> None:
        self.arrays: Arrays = []
        self._met: dict[int, int] = {}
        self._held: list[Any] = []
        """What was met, so that no other object takes its number in memory meanwhile."""

    def tree(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _WRITTEN:
            return _WRITTEN[kind](self, value)
        if isinstance(value, dict):
            return self.mapping(value)
        if isinstance(value, StrEnum):
            return ["e", self.named(kind, _RECORDS), value.value]
        if isinstance(value, tuple):
            return ["u", self.named(kind, _RECORDS), *map(self.tree, value)]
        if (number := self._met.get(id(value))) is not None:
            return ["r", number]
        self._met[id(value)] = len(self._held)
        self._held.append(value)
        if is_dataclass(value):
            name = self.named(kind, _RECORDS)
            return ["o", name, *(self.tree(getattr(value, f.name)) for f in fields(value))]
        return ["x", self.named(kind, _SHELVES), {name: self.tree(part) for name, part in _parts(value)}]

    def named(self, kind: type, known: Mapping[str, Any]) -> str:
        if known.get(kind.__name__) is not kind:
            raise StateError(f"{kind.__module__}.{kind.__name__} is not kept: let state know it")
        return str(kind.__name__)

    def listed(self, value: list[Any] | tuple[Any, ...]) -> Any:
        tag = "l" if type(value) is list else "t"
        if _PLAIN.issuperset(map(type, value)):
            return [tag.upper(), list(value)]
        if tag == "l" and all(type(v) is tuple and _PLAIN.issuperset(map(type, v)) for v in value):
            return ["P", [list(v) for v in value]]
        return [tag, *map(self.tree, value)]

    def mapping(self, value: dict[Any, Any]) -> Any:
        if all(type(k) is int and type(v) is bytes for k, v in value.items()):  # also the empty one
            sizes = np.array([(k, len(v)) for k, v in value.items()], dtype=np.int64)
            return ["B", self.kept(sizes.reshape(-1, 2)), self.kept(np.frombuffer(b"".join(value.values()), _BYTES))]
        if all(type(k) is str for k in value) and _PLAIN.issuperset(map(type, value.values())):
            return ["D", value]
        return ["d", self.tree(list(value)), self.tree(list(value.values()))]

    def kept(self, values: NDArray[Any]) -> int:
        self.arrays.append(values)
        return len(self.arrays) - 1


def _parts(shelf: Any) -> list[tuple[str, Any]]:
    afresh: frozenset[str] = getattr(shelf, "AFRESH", frozenset())
    return [(name, part) for name, part in vars(shelf).items() if name not in afresh and not callable(part)]


_WRITTEN: dict[type, Any] = {
    list: _Writer.listed,
    tuple: _Writer.listed,
    set: lambda to, v: ["s", to.tree(sorted(v))],
    frozenset: lambda to, v: ["f", to.tree(sorted(v))],
    date: lambda _, v: ["c", v.isoformat()],
    bytes: lambda to, v: ["b", to.kept(np.frombuffer(v, _BYTES))],
    bytearray: lambda to, v: ["y", to.kept(np.frombuffer(bytes(v), _BYTES))],
    array: lambda to, v: ["a", v.typecode, to.kept(np.array(v))],
    np.ndarray: lambda to, v: ["n", to.kept(v)],
}


class _Reader:
    """Makes again what a tree tells."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self._made: list[Any] = []

    def value(self, tree: Any, here: Any = None) -> Any:
        """What a tree tells; ``here`` is what stands in its place now, to be filled where it is a shelf or a mapping."""
        if type(tree) is not list:
            return tree
        tag, *rest = tree
        if tag not in _READ:
            raise StateError(f"a tree can't start with {tag!r}")
        made = _READ[tag](self, rest, here)
        if isinstance(here, dict) and isinstance(made, dict):
            here.clear()
            here.update(made)
            return here
        return made

    def values(self, trees: list[Any]) -> list[Any]:
        return [self.value(tree) for tree in trees]

    def record(self, rest: list[Any]) -> Any:
        name, *told = rest
        kind = _RECORDS.get(name)
        if kind is None or not is_dataclass(kind) or len(told) != len(fields(kind)):
            raise StateError(f"a record {name!r} can't be made of {len(told)} fields")
        made: Any = object.__new__(_RECORDS[name])
        self._made.append(made)
        for known, tree in zip(fields(kind), told, strict=True):
            object.__setattr__(made, known.name, self.value(tree))
        return made

    def shelf(self, rest: list[Any], here: Any) -> Any:
        name, parts = rest
        kind = _SHELVES.get(name)
        if kind is None:
            raise StateError(f"a shelf {name!r} is not known")
        made = here if type(here) is kind else kind()
        self._made.append(made)
        for part, tree in parts.items():
            if part not in vars(made):
                raise StateError(f"a shelf {name!r} has no {part!r}")
            setattr(made, part, self.value(tree, getattr(made, part)))
        if hasattr(made, "mend"):
            made.mend()
        return made

    def packed(self, sizes: NDArray[Any], joined: NDArray[Any]) -> dict[int, bytes]:
        data, at, made = joined.tobytes(), 0, {}
        for key, size in sizes.tolist():
            made[key] = data[at : at + size]
            at += size
        return made


def _array(of: _Reader, rest: list[Any], _: Any) -> Any:
    made = array(rest[0])
    made.frombytes(of.arrays[rest[1]].tobytes())
    return made


_READ: dict[str, Any] = {
    "L": lambda _, rest, __: rest[0],
    "T": lambda _, rest, __: tuple(rest[0]),
    "P": lambda _, rest, __: list(map(tuple, rest[0])),
    "D": lambda _, rest, __: rest[0],
    "l": lambda of, rest, _: of.values(rest),
    "t": lambda of, rest, _: tuple(of.values(rest)),
    "s": lambda of, rest, _: set(of.value(rest[0])),
    "f": lambda of, rest, _: frozenset(of.value(rest[0])),
    "d": lambda of, rest, _: dict(zip(of.value(rest[0]), of.value(rest[1]), strict=True)),
    "B": lambda of, rest, _: of.packed(*(of.arrays[n] for n in rest)),
    "c": lambda _, rest, __: date.fromisoformat(rest[0]),
    "b": lambda of, rest, _: of.arrays[rest[0]].tobytes(),
    "y": lambda of, rest, _: bytearray(of.arrays[rest[0]].tobytes()),
    "a": _array,
    "n": lambda of, rest, _: np.array(of.arrays[rest[0]]),
    "e": lambda _, rest, __: _RECORDS[rest[0]](rest[1]),
    "u": lambda of, rest, _: _RECORDS[rest[0]](*of.values(rest[1:])),
    "o": lambda of, rest, _: of.record(rest),
    "x": lambda of, rest, here: of.shelf(rest, here),
    "r": lambda of, rest, _: of._made[rest[0]],
}  # fmt: skip


def store(parts: Mapping[str, Any]) -> Shelved:
    """Return what some shelves and values hold. Raises StateError on what is of no kind that is known."""
    writer = _Writer()
    return {name: writer.tree(part) for name, part in parts.items()}, writer.arrays


def fill(parts: Mapping[str, Any], kept: Shelved) -> dict[str, Any]:
    """Fill shelves with what was kept of them, in the same order; return them and the values. Raises StateError."""
    tree, arrays = kept
    reader = _Reader(arrays)
    try:
        return {name: reader.value(tree[name], part) for name, part in parts.items()}
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise StateError(f"what was kept can't be read: {error}") from error
