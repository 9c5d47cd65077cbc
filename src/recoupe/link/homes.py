"""Homes: the reports in which ids are found that decisions name, as reports and decisions come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from recoupe.link.entry import Entry

__all__ = ["Homes"]

Met = Callable[[Entry, frozenset[str]], set[str]]
"""Which of some ids stand for something in a report."""
Read = Callable[[str], Entry]
Where = Callable[[str], Iterable[str]]
"""From an id to the reports in which it may be found."""


class Homes:
    """Reports by the ids that decisions name and that stand for something in them."""

    def __init__(self, wanted: frozenset[str], met: Met) -> None:
        self._wanted = wanted
        self._met = met
        self.of: dict[str, str] = {}

    def add(self, entry: Entry) -> None:
        """Look into a report, as decisions leave it."""
        if self._wanted:
            self.of |= dict.fromkeys(self._met(entry, self._wanted), entry.id)

    def again(self, entry: Entry) -> None:
        """Look once more into a report of which a person held something to be wrong, or does so no longer."""
        for target in [t for t, report in self.of.items() if report == entry.id]:
            del self.of[target]
        self.add(entry)

    def rule(self, wanted: frozenset[str], read: Read, where: Where) -> None:
        """Let other ids be named: those that are new are looked for where they may be."""
        for target in self.of.keys() - wanted:
            del self.of[target]
        self._wanted = wanted
        for target in sorted(wanted - self.of.keys()):
            for report in where(target):
                if target in self._met(read(report), wanted):
                    self.of[target] = report
                    break
