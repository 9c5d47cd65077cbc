"""What a general noun takes up: « L'ouvrage a cédé », in a report on a dam, says that the dam gave way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import or_english, table

__all__ = ["taken_up"]

_WORD = re.compile(r"[^\W\d_]+|\d+")
BEFORE = 3
"""Words before a noun among which its article stands: "the 61-metre structure"."""


def taken_up(text: str, language: str, meanings: Mapping[str, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Return where each general noun with a definite article starts, with the thing (``c:…``) named last that it can take up."""
    nouns, definite = _nouns(or_english(language))
    found: dict[int, tuple[str, ...]] = {}
    named: dict[str, int] = {}
    before: list[str] = []
    for place, match in enumerate(_WORD.finditer(text)):
        word = fold(match[0])
        things = nouns.get(word) or nouns.get(word.removesuffix("s"))
        if things and not definite.isdisjoint(before[-BEFORE:]):
            known = [(named[thing], thing) for thing in things if thing in named]
            if known:
                found[match.start()] = (max(known)[1],)
        named.update((meaning, place) for meaning in meanings.get(word, ()) if meaning[0] == "c")
        before.append(word)
    return found


@lru_cache(maxsize=4)
def _nouns(language: str) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The things that each general noun can take up, and the definite articles."""
    rows = table(language, "hypernyms")
    nouns = {
        fold(noun): frozenset(f"c:{thing}" for thing in row["things"])
        for row in rows.values()
        if isinstance(row, dict) and "nouns" in row
        for noun in row["nouns"]
    }
    return nouns, frozenset(rows["definite"])
