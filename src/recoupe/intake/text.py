"""Plain text: one file is one report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recoupe.errors import RecoupeError
from recoupe.intake.encoding import decode
from recoupe.intake.fields import key_of, report_of
from recoupe.intake.files import bytes_of
from recoupe.intake.refusal import Arrival, Arrivals, Refusal

__all__ = ["SUFFIXES", "read_path", "read_text"]

SUFFIXES = (".txt", ".text", ".md", "")


def read_text(data: bytes, where: str, row: Mapping[str, Any] | None = None) -> Arrival:
    """Return the report that some bytes hold, with what a row says of it (``published``, ``outlet`` …)."""
    try:
        text = decode(data).text
    except RecoupeError as error:
        return Refusal.of(error, where, key_of(row or {}))
    return report_of(text, row or {}, where)


def read_path(path: Path, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield the one report of a file; without a given id it is called by the file's name without its ending."""
    row = {**(row or {})}
    if row.get("id") in (None, ""):
        row["id"] = path.stem
    try:
        data = bytes_of(path)
    except RecoupeError as error:
        yield Refusal.of(error, str(path), key_of(row))
    else:
        yield read_text(data, str(path), row)
