"""Links as a growing ledger has them: what came and went since it was last asked, and all of them in order of ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from recoupe.model.ledger import Claim, Happening, History, Identity, Origin, Story

__all__ = ["Changes", "Links", "Shelf"]


@dataclass(frozen=True, slots=True)
class Links:
    """What joins readings; each list sorted by id, so that the same entries give the same bytes."""

    identities: tuple[Identity, ...] = ()
    origins: tuple[Origin, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    histories: tuple[History, ...] = ()
    happenings: tuple[Happening, ...] = ()


@dataclass(slots=True)
class Changes:
    """Links that are new or may be others now, and ids of those that are gone, by kind as ``Links`` names them.

    ``grown`` are identities that have changed in nothing but new members (report and entity), with these.
    ``fresh`` says that these are all links there are.
    """

    written: dict[str, list[Any]] = field(default_factory=lambda: {kind: [] for kind in Links.__slots__})
    dropped: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in Links.__slots__})
    grown: list[tuple[Identity, list[tuple[str, str]]]] = field(default_factory=list)
    fresh: bool = False

    @classmethod
    def of(cls, links: Links) -> Changes:
        """All links, as if there were none before."""
        return cls({kind: list(getattr(links, kind)) for kind in Links.__slots__}, fresh=True)

    def put(self, kind: str, gone: Iterable[str], new: Iterable[Any]) -> None:
        """Enter links of a kind that took the place of others."""
        self.dropped[kind].update(gone)
        self.written[kind] += new

    def settle(self) -> None:
        """Let what went and came back be no longer gone."""
        for kind, made in self.written.items():
            self.dropped[kind] -= {record.id for record in made}


BLOCK = 1024
"""Records moved at most to put one in its place; a hundred thousand are two hundred blocks."""


class Shelf:
    """Records of one kind in order of ids."""

    def __init__(self) -> None:
        self._firsts: list[str] = []
        self._ids: list[list[str]] = []
        self._records: list[list[Any]] = []

    def put(self, record: Any) -> None:
        """Enter a record, after others of its id."""
        if not self._ids:
            self._firsts, self._ids, self._records = [""], [[]], [[]]
        block = bisect_right(self._firsts, record.id) - 1
        place = bisect_right(self._ids[block], record.id)
        self._ids[block].insert(place, record.id)
        self._records[block].insert(place, record)
        if len(self._ids[block]) > BLOCK:
            self._halve(block)

    def _halve(self, block: int) -> None:
        half = BLOCK // 2
        while half < len(self._ids[block]) and self._ids[block][half] == self._ids[block][half - 1]:
            half += 1  # records of one id stay in one block
        if half < len(self._ids[block]):
            for rows in (self._ids, self._records):
                rows.insert(block + 1, rows[block][half:])
                del rows[block][half:]
            self._firsts.insert(block + 1, self._ids[block + 1][0])

    def drop(self, key: str) -> None:
        """Let the records of an id go."""
        if not self._ids:
            return
        block = bisect_right(self._firsts, key) - 1
        first, last = bisect_left(self._ids[block], key), bisect_right(self._ids[block], key)
        del self._ids[block][first:last], self._records[block][first:last]

    def all(self) -> tuple[Any, ...]:
        """Every record in order."""
        return tuple(chain.from_iterable(self._records))
