"""A folder of files, in the order of their names; a table in it speaks for the files it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from recoupe.errors import FormatError, InputError
from recoupe.intake import archive, feed, jsonl, parquet, table, wire
from recoupe.intake.refusal import Arrivals, Refusal
from recoupe.intake.single import SINGLE, read_single

__all__ = ["READERS", "expected", "paths_into_reports", "read_folder", "read_path"]

READERS: dict[str, Callable[[Path], Arrivals]] = {
    **dict.fromkeys(SINGLE, read_single),
    **dict.fromkeys(jsonl.SUFFIXES, jsonl.read_path),
    **dict.fromkeys(table.SUFFIXES, table.read_path),
    **dict.fromkeys(parquet.SUFFIXES, parquet.read_path),
    **dict.fromkeys(feed.SUFFIXES, feed.read_path),
    **dict.fromkeys(wire.SUFFIXES, wire.read_path),
    **dict.fromkeys(archive.SUFFIXES, archive.read_path),
}
"""The reader of each file ending."""

_TABLES = ("reports.csv", "reports.tsv", "reports.jsonl", "reports.parquet")
"""A folder with one of these is that table, and the table's files are not read a second time."""


_ELSEWHERE = {
    ".opml": "it lists feeds, and holds no reports: recoupe watch FILE",
    ".docx": "save it as text or PDF from its program",
    ".odt": "save it as text or PDF from its program",
    ".doc": "save it as text or PDF from its program",
    ".xlsx": "save the sheet as CSV from its program",
    ".ods": "save the sheet as CSV from its program",
}
"""What to do with files that people give and that have no reader."""


def paths_into_reports(paths: Iterable[Path]) -> Arrivals:
    """Yield a report or refusal for everything that the paths hold, in their order."""
    for path in paths:
        yield from read_path(path)


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for everything that a file or folder holds."""
    if path.is_dir():
        yield from read_folder(path)
        return
    reader = READERS.get(path.suffix.lower())
    if reader is None and path.exists():
        known = ", ".join(s for s in sorted(READERS) if s)
        remedy = _ELSEWHERE.get(path.suffix.lower(), f"known: {known}; save its text as .txt")
        error = FormatError(f"no reader for files ending in {path.suffix!r}", remedy=remedy)
        yield Refusal.of(error, str(path))
        return
    yield from (reader or read_single)(path)


def read_folder(path: Path) -> Arrivals:
    """Yield a report or refusal for each file of a folder and of those in it; hidden files are left aside."""
    found = next((path / name for name in _TABLES if (path / name).is_file()), None)
    if found is not None:
        yield from read_path(found)
        return
    try:
        inside = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield Refusal.of(
            InputError(f"the folder can't be opened: {error.strerror}", remedy="check its permissions"), str(path)
        )
        return
    if not inside:
        yield Refusal.of(FormatError("the folder is empty", remedy="name a folder with reports in it"), str(path))
    for item in inside:
        yield from read_path(item)


def expected(path: Path) -> int:
    """About how many reports a path holds, without reading them: for a progress bar."""
    if path.is_dir():
        found = next((path / name for name in _TABLES if (path / name).is_file()), None)
        if found is not None:
            return expected(found)
        return sum(expected(p) for p in path.iterdir() if not p.name.startswith("."))
    suffix = path.suffix.lower()
    if not path.is_file() or suffix not in (*jsonl.SUFFIXES, *table.SUFFIXES):
        return 1
    with path.open("rb") as file:
        lines = sum(1 for line in file if line.strip())
    return lines - (suffix in table.SUFFIXES)
