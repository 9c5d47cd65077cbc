"""A table of reports in Parquet: the columns of a CSV table, read in portions, so that a long one fills no memory.

The library is pyarrow (Apache 2.0), the extra ``recoupe[parquet]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError, InputError, RecoupeError, TooLargeError
from recoupe.intake.fields import FIELDS, key_of, report_of
from recoupe.intake.files import bytes_of
from recoupe.intake.refusal import Arrivals, Refusal
from recoupe.intake.single import read_single

__all__ = ["SUFFIXES", "read_path"]

SUFFIXES = (".parquet", ".pq")

ROWS = 5_000_000
"""Rows of one table at most: a row may be packed to nothing, and a small file hold billions."""

_PORTION = 256
"""Rows unpacked at a time: at 2 million characters a text, the limit, under a gigabyte; mostly under a megabyte."""

_COLUMNS = frozenset(["id", "text", "file", *FIELDS])
_REMEDY = "name the columns: file or text, and any of id, published, language, outlet, url, title, credit"


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each row; a file that a row names is found from the table's folder."""
    number = 0
    try:
        for number, row in enumerate(_rows(bytes_of(path)), start=1):
            yield from _arrivals(row, f"{path}:{number}", path.parent)
    except RecoupeError as error:
        yield Refusal.of(error, f"{path}:{number + 1}" if number else str(path))


def _arrivals(row: dict[str, Any], where: str, folder: Path) -> Arrivals:
    if row.get("text") not in (None, ""):
        yield report_of(row["text"], row, where)
    elif isinstance(row.get("file"), str) and row["file"]:
        yield from read_single(folder / row["file"], row)
    else:
        yield Refusal.of(FormatError("neither a file nor a text", remedy=_REMEDY), where, key_of(row))


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    """The rows as dicts of the columns that are kept, moments as ISO 8601.

    Raises InputError without the library, FormatError where the table is broken or has no texts.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise InputError("Parquet tables need the library pyarrow", remedy="pip install 'recoupe[parquet]'") from None
    try:
        table = parquet.ParquetFile(arrow.BufferReader(data))
        names = {name: name.strip().lower() for name in table.schema_arrow.names}
        _check(set(names.values()), table.metadata.num_rows)
        wanted = [name for name, plain in names.items() if plain in _COLUMNS]
        for portion in table.iter_batches(batch_size=_PORTION, columns=wanted, use_threads=False):
            for row in portion.to_pylist():
                yield {names[name]: _plain(value) for name, value in row.items()}
    except (arrow.ArrowException, OSError, ValueError, KeyError, MemoryError, OverflowError) as error:
        what = " ".join(str(error).split())[:120]
        raise FormatError(
            f"the table is broken: {what}", remedy="write it again, from the program that made it"
        ) from None


def _check(columns: set[str], rows: int) -> None:
    if not columns & {"file", "text"}:
        raise FormatError(f"no column 'file' or 'text' among {sorted(columns)[:20]}", remedy=_REMEDY)
    if rows > ROWS:
        raise TooLargeError(f"the table has {rows:,} rows, over the limit of {ROWS:,}", remedy="divide it")
    if rows == 0:
        raise FormatError("the table has no rows", remedy=_REMEDY)


def _plain(value: Any) -> Any:
    """A moment as it is written in JSON, any other value as it is."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value
