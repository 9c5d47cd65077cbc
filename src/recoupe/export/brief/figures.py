"""Histories of figures for a brief: each figure once, with how neighbours compare."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.records import HistoryItem, RowItem
from recoupe.link.measures import LENGTHS
from recoupe.model.figure import Figure, Relation, relation
from recoupe.model.ledger import History, HistoryRow
from recoupe.model.moment import days_of
from recoupe.model.span import Span

__all__ = ["GRAVE", "history_item", "history_salience"]

ROWS = 6
"""Rows shown of one history: a toll told day by day for the days a desk has in mind."""

GRAVE = frozenset({"killed", "missing", "wounded", "ill", "destroyed", "displaced"})


_CLOCK = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})


def history_salience(book: Book, history: History) -> float:
    """How much a desk would want to read a history.

    Distinct figures 2 each, origins 1 each; 3 for lives and ruins; 2 for a name behind it; 6 off for "a man", for ages and
    durations, which belong to somebody and not to the affair, and for a length that nobody gives otherwise.
    """
    values = {(r.low, r.high) for r in history.rows}
    origins = {book.origin_id(r.report) for r in history.rows}
    named = any(_by_name(book, r.source) for r in history.rows)
    clock = all(r.unit in _CLOCK for r in history.rows) and history.measure not in GRAVE
    score = 2.0 * len(values) + 1.0 * len(origins) + 3.0 * (history.measure in GRAVE) + 2.0 * named
    lone = len(values) == 1 and all(r.unit in LENGTHS for r in history.rows)
    return score - 6.0 * (values == {(1, 1)}) - 6.0 * (clock or lone)


def history_item(book: Book, history: History, most: int = ROWS) -> HistoryItem:
    """Return a history as it is printed, in at most so many rows: the same figure by the same source stands once, where first given."""
    groups = _grouped(history.rows)
    rows = [_row(book, group) for group in groups]
    kept = _kept(rows, most)
    bounds = [b for r in history.rows for b in (r.low, r.high) if b is not None]
    return HistoryItem(
        id=history.id,
        measure=history.measure,
        counted=_counted(book, history),
        rows=tuple(rows[i] for i in kept),
        relations=tuple(_relations([groups[i] for i in kept], [rows[i] for i in kept])),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        more=max(len(rows) - most, 0),
    )


def _kept(rows: Sequence[RowItem], most: int) -> list[int]:
    """Which rows to show, in order: the first and the last, the highest and the lowest, then named sources and what many print."""
    known = [(i, (r.low or 0.0), r.high if r.high is not None else (r.low or 0.0)) for i, r in enumerate(rows)]
    ends = {0, len(rows) - 1, max(known, key=lambda k: k[2])[0], min(known, key=lambda k: k[1])[0]} if rows else set()
    ranked = sorted(
        range(len(rows)),
        key=lambda i: (i not in ends, rows[i].narrated, rows[i].status != "standing", -rows[i].reports, i),
    )
    return sorted(ranked[:most])


def _grouped(rows: Sequence[HistoryRow]) -> list[list[HistoryRow]]:
    """Rows that give one figure: the same bounds, whoever says it again; or by one source on one day, one inside the other."""
    groups: list[list[HistoryRow]] = []
    for row in rows:
        for group in groups:
            if group[0].unit == row.unit and _one(group[0], row):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def _one(left: HistoryRow, right: HistoryRow) -> bool:
    if (left.low, left.high) == (right.low, right.high):
        return True
    found = relation(
        *((-math.inf if r.low is None else r.low, math.inf if r.high is None else r.high) for r in (left, right))
    )
    same = left.source == right.source and (left.said or "")[:10] == (right.said or "")[:10]
    return same and found is Relation.INCLUDES and left.status == right.status


def _row(book: Book, group: Sequence[HistoryRow]) -> RowItem:
    # a name says more than "the agency", and that more than the report's own voice
    first = min(group, key=lambda r: (not _by_name(book, r.source), r.source == NARRATOR))
    narrated = first.source == NARRATOR
    statuses = [r.status for r in group if r.status != "standing"]
    day = book.day(first.report)
    who = _who(book, first)
    origins = {book.origin_id(first.report)}
    return RowItem(
        day=first.said or (day.isoformat() if day else None),
        as_of=_held(book, first),
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
                w
                for r in group
                if (w := _who(book, r)) != who
                and not (r.source == NARRATOR and (not narrated or book.origin_id(r.report) in origins))
            )
        ),
    )


def _by_name(book: Book, source: str) -> bool:
    """Whether a source is called by a name and not only described (« un nouveau bilan »)."""
    return book.name(source) in book.own_names


def _held(book: Book, row: HistoryRow) -> str | None:
    """When a figure holds, as exactly as the report tells it: « en mai 2011 » is no day."""
    if row.as_of is None:
        return None
    reading = book.entry[row.report].reading
    told = [f.as_of for f in reading.figures if f.span == row.span and f.as_of]
    near = [m.edtf for m in reading.moments if m.edtf and abs(m.span.start - row.span.end) <= _NEAR]
    coarse = (
        t for t in (*told, *near) if _MONTH_OR_YEAR.match(t) and str((days_of(t) or (None, None))[1]) == row.as_of[:10]
    )
    return next(coarse, row.as_of)


_NEAR = 200
"""Characters from a figure to the month or year that it is told for."""

_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d\d)?$")


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
    grown = (
        _first(lower, name) < _first(higher, name) and _last(lower, name) <= _first(higher, name)
        for name in ("said", "as_of")
    )
    return None if any(grown) else "disjoint"


def _first(rows: Sequence[HistoryRow], name: str) -> str:
    """First day on which rows were said, or that they hold for; where one is not known, none comes before another."""
    return min((getattr(r, name) or "")[:10] for r in rows)


def _last(rows: Sequence[HistoryRow], name: str) -> str:
    return max((getattr(r, name) or "")[:10] for r in rows)


def _interval(row: HistoryRow) -> tuple[float, float]:
    return Figure(Span(0, 1), row.low, row.high, row.unit, row.exactness).precision()
