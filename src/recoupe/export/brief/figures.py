"""Histories of figures for a brief: each figure once, with how neighbours compare."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.records import HistoryItem, RowItem
from recoupe.model.figure import Figure, Relation, relation
from recoupe.model.ledger import History, HistoryRow
from recoupe.model.span import Span

__all__ = ["GRAVE", "history_item", "history_salience"]

ROWS = 5
"""Rows shown of one history: a toll told day by day for the days a desk has in mind."""

GRAVE = frozenset({"killed", "missing", "wounded", "destroyed", "displaced"})


def history_salience(book: Book, history: History) -> float:
    """How much a desk would want to read a history: distinct figures 2 each, origins 1 each, 3 for lives and ruins, 2 for a name behind it, 2 off for "a man"."""
    values = {(r.low, r.high) for r in history.rows}
    origins = {book.origin_id(r.report) for r in history.rows}
    named = any(r.source in book.identities for r in history.rows)
    return (
        2.0 * len(values)
        + 1.0 * len(origins)
        + 3.0 * (history.measure in GRAVE)
        + 2.0 * named
        - 2.0 * ({(1, 1)} == values)
    )


def history_item(book: Book, history: History, most: int = ROWS) -> HistoryItem:
    """Return a history as it is printed, in at most so many rows: the same figure by the same source stands once, where first given."""
    groups = _grouped(history.rows)
    rows = [_row(book, group) for group in groups]
    bounds = [b for r in history.rows for b in (r.low, r.high) if b is not None]
    return HistoryItem(
        id=history.id,
        measure=history.measure,
        counted=_counted(book, history),
        rows=tuple(rows[:most]),
        relations=tuple(_relations(groups, rows[:most])),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        more=max(len(rows) - most, 0),
    )


def _grouped(rows: Sequence[HistoryRow]) -> list[list[HistoryRow]]:
    """Rows that give one figure: the same bounds about the same day, or by one source a figure that holds the other."""
    groups: list[list[HistoryRow]] = []
    for row in rows:
        for group in groups:
            first = group[0]
            if first.unit == row.unit and _one_time(first, row) and _one(first, row):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def _one_time(left: HistoryRow, right: HistoryRow) -> bool:
    """Whether both hold for one day, or were said on one; a day that is not known excludes nothing."""
    pairs = ((left.as_of, right.as_of), (left.said, right.said))
    return any(a is None or b is None or a[:10] == b[:10] for a, b in pairs)


def _one(left: HistoryRow, right: HistoryRow) -> bool:
    if (left.low, left.high) == (right.low, right.high):
        return True
    found = relation(
        *((-math.inf if r.low is None else r.low, math.inf if r.high is None else r.high) for r in (left, right))
    )
    same = left.source == right.source and (left.said or "")[:10] == (right.said or "")[:10]
    return same and found is Relation.INCLUDES and left.status == right.status


def _row(book: Book, group: Sequence[HistoryRow]) -> RowItem:
    first = next((r for r in group if r.source != NARRATOR), group[0])
    narrated = first.source == NARRATOR
    statuses = [r.status for r in group if r.status != "standing"]
    day = book.day(first.report)
    who = _who(book, first)
    return RowItem(
        day=first.said or (day.isoformat() if day else None),
        as_of=first.as_of,
        low=first.low,
        high=first.high,
        unit=first.unit,
        exactness=first.exactness.value,
        who=who,
        role=None if narrated else book.role(first.source),
        status=statuses[0] if len(statuses) == len(group) else "standing",
        passage=book.passage(first.report, first.span),
        reports=len({r.report for r in group}),
        narrated=narrated,
        also=tuple(
            dict.fromkeys(
                w for r in group if (w := _who(book, r)) != who and not (r.source == NARRATOR and not narrated)
            )
        ),
    )


def _who(book: Book, row: HistoryRow) -> str:
    return (book.entry[row.report].report.outlet or "") if row.source == NARRATOR else book.name(row.source)


def _counted(book: Book, history: History) -> str | None:
    """What is counted, in the words that reports in the brief's language use most, else any report's."""
    found: Counter[tuple[bool, str]] = Counter()
    for row in history.rows:
        entry = book.entry[row.report]
        for figure in entry.reading.figures:
            if figure.span == row.span and figure.counted:
                found[entry.reading.language == book.language, " ".join(figure.counted.split())] += 1
    return max(found.items(), key=lambda x: (x[0][0], x[1], -len(x[0][1]), x[0][1]))[0][1] if found else None


SENTENCES = 3
"""Comparisons told of one history: what replaced what, then what can't both hold, then what agrees."""

_ORDER = ("corrected", "superseded", "disjoint", "agree")


def _relations(groups: Sequence[Sequence[HistoryRow]], rows: Sequence[RowItem]) -> list[tuple[str, int, int]]:
    """How the figures stand to each other: what replaced what, what can't both hold, shares that agree."""
    found: list[tuple[str, int, int]] = []
    for i, left in enumerate(rows):
        own = {left.who, *left.also}
        later = [j for j in range(i + 1, len(rows)) if own & {rows[j].who, *rows[j].also}]
        if later and left.status in ("superseded", "corrected"):
            found.append((left.status, i, later[0]))
    for i, j in combinations([i for i, row in enumerate(rows) if row.status == "standing"], 2):
        if rows[i].unit == rows[j].unit and rows[i].who != rows[j].who and (word := _compared(groups[i], groups[j])):
            found.append((word, i, j))
    return sorted(found, key=lambda x: (_ORDER.index(x[0]), x[1:]))[:SENTENCES]


def _compared(left: Sequence[HistoryRow], right: Sequence[HistoryRow]) -> str | None:
    """How two sources' figures compare; None where a count may simply have grown from one day to a later one."""
    a, b = _interval(left[0]), _interval(right[0])
    if relation(a, b) is not Relation.DISJOINT:
        return "agree" if left[0].unit == "share" else None
    lower, higher = (left, right) if a < b else (right, left)
    grown = any(_days(lower, name)[1] < _days(higher, name)[0] for name in ("said", "as_of"))
    return None if grown else "disjoint"


def _days(rows: Sequence[HistoryRow], name: str) -> tuple[str, str]:
    """First and last day on which rows were said, or that they hold for; where unknown, no day comes before another."""
    found = sorted((getattr(r, name) or "")[:10] for r in rows)
    return (found[0], found[-1]) if found[0] else ("", "")


def _interval(row: HistoryRow) -> tuple[float, float]:
    return Figure(Span(0, 1), row.low, row.high, row.unit, row.exactness).precision()
