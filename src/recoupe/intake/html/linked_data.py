"""What a page says of itself in JSON-LD: the news article among its objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from recoupe.intake.html.tree import Node

__all__ = ["article", "names", "one"]

_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Article", "Report", "BlogPosting", "WebPage",
)  # fmt: skip
"""Types of schema.org that a report has, the most telling first."""

_DEPTH = 6
"""Objects inside each other at most: a graph, its list, an article, its publisher, its logo."""


def article(root: Node) -> dict[str, Any]:
    """Return the object that describes the report, {} without one."""
    found = [o for o in _objects(root) if _rank(o) < len(_ARTICLES)]
    return min(found, key=_rank, default={})


def _rank(thing: dict[str, Any]) -> int:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return min((_ARTICLES.index(k) for k in kinds if k in _ARTICLES), default=len(_ARTICLES))


def _objects(root: Node) -> Iterator[dict[str, Any]]:
    for node in root.nodes():
        if node.tag == "script" and node.attributes.get("type", "").strip().lower() == "application/ld+json":
            try:
                data = json.loads(node.text().strip().removesuffix(";"), strict=False)
            except (ValueError, RecursionError):
                continue  # broken data on a page says nothing; the page itself is still read
            yield from _inside(data, _DEPTH)


def _inside(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _inside(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _inside(data.get(key), depth - 1)


def one(value: Any) -> str | None:
    """A value as a string: the first of a list, the name or id of an object; None where there is none."""
    if isinstance(value, list):
        return next((x for x in map(one, value) if x), None)
    if isinstance(value, dict):
        return one(value.get("name")) or one(value.get("url")) or one(value.get("@id")) or one(value.get("@value"))
    return value.strip() or None if isinstance(value, str) else None


def names(value: Any) -> list[str]:
    """Names of authors or publishers, in their order."""
    if isinstance(value, list):
        return [name for item in value for name in names(item)]
    if isinstance(value, dict):
        value = value.get("name")
        return names(value) if isinstance(value, list) else [str(value).strip()] if value else []
    return [value.strip()] if isinstance(value, str) and value.strip() else []
