"""What is linked: a report with its reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recoupe.model.reading import Reading
from recoupe.model.report import Report

__all__ = ["Entry", "in_order"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the ledger and what was found in it."""

    report: Report
    reading: Reading

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.report.id


def in_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Entries by time of publication, then id: the one order that linking works in, whatever the order of adding.

    Reports without a published time come first, as nothing can be said to have come before them.
    """
    return sorted(entries, key=lambda e: (e.report.published or "", e.id))
