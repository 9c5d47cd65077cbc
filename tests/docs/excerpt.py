"""The excerpt of the brief that README.md shows, made from the examples.

python tests/docs/excerpt.py        prints it
python tests/docs/excerpt.py --write    puts it into README.md
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from recoupe.export.brief import Options, brief
from recoupe.export.brief_text import brief_text
from recoupe.intake import jsonl
from recoupe.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BETWEEN = re.compile(r"(<!-- excerpt: [^\n]* -->\n```text\n)(.*?)(```\n<!-- end of excerpt -->)", re.S)
SECTIONS = ("several", "disputed", "debunked", "retracted", "figures", "copied", "unanswered")


def made() -> str:
    """The brief on the examples, one item a section, some sections left out."""
    reports = ROOT / "examples" / "reports.jsonl"
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "story.sqlite") as ledger:
        ledger.add(jsonl.read_path(reports))
        whole = brief(list(ledger.entries()), ledger.links(), Options(top=1))
    return brief_text(replace(whole, sections=tuple(s for s in whole.sections if s.key in SECTIONS)))


def shown() -> str:
    """What README.md shows."""
    found = BETWEEN.search(README.read_text(encoding="utf-8"))
    return found[2] if found else ""


def write() -> None:
    """Put the excerpt into README.md."""
    text = README.read_text(encoding="utf-8")
    fresh = made()
    README.write_text(BETWEEN.sub(lambda m: m[1] + fresh + m[3], text), encoding="utf-8")


if __name__ == "__main__":
    write() if "--write" in sys.argv else sys.stdout.write(made())
