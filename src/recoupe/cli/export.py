"""``recoupe export``: the whole ledger in one form."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import language, say
from recoupe.cli.out import note
from recoupe.errors import SettingsError
from recoupe.export.html import ledger_html
from recoupe.export.ledger_json import ledger_json
from recoupe.ledger import Ledger

NEEDS_ARGUMENTS = True


def _ledger_json(book: Ledger) -> str:
    made = ledger_json(list(book.entries()), book.links())
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _html(book: Ledger) -> str:
    return ledger_html(book, language())


FORMS: dict[str, Callable[[Ledger], str]] = {"html": _html, "ledger-json": _ledger_json}
"""By name, what makes it."""


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
        raise SettingsError(f"no form {form!r}", remedy=f"one of: {', '.join(sorted(FORMS))}")
    with o.opened(ledger) as book:
        made = FORMS[form](book)
    if out is None:
        sys.stdout.write(made)
    else:
        try:
            out.write_text(made, encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"{out} can't be written: {error.strerror}", remedy="name a file in a folder that you may write to"
            ) from None
        note(say("export.written", path=out))
