"""Feeds: RSS and Atom (read by feedparser), JSON Feed, and OPML lists of feeds; an entry is a report."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

import feedparser

from recoupe.errors import FormatError, RecoupeError, TooLargeError
from recoupe.intake.encoding import decode
from recoupe.intake.fields import report_of
from recoupe.intake.files import read_file
from recoupe.intake.html.characters import characters
from recoupe.intake.html.said import moment_of
from recoupe.intake.html.tree import parse
from recoupe.intake.html.visible import Hiding
from recoupe.intake.refusal import Arrival, Arrivals, Refusal

__all__ = ["SUFFIXES", "FeedEntry", "entries_of", "feeds_of", "is_feed", "read_feed", "read_path", "report_of_entry"]

SUFFIXES = (".rss", ".atom", ".xml", ".json")

ENTRIES = 5_000
"""Entries of one feed that are read; feeds list some dozens, archives some thousands."""

_REMEDY = "give an RSS, Atom or JSON feed"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE\s+(?!html)|ENTITY)", re.IGNORECASE)


class FeedEntry(NamedTuple):
    """One entry: what the feed says of it, and its text as HTML, which may be the first lines only."""

    key: str | None
    link: str | None
    html: str
    row: dict[str, Any]


def is_feed(data: bytes) -> bool:
    """Whether bytes look like a feed: by their first elements or keys."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return b"jsonfeed.org/version" in start
    return bool(re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", start))


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each entry of a feed in a file."""
    yield from read_file(path, read_feed)


def read_feed(data: bytes, where: str) -> Arrivals:
    """Yield a report or refusal for each entry, with the text that the feed itself carries."""
    try:
        found = list(entries_of(data))
    except RecoupeError as error:
        yield Refusal.of(error, where)
        return
    for number, entry in enumerate(found, start=1):
        yield report_of_entry(entry, f"{where}#{number}")


def report_of_entry(entry: FeedEntry, where: str) -> Arrival:
    """Return the report that the text in a feed makes."""
    tree = parse(entry.html)
    hiding = Hiding(tree)
    made = characters([tree], lambda node: hiding.reason(node) is None)
    return report_of(made.text, {**entry.row, "id": entry.key or entry.link, "url": entry.link}, where)


def entries_of(data: bytes) -> Iterator[FeedEntry]:
    """Yield the entries of a feed. Raises FormatError where it is none, TooLargeError over the cap on entries."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = _json_entries(data)
    else:
        found = _xml_entries(data)
    for number, entry in enumerate(found, start=1):
        if number > ENTRIES:
            raise TooLargeError(f"the feed has more than {ENTRIES:,} entries", remedy="divide it")
        yield entry


def _xml_entries(data: bytes) -> Iterator[FeedEntry]:
    if _DOCTYPE.search(data[:100_000]):
        raise FormatError(
            "the feed declares entities or a document type",
            remedy="no news feed needs them: ask the sender for a plain one",
        )
    # own decoding off: bytes in a stream are neither fetched nor taken for a path; characters stay as they came
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise FormatError("this is no feed", remedy=_REMEDY)
    outlet = _plain(feed.feed.get("title"))
    for entry in feed.entries:
        yield _xml_entry(entry, outlet, feed.feed.get("language"))


def _xml_entry(entry: Mapping[str, Any], outlet: str | None, language: str | None) -> FeedEntry:
    texts = [c.get("value") or "" for c in entry.get("content", [])] + [entry.get("summary") or ""]
    source = entry.get("source") or {}
    row = {
        "title": _plain(entry.get("title")),
        "outlet": _plain(source.get("title")) or outlet,
        "published": moment_of(entry.get("published")) or _stamp(entry.get("published_parsed")),
        "modified": _updated(entry),
        "credit": _plain(entry.get("author")),
        "language": language if str(language or "").lower()[:2] in ("fr", "en") else None,
    }
    return FeedEntry(entry.get("id"), entry.get("link"), max(texts, key=len), row)


def _updated(entry: Mapping[str, Any]) -> str | None:
    """When it was changed, where that is another time than that of publication."""
    if "updated" not in dict(entry):  # asking feedparser's own dict gives the time of publication
        return None
    updated = moment_of(entry.get("updated")) or _stamp(entry.get("updated_parsed"))
    return updated if entry.get("updated") != entry.get("published") else None


def _stamp(parsed: Any) -> str | None:
    """A time in UTC, as feedparser gives it: the last resort, as it loses the day in the outlet's own zone."""
    if not parsed:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()


def _plain(value: Any) -> str | None:
    """Words of a title or name that may hold markup."""
    return " ".join(parse(value).text().split()) or None if isinstance(value, str) else None


def _json_entries(data: bytes) -> Iterator[FeedEntry]:
    try:
        feed = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"no JSON: {error}", remedy=_REMEDY) from None
    if (
        not isinstance(feed, dict)
        or not isinstance(feed.get("items"), list)
        or "jsonfeed" not in str(feed.get("version"))
    ):
        raise FormatError("JSON, but no JSON Feed", remedy="reports as JSON go one a line, in a file ending in .jsonl")
    for item in feed["items"]:
        if isinstance(item, dict):
            yield _json_entry(item, feed)


def _json_entry(item: dict[str, Any], feed: dict[str, Any]) -> FeedEntry:
    def string(key: str) -> str | None:
        return item[key] if isinstance(item.get(key), str) and item[key] else None

    authors = item.get("authors") or feed.get("authors") or []
    names = (
        [a["name"] for a in authors if isinstance(a, dict) and isinstance(a.get("name"), str)]
        if isinstance(authors, list)
        else []
    )
    text = string("content_text")
    markup = string("content_html") or (f"<pre>{_escaped(text)}</pre>" if text else string("summary") or "")
    row = {
        "title": string("title"),
        "outlet": feed.get("title") if isinstance(feed.get("title"), str) else None,
        "published": moment_of(string("date_published")),
        "modified": moment_of(string("date_modified")),
        "credit": ", ".join(names) or None,
        "language": string("language"),
    }
    return FeedEntry(str(item["id"]) if item.get("id") else None, string("url"), markup, row)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def feeds_of(data: bytes) -> list[str]:
    """Return the addresses of an OPML list. Raises FormatError where it is none, or declares entities."""
    found: list[str] = []
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise FormatError(
            "the list declares entities or a document type", remedy="export it again; no OPML list needs them"
        )

    def start(tag: str, attributes: dict[str, str]) -> None:
        address = attributes.get("xmlUrl") or attributes.get("xmlurl")
        if tag.lower() == "outline" and address:
            found.append(address)

    parser.EntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FormatError(f"the list is broken: {error}", remedy="export it again as OPML") from None
    if not found:
        raise FormatError("the list names no feeds", remedy='an OPML list has <outline xmlUrl="https://…">')
    return list(dict.fromkeys(found))
