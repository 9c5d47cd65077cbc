"""Files that are described from outside, by a table's row or on the command line: the reader of each ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError
from recoupe.intake import archive, feed, mail, pdf, text, wire
from recoupe.intake.fields import key_of, report_of, row_of
from recoupe.intake.html import page
from recoupe.intake.refusal import Arrival, Arrivals, Refusal

__all__ = ["HOLDING", "SINGLE", "TABLES", "read_single"]

SINGLE: dict[str, Callable[[Path, Mapping[str, Any] | None], Arrivals]] = {
    **dict.fromkeys(text.SUFFIXES, text.read_path),
    **dict.fromkeys(page.SUFFIXES, page.read_path),
    **dict.fromkeys(mail.SUFFIXES, mail.read_path),
    **dict.fromkeys(pdf.SUFFIXES, pdf.read_path),
}
"""By file ending, the reader of one report; its second argument is what is known of it."""

HOLDING: dict[str, Callable[[Path], Arrivals]] = {
    **dict.fromkeys(feed.SUFFIXES, feed.read_path),
    **dict.fromkeys(wire.SUFFIXES, wire.read_path),
    **dict.fromkeys(archive.SUFFIXES, archive.read_path),
}
"""By file ending, the reader of files that hold reports, one or many."""

TABLES = (".jsonl", ".ndjson", ".jsonlines", ".csv", ".tsv", ".parquet", ".pq")
"""Endings of tables, which no table may name: two of them that name each other have no end."""


def read_single(path: Path, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield what a file holds with what is known of it; an unknown ending is read as text.

    Of a file that holds one report the row tells all that it tells; of one that holds several all but the id, which
    becomes ``ID#1``, ``ID#2`` and so on.
    """
    ending = path.suffix.lower()
    if ending in TABLES:
        error = FormatError("a table can't be described by a row", remedy="give the table by itself")
        yield Refusal.of(error, str(path), key_of(row or {}))
    elif ending in HOLDING:
        found = HOLDING[ending](path)
        yield from _described(found, row) if row else found
    else:
        yield from SINGLE.get(ending, text.read_path)(path, row)


def _described(found: Arrivals, row: Mapping[str, Any]) -> Arrivals:
    """What was found with the row's fields in place of its own."""
    given = {name: value for name, value in row.items() if value not in (None, "")}
    first = list(islice(found, 2))
    if len(first) < 2:
        yield from (_with(arrival, given) for arrival in first)
        return
    key = key_of(given)
    for number, arrival in enumerate(chain(first, found), start=1):
        yield _with(arrival, {**given, "id": f"{key}#{number}"} if key else given)


def _with(arrival: Arrival, given: Mapping[str, Any]) -> Arrival:
    if isinstance(arrival, Refusal):
        return arrival
    return report_of(arrival.text, {**row_of(arrival), **given}, arrival.name)
