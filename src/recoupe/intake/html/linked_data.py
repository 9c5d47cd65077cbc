"""What a page says of itself in JSON-LD: the news article among its objects, and what names or links stand in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from recoupe.intake.html import microdata
from recoupe.intake.html.tree import Node

__all__ = ["article", "kinds", "links", "names", "objects", "one"]

_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Article", "Report", "BlogPosting", "WebPage",
)  # fmt: skip
"""Types of schema.org that a report has, the most telling first."""

_DEPTH = 8
"""Objects inside each other at most: a graph, its list, an article, its publisher, its logo."""

_MOST = 5_000
"""Objects of one page that are looked at: a live page with a hundred posts has some hundreds."""

_REFERRED = ("author", "publisher", "sourceOrganization", "provider", "creator", "itemReviewed", "reviewRating")
"""Properties whose value may be another object of the page, by its @id."""


def objects(root: Node) -> list[dict[str, Any]]:
    """Return all objects of a page in the order in which they stand, references among them followed."""
    found: list[dict[str, Any]] = []
    for top in _scripts(root):
        for thing in _inside(top, _DEPTH):
            found.append(thing)
            if len(found) == _MOST:
                break
    named: dict[str, dict[str, Any]] = {}
    for thing in found:
        if isinstance(thing.get("@id"), str) and len(thing) > 1:
            named.setdefault(thing["@id"], thing)
    return [_followed(thing, named) for thing in found]


def article(root: Node, found: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the object that describes the report, in JSON-LD, else in microdata; {} without one.

    Of several of one type it is the one whose headline the page's own heading has, else the first: the others are teasers.
    """
    told = [o for o in (objects(root) if found is None else found) if _rank(o) < len(_ARTICLES)]
    if not told:
        told = [item for kind in _ARTICLES for item in microdata.items(root, kind)]
    heads = {" ".join(n.text().split()).casefold() for n in root.nodes() if n.tag == "h1"}
    return min(told, key=lambda o: (_rank(o), str(one(o.get("headline"))).casefold() not in heads), default={})


def _rank(thing: dict[str, Any]) -> int:
    return min((_ARTICLES.index(k) for k in kinds(thing) if k in _ARTICLES), default=len(_ARTICLES))


def kinds(thing: dict[str, Any]) -> list[str]:
    """The types of an object, without the list that they are of."""
    given = thing.get("@type")
    return [str(k).rpartition("/")[2].rpartition(":")[2] for k in (given if isinstance(given, list) else [given])]


def _scripts(root: Node) -> Iterator[Any]:
    for node in root.nodes():
        if (
            node.tag == "script"
            and node.attributes.get("type", "").split(";")[0].strip().lower() == "application/ld+json"
        ):
            try:
                yield json.loads(_bare(node.text()), strict=False)
            except (ValueError, RecursionError):
                continue  # broken data on a page says nothing; the page itself is still read


def _bare(text: str) -> str:
    """The data without what old pages put around scripts, and without a last semicolon."""
    text = text.strip()
    for before, after in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        text = text.removeprefix(before).removesuffix(after).strip()
    return text.removesuffix(";")


def _inside(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _inside(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for value in data.values():
            if isinstance(value, (list, dict)):
                yield from _inside(value, depth - 1)


def _followed(thing: dict[str, Any], named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The object with what its references lead to in their place."""

    def follow(value: Any) -> Any:
        if isinstance(value, list):
            return [follow(v) for v in value]
        return (
            named.get(str(value["@id"]), value)
            if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value
            else value
        )

    return {key: follow(value) if key in _REFERRED else value for key, value in thing.items()}


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


def links(value: Any) -> list[str]:
    """Links of what is referred to, in their order; what has none goes by its name."""
    if isinstance(value, list):
        return [link for item in value for link in links(item)]
    if isinstance(value, dict):
        keys = ("url", "@id", "sameAs", "name", "headline", "text")
        return [x for x in (next((one(value[k]) for k in keys if one(value.get(k))), None),) if x]
    return [value.strip()] if isinstance(value, str) and value.strip() else []
