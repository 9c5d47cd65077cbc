"""Notes of correction that stand on a page beside its text: in boxes that the text leaves out, and in its data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recoupe.intake.corrections import kind_of_note
from recoupe.intake.html.characters import block_texts
from recoupe.intake.html.choose import Choice
from recoupe.intake.html.tree import Node
from recoupe.intake.html.visible import Hiding

__all__ = ["corrections_beside"]

_LONGEST = 1_500
"""Characters of a note at most; a longer block is a text of its own."""

_MOST = 20
"""Notes of one page at most: live pages have some."""


def corrections_beside(root: Node, choice: Choice, text: str, data: dict[str, Any]) -> list[str]:
    """Return the notes of a page, and of its data, that are not in the report's text, none twice, in the order of the page."""
    plain = _flat(text)
    found = dict.fromkeys([*_printed(root), *_told(data)])
    return [words for words in found if words and words not in plain][:_MOST] if choice.nodes else []


def _printed(root: Node) -> Iterator[str]:
    hiding = Hiding(root)
    unseen: dict[int, bool] = {}

    def seen(node: Node) -> bool:
        if id(node) not in unseen:
            unseen[id(node)] = hiding.reason(node) is not None
        return not unseen[id(node)]

    for block, size, _linked in block_texts(root, seen):
        if size <= _LONGEST and kind_of_note(words := _flat(block.text())):
            yield words


def _told(data: dict[str, Any]) -> Iterator[str]:
    """Words of ``correction``: a text, or a CorrectionComment with one; a link alone says nothing."""
    given = data.get("correction")
    for item in given if isinstance(given, list) else [given]:
        words = (item.get("text") or item.get("description")) if isinstance(item, dict) else item
        if isinstance(words, str) and " " in words.strip():
            yield _flat(words)


def _flat(words: str) -> str:
    return " ".join(words.split())
