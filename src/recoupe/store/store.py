"""The store: reports, readings, decisions and links, written and read whole; questions are in ``store.ask``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.dml import Insert

from recoupe.errors import LedgerError
from recoupe.link.entry import Entry
from recoupe.link.shelves import Changes, Links
from recoupe.model.ledger import Decision
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind
from recoupe.store import schema as t
from recoupe.store.engine import open_engine
from recoupe.store.held import Held
from recoupe.store.link_rows import KINDS, record_of, rows_of
from recoupe.store.linked import put_changes
from recoupe.store.rows import packed, reading_rows, report_back, report_row, unpacked

__all__ = ["Store"]

_AT_ONCE = 500
"""Rows a read or write takes at once: a few hundred kilobytes, and under SQLite's limit on variables."""


class Store:
    """One ledger's database. Every method that writes is one transaction; all raise LedgerError when it fails."""

    def __init__(self, place: str | Path, *, create: bool = True) -> None:
        self.place = str(place)
        self.engine: Engine = open_engine(place, create=create)
        self._here = Held()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes: all of it or nothing."""
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise _failed("written", self.place, error) from error
        self._here.renew()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """One transaction that only reads: all its questions see one state of the ledger, that of a snapshot where one is held."""
        held = self._here.connection
        try:
            if held is not None:
                yield held
                return
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise _failed("read", self.place, error) from error

    @property
    def held(self) -> bool:
        """Whether this thread holds a snapshot."""
        return self._here.connection is not None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all questions of this thread see one state of the ledger, on one connection; what it writes it sees."""
        if self.held or isinstance(self.engine.pool, StaticPool):  # a ledger in memory has one connection for all
            yield
            return
        try:
            connection = self.engine.connect()
        except SQLAlchemyError as error:
            raise _failed("read", self.place, error) from error
        with connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            self._here.take(connection)
            try:
                yield
            finally:
                self._here.leave()

    # ------------------------------------------------------------- reports and readings

    def put(self, report: Report, reading: Reading) -> bool:
        """Keep a report with its reading, in one transaction; return whether the report is new.

        A reading that was there is replaced, with all rows drawn from it. The same report and reading change nothing.
        """
        form = packed(reading, report)
        rows = reading_rows(reading, report)
        with self.writing() as connection:
            values = report_row(report)
            new = connection.scalar(self._if_new(t.reports).values(values).returning(t.reports.c.id)) is not None
            held = connection.execute(
                select(t.readings.c.rules, t.readings.c.form).where(t.readings.c.report == report.id)
            ).all()
            if [(r.rules, bytes(r.form)) for r in held] == [(reading.rules, form)]:
                return False
            for name in ("readings", *rows):
                table = t.metadata.tables[name]
                connection.execute(delete(table).where(table.c.report == report.id))
            connection.execute(insert(t.readings).values(report=report.id, rules=reading.rules, form=form))
            for name, found in rows.items():
                if found:
                    connection.execute(insert(t.metadata.tables[name]), found)
            revision = _changed(connection, self._if_new(t.meta))
            connection.execute(delete(t.arrivals).where(t.arrivals.c.report == report.id))
            connection.execute(insert(t.arrivals).values(report=report.id, revision=revision))
        return new

    def _if_new(self, table: Any) -> Insert:
        """An insert that leaves a row be that is already there."""
        if self.dialect == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as postgresql_insert

            return postgresql_insert(table).on_conflict_do_nothing()
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return sqlite_insert(table).on_conflict_do_nothing()

    def read_by(self, ids: Sequence[str], rules: str) -> set[str]:
        """Which of these reports the ledger holds with a reading by these rules."""
        found: set[str] = set()
        with self.asking() as connection:
            for start in range(0, len(ids), _AT_ONCE):
                part = t.readings.c.report.in_(ids[start : start + _AT_ONCE])
                found |= set(connection.scalars(select(t.readings.c.report).where(part, t.readings.c.rules == rules)))
        return found

    def report(self, name: str) -> Report | None:
        """Return the report with this id, or the caller's id (the newest id in order of ids, if two share it)."""
        with self.asking() as connection:
            where = or_(t.reports.c.id == name, t.reports.c.key == name)
            row = connection.execute(select(t.reports).where(where).order_by(t.reports.c.id.desc())).mappings().first()
        return report_back(dict(row)) if row else None

    def reading(self, report: str) -> Reading | None:
        """Return the reading of a report by its id."""
        with self.asking() as connection:
            form = connection.scalar(select(t.readings.c.form).where(t.readings.c.report == report))
        return unpacked(form) if form else None

    def reports(self) -> Iterator[Report]:
        """Yield every report, in order of ids."""
        for row in self._all(t.reports, [c for c in t.reports.c if c.name != "folded"], "id"):
            yield report_back(row)

    def entries(self) -> Iterator[Entry]:
        """Yield every report with its reading, in order of ids."""
        columns = [c for c in t.reports.c if c.name != "folded"]
        joined = t.reports.join(t.readings, t.readings.c.report == t.reports.c.id)
        for row in self._all(t.reports, [*columns, t.readings.c.form], "id", joined):
            yield Entry(report_back(row), unpacked(row["form"]))

    def rules(self) -> dict[str, str]:
        """By the id of each report, the rules that made its reading."""
        with self.asking() as connection:
            return {r.report: r.rules for r in connection.execute(select(t.readings.c.report, t.readings.c.rules))}

    def entries_of(self, ids: Sequence[str], unpack: Callable[[bytes], Reading] = unpacked) -> Iterator[Entry]:
        """Yield the reports with these ids and their readings; ``unpack`` may know a reading already."""
        columns = [c for c in t.reports.c if c.name != "folded"]
        joined = t.reports.join(t.readings, t.readings.c.report == t.reports.c.id)
        for start in range(0, len(ids), _AT_ONCE):
            part = t.reports.c.id.in_(ids[start : start + _AT_ONCE])
            query = select(*columns, t.readings.c.form).select_from(joined).where(part)
            with self.asking() as connection:
                rows = connection.execute(query).mappings().all()
            yield from (Entry(report_back(dict(row)), unpack(bytes(row["form"]))) for row in rows)

    def _all(self, table: Any, columns: Sequence[Any], key: str, source: Any = None) -> Iterator[Any]:
        """Every row in order of a key, a part at a time, so that a long read holds no lock."""
        last = ""
        while True:
            query = select(*columns).select_from(table if source is None else source).where(table.c[key] > last)
            with self.asking() as connection:
                rows = connection.execute(query.order_by(table.c[key]).limit(_AT_ONCE)).mappings().all()
            yield from rows
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][key]

    def holds(self, target: str) -> bool:
        """Whether an id is that of a report, something found in one, or a link."""
        with self.asking() as connection:
            for name in ("reports", "statements", "events", "entities", *(k.name for k in KINDS)):
                table = t.metadata.tables[name]
                if connection.scalar(select(func.count()).select_from(table).where(table.c.id == target)):
                    return True
            return bool(connection.scalar(select(t.reports.c.n).where(t.reports.c.key == target)))

    def counts(self) -> dict[str, int]:
        """Number of rows of every table, by its name."""
        with self.asking() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in sorted(t.metadata.tables.items())
            }

    # ------------------------------------------------------------- decisions

    def decide(self, decision: Decision) -> bool:
        """Append a decision; False where the very same is already there."""
        row = {
            "id": decision.id, "kind": decision.kind.value, "targets": json.dumps(list(decision.targets)),
            "by": decision.by, "at": decision.at, "why": decision.why,
        }  # fmt: skip
        with self.writing() as connection:
            new = connection.scalar(self._if_new(t.decisions).values(row).returning(t.decisions.c.id)) is not None
            if new:
                _changed(connection, self._if_new(t.meta))
        return new

    def decisions(self) -> list[Decision]:
        """Every decision, in the order of time and then of ids."""
        with self.asking() as connection:
            rows = connection.execute(select(t.decisions).order_by(t.decisions.c.at, t.decisions.c.id)).all()
        return [Decision(r.id, DecisionKind(r.kind), tuple(json.loads(r.targets)), r.by, r.at, r.why) for r in rows]

    # ------------------------------------------------------------- links

    def revision(self) -> tuple[int, int]:
        """Number of changes to what is kept, and the number that the links were made from."""
        if self._here.revision is not None:
            return self._here.revision
        with self.asking() as connection:
            found = {r.name: r.value for r in connection.execute(select(t.meta.c.name, t.meta.c.value))}
        numbers = int(found.get("revision", 0)), int(found.get("linked", 0))
        if self.held:
            self._here.revision = numbers
        return numbers

    def arrived(self, since: int, until: int) -> list[str]:
        """Reports that got their reading after one revision and no later than another, in order of ids."""
        own = t.arrivals.c
        with self.asking() as connection:
            query = select(own.report).where(own.revision > since, own.revision <= until).order_by(own.report)
            return list(connection.scalars(query))

    def heeded(self) -> list[str] | None:
        """Ids of the decisions that the links were made by; None where an earlier program did not say."""
        with self.asking() as connection:
            found = connection.scalar(select(t.meta.c.value).where(t.meta.c.name == "heeded"))
        return None if found is None else [str(key) for key in json.loads(found)]

    def put_changes(
        self, changes: Changes, revision: int, heeded: Sequence[str] | None = None
    ) -> dict[str, tuple[int, int]]:
        """Keep what changed in the links up to a revision, in one transaction. Return (written, dropped) by kind.

        ``heeded`` are the ids of all decisions that the links are made by.
        """
        if changes.fresh:
            links = Links(**{kind: tuple(made) for kind, made in changes.written.items()})
            return self.put_links(links, revision, heeded)
        with self.writing() as connection:
            counted = put_changes(connection, changes)
            _linked(connection, revision, heeded)
        return counted

    def put_links(self, links: Links, revision: int, heeded: Sequence[str] | None = None) -> dict[str, tuple[int, int]]:
        """Keep the links made at a revision; only what differs is written. Return (written, dropped) by kind."""
        changed = {}
        with self.writing() as connection:
            days = {r.id: r.day for r in connection.execute(select(t.reports.c.id, t.reports.c.day))}
            for kind, wanted in rows_of(links, days).items():
                changed[kind] = self._put_kind(connection, kind, wanted)
            _linked(connection, revision, heeded)
        return changed

    def _put_kind(self, connection: Connection, name: str, wanted: dict[str, Any]) -> tuple[int, int]:
        kind = next(k for k in KINDS if k.name == name)
        table = t.metadata.tables[name]
        held = {r.id: r.form for r in connection.execute(select(table.c.id, table.c.form))}
        gone = [i for i in held if i not in wanted]
        fresh = [i for i, (row, _) in wanted.items() if held.get(i) != row["form"]]
        for start in range(0, len(gone) + len(fresh), _AT_ONCE):
            part = [*gone, *fresh][start : start + _AT_ONCE]
            connection.execute(delete(table).where(table.c.id.in_(part)))  # members go with them
        if fresh:
            connection.execute(insert(table), [wanted[i][0] for i in fresh])
        rows = [row for i in fresh for row in wanted[i][1]]
        if rows and kind.members:
            connection.execute(insert(t.metadata.tables[kind.members]), rows)
        return len(fresh), len(gone)

    def standings(self) -> dict[str, tuple[str, str]]:
        """Standing and words of every claim, by its id: enough to see what moved."""
        with self.asking() as connection:
            rows = connection.execute(select(t.claims.c.id, t.claims.c.standing, t.claims.c.words)).all()
        return {row.id: (row.standing, row.words) for row in rows}

    def links(self) -> Links:
        """Return all links, as they were kept."""
        found: dict[str, Any] = {}
        for kind in KINDS:
            table = t.metadata.tables[kind.name]
            rows = self._all(table, [table.c.id, table.c.form], "id")
            found[kind.name] = tuple(record_of(kind.record, row["form"]) for row in rows)
        return Links(**found)


def _linked(connection: Connection, revision: int, heeded: Sequence[str] | None) -> None:
    """Note what links were made from."""
    connection.execute(delete(t.meta).where(t.meta.c.name.in_(("linked", "heeded"))))
    connection.execute(insert(t.meta).values(name="linked", value=str(revision)))
    if heeded is not None:
        connection.execute(insert(t.meta).values(name="heeded", value=json.dumps(list(heeded))))


def _changed(connection: Connection, add_row: Insert) -> int:
    """Count a change, so that links made before it are known to be old; return the number."""
    connection.execute(add_row.values(name="revision", value="0"))
    row = select(t.meta.c.value).where(t.meta.c.name == "revision").with_for_update()
    count = int(connection.scalar(row) or 0) + 1
    connection.execute(update(t.meta).where(t.meta.c.name == "revision").values(value=str(count)))
    return count


def _failed(verb: str, place: str, error: SQLAlchemyError) -> LedgerError:
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return LedgerError(
        f"the ledger could not be {verb}: {cause}", remedy="try again; then: recoupe verify", where=place
    )
