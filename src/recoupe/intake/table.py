"""A table of reports (CSV): a row gives a ``file`` beside the table, or the ``text`` itself, and what is known of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from recoupe.errors import FormatError, RecoupeError
from recoupe.intake.encoding import decode
from recoupe.intake.fields import report_of
from recoupe.intake.files import bytes_of
from recoupe.intake.refusal import Arrivals, Refusal
from recoupe.intake.single import read_single
from recoupe.settings import settings

__all__ = ["SUFFIXES", "read_path"]

SUFFIXES = (".csv", ".tsv")

_REMEDY = (
    "the first line names the columns: file or text, and any of id, published, language, outlet, url, title, credit"
)


_QUOTE = "put texts with commas in quotation marks, or name every column in the first line"
_FIRST = 2
"""Number of the first row after the columns' names."""
_BEYOND = "\0"
"""Key of a row that goes on beyond the columns: no column can be called so."""


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each row; a file that a row names is found from the table's folder."""
    try:
        rows = _rows(decode(bytes_of(path)).text)
        columns = set(next(rows).values())
        if not columns & {"file", "text"}:
            raise FormatError(f"no column 'file' or 'text' among {sorted(columns)}", remedy=_REMEDY)
    except RecoupeError as error:
        yield Refusal.of(error, str(path))
        return
    except StopIteration:
        yield Refusal.of(FormatError("the table has no rows", remedy=_REMEDY), str(path))
        return
    yield from _reports(rows, path)


def _reports(rows: Iterator[dict[str, str]], path: Path) -> Arrivals:
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            if number == _FIRST:
                yield Refusal.of(FormatError("the table has no rows", remedy=_REMEDY), str(path))
            return
        except FormatError as error:
            yield Refusal.of(error, f"{path}:{number}")
            return
        if not any(row.values()):
            continue
        if _BEYOND in row:
            wide = FormatError("the row has more cells than the table has columns", remedy=_QUOTE)
            yield Refusal.of(wide, f"{path}:{number}", row.get("id"))
            continue
        if row.get("text"):
            yield report_of(row["text"], row, f"{path}:{number}")
        elif row.get("file"):
            yield from read_single(path.parent / row["file"], row)
        else:
            yield Refusal.of(
                FormatError("neither a file nor a text", remedy=_REMEDY), f"{path}:{number}", row.get("id")
            )


def _rows(table: str) -> Iterator[dict[str, str]]:
    """The rows as dicts, the first being the header itself; raises FormatError where the quoting is broken."""
    csv.field_size_limit(settings().max_file)
    header = table.split("\n", 1)[0]
    delimiter = max("\t,;", key=header.count)  # a tab where there is one column: texts have commas, none has tabs
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader)]
        yield {name: name for name in names}
        for cells in reader:
            row = dict(zip(names, cells, strict=False))
            yield {**row, _BEYOND: "…"} if any(c.strip() for c in cells[len(names) :]) else row
    except csv.Error as error:
        raise FormatError(
            f"broken table near line {reader.line_num}: {error}", remedy="close its quotation marks"
        ) from None
