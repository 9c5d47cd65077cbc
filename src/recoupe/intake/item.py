"""Items of news agencies, whatever their format: versions that follow each other, items taken back, chosen text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recoupe.errors import FormatError, RecoupeError
from recoupe.intake.fields import report_of
from recoupe.intake.html.characters import characters
from recoupe.intake.html.said import moment_of
from recoupe.intake.html.tree import Node, parse
from recoupe.intake.html.visible import Hiding
from recoupe.intake.language import recognised
from recoupe.intake.refusal import Arrival, Arrivals, Refusal

__all__ = ["NewsItem", "credit_of", "markup_text", "node_text", "read_items", "report_of_item", "version_of"]

_ASIDE = frozenset(["h1", "figure", "figcaption", "table", "aside", "nav", "footer", "header", "media"])
"""What stands in a body beside the report's own paragraphs: the title once more, captions, tables, boxes."""

_STATUSES = ("usable", "withheld", "canceled")


@dataclass(frozen=True, slots=True)
class NewsItem:
    """What an agency's item says of itself.

    ``guid`` names all versions together; ``version`` counts them from 1, None where it is not given; ``status`` is
    ``usable``, ``withheld`` or ``canceled`` (the IPTC's pubStatus); ``notice`` the words to the desk or the headline, which
    are the text of an item that is taken back without a body; ``first`` and ``this`` are when the first and this version
    were made; ``row`` holds the report's other fields.
    """

    guid: str | None
    version: int | None
    status: str
    text: str
    notice: str | None
    first: str | None
    this: str | None
    row: Mapping[str, Any]


def report_of_item(item: NewsItem, where: str) -> Arrival:
    """Return the report that an item makes, or why it makes none."""
    try:
        names = _names(item)
        text = _text(item)
    except RecoupeError as error:
        return Refusal.of(error, where, item.guid)
    first, this = moment_of(item.first), moment_of(item.this)
    row = {
        **item.row,
        **names,
        "published": first or this,
        "modified": this if first and this != first else None,
        "language": recognised(text).language or item.row.get("language"),
    }
    return report_of(text, row, where)


def _names(item: NewsItem) -> dict[str, Any]:
    """The id of this version, how it stands, and which version it replaces.

    The first version has the item's guid as its id, version 3 is ``guid#3`` and replaces ``guid#2``. An item taken back
    without a version is ``guid#canceled`` and replaces what has the guid.
    """
    if item.status not in _STATUSES:
        raise FormatError(f"publication status {item.status!r} is unknown", remedy=f"one of: {', '.join(_STATUSES)}")
    taken_back = item.status != "usable"
    version = item.version or 1
    if version > 1:
        status = "withdrawn" if taken_back else "corrected"
        name, before = f"#{version}", f"#{version - 1}" if version > 2 else ""
    elif taken_back:
        status, name, before = "withdrawn", f"#{item.status}", ""
    else:
        return {"id": item.guid}
    if not item.guid:
        return {"status": status}
    return {"id": f"{item.guid}{name}", "status": status, "replaces": f"{item.guid}{before}"}


def _text(item: NewsItem) -> str:
    if item.text.strip():
        return item.text
    if item.status != "usable" and item.notice:
        return item.notice
    raise FormatError(
        "the item has no text of its own" if item.status == "usable" else "the item is taken back and says nothing",
        remedy="give the text items it goes with"
        if item.status == "usable"
        else f"recoupe decide withdrawn {item.guid or 'ID'}",
    )


def version_of(value: Any) -> int | None:
    """Return the number of a version; None where it is none."""
    return int(value) if re.fullmatch(r"[0-9]{1,9}", str(value).strip()) and not isinstance(value, bool) else None


def credit_of(*lines: str | None) -> str | None:
    """Return the byline and the credit line as one, none said twice."""
    kept: list[str] = []
    for line in lines:
        if line and not any(line.casefold() in k.casefold() for k in kept):
            kept.append(line)
    return ", ".join(kept) or None


def node_text(node: Node) -> str:
    """Return the characters of a body: an empty line between blocks, what is hidden or beside the report left out."""
    hiding = Hiding(node)
    return characters([node], lambda n: n.tag not in _ASIDE and hiding.reason(n) is None).text


def markup_text(markup: str) -> str:
    """Return the characters of a body given as HTML."""
    return node_text(parse(markup))


def read_items(data: bytes, where: str, items_of: Callable[[bytes], Iterable[NewsItem]]) -> Arrivals:
    """Yield a report or refusal for each item that ``items_of`` finds in a file's bytes, numbered where there are several."""
    try:
        found = list(items_of(data))
    except RecoupeError as error:
        yield Refusal.of(error, where)
        return
    for number, item in enumerate(found, start=1):
        yield report_of_item(item, f"{where}#{number}" if len(found) > 1 else where)
