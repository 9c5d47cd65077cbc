"""Case tables of the speech tests, and what two ways of printing one passage have in common."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parents[2] / "cases"


class Case(NamedTuple):
    language: str
    table: str
    text: str
    wanted: tuple[str, ...]


def rows(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """Language, table and row of each case of both languages' files."""
    for language in ("fr", "en"):
        raw = tomllib.loads((CASES / f"{name}_{language}.toml").read_text(encoding="utf-8"))
        yield from ((language, table, row) for table, listed in raw.items() for row in listed)


def cases(name: str) -> list[Case]:
    """Cases whose rows are a text and what is wanted of it."""
    return [Case(language, table, text, tuple(wanted)) for language, table, (text, *wanted) in rows(name)]


def letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())
