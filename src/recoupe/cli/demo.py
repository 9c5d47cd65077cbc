"""``recoupe demo``: reads the example story into a ledger that is thrown away, and prints its brief."""

from __future__ import annotations

import tempfile
from pathlib import Path

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.cli.brief import print_brief
from recoupe.cli.inputs import arrivals, expected
from recoupe.cli.out import note, print_refusals, progress
from recoupe.errors import NotFoundError
from recoupe.export.brief import Options, brief
from recoupe.ledger import Ledger

STORY = Path("examples") / "reports.jsonl"


def run(form: a.FormatOption = "text", lang: o.LangOption = None) -> None:
    """Print the brief on the examples."""
    form = a.chosen_format(form, ("text", "markdown", "json"), as_json=False)
    files = [str(_story())]
    with tempfile.TemporaryDirectory(prefix="recoupe-demo-") as folder, Ledger(Path(folder) / "demo.sqlite") as book:
        note(messages.say("demo.reading", file=files[0]))
        with progress(expected(files)) as more:
            added = book.add(arrivals(files, {}), progress=more)
        print_refusals(added.refused)
        print_brief(brief(list(book.entries()), book.links(), Options(messages.language())), form)
    note("")
    note(messages.say("demo.next"))


def _story() -> Path:
    """The examples of the checkout that the package stands in, those packed with it, or those of the folder one is in."""
    here = Path(__file__).resolve()
    for root in (here.parents[3], here.parents[1], Path.cwd()):
        if (root / STORY).is_file():
            return root / STORY
    raise NotFoundError(f"no {STORY} here", remedy="run it in a checkout of the project: make demo")
