"""What came in since somebody last looked, and which report is a later version of another."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from recoupe.ledger.ledger import Ledger
from recoupe.model.report import Report
from recoupe.store import schema as t

__all__ = ["came_since", "last_come", "newer"]


def last_come(ledger: Ledger) -> int:
    """Return the number of the report that came in last; 0 for an empty ledger. Numbers only rise."""
    with ledger.store.asking() as connection:
        return int(connection.scalar(select(func.max(t.reports.c.n))) or 0)


def came_since(ledger: Ledger, number: int) -> frozenset[str]:
    """Return the ids of the reports that came in after the one with this number."""
    with ledger.store.asking() as connection:
        return frozenset(connection.scalars(select(t.reports.c.id).where(t.reports.c.n > number)))


def newer(ledger: Ledger, report: Report) -> Report | None:
    """Return the newest version that supersedes a report, step by step; None where it is the newest itself."""
    names, last = {report.id, report.key or report.id}, None
    seen = {report.id}
    while True:
        query = select(t.reports.c.id).where(or_(*(t.reports.c.replaces == n for n in sorted(names))))
        with ledger.store.asking() as connection:
            found = [i for i in connection.scalars(query.order_by(t.reports.c.day, t.reports.c.id)) if i not in seen]
        if not found:
            return last
        seen.update(found)
        last = ledger.report(found[-1])
        names = {last.id, last.key or last.id}
