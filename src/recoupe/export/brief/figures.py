"""Histories of figures for a brief: each figure once, with how neighbours compare."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.records import HistoryItem, RowItem
from recoupe.model.figure import Figure, Relation, relation
from recoupe.model.ledger import History, HistoryRow
from recoupe.model.span import Span
from recoupe.model.words import Exactness

__all__ = ["GRAVE", "history_item", "history_salience"]

ROWS = 5
"""Rows shown of one history: a toll told day by day for the days a desk has in mind."""

GRAVE = frozenset({"killed", "missing", "wounded", "destroyed", "displaced"})


def history_salience(book: Book, history: History) -> float:
    """How much a desk would want to read a history: distinct figures 2 each, origins 1 each, 3 for lives and ruins."""
    values = {(r.low, r.high) for r in history.rows}
    origins = {book.origin_id(r.report) for r in history.rows}
    return 2.0 * len(values) + 1.0 * len(origins) + 3.0 * (history.measure.split(" ")[0] in GRAVE)


def history_item(book: Book, history: History, most: int = ROWS) -> HistoryItem:
    """Return a history as it is printed, in at most so many rows: the same figure by the same source stands once, where first given."""
    rows = [_row(book, group) for group in _grouped(book, history.rows)]
    bounds = [b for r in history.rows for b in (r.low, r.high) if b is not None]
    return HistoryItem(
        id=history.id,
        measure=history.measure,
        counted=_counted(book, history),
        rows=tuple(rows[:most]),
        relations=tuple(_relations(rows[:most])),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        more=max(len(rows) - most, 0),
    )


def _grouped(book: Book, rows: Sequence[HistoryRow]) -> list[list[HistoryRow]]:
    """Rows that say one thing: the same source, about the same day, figures of which one holds the other."""
    groups: list[list[HistoryRow]] = []
    for row in rows:
        for group in groups:
            first = group[0]
            if (
                _source(book, first) == _source(book, row)
                and first.unit == row.unit
                and first.as_of == row.as_of
                and _one(first, row)
            ):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def _source(book: Book, row: HistoryRow) -> str:
    return row.source if row.source != NARRATOR else f"{NARRATOR} {book.origin_id(row.report)}"


def _one(left: HistoryRow, right: HistoryRow) -> bool:
    """Whether two figures are one in other words: the same bounds, or, where neither replaced the other, one inside the other."""
    if (left.low, left.high) == (right.low, right.high):
        return True
    found = relation(
        *((-math.inf if r.low is None else r.low, math.inf if r.high is None else r.high) for r in (left, right))
    )
    return (
        found is Relation.INCLUDES and left.status == right.status and (left.said or "")[:10] == (right.said or "")[:10]
    )


def _row(book: Book, group: Sequence[HistoryRow]) -> RowItem:
    first = group[0]
    narrated = first.source == NARRATOR
    statuses = [r.status for r in group if r.status != "standing"]
    day = book.day(first.report)
    return RowItem(
        day=first.said or (day.isoformat() if day else None),
        as_of=first.as_of,
        low=first.low,
        high=first.high,
        unit=first.unit,
        exactness=first.exactness.value,
        who=(book.entry[first.report].report.outlet or "") if narrated else book.name(first.source),
        role=None if narrated else book.role(first.source),
        status=statuses[0] if len(statuses) == len(group) else "standing",
        passage=book.passage(first.report, first.span),
        reports=len({r.report for r in group}),
        narrated=narrated,
    )


def _counted(book: Book, history: History) -> str | None:
    """What is counted, in the words of a report in the brief's language where there is one."""
    found = []
    for row in history.rows:
        entry = book.entry[row.report]
        for figure in entry.reading.figures:
            if figure.span == row.span and figure.counted:
                found.append(
                    (entry.reading.language != book.language, len(figure.counted), " ".join(figure.counted.split()))
                )
    return min(found)[2] if found else None


SENTENCES = 3
"""Comparisons told of one history: what replaced what, then what can't both hold, then what agrees."""

_ORDER = ("corrected", "superseded", "disjoint", "agree", "fit")


def _relations(rows: Sequence[RowItem]) -> list[tuple[str, int, int]]:
    """How the figures stand to each other: what replaced what, and how each two sources' last figures compare."""
    found: list[tuple[str, int, int]] = []
    for i, left in enumerate(rows):
        later = [
            j
            for j in range(i + 1, len(rows))
            if rows[j].who == left.who and (rows[j].low, rows[j].high) != (left.low, left.high)
        ]
        if later and left.status in ("superseded", "corrected"):
            found.append((left.status, i, later[0]))
    last = {row.who: i for i, row in enumerate(rows) if row.status == "standing"}
    for i, j in combinations(sorted(last.values()), 2):
        if rows[i].unit == rows[j].unit and (rows[i].low, rows[i].high) != (rows[j].low, rows[j].high):
            found.append((_compared(rows[i], rows[j]), i, j))
    return sorted(found, key=lambda x: (_ORDER.index(x[0]), x[1:]))[:SENTENCES]


def _compared(left: RowItem, right: RowItem) -> str:
    if relation(_interval(left), _interval(right)) is Relation.DISJOINT:
        return "disjoint"
    return "agree" if left.unit == "share" else "fit"


def _interval(row: RowItem) -> tuple[float, float]:
    return Figure(Span(0, 1), row.low, row.high, row.unit, Exactness(row.exactness)).precision()
