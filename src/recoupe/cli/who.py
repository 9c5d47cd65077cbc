"""``recoupe who NAME``: someone or something across reports: names, offices, what they said, who speaks of them."""

from __future__ import annotations

from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.cli.out import line, note, print_json
from recoupe.errors import NotFoundError
from recoupe.export.brief import part
from recoupe.export.rows_text import called, identity_lines, statement_lines, without_copies
from recoupe.ledger import Ledger, Question
from recoupe.model.ledger import Identity

NEEDS_ARGUMENTS = True


def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="who.name", show_default=False)],
    limit: a.LimitOption = 20,
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print who someone is and what they said."""
    with o.opened(ledger) as book:
        found = book.people(Question(speaker=name, limit=limit)).items
        if not found:
            raise NotFoundError(
                f"nobody and nothing is called {name!r}",
                remedy="write the name, or one whole word of it, as a report does",
            )
        for identity in found:
            _print_json(book, identity, limit) if as_json else _print(book, identity, limit)


def _print_json(book: Ledger, identity: Identity, limit: int) -> None:
    print_json(identity)
    for row in book.statements(Question(speaker=identity.id, limit=limit)).items:
        print_json(row)


def _print(book: Ledger, identity: Identity, limit: int) -> None:
    language = messages.language()
    known = part(book, {report for report, _ in identity.members}, language)
    a.print_text(identity_lines(known, identity, language, a.width()))
    said = book.statements(Question(speaker=identity.id, limit=limit))
    if said.items:
        line(" " + messages.say("who.said"))
        a.print_text(statement_lines(without_copies(known, said.items), called(known), language, a.width()))
    if said.next:
        note(messages.say("who.more", command=f'recoupe statements --speaker "{identity.name}"'))
    about = book.statements(Question(about=identity.id, limit=limit))
    if about.items:
        line(" " + messages.say("who.about"))
        others = part(book, {row.report for row in about.items}, language)
        a.print_text(statement_lines(without_copies(others, about.items), called(others), language, a.width()))
    line()
