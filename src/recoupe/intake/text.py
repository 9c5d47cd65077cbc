"""Plain text: one file is one report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recoupe.errors import RecoupeError
from recoupe.intake.encoding import decode
from recoupe.intake.fields import key_of, report_of
from recoupe.intake.files import read_one
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
    """Yield the one report of a file."""
    yield from read_one(path, row, read_text)
