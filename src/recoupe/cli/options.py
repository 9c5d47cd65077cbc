"""Options that several commands share; their help is a key of ``messages/<language>/options.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from recoupe.ledger import Ledger

__all__ = [
    "Files", "JsonOption", "LangOption", "LanguageOption", "LedgerOption", "OutletOption", "PublishedOption",
    "WorkersOption", "opened",
]  # fmt: skip

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="options.files", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="options.json")]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="en|fr", help="options.lang", show_default=False)]
LedgerOption = Annotated[
    str | None, typer.Option("--ledger", "-l", metavar="PATH|URL", help="options.ledger", show_default=False)
]
WorkersOption = Annotated[int, typer.Option("--workers", "-w", min=1, max=256, help="options.workers")]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="options.published", show_default=False)
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="en|fr", help="options.language", show_default=False)
]
OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="options.outlet", show_default=False)
]


def opened(ledger: str | None, *, create: bool = False) -> Ledger:
    """Return the ledger asked for, or the one of the settings. Raises LedgerError where there is none."""
    return Ledger(Path(ledger) if ledger and "://" not in ledger else ledger, create=create)


def given_row(**values: Any) -> dict[str, Any]:
    """What the options say of plain text files."""
    return {name: value for name, value in values.items() if value}
