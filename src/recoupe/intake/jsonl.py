"""JSON lines: one report a line, in the form of ``recoupe read -``; or one row a line that names a ``file``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from recoupe.errors import EncodingError, FormatError, InputError, RecoupeError, TooLargeError
from recoupe.intake.fields import key_of, report_of
from recoupe.intake.refusal import Arrival, Arrivals, Refusal
from recoupe.intake.single import read_single
from recoupe.settings import settings

__all__ = ["SUFFIXES", "limited", "read_lines", "read_path", "read_rows"]

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")

_REMEDY = 'one JSON object a line, such as {"id": "a1", "text": "…", "published": "2024-05-03"}'


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each line of a file, however long the file is."""
    try:
        with path.open("rb") as file:
            yield from read_lines(limited(file), str(path), path.parent)
    except OSError as error:
        yield Refusal.of(InputError(f"the file can't be opened: {error.strerror}", remedy="check the path"), str(path))


def read_lines(lines: Iterable[bytes], where: str, folder: Path | None = None) -> Arrivals:
    """Yield a report or refusal for each line that is not blank; files are named from ``folder``."""
    for _, arrival in read_rows(lines, where, folder):
        yield arrival


def read_rows(lines: Iterable[bytes], where: str, folder: Path | None = None) -> Iterator[tuple[Any, Arrival]]:
    """Yield (the id exactly as it was given, a report or refusal) for each line that is not blank."""
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            row = _row(line)
        except RecoupeError as error:
            yield None, Refusal.of(error, place)
            continue
        yield row.get("id"), _arrival(row, place, folder)


def _arrival(row: dict[str, Any], place: str, folder: Path | None) -> Arrival:
    if "text" in row or "file" not in row:
        return report_of(row.get("text"), row, place)
    if folder is None or not isinstance(row["file"], str) or not row["file"]:
        error = FormatError(
            "a line that names a 'file' needs a table in a folder", remedy="give the table's path, or the text itself"
        )
        return Refusal.of(error, place, key_of(row))
    found = list(islice(read_single(folder / row["file"], row), 2))
    if len(found) == 1:
        return found[0]
    error = FormatError("the file holds several reports, or none", remedy="give the file by itself")
    return Refusal.of(error, f"{place}: {row['file']}", key_of(row))


def _row(line: bytes) -> dict[str, Any]:
    if len(line) > settings().max_file:
        raise TooLargeError(
            f"the line is longer than {settings().max_file / 1e6:,.0f} MB",
            remedy="divide it, or raise RECOUPE_MAX_FILE",
        )
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"not UTF-8 at byte {error.start}", remedy="JSON lines are UTF-8; save the file again"
        ) from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise FormatError(f"no JSON: {error}", remedy=_REMEDY) from None
    if not isinstance(row, dict):
        raise FormatError("JSON, but no object", remedy=_REMEDY)
    return row


def limited(file: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of a binary file, none longer than the cap and one byte: a file of one endless line fills no memory."""
    read = getattr(file, "readline")  # noqa: B009 (binary files of several kinds share only this name)
    limit = settings().max_file + 1
    while line := read(limit):
        yield line
        while len(line) == limit and not line.endswith(b"\n"):
            line = read(limit)
