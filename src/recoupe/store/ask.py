"""Questions: filters over indexed rows, a page at a time, each page starting where the one before ended (keyset)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from recoupe.errors import LedgerError
from recoupe.store import schema as t
from recoupe.store.answers import EventRow, FigureRow, ReportRow, StatementRow
from recoupe.store.filters import FILTERS
from recoupe.store.link_rows import KINDS, record_of
from recoupe.store.question import Page, Question, cursor_of, place_of
from recoupe.store.store import Store

__all__ = ["KINDS_ASKED", "ask", "found"]

_MOST = 10_000
"""Answers on one page at most: some ten megabytes."""


class Asked(NamedTuple):
    """One kind of answer: the table, what is selected, the order, and how a row becomes an answer."""

    table: Any
    query: Callable[[], Select[Any]]
    order: Sequence[ColumnElement[Any]]
    answer: Callable[[Any], Any]


def ask(store: Store, kind: str, question: Question) -> Page[Any]:
    """Return a page of answers of one kind (``statements``, ``claims`` …). Raises LedgerError on a filter it can't heed."""
    asked = KINDS_ASKED[kind]
    if not 0 < question.limit <= _MOST:
        raise LedgerError(f"limit is {question.limit}", remedy=f"between 1 and {_MOST}")
    query = asked.query().order_by(*asked.order).limit(question.limit + 1)
    query = query.add_columns(*(column.label(f"order_{i}") for i, column in enumerate(asked.order)))
    if question.cursor:
        place = place_of(question.cursor, len(asked.order), [c.type.python_type for c in asked.order])
        query = query.where(tuple_(*asked.order) > tuple_(*place))
    with store.asking() as connection:
        rows = connection.execute(query.where(*_conditions(connection, kind, question))).mappings().all()
    page = rows[: question.limit]
    more = len(rows) > question.limit
    after = cursor_of(tuple(page[-1][f"order_{i}"] for i in range(len(asked.order)))) if more else None
    return Page(tuple(asked.answer(row) for row in page), after)


def found(store: Store, kind: str, place: Mapping[str, object]) -> Any:
    """Return the one answer of a kind that was found in a report, by its ``id`` or by ``report``, ``start`` and ``end``; None where there is none.

    Ids hold their report (they are hashes of it and of the passage), so that no two reports share one.
    """
    asked = KINDS_ASKED[kind]
    own = [asked.table.c[name] == value for name, value in place.items()]
    with store.asking() as connection:
        # the report first: an id alone is looked for in an index that holds nothing else
        report = connection.scalar(select(asked.table.c.report).where(*own).order_by(asked.table.c.report).limit(1))
        if report is None:
            return None
        query = asked.query().where(asked.table.c.report == report, *own)
        row = connection.execute(query).mappings().first()
    return asked.answer(row) if row else None


def _conditions(connection: Connection, kind: str, question: Question) -> list[ColumnElement[bool]]:
    heeded = FILTERS[kind]
    conditions = []
    for name in (f.name for f in fields(Question)):
        value = getattr(question, name)
        if value is None or name in ("limit", "cursor"):
            continue
        if name not in heeded:
            raise LedgerError(f"{kind} can't be asked by {name!r}", remedy=f"ask by: {', '.join(sorted(heeded))}")
        condition = heeded[name](str(value), connection)
        if condition is not None:
            conditions.append(condition)
    return conditions


def _in_report(table: Any) -> Callable[[], Select[Any]]:
    """Rows of a table with the caller's id and the outlet of their report."""

    def query() -> Select[Any]:
        report = t.reports
        columns = [c for c in table.c if c.name != "folded"]
        return select(*columns, report.c.key.label("report_key"), report.c.outlet).join(
            report, report.c.id == table.c.report
        )

    return query


def _report_query() -> Select[Any]:
    columns = [c for c in t.reports.c if c.name not in ("text", "folded")]
    return select(*columns, func.length(t.reports.c.text).label("characters"))


def _link(name: str, order: Sequence[ColumnElement[Any]]) -> Asked:
    kind = next(k for k in KINDS if k.name == name)
    table = t.metadata.tables[name]
    return Asked(table, lambda: select(table.c.form), order, lambda row: record_of(kind.record, row["form"]))


def _found(table: Any, answer: Callable[[Any], Any], *order: str) -> Asked:
    return Asked(table, _in_report(table), [table.c[name] for name in order], answer)


KINDS_ASKED: dict[str, Asked] = {
    "reports": Asked(t.reports, _report_query, [t.reports.c.day, t.reports.c.id], ReportRow.of),
    "statements": _found(t.statements, StatementRow.of, "day", "report", "start", "id"),
    "figures": _found(t.figures, FigureRow.of, "day", "report", "start", "end"),
    "events": _found(t.events, EventRow.of, "day", "report", "start", "id"),
    "people": _link("identities", [-t.identities.c.size, t.identities.c.id]),
    "origins": _link("origins", [t.origins.c.day, t.origins.c.id]),
    "stories": _link("stories", [t.stories.c.day, t.stories.c.id]),
    "claims": _link("claims", [t.claims.c.day, t.claims.c.id]),
    "histories": _link("histories", [t.histories.c.day, t.histories.c.id]),
    "happenings": _link("happenings", [t.happenings.c.day, t.happenings.c.id]),
}
"""Every kind of answer, by the name it is asked by."""
