"""Files that are one report: the reader of each ending, with what a table's row says of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from recoupe.intake import mail, pdf, text
from recoupe.intake.html import page
from recoupe.intake.refusal import Arrivals

__all__ = ["SINGLE", "read_single"]

SINGLE: dict[str, Callable[[Path, Mapping[str, Any] | None], Arrivals]] = {
    **dict.fromkeys(text.SUFFIXES, text.read_path),
    **dict.fromkeys(page.SUFFIXES, page.read_path),
    **dict.fromkeys(mail.SUFFIXES, mail.read_path),
    **dict.fromkeys(pdf.SUFFIXES, pdf.read_path),
}
"""By file ending, the reader of one report; its second argument is what is known of it."""


def read_single(path: Path, row: Mapping[str, Any] | None = None) -> Arrivals:
    """Yield the one report of a file; an unknown ending is read as text."""
    yield from SINGLE.get(path.suffix.lower(), text.read_path)(path, row)
