"""What the measures share: records in, reports of them, a scorer's report out."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from recoupe.model.report import Report
from recoupe.model.words import Status

__all__ = ["Figures", "Row", "report_of", "rows", "scored", "write"]

Row = dict[str, Any]
Figures = dict[str, float]


def rows(path: Path) -> Iterator[Row]:
    """Records of a JSON-lines file, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def report_of(row: Row) -> Report:
    """The report a record holds; what is missing is not known."""
    known: dict[str, Any] = {key: row.get(key) for key in ("published", "outlet", "url", "title", "credit", "replaces")}
    status = Status(row.get("status") or "live")
    return Report(row["text"], language=row.get("language") or "en", key=row["id"], status=status, **known)


def scored(*command: str | Path) -> Row:
    """Run a scorer and return its report."""
    done = subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True)
    report: Row = json.loads(done.stdout)
    return report


def write(path: Path, records: Iterable[Row]) -> Path:
    """Write records as JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
