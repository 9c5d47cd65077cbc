"""Drafts of the case tables of mentions, parsed once, and where words stand in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from recoupe.extract import mentions
from recoupe.extract.draft import Draft
from recoupe.model.entity import Mention
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.parse.reader import parse_many

__all__ = ["LANGUAGES", "all_drafts", "at", "drafts", "entity_of", "place_of", "read", "rows", "table"]

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = ("en", "fr")


@lru_cache(maxsize=4)
def table(language: str) -> dict[str, list[list[Any]]]:
    return tomllib.loads((CASES / f"mentions_{language}.toml").read_text("utf-8"))


@lru_cache(maxsize=4)
def drafts(language: str) -> dict[str, Draft]:
    """A draft of every text of a table, parsed in one batch."""
    texts = list(dict.fromkeys(row[0] for rows in table(language).values() for row in rows))
    return dict(zip(texts, read(texts, language), strict=True))


def read(texts: Iterable[str], language: str) -> list[Draft]:
    texts = list(texts)
    made = []
    for text, parse in zip(texts, parse_many(texts, language), strict=True):
        draft = Draft(Report(text, "2022-11-08", language), language, parse)
        mentions.run(draft)
        made.append(draft)
    return made


def rows(name: str) -> list[Any]:
    found = [(language, *row) for language in LANGUAGES for row in table(language).get(name, ())]
    assert all(row[-1] for row in found), f"a row of {name} asks for nothing"
    return [pytest.param(*row, id=f"{row[0]}: {row[1][:60]}") for row in found]


def place_of(text: str, words: str) -> Span:
    """Where words stand; "words#2" is their second occurrence."""
    words, _, number = words.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def at(draft: Draft, words: str) -> list[Mention]:
    span = place_of(draft.text, words)
    return [m for m in draft.mentions if m.span == span]


def entity_of(draft: Draft, words: str) -> str:
    found = at(draft, words)
    assert found, f"{words!r} is no mention; there are {[draft.words(m.span) for m in draft.mentions]}"
    return found[0].entity


def all_drafts() -> list[Draft]:
    return [d for language in LANGUAGES for d in drafts(language).values()]
