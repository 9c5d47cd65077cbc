"""NewsML-G2 as agencies send it: an item alone, or a message of many; the text stands inside as XHTML, NITF or data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from recoupe.errors import FormatError, TooLargeError
from recoupe.intake.files import read_file
from recoupe.intake.html.tree import Node
from recoupe.intake.item import NewsItem, credit_of, markup_text, node_text, read_items, version_of
from recoupe.intake.refusal import Arrivals
from recoupe.intake.xml_tree import first, outermost, parse_xml, said_by, under

__all__ = ["is_newsml", "items_of", "read_newsml", "read_path"]

ITEMS = 5_000
"""Items of one message that are read; agencies send one to some dozens."""

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:newsItem|newsMessage|packageItem)[\s>]")
_ITEMS = ("newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem")

_NITF = {
    "hl1": "h1", "hl2": "h2", "bq": "blockquote", "body.content": "div", "block": "div", "note": "aside",
    "media": "figure", "nitf-table": "table",
}  # fmt: skip
"""NITF's elements by those of HTML that stand on the page as they do."""


def is_newsml(data: bytes) -> bool:
    """Whether bytes look like NewsML-G2: by their first elements."""
    return bool(_ROOT.search(data[:8192].replace(b"\0", b"")))


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each text item in a file."""
    yield from read_file(path, read_newsml)


def read_newsml(data: bytes, where: str) -> Arrivals:
    """Yield a report or refusal for each text item; pictures, packages and concepts beside texts are left aside."""
    yield from read_items(data, where, items_of)


def items_of(data: bytes) -> Iterator[NewsItem]:
    """Yield the text items of a file. Raises FormatError where it has none, TooLargeError over the caps."""
    found = outermost(parse_xml(data), _ITEMS)
    if not found:
        raise FormatError("no NewsML-G2: no news item in it", remedy="give a newsItem or a newsMessage")
    if len(found) > ITEMS:
        raise TooLargeError(f"the message has more than {ITEMS:,} items", remedy="divide it")
    texts = [n for n in found if n.tag == "newsitem" and _nature(n) in ("text", "composite")]
    if not texts:
        kinds = ", ".join(sorted({_nature(n) or n.tag for n in found}))
        raise FormatError(f"no text in it, only: {kinds}", remedy="give the text items that it goes with or lists")
    yield from map(_item, texts)


def _nature(item: Node) -> str:
    """What an item is (``text``, ``picture``, ``composite`` …); text where it does not say."""
    marked = under(item, "itemmeta", "itemclass")
    return _code(marked[0]) if marked else ("text" if item.tag == "newsitem" else item.tag)


def _code(node: Node) -> str:
    """The end of a code of a controlled list: ``usable`` of ``stat:usable`` or of a URI."""
    return re.split(r"[:/]", node.attributes.get("qcode") or node.attributes.get("uri") or "")[-1].strip()


def _item(item: Node) -> NewsItem:
    status = under(item, "itemmeta", "pubstatus")
    headline = said_by(under(item, "contentmeta", "headline")) or said_by(under(item, "itemmeta", "title"))
    nitf_by = [n for n in (first(item, "byline"),) if n]
    return NewsItem(
        guid=item.attributes.get("guid") or said_by(under(item, "contentmeta", "altid")),
        version=version_of(item.attributes.get("version")),
        status=(_code(status[0]).lower() if status else "") or "usable",
        text=_text(item),
        notice=said_by(under(item, "itemmeta", "ednote")) or headline,
        first=said_by(under(item, "itemmeta", "firstcreated")),
        this=said_by(under(item, "itemmeta", "versioncreated")),
        row={
            "title": headline or said_by([n for n in (first(item, "hl1"),) if n]),
            "outlet": _provider(item),
            "credit": credit_of(
                said_by(under(item, "contentmeta", "by")) or said_by(nitf_by),
                said_by(under(item, "contentmeta", "creditline")),
            ),
            "language": _language(item),
            "urgency": said_by(under(item, "contentmeta", "urgency")),
        },
    )


def _provider(item: Node) -> str | None:
    """Who sends it, by name; else the code without its list; else who holds the copyright."""
    for party in (*under(item, "itemmeta", "provider"), *under(item, "rightsinfo", "copyrightholder")):
        name = said_by(under(party, "name")) or party.attributes.get("literal") or _code(party)
        if name:
            return name
    return None


def _language(item: Node) -> str | None:
    tags = [n.attributes.get("tag") for n in under(item, "contentmeta", "language")]
    return next((t for t in (*tags, item.attributes.get("lang")) if t), None)


def _text(item: Node) -> str:
    """The longest of the texts that the item carries: agencies send the same one as XHTML, NITF and plain text."""
    found = [_inline(n) for n in under(item, "contentset", "inlinexml")]
    found += [_data(n) for n in under(item, "contentset", "inlinedata")]
    return max(found, key=len, default="")


def _inline(content: Node) -> str:
    nitf = first(content, "body.content")
    body = nitf or first(content, "body") or content
    if nitf is not None:
        for node in nitf.nodes():
            node.tag = _NITF.get(node.tag, node.tag)
    return node_text(body)


def _data(content: Node) -> str:
    if "html" in content.attributes.get("contenttype", ""):
        return markup_text(content.text())
    return content.text().strip("\r\n\t ")
