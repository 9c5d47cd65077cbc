"""The words of reserve of a language, by list."""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import table

__all__ = ["expecting", "hedges"]


@lru_cache(maxsize=4)
def hedges(language: str) -> dict[str, frozenset[str]]:
    """Return the lists of table ``hedges``."""
    return {key: frozenset(value) for key, value in table(language, "hedges").items()}


def expecting(language: str) -> frozenset[str]:
    """Verbs by which a saying is only expected."""
    return hedges(language)["expecting"]
