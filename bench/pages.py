"""Characters of web pages, side by side: how many passages of each page come through exactly as a reader sees them.

    pip install trafilatura newspaper4k
    python bench/pages.py

The pages are those of the tests, in the structure of big news systems, their texts our own. A passage is a paragraph; it
is ``exact`` where the tool's text holds it character by character, and ``altered`` where it holds it only once white
space, apostrophes, dashes and references are set aside. ``hidden`` counts passages that no reader of the page sees.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

from recoupe.intake.html.page import page_of, page_text

PAGES = Path(__file__).resolve().parents[1] / "tests" / "intake" / "pages"


def ours(data: bytes) -> str:
    """The text that Recoupe takes."""
    return page_of(page_text(data)).text


def trafilaturas(data: bytes) -> str:
    """The text that trafilatura takes."""
    return importlib.import_module("trafilatura").extract(page_text(data)) or ""


def newspapers(data: bytes) -> str:
    """The text that newspaper4k takes."""
    article = importlib.import_module("newspaper").article("https://page.example/", input_html=page_text(data))
    return str(article.text)


TOOLS: dict[str, Callable[[bytes], str]] = {
    "recoupe": ours,
    "trafilatura": trafilaturas,
    "newspaper": newspapers,
}


def plain(text: str) -> str:
    """Letters and digits alone: what is left where only typography was altered."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def compared(tool: Callable[[bytes], str]) -> dict[str, int]:
    """Counts of passages over all pages: exact, altered, lost; and hidden ones that came in."""
    counts = {"exact": 0, "altered": 0, "lost": 0, "hidden": 0}
    for path in sorted(PAGES.glob("*.html")):
        data = path.read_bytes()
        text = tool(data)
        for passage in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["text"].split("\n\n"):
            found = "exact" if passage in text else "altered" if plain(passage) in plain(text) else "lost"
            counts[found] += 1
        counts["hidden"] += sum(plain(words) in plain(text) for _, words in page_of(page_text(data)).hidden)
    return counts


def main() -> None:
    """Print a line for each tool that is installed."""
    for name, tool in TOOLS.items():
        if name != "recoupe" and importlib.util.find_spec(name) is None:
            sys.stdout.write(f"{name}: not installed\n")
            continue
        sys.stdout.write(f"{name}: " + ", ".join(f"{n} {kind}" for kind, n in compared(tool).items()) + "\n")


if __name__ == "__main__":
    main()
