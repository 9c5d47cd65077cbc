"""``recoupe verify``: whether the ledger holds what it says."""

from __future__ import annotations

from typing import Annotated

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import language, many, say
from recoupe.cli.out import Exit, line, note, print_json, progress
from recoupe.export.errors import told


def run(
    ledger: o.LedgerOption = None,
    fast: Annotated[bool, typer.Option("--fast", help="verify.fast")] = False,
    as_json: o.JsonOption = False,
    lang: o.LangOption = None,
) -> None:
    """Check the ledger."""
    with o.opened(ledger) as book:
        total = book.store.counts()["reports"]
        with progress(total, quiet=as_json) as more:
            found = book.verify(reread=not fast, progress=more)
    if as_json:
        print_json(found)
    else:
        for problem in found.problems:
            note(f"✗ {problem.where}: {told(problem.message, language())}")
            note(f"  → {told(problem.remedy, language())}")
        checked = "verify.checked_fast" if fast else "verify.checked"
        line(say(checked, reports=found.reports, spans=found.spans, reproduced=found.reproduced))
        line(say("verify.digest", digest=found.digest))
        line(many("verify.problems", len(found.problems)) if found.problems else say("verify.whole"))
    if found.problems:
        raise typer.Exit(Exit.REFUSED)
