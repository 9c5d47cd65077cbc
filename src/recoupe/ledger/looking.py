"""What came in since somebody last looked, and which report is a later version of another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from recoupe.errors import LedgerError
from recoupe.ledger.ledger import Ledger
from recoupe.model.report import Report
from recoupe.store import schema as t

__all__ = ["came_since", "last_come", "newest_of", "reports_since"]

_VERSIONS = 50
"""Versions followed at most, one after the other."""

_AT_ONCE = 400
"""Names of a question at most."""


def last_come(ledger: Ledger) -> int:
    """Return the number of the report that came in last; 0 for an empty ledger. Numbers only rise."""
    with ledger.store.asking() as connection:
        return int(connection.scalar(select(func.max(t.reports.c.n))) or 0)


def came_since(ledger: Ledger, number: int) -> frozenset[str]:
    """Return the ids of the reports that came in after the one with this number."""
    with ledger.store.asking() as connection:
        return frozenset(connection.scalars(select(t.reports.c.id).where(t.reports.c.n > number)))


def reports_since(ledger: Ledger, day: str) -> frozenset[str]:
    """Return the ids of the reports published on a day (ISO 8601) or later. Raises LedgerError on what is no day."""
    try:
        day = date.fromisoformat(day[:10]).isoformat()
    except ValueError:
        raise LedgerError(f"{day!r} is no day", remedy="write it as 2024-05-03") from None
    with ledger.store.asking() as connection:
        return frozenset(connection.scalars(select(t.reports.c.id).where(t.reports.c.day >= day)))


def newest_of(ledger: Ledger, reports: Iterable[Report]) -> dict[str, Report]:
    """Return the newest version of each report that was superseded, by the report's id; the others are not in it."""
    of = {name: r.id for r in reports for name in (r.id, r.name)}
    newest: dict[str, str] = {}
    seen = set(of.values())
    for _ in range(_VERSIONS):
        later = _replacing(ledger, sorted(of))
        of = {name: of[r] for r, i, key in later if i not in seen for name in (i, key or i)}
        newest.update((of[i], i) for _, i, _ in later if i in of)
        seen.update(i for _, i, _ in later)
        if not of:
            break
    return {first: ledger.report(last) for first, last in newest.items()}


def _replacing(ledger: Ledger, names: list[str]) -> list[tuple[str, str, str | None]]:
    """(name replaced, id, key) of the reports that supersede these, in order of day."""
    c = t.reports.c
    found = []
    with ledger.store.asking() as connection:
        for i in range(0, len(names), _AT_ONCE):
            query = select(c.replaces, c.id, c.key).where(c.replaces.in_(names[i : i + _AT_ONCE])).order_by(c.day, c.id)
            found += [(r.replaces, r.id, r.key) for r in connection.execute(query)]
    return found
