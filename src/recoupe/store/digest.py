"""A hash of all that a ledger holds, the same whatever the order of adding, the number of workers and the database."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import select

from recoupe.store import schema as t
from recoupe.store.link_rows import KINDS
from recoupe.store.store import Store

__all__ = ["digest"]


def digest(store: Store) -> str:
    """Return the SHA-256 of every report's id, reading, decision and link, each table in order of ids."""
    total = hashlib.sha256()
    for piece in _pieces(store):
        data = piece if isinstance(piece, bytes) else piece.encode("utf-8")
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def _pieces(store: Store) -> Iterator[str | bytes]:
    with store.asking() as connection:
        for row in connection.execute(select(t.reports.c.id, t.reports.c.text).order_by(t.reports.c.id)):
            yield from row
        for row in connection.execute(select(t.readings.c.report, t.readings.c.form).order_by(t.readings.c.report)):
            yield row.report
            yield zlib.decompress(row.form)
        for decision in connection.execute(select(t.decisions.c.id).order_by(t.decisions.c.id)):
            yield from decision
        for kind in KINDS:
            table = t.metadata.tables[kind.name]
            for link in connection.execute(select(table.c.form).order_by(table.c.id)):
                yield from link
