"""What the program prints: answers on standard output, all else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import IntEnum
from typing import Any

from recoupe.cli.messages import language, say
from recoupe.errors import RecoupeError
from recoupe.export.errors import told
from recoupe.intake.refusal import Refusal
from recoupe.ledger.records import Progress

__all__ = ["Exit", "line", "note", "print_error", "print_json", "print_refusals", "progress", "refused_form"]


class Exit(IntEnum):
    """Exit codes: documented in ``docs/cli.md`` and in ``recoupe --help``."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    LEDGER = 3
    MODEL = 4


def line(text: str = "") -> None:
    """Print a line of an answer."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Print a line that is no part of the answer."""
    sys.stderr.write(text + "\n")


def print_json(value: Any) -> None:
    """Print one line of JSON; records become objects."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_error(error: RecoupeError) -> None:
    """Print what, where and the remedy of an error."""
    print_refusals([Refusal.of(error, "")])


def print_refusals(refusals: Iterable[Refusal]) -> None:
    """Print each refusal: where, what, and the remedy on a line of its own."""
    for refusal in refusals:
        place = f"{refusal.where}: " if refusal.where else ""
        note(f"✗ {place}{say(f'out.{refusal.code}')} – {told(refusal.message, language())}")
        if refusal.remedy:
            note(f"  → {told(refusal.remedy, language())}")


def refused_form(refusal: Refusal, given: Any = None) -> dict[str, Any]:
    """The line that stands in place of a reading, so that lines of input and output stay in step."""
    details = {"code": refusal.code, "message": refusal.message, "remedy": refusal.remedy, "where": refusal.where}
    return {"version": "1", "id": given if given is not None else refusal.key, "refused": details}


@contextmanager
def progress(total: int | None = None, *, quiet: bool = False) -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal; calls name what is done and how many more."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _more: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def more(what: str, count: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(say(f"out.{what}"), total=total if what in ("read", "verify") else None)
            bar.advance(tasks[what], count)

        yield more
