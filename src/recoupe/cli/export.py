"""``recoupe export``: the whole ledger in one form."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import say
from recoupe.cli.out import note
from recoupe.errors import InputError

NEEDS_ARGUMENTS = True

FORMS = {"ledger-json": "recoupe.export.ledger_json"}
"""By name, the module whose ``export(entries, links, decisions) -> str`` makes it."""


def run(
    form: Annotated[str, typer.Argument(metavar="FORM", help="export.form", show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="export.out", show_default=False)
    ] = None,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print the ledger, or write it to a file."""
    if form not in FORMS:
        raise InputError(f"no form {form!r}", remedy=f"one of: {', '.join(sorted(FORMS))}")
    with o.opened(ledger) as book:
        made = import_module(FORMS[form]).export(list(book.entries()), book.links(), book.decisions())
    if out is None:
        sys.stdout.write(made)
    else:
        out.write_text(made, encoding="utf-8")
        note(say("export.written", path=out))
