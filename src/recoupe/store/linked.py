"""Writing what changed in the links, at a cost that follows from the changes and not from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from recoupe.link.shelves import Changes
from recoupe.model.ledger import Claim, Happening, History, Identity, Origin, Story
from recoupe.store import schema as t
from recoupe.store.link_rows import KINDS, Kind, row_of

__all__ = ["put_changes"]

_AT_ONCE = 500
"""Rows a statement takes at once: under SQLite's limit on variables."""


def put_changes(connection: Connection, changes: Changes) -> dict[str, tuple[int, int]]:
    """Write what changed, inside the caller's transaction; return (written, dropped) by kind."""
    records = [record for made in changes.written.values() for record in made]
    days = _days(connection, {report for record in records for report in _reports(record)})
    counted = {kind.name: _put(connection, kind, changes, days) for kind in KINDS}
    for record, fresh in changes.grown:
        kind = KINDS[0]
        row, _ = row_of(kind, record, days)
        connection.execute(update(t.identities).where(t.identities.c.id == record.id).values(row))
        members = [{"identity": record.id, "report": report, "entity": entity} for report, entity in fresh]
        connection.execute(insert(t.members), members)
    written, dropped = counted["identities"]
    return {**counted, "identities": (written + len(changes.grown), dropped)}


def _put(connection: Connection, kind: Kind, changes: Changes, days: dict[str, str]) -> tuple[int, int]:
    table, gone = t.metadata.tables[kind.name], sorted(changes.dropped[kind.name])
    wanted = {record.id: row_of(kind, record, days) for record in changes.written[kind.name]}
    held: dict[str, str] = {}
    for part in _parts(sorted(wanted)):
        rows = connection.execute(select(table.c.id, table.c.form).where(table.c.id.in_(part)))
        held |= {row.id: row.form for row in rows}
    fresh = [key for key, (row, _) in wanted.items() if held.get(key) != row["form"]]
    dropped = 0
    for part in _parts(gone):
        dropped += connection.execute(delete(table).where(table.c.id.in_(part))).rowcount  # members go with them
    for part in _parts([key for key in fresh if key in held]):
        connection.execute(delete(table).where(table.c.id.in_(part)))
    if fresh:
        connection.execute(insert(table), [wanted[key][0] for key in fresh])
    members = [row for key in fresh for row in wanted[key][1]]
    if members and kind.members:
        connection.execute(insert(t.metadata.tables[kind.members]), members)
    return len(fresh), dropped


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _days(connection: Connection, reports: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _parts(sorted(reports)):
        rows = connection.execute(select(t.reports.c.id, t.reports.c.day).where(t.reports.c.id.in_(part)))
        found |= {row.id: row.day for row in rows}
    return found


def _reports(record: Any) -> Iterable[str]:
    """The reports whose days a link's row tells."""
    match record:
        case Origin():
            return (record.first,)
        case Story():
            return record.reports
        case Claim():
            return (p.report for p in record.positions)
        case History():
            return (r.report for r in record.rows)
        case Happening():
            return (told.report for told in record.tellings)
        case Identity():
            return ()
    raise TypeError(f"{type(record).__name__} is no link: give a record of recoupe.model.ledger")
