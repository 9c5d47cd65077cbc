"""ninjs, the IPTC's news in JSON: versions 1 (``body_html``), 2 and 3 (``bodies``), one item or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError, RecoupeError, TooLargeError
from recoupe.intake.encoding import decode
from recoupe.intake.files import read_file
from recoupe.intake.html.tree import parse
from recoupe.intake.item import NewsItem, credit_of, markup_text, node_text, read_items, version_of
from recoupe.intake.refusal import Arrivals
from recoupe.intake.xml_tree import first, parse_xml

__all__ = ["is_ninjs", "items_of", "read_ninjs", "read_path"]

ITEMS = 5_000
"""Items of one list that are read."""

_KEYS = re.compile(
    r'"(?:bodies|body_\w+|pubstatus|versioncreated|headlines|representationtype)"\s*:|ninjs-schema', re.IGNORECASE
)
_TEXTS = ("text", "composite", "component")
_MARKUP = re.compile(r"</?(?:p|div|br|section|h[1-6]|ul|ol|li|blockquote)[\s/>]", re.IGNORECASE)


def is_ninjs(data: bytes) -> bool:
    """Whether bytes look like ninjs: JSON with keys that only news items have."""
    start = data[:1].strip() or data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"[", b"\xef"):
        return False
    return b"jsonfeed.org/version" not in data[:2048] and bool(_KEYS.search(data.decode("utf-8", "replace")))


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each text item in a file."""
    yield from read_file(path, read_ninjs)


def read_ninjs(data: bytes, where: str) -> Arrivals:
    """Yield a report or refusal for each text item; pictures and events beside texts are left aside."""
    yield from read_items(data, where, items_of)


def items_of(data: bytes) -> Iterator[NewsItem]:
    """Yield the text items of a file. Raises FormatError where it has none, TooLargeError over the cap on items."""
    try:
        given = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"no JSON: {error}", remedy="ask the sender for the file again") from None
    found = [_lower(i) for i in (given if isinstance(given, list) else [given]) if isinstance(i, dict)]
    if len(found) > ITEMS:
        raise TooLargeError(f"the list has more than {ITEMS:,} items", remedy="divide it")
    texts = [i for i in found if str(i.get("type") or "text").lower() in _TEXTS]
    if not texts:
        kinds = ", ".join(sorted({str(i.get("type"))[:20] for i in found})) or "no item"
        raise FormatError(f"no text in it, only: {kinds}", remedy="give the text items that it goes with")
    yield from map(_item, texts)


def _lower(item: dict[str, Any]) -> dict[str, Any]:
    """Keys in lower case: version 3 writes in capitals inside (``pubStatus``) what the others do not."""
    return {key.lower(): value for key, value in item.items()}


def _item(item: dict[str, Any]) -> NewsItem:
    headline = _string(item, "headline") or _main(item.get("headlines")) or _string(item, "title")
    guid = _string(item, "uri") or _string(item, "guid")
    return NewsItem(
        guid=guid,
        version=version_of(item.get("version")),
        status=(_string(item, "pubstatus") or "usable").lower(),
        text=_text(item),
        notice=_string(item, "ednote") or headline,
        first=_string(item, "firstcreated"),
        this=_string(item, "versioncreated"),
        row={
            "title": headline,
            "outlet": _string(item, "copyrightholder") or _string(item, "source") or _source(item),
            "credit": credit_of(_string(item, "byline") or _string(item, "by"), _string(item, "creditline")),
            "language": _string(item, "language"),
            "urgency": item.get("urgency"),
            "url": guid if guid and guid.lower().startswith(("http://", "https://")) else None,
        },
    )


def _string(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _objects(values: Any) -> list[dict[str, Any]]:
    return [_lower(v) for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _main(values: Any) -> str | None:
    """The value whose role is ``main``, else the first."""
    found = sorted(_objects(values), key=lambda v: v.get("role") != "main")
    return next((words for v in found if (words := _string(v, "value"))), None)


def _source(item: dict[str, Any]) -> str | None:
    sources = _objects(item.get("infosources")) or _objects(item.get("infosource"))
    return next((name for s in sources if (name := _string(s, "name"))), None)


def _text(item: dict[str, Any]) -> str:
    """The longest of the bodies with markup, which know their paragraphs; without one the longest plain one."""
    bodies = [(k[5:], v) for k, v in item.items() if k.startswith("body_") and isinstance(v, str)]
    for body in _objects(item.get("bodies")):
        kind = f"{body.get('contenttype') or ''} {body.get('role') or ''}".lower()
        bodies.append((kind, _string(body, "value") or ""))
    made = [(_is_markup(kind, value), _body(kind, value)) for kind, value in bodies]
    return max(made, key=lambda m: (m[0] and bool(m[1]), len(m[1])), default=(False, ""))[1]


def _is_markup(kind: str, value: str) -> bool:
    return "html" in kind or "xml" in kind or "nitf" in kind or bool(_MARKUP.search(value))


def _body(kind: str, value: str) -> str:
    if "nitf" in kind or value.lstrip().startswith("<nitf"):
        try:
            root = parse_xml(value.encode("utf-8", "surrogatepass"))
        except RecoupeError:  # markup that is no XML is read as a page's: it has the same paragraphs
            root = parse(value)
        return node_text(first(root, "body.content") or root)
    return markup_text(value) if _is_markup(kind, value) else value
