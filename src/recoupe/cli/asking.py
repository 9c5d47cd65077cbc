"""What the commands that ask share: options, and how answers are printed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from recoupe.cli import messages
from recoupe.cli.out import line, note, print_json
from recoupe.errors import SettingsError
from recoupe.export.csv_rows import csv_rows
from recoupe.ledger import Page

__all__ = [
    "AboutOption", "CursorOption", "FormatOption", "LimitOption", "ReportOption", "ReportsInOption", "SinceOption", "SpeakerOption",
    "StoryOption", "TopOption", "UntilOption", "WordsOption", "chosen_format", "day", "print_page", "print_text", "width",
]  # fmt: skip

StoryOption = Annotated[str | None, typer.Option("--story", metavar="ID", help="ask.story", show_default=False)]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DAY", help="ask.since", show_default=False)]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DAY", help="ask.until", show_default=False)]
ReportsInOption = Annotated[
    str | None, typer.Option("--language", metavar="en|fr", help="ask.language", show_default=False)
]
SpeakerOption = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="ask.speaker", show_default=False)]
AboutOption = Annotated[str | None, typer.Option("--about", metavar="NAME", help="ask.about", show_default=False)]
WordsOption = Annotated[str | None, typer.Option("--words", metavar="WORDS", help="ask.words", show_default=False)]
ReportOption = Annotated[str | None, typer.Option("--report", metavar="ID", help="ask.report", show_default=False)]
TopOption = Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="ask.top", show_default=False)]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10_000, metavar="N", help="ask.limit")]
CursorOption = Annotated[str | None, typer.Option("--cursor", metavar="CURSOR", help="ask.cursor", show_default=False)]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="ask.format")]

_WIDEST = 110
"""Columns beyond which a line is hard to follow back to the next."""


def width() -> int:
    """Columns to print in: the terminal's, up to a width that reads well; 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST) if sys.stdout.isatty() else 80


def chosen_format(name: str, allowed: Sequence[str], *, as_json: bool) -> str:
    """Return the form to print in; ``--json`` goes first. Raises SettingsError on one that is not there."""
    if as_json:
        return "json"
    if name not in allowed:
        raise SettingsError(f"no format {name!r}", remedy=f"one of: {', '.join(allowed)}")
    return name


def day(value: str | None) -> str | None:
    """Return a day as YYYY-MM-DD; None for none. Raises SettingsError on what is no day."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        raise SettingsError(f"{value!r} is no day", remedy="write it as 2025-09-16") from None


def print_text(text: str) -> None:
    """Print a text that ends as it ends."""
    sys.stdout.write(text)


def print_page(page: Page[Any], form: str, text: str) -> None:
    """Print a page of answers as JSON lines, CSV or the text given, and how to get the next."""
    if form == "json":
        for item in page.items:
            print_json(item)
    elif form == "csv":
        print_text(csv_rows(page.items))
    elif page.items:
        print_text(text)
    else:
        line(messages.say("ask.none"))
    if page.next:
        note(messages.say("ask.next", cursor=page.next))
