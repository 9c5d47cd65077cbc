"""``recoupe timeline``: what happened, in order."""

from __future__ import annotations

from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.export.brief import part
from recoupe.export.brief.events import event_item, event_order
from recoupe.export.brief_text import item_text
from recoupe.ledger import Page, Question

TypeOption = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="timeline.type", show_default=False)]


def run(
    type_: TypeOption = None,
    since: a.SinceOption = None,
    until: a.UntilOption = None,
    limit: a.LimitOption = 100,
    cursor: a.CursorOption = None,
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print events in order."""
    with o.opened(ledger) as book:
        page = book.happenings(
            Question(
                type=type_.upper() if type_ else None,
                since=a.day(since),
                until=a.day(until),
                limit=limit,
                cursor=cursor,
            )
        )
        found = part(book, {t.report for h in page.items for t in h.tellings}, messages.language())
        items = sorted((event_item(found, h) for h in page.items), key=event_order)
    a.print_page(
        Page(tuple(items), page.next), "json" if as_json else "text", item_text(items, messages.language(), a.width())
    )
