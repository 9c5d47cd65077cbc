"""``recoupe decide``: what a person decides, kept for ever."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import say
from recoupe.cli.out import line, print_json
from recoupe.errors import DecisionError
from recoupe.ledger import Ledger
from recoupe.model.ledger import Decision
from recoupe.model.words import DecisionKind

NEEDS_ARGUMENTS = True

KINDS = {kind.value.replace(" ", "-"): kind for kind in DecisionKind}
"""As the command line writes them: ``not-same`` for "not same"."""


def run(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="decide.kind", show_default=False)] = "",
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="decide.targets", show_default=False)
    ] = None,
    why: Annotated[str, typer.Option("--why", help="decide.why", show_default=False)] = "",
    by: Annotated[str | None, typer.Option("--by", help="decide.by", show_default=False)] = None,
    listed: Annotated[bool, typer.Option("--list", help="decide.list")] = False,
    ledger: o.LedgerOption = None,
    as_json: o.JsonOption = False,
    lang: o.LangOption = None,
) -> None:
    """Take a decision, or list those taken."""
    with o.opened(ledger) as book:
        made = book.decisions() if listed else [_decide(book, kind, targets or [], by=by, why=why)]
    for decision in made:
        print_json(decision) if as_json else line(_words(decision))


def _decide(book: Ledger, kind: str, targets: list[str], *, by: str | None, why: str) -> Decision:
    if kind not in KINDS:
        raise DecisionError(f"{kind!r} is no decision", remedy=f"one of: {', '.join(KINDS)}; recoupe decide --help")
    return book.decide(KINDS[kind], targets, by=by or getpass.getuser(), why=why)


def _words(decision: Decision) -> str:
    why = f" – {decision.why}" if decision.why else ""
    return (
        say(
            "decide.line",
            id=decision.id,
            at=decision.at,
            by=decision.by,
            kind=decision.kind.value,
            targets=", ".join(decision.targets),
        )
        + why
    )
