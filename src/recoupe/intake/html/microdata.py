"""What a page says of itself in microdata: items as dicts with the keys of their properties, as JSON-LD would have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recoupe.intake.html.tree import Node

__all__ = ["items"]

_DEPTH = 8
"""Items inside each other at most."""

_VALUES = {
    "meta": "content", "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src", "iframe": "src",
    "source": "src", "embed": "src", "track": "src", "object": "data", "data": "value", "meter": "value", "time": "datetime",
}  # fmt: skip
"""The attribute that holds an element's value (HTML Standard, microdata); of others it is the text."""


def items(root: Node, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the items of a type of schema.org, in the order of the page."""
    for node in root.nodes():
        if "itemscope" in node.attributes and kind in _types(node):
            yield _item(node, _DEPTH)


def _types(node: Node) -> list[str]:
    return [t.rstrip("/").rpartition("/")[2].rpartition("#")[2] for t in node.attributes.get("itemtype", "").split()]


def _item(node: Node, depth: int) -> dict[str, Any]:
    """The properties of an item; one that is there several times has a list."""
    found: dict[str, list[Any]] = {}
    pending = [c for c in reversed(node.children) if isinstance(c, Node)]
    while pending:
        at = pending.pop()
        scoped = "itemscope" in at.attributes
        for name in at.attributes.get("itemprop", "").split():
            if depth > 0 or not scoped:
                found.setdefault(name, []).append(_item(at, depth - 1) if scoped else _value(at))
        if not scoped:
            pending.extend(c for c in reversed(at.children) if isinstance(c, Node))
    made = {name: values[0] if len(values) == 1 else values for name, values in found.items()}
    return {**made, "@type": types[0] if len(types := _types(node)) == 1 else types}


def _value(node: Node) -> str:
    attribute = "content" if "content" in node.attributes else _VALUES.get(node.tag)
    if attribute and node.attributes.get(attribute):
        return node.attributes[attribute].strip()
    return " ".join(node.text().split())
