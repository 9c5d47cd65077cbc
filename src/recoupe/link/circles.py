"""Circles: the reports among which claims are looked for, kept as they grow; only what is touched is drawn anew.

A circle is whatever hangs together: reports that belong together bring others with them, and these bring others. So a
circle can be drawn from any report of it, at a cost that depends on its own size and not on that of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

__all__ = ["Circles", "drawn", "ring"]

Beside = Callable[[str], Iterable[str]]
"""From an entry to those that belong with it."""


def drawn(seed: str, beside: Beside) -> list[str]:
    """Everything that hangs together with an entry."""
    found = {seed: None}
    waiting = [seed]
    while waiting:
        for other in beside(waiting.pop()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


def ring(whole: Sequence[str], entry: str) -> Sequence[str]:
    """What leads from an entry to all of its group: the first, and from the first all."""
    return whole if whole[:1] == (entry,) else whole[:1]


class Circles:
    """Circles by their first entry; ``parted`` makes one or several ordered circles of what hangs together."""

    def __init__(self, beside: Beside, parted: Callable[[list[str]], Iterable[tuple[str, ...]]]) -> None:
        self._beside = beside
        self._parted = parted
        self._of: dict[str, str] = {}
        self.made: dict[str, tuple[str, ...]] = {}

    def of(self, entry: str) -> tuple[str, ...]:
        """The circle of an entry as last drawn; empty where it is in none."""
        first = self._of.get(entry)
        return self.made[first] if first is not None else ()

    def renew(self, touched: Iterable[str]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """Draw anew the circles of what was touched; return the circles that are gone, and all that were drawn."""
        gone: dict[str, tuple[str, ...]] = {}
        new: dict[str, tuple[str, ...]] = {}
        waiting, seen = list(dict.fromkeys(touched)), set[str]()
        while waiting:
            seed = waiting.pop()
            if seed in seen:
                continue
            inside = drawn(seed, self._beside)
            seen.update(inside)
            for entry in inside:
                first = self._of.get(entry)
                if first is not None and first not in gone:
                    gone[first] = self.made[first]
                    waiting.extend(gone[first])
            new.update((circle[0], circle) for circle in self._parted(inside))
        for first in gone:
            del self.made[first]
        for first, circle in new.items():
            self.made[first] = circle
            self._of.update(dict.fromkeys(circle, first))
        return [c for f, c in gone.items() if new.get(f) != c], list(new.values())
