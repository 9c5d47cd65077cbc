"""``recoupe brief``: the printed answer, for a desk that has five minutes."""

from __future__ import annotations

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.errors import SettingsError
from recoupe.export.brief import Brief, Options, asked, brief_of
from recoupe.export.brief_json import brief_json
from recoupe.export.brief_markdown import brief_markdown
from recoupe.export.brief_text import brief_text

FORMATS = ("text", "markdown", "json")


def run(
    story: a.StoryOption = None,
    since: a.SinceOption = None,
    until: a.UntilOption = None,
    language: a.ReportsInOption = None,
    top: a.TopOption = None,
    form: a.FormatOption = "text",
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print the brief."""
    form = a.chosen_format(form, FORMATS, as_json=as_json)
    if language is not None and language not in messages.LANGUAGES:
        raise SettingsError(f"no language {language!r}", remedy=f"one of: {', '.join(messages.LANGUAGES)}")
    options = Options(messages.language(), story, a.day(since), a.day(until), language, top)
    with o.opened(ledger) as book:
        print_brief(brief_of(asked(book, options), options), form)


def print_brief(made: Brief, form: str) -> None:
    """Print a brief in a form."""
    if form == "json":
        a.print_text(brief_json(made))
    elif form == "markdown":
        a.print_text(brief_markdown(made))
    else:
        a.print_text(brief_text(made, a.width()))
