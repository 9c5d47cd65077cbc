"""What the parts of a page are called: the words of class and id attributes, against the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from recoupe.intake.html.tree import Node
from recoupe.lang import table

__all__ = ["is_aside", "is_date", "named"]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def _words(value: str) -> tuple[str, ...]:
    """Words of one class or id: "Article__relatedLinks" is article, related, links."""
    return tuple(w.lower() for w in _WORD.findall(value))


@lru_cache(maxsize=1)
def _parts() -> dict[str, Any]:
    return table("world", "page_parts")


def _names(node: Node) -> list[tuple[str, ...]]:
    values = [*node.attributes.get("class", "").split(), node.attributes.get("id", "")]
    return [_words(v) for v in values if v]


def named(node: Node, part: str) -> bool:
    """Whether a class or id of the element names this part (``body``, ``lead``, ``byline``, ``hidden``)."""
    return any(_has_run(words, run) for words in _names(node) for run in _parts()[part])


def is_aside(node: Node) -> bool:
    """Whether a class or id says that this is something the page adds to the report."""
    asides = frozenset(_parts()["aside"])
    starts = tuple(_parts()["aside_starts"])
    for words in _names(node):
        if any(w.startswith(starts) for w in words):
            return True
        if asides.intersection(words) or any(_has_run(words, run) for run in _parts()["aside_runs"]):
            return True
    return False


def is_date(node: Node) -> bool:
    """Whether an element says when: <time>, or one that is called so."""
    dates = frozenset(_parts()["dates"])
    return node.tag == "time" or any(dates.intersection(words) for words in (_words(node.tag), *_names(node)))


def _has_run(words: Sequence[str], run: Sequence[str]) -> bool:
    size = len(run)
    return any(list(words[i : i + size]) == list(run) for i in range(len(words) - size + 1))
