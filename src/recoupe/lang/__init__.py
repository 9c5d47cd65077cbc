"""Languages: folders of tables with the same file names, and nothing else."""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from recoupe.errors import LanguageError
from recoupe.settings import settings

__all__ = ["LANGUAGES", "or_english", "table", "tables", "world"]

LANGUAGES = ("en", "fr")
"""ISO 639-1 codes of the languages that have tables."""


def or_english(language: str | None) -> str:
    """Return the language itself where it has tables, and English where it has none."""
    return language if language in LANGUAGES else "en"


@lru_cache(maxsize=256)
def table(language: str, name: str) -> dict[str, Any]:
    """Return one table of a language (``table("fr", "cues")``); ``world`` holds what no language owns.

    Raises LanguageError where there is none.
    """
    place = files("recoupe.lang") / language / f"{name}.toml"
    if not place.is_file():
        raise LanguageError(
            f"no table {name!r} for language {language!r}", remedy=f"languages with tables: {', '.join(LANGUAGES)}"
        )
    return tomllib.loads(place.read_text(encoding="utf-8"))


def tables(language: str) -> list[str]:
    """Names of a language's tables, sorted."""
    return sorted(p.name[:-5] for p in (files("recoupe.lang") / language).iterdir() if p.name.endswith(".toml"))


@lru_cache(maxsize=32)
def world(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV table that no language owns (``world("states")``); lines that begin with # are notes.

    Rows of a user's own table of the same name (setting ``tables``, a folder) come after ours.
    Raises LanguageError where there is none.
    """
    place = files("recoupe.lang") / "world" / f"{name}.csv"
    if not place.is_file():
        raise LanguageError(f"no world table {name!r}", remedy="see src/recoupe/lang/world")
    own = settings().tables
    added = own / f"{name}.csv" if own else None
    rows = _rows(place.read_text(encoding="utf-8"))
    return rows + _rows(added.read_text(encoding="utf-8")) if added and added.is_file() else rows


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
