"""``recoupe diff``: what stands otherwise since a day."""

from __future__ import annotations

from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.cli.brief import FORMATS, print_brief
from recoupe.export.brief import Options, changes


def run(
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="diff.since", show_default=False)],
    top: a.TopOption = None,
    form: a.FormatOption = "text",
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print what changed."""
    form = a.chosen_format(form, FORMATS, as_json=as_json)
    day = a.day(since) or ""
    with o.opened(ledger) as book:
        print_brief(changes(list(book.entries()), book.links(), day, Options(messages.language(), top=top)), form)
