"""What a known state, place or organisation is called in a language, by its Wikidata id."""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import world

__all__ = ["known_name", "state_name"]

_TABLES = ("states", "organisations", "seats", "places")
"""World tables with a column of names for each language, the usual name first."""


def known_name(qid: str | None, language: str) -> str | None:
    """Return the usual name in a language; None for what the tables don't have."""
    return _names(language).get(qid) if qid else None


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in _TABLES:
        for row in world(table):
            name = (row.get(language) or "").split(";")[0].strip()
            if name and row.get("qid"):
                found.setdefault(row["qid"], name)
    return found


def state_name(code: str | None, language: str) -> str | None:
    """Return what a state is called in a language, by its code; None for what the table does not have."""
    return _states(language).get(code) if code else None


@lru_cache(maxsize=8)
def _states(language: str) -> dict[str, str]:
    return {row["state"]: name for row in world("states") if (name := (row.get(language) or "").split(";")[0].strip())}
