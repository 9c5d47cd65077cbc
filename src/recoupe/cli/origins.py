"""``recoupe origins``: which reports are one text, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.export.brief import part
from recoupe.export.brief.header import copies
from recoupe.export.brief_text import item_text
from recoupe.ledger import Page, Question


def run(
    every: Annotated[bool, typer.Option("--all", help="origins.all")] = False,
    report: a.ReportOption = None,
    since: a.SinceOption = None,
    until: a.UntilOption = None,
    limit: a.LimitOption = 50,
    cursor: a.CursorOption = None,
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print origins."""
    with o.opened(ledger) as book:
        page = book.origins(Question(report=report, since=since, until=until, limit=limit, cursor=cursor))
        shown = Page(tuple(x for x in page.items if every or len(x.reports) > 1), page.next)
        reports = frozenset(r for x in shown.items for r in x.reports)
        items = copies(part(book, reports, messages.language()), reports, alone=every)
    a.print_page(shown, "json" if as_json else "text", item_text(items, messages.language(), a.width()))
