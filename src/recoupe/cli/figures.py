"""``recoupe figures``: figures and their history; with ``--rows``, each figure as it stands in each report."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.errors import NotFoundError
from recoupe.export.brief import part
from recoupe.export.brief.figures import history_item
from recoupe.export.brief_text import item_text
from recoupe.export.rows_text import called_in, figure_lines
from recoupe.ledger import Ledger, Page, Question
from recoupe.model.ledger import History

EVERY = 10_000
"""Rows of a history that is asked for by its id: all of them."""


def run(
    history: Annotated[
        str | None, typer.Option("--history", metavar="ID", help="figures.history", show_default=False)
    ] = None,
    rows: Annotated[bool, typer.Option("--rows", help="figures.rows")] = False,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="WORD", help="figures.measure", show_default=False)
    ] = None,
    report: a.ReportOption = None,
    story: a.StoryOption = None,
    since: a.SinceOption = None,
    until: a.UntilOption = None,
    limit: a.LimitOption = 50,
    cursor: a.CursorOption = None,
    form: a.FormatOption = "text",
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print figures."""
    form = a.chosen_format(form, ("text", "json", "csv"), as_json=as_json)
    asked = Question(measure=measure, story=story, since=a.day(since), until=a.day(until), limit=limit, cursor=cursor)
    with o.opened(ledger) as book:
        # a table of figures is one row a figure, and only rows know their report
        if rows or report or form == "csv":
            found = book.figures(replace(asked, report=report))
            text = (
                figure_lines(found.items, called_in(book, found.items), messages.language(), a.width())
                if form == "text"
                else ""
            )
            a.print_page(found, form, text)
            return
        page = Page((_one(book, history),)) if history else book.histories(asked)
        text = "" if form == "json" else _text(book, page, EVERY if history else 6)
    a.print_page(page, form, text)


def _one(book: Ledger, history: str) -> History:
    every = book.links().histories
    found = [h for h in every if h.id == history] or [h for h in every if h.id.startswith(history)]
    if not found:
        raise NotFoundError(f"no history is called {history!r}", remedy="recoupe figures --json prints each one's id")
    if len(found) > 1:
        raise NotFoundError(
            f"{len(found)} histories are called {history!r}", remedy="recoupe figures --json prints each one's id"
        )
    return found[0]


def _text(book: Ledger, page: Page[History], most: int) -> str:
    found = part(book, {r.report for h in page.items for r in h.rows}, messages.language())
    return item_text([history_item(found, h, most) for h in page.items], messages.language(), a.width())
