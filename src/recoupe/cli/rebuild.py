"""``recoupe rebuild``: everything derived, derived again."""

from __future__ import annotations

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import many, say
from recoupe.cli.out import Exit, line, print_json, print_refusals, progress


def run(
    ledger: o.LedgerOption = None,
    workers: o.WorkersOption = 1,
    as_json: o.JsonOption = False,
    lang: o.LangOption = None,
) -> None:
    """Read again what other rules read, and join everything anew."""
    with o.opened(ledger) as book, progress(book.store.counts()["reports"], quiet=as_json) as more:
        done = book.rebuild(workers=workers, progress=more)
    if as_json:
        print_json(done)
    else:
        print_refusals(done.refused)
        line(many("rebuild.read", done.read))
        line(
            say(
                "rebuild.links",
                written=sum(w for w, _ in done.links.values()),
                dropped=sum(d for _, d in done.links.values()),
            )
        )
    if done.refused:
        raise typer.Exit(Exit.REFUSED)
