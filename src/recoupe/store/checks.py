"""Whether the rows that answer questions still say what the reading and the text say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from recoupe.link.entry import Entry
from recoupe.store import schema as t
from recoupe.store.rows import reading_rows
from recoupe.store.store import Store

__all__ = ["misread_rows"]


def misread_rows(store: Store, entry: Entry) -> Iterator[str]:
    """Yield a message for each table whose rows for this report differ from what its reading makes."""
    wanted = reading_rows(entry.reading, entry.report)
    with store.asking() as connection:
        for name, rows in wanted.items():
            table = t.metadata.tables[name]
            columns = [c for c in table.c if c.name != "n"]
            found = connection.execute(select(*columns).where(table.c.report == entry.report.id)).all()
            expected = {tuple(row[c.name] for c in columns) for row in rows}
            if {tuple(row) for row in found} != expected:
                yield f"{len({tuple(row) for row in found} ^ expected)} rows of {name} are not what its reading says"
