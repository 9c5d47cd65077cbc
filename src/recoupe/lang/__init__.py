"""Languages: folders of tables with the same file names, and nothing else."""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from recoupe.errors import LanguageError

__all__ = ["LANGUAGES", "table", "tables", "world"]

LANGUAGES = ("en", "fr")
"""ISO 639-1 codes of the languages that have tables."""


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

    Raises LanguageError where there is none.
    """
    place = files("recoupe.lang") / "world" / f"{name}.csv"
    if not place.is_file():
        raise LanguageError(f"no world table {name!r}", remedy="see src/recoupe/lang/world")
    lines = place.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))
