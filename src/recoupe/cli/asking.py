"""What the commands that ask share: options, and how answers are printed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from recoupe.cli import messages
from recoupe.cli.out import line, note, print_json
from recoupe.errors import InputError
from recoupe.export.brief import Book
from recoupe.export.csv_rows import csv_rows
from recoupe.ledger import Ledger, Page, Question

__all__ = [
    "AboutOption", "CursorOption", "FormatOption", "LimitOption", "ReportOption", "ReportsInOption", "SinceOption", "SpeakerOption",
    "StoryOption", "TopOption", "UntilOption", "WordsOption", "book_of", "chosen_format", "print_page", "print_text", "whole_book",
    "width",
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
    """Return the form to print in; ``--json`` goes first. Raises InputError on one that is not there."""
    if as_json:
        return "json"
    if name not in allowed:
        raise InputError(f"no format {name!r}", remedy=f"one of: {', '.join(allowed)}")
    return name


def whole_book(ledger: Ledger) -> Book:
    """Everything the ledger holds."""
    return Book(list(ledger.entries()), ledger.links(), messages.language())


def book_of(ledger: Ledger, reports: Iterable[str]) -> Book:
    """What the ledger holds of some reports: their entries, who is in them, their origins."""
    return Book(*ledger.part(reports), messages.language(), short=False)


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


def question(**values: Any) -> Question:
    """Return the question that the options ask."""
    return Question(**values)
