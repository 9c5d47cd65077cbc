"""``recoupe statements``: who is reported to have said what."""

from __future__ import annotations

from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.export.rows_text import called_in, statement_lines
from recoupe.ledger import Question

StanceOption = Annotated[
    str | None, typer.Option("--stance", metavar="WORD", help="statements.stance", show_default=False)
]


def run(
    speaker: a.SpeakerOption = None,
    about: a.AboutOption = None,
    words: a.WordsOption = None,
    stance: StanceOption = None,
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
    """Print statements."""
    form = a.chosen_format(form, ("text", "json", "csv"), as_json=as_json)
    question = Question(
        words=words, speaker=speaker, about=about, stance=stance, report=report, story=story, since=a.day(since), until=a.day(until),
        limit=limit, cursor=cursor,
    )  # fmt: skip
    with o.opened(ledger) as book:
        page = book.statements(question)
        text = (
            statement_lines(page.items, called_in(book, page.items), messages.language(), a.width())
            if form == "text"
            else ""
        )
    a.print_page(page, form, text)
