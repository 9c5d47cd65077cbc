"""Answers as CSV (RFC 4180, UTF-8): one row an answer, columns named as the fields are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

__all__ = ["csv_rows"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet runs as a formula (OWASP, CSV injection)."""


def csv_rows(rows: Iterable[Any]) -> str:
    """Return dataclass records of one kind as CSV with a header; empty for none.

    Spans are written ``start-end``, several with ``;`` between; a text that a spreadsheet would run as a formula gets an
    apostrophe before it, the offsets beside it say where the words stand as they are.
    """
    out = io.StringIO()
    writer: Any = None
    for row in rows:
        names = [f.name for f in fields(row)]
        if writer is None:
            writer = csv.writer(out)
            writer.writerow(names)
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        if len(value) == 2 and all(isinstance(x, int) for x in value):
            return f"{value[0]}-{value[1]}"
        return ";".join(_cell(x) for x in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
