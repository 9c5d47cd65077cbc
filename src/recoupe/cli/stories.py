"""``recoupe stories``: the affairs that the reports tell of."""

from __future__ import annotations

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.export.brief import part
from recoupe.export.brief.header import story_item
from recoupe.export.rows_text import story_lines
from recoupe.ledger import Question


def run(
    since: a.SinceOption = None,
    until: a.UntilOption = None,
    limit: a.LimitOption = 50,
    cursor: a.CursorOption = None,
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print stories."""
    with o.opened(ledger) as book:
        page = book.stories(Question(since=since, until=until, limit=limit, cursor=cursor))
        found = part(book, {r for s in page.items for r in s.reports}, messages.language())
        items = [story_item(found, s) for s in page.items]
    a.print_page(page, "json" if as_json else "text", story_lines(items, messages.language(), a.width()))
