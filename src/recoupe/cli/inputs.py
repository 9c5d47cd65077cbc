"""What the command line names, as reports: files, folders, tables, and ``-`` for JSON lines from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from recoupe.intake import folder, jsonl
from recoupe.intake.link import is_link, read_link
from recoupe.intake.refusal import Arrival
from recoupe.intake.single import HOLDING, SINGLE, read_single

__all__ = ["arrivals", "expected", "rows"]


def arrivals(files: Iterable[str], row: Mapping[str, Any]) -> Iterator[Arrival]:
    """Yield every report or refusal; ``row`` is what is known of plain text files named one by one."""
    for _, arrival in rows(files, row):
        yield arrival


def rows(files: Iterable[str], row: Mapping[str, Any]) -> Iterator[tuple[Any, Arrival]]:
    """Yield (the id as it was given, or None where none was; report or refusal)."""
    for name in files:
        path = Path(name)
        if name == "-":
            yield from jsonl.read_rows(jsonl.limited(sys.stdin.buffer), "-", Path.cwd())
        elif is_link(name):
            yield from ((None, arrival) for arrival in read_link(name, row))
        elif path.suffix.lower() in jsonl.SUFFIXES and path.is_file():
            with path.open("rb") as file:
                yield from jsonl.read_rows(jsonl.limited(file), name, path.parent)
        elif row and path.is_file() and path.suffix.lower() in (*SINGLE, *HOLDING):
            yield from ((None, arrival) for arrival in read_single(path, row))
        else:
            yield from ((None, arrival) for arrival in folder.read_path(path))


def expected(files: Sequence[str]) -> int | None:
    """Number of reports to come, for the progress bar; None where that can't be told without reading them."""
    total = 0
    for name in files:
        if name == "-" or is_link(name):
            return None
        total += folder.expected(Path(name))
    return total
