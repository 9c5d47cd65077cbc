"""What is linked: a report with its reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from recoupe.model.reading import Reading
from recoupe.model.report import Report, day_of

__all__ = ["Entry", "in_order", "moment_of", "outline"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the ledger and what was found in it."""

    report: Report
    reading: Reading

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.report.id


def outline(report: Report) -> Report:
    """A report without its text, with the id of the whole: enough to know when it was published, where, and what it replaces."""
    made = replace(report, text="")
    made.__dict__["id"] = report.id
    return made


def in_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Entries by time of publication, then id: the one order that linking works in, whatever the order of adding.

    Reports without a published time come first, as nothing can be said to have come before them.
    """
    return sorted(entries, key=lambda e: (moment_of(e.report), e.id))


def moment_of(report: Report) -> str:
    """When a report was published, in UTC and in a form that sorts; "" where it is not known, a day as its midnight."""
    return _moment(report.published) if report.published else ""


@lru_cache(maxsize=1 << 14)
def _moment(published: str) -> str:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        day = day_of(published)
        return f"{day}T00:00:00" if day else ""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).strftime("%Y-%m-%dT%H:%M:%S")
