"""``recoupe add``: reports into the ledger."""

from __future__ import annotations

import typer

from recoupe.cli import options as o
from recoupe.cli.inputs import arrivals, expected
from recoupe.cli.messages import many, say
from recoupe.cli.out import Exit, line, note, print_json, print_refusals, progress
from recoupe.ledger import Added

NEEDS_ARGUMENTS = True


def run(
    files: o.Files,
    ledger: o.LedgerOption = None,
    workers: o.WorkersOption = 1,
    published: o.PublishedOption = None,
    language: o.LanguageOption = None,
    outlet: o.OutletOption = None,
    as_json: o.JsonOption = False,
    lang: o.LangOption = None,
) -> None:
    """Add reports to the ledger."""
    row = o.given_row(published=published, language=language, outlet=outlet)
    with o.opened(ledger, create=True) as book, progress(expected(files), quiet=as_json) as more:
        added = book.add(arrivals(files, row), workers=workers, progress=more)
    if as_json:
        print_json(added)
    else:
        _print(added)
    if added.refused:
        raise typer.Exit(Exit.REFUSED)


def _print(added: Added) -> None:
    print_refusals(added.refused)
    line(many("add.new", len(added.new)))
    if added.known:
        line(many("add.known", len(added.known)))
    if added.refused:
        note(many("add.refused", len(added.refused)))
    elif added.new:
        note(say("add.next"))
