"""Write the reference pages that are made from code: ``docs/json.md`` and ``docs/cli.md``.

    python docs/reference.py

A test holds that the pages are what this program writes.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import re
import typing
from pathlib import Path
from typing import Any

from typing_extensions import is_typeddict

from recoupe.cli import main, messages
from recoupe.cli.app import COMMANDS
from recoupe.model import form

PAGES = Path(__file__).parent

_JSON_HEAD = """# The reading, in JSON

`recoupe read FILE… --json` prints one reading a line, in the order of the input; `recoupe read - --json` reads JSON lines
`{"id", "text", "published", "language", "outlet", "url", "title", "credit", "modified", "status", "replaces"}` from standard
input (all but `text` optional; `status` is live, corrected or withdrawn). "id" comes back as it was given. A line that is
refused gives `{"version", "id", "refused": {"code", "message", "remedy", "where"}}` in its place, and the exit code is 1.

Spans are half-open `[start, end]` in Unicode code points of exactly the report's text. The form has version `"1"`: keys may
be added within a version, none is taken away or changes its meaning. `recoupe.model.form.schema()` returns the JSON Schema.

This page is written by `docs/reference.py` from `src/recoupe/model/form.py`.
"""

_CLI_HEAD = """# The commands

Each command speaks English and French (`--lang`, else the locale) and explains itself with `--help`. Answers go to standard
output, progress and refusals to standard error; with `--json` answers are JSON, one object a line. An error says what, where and
what to do about it, in the language spoken; in JSON its words are English and its `code` is for programs.

| exit code | meaning |
|---|---|
| 0 | all went well |
| 1 | something was refused or does not hold; the rest was done |
| 2 | the command was not understood |
| 3 | the ledger can't be opened or has no such entry |
| 4 | a language's syntax model is missing |

This page is written by `docs/reference.py` from the commands themselves.
"""


def json_page() -> str:
    """Return the reference of the public form."""
    parts = [_JSON_HEAD]
    names = [n for n in form.__all__ if n.endswith("Form") and n not in ("SpanForm", "ReadingForm")]
    for name in ("ReadingForm", *names):
        kind = getattr(form, name)
        parts.append(f"## {_title(name)}\n\n{_sentence(kind)}\n\n| key | value |\n|---|---|\n{_rows(kind)}\n")
    return "\n".join(parts)


def _title(name: str) -> str:
    return name.removesuffix("Form")


def _sentence(kind: Any) -> str:
    return (inspect.getdoc(kind) or "").replace("``", "`")


def _rows(kind: Any) -> str:
    hints = typing.get_type_hints(kind, include_extras=True)
    return "\n".join(f"| `{key}` | {_words(hint)} |" for key, hint in hints.items())


def _words(hint: Any) -> str:
    """A type as people write it."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is form.SpanForm:
        return "span"
    if origin is typing.NotRequired:
        return f"{_words(inner[0])}, may be left out"
    if origin is typing.Literal:
        return " · ".join(f"`{value}`" for value in inner)
    if origin is list:
        return f"list of {_words(inner[0])}"
    if origin is tuple and inner == (int, int):
        return "span"
    if origin is tuple:
        return "[" + ", ".join(_words(x) for x in inner) + "]"
    if type(None) in inner:
        return " or ".join(_words(x) for x in inner if x is not type(None)) + " or null"
    if is_typeddict(hint):
        name = _title(hint.__name__)
        return f"[{name}](#{name.lower()})"
    return {str: "string", int: "whole number", float: "number", bool: "true or false"}.get(hint, str(hint))


def cli_page() -> str:
    """Return the reference of the commands: what each prints as its help."""
    parts = [_CLI_HEAD]
    for name in COMMANDS:
        parts.append(f"## {name}\n\n```text\n{_help(name)}```\n")
    return "\n".join(parts)


def _help(name: str) -> str:
    os.environ["COLUMNS"] = "80"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        main([name, "--help", "--lang", "en"])
    messages.use("en")
    return re.sub(r"[ \t]+$", "", printed.getvalue(), flags=re.MULTILINE)


PAGES_MADE = {"json.md": json_page, "cli.md": cli_page}
"""Name of each page, and what makes it."""

if __name__ == "__main__":
    for page, make in PAGES_MADE.items():
        (PAGES / page).write_text(make(), encoding="utf-8")
