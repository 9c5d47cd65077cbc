"""``recoupe show``: a passage in its context, the words asked for marked."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.cli.out import print_json
from recoupe.export.show import CONTEXT, MARKS, book_for, show_text, shown

NEEDS_ARGUMENTS = True

_BOLD = ("\x1b[7m", "\x1b[27m")
"""Reverse video (ECMA-48): seen in any colours, light or dark."""


def run(
    target: Annotated[str, typer.Argument(metavar="ID", help="show.id", show_default=False)],
    context: Annotated[int, typer.Option("--context", min=0, metavar="N", help="show.context")] = CONTEXT,
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print passages in their context."""
    with o.opened(ledger) as book:
        found = shown(book_for(book, target, messages.language()), target, context)
    if as_json:
        for item in found:
            print_json(item)
        return
    marks = (MARKS[0] + _BOLD[0], _BOLD[1] + MARKS[1]) if sys.stdout.isatty() else MARKS
    a.print_text(show_text(found, messages.language(), a.width(), marks))
