"""Watching feeds: what is new comes in, what changed supersedes its earlier version, what vanished is named."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from recoupe.errors import FetchError, RecoupeError
from recoupe.intake.feed import FeedEntry, entries_of, report_of_entry
from recoupe.intake.link import Fetching, read_link
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.ledger.ledger import Ledger
from recoupe.model.ids import content_id
from recoupe.model.report import Report
from recoupe.model.words import Status
from recoupe.store import watched
from recoupe.store.watched import Seen, WatchedFeed

__all__ = ["Polled", "poll"]

POLITE = 1.0
"""Seconds between two pages of one site at least, where its robots.txt asks for no more."""

_GONE = ("404", "410")


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll of a feed brought: ids of new reports, of new versions, links that are gone, and what was refused."""

    feed: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unchanged: bool = False


def poll(book: Ledger, link: str, fetcher: Fetching, wait: Callable[[str], None] | None = None) -> Polled:
    """Look once at a feed and bring the ledger up to date with it; ``wait`` is called before each page with its link.

    What is known of the feed is kept when all of it is in: a poll that was stopped is done again by the next, and what
    it had added is known by then.
    """
    feed = watched.load(book.store, link)
    try:
        found = fetcher.fetch(link, etag=feed.etag, modified=feed.modified)
        if found.status == 304:
            return Polled(link, unchanged=True)
        entries = {e.key or e.link or e.row.get("title") or "": e for e in entries_of(found.body)}
    except RecoupeError as error:
        return Polled(link, refused=(Refusal.of(error, link),))
    pages = _Pages(fetcher, wait or _polite)
    taken = [arrival for name, entry in entries.items() if (arrival := _taken(feed, name, entry, pages)) is not None]
    versions = {a.id for a in taken if isinstance(a, Report) and a.replaces}
    added = book.add(taken)
    vanished = tuple(_vanished(feed, entries.keys(), fetcher))
    feed.etag, feed.modified = found.headers.get("etag"), found.headers.get("last-modified")
    watched.save(book.store, feed)
    new = tuple(i for i in added.new if i not in versions)
    changed = tuple(i for i in added.new if i in versions)
    return Polled(link, new, changed, vanished, added.refused)


@dataclass(frozen=True, slots=True)
class _Pages:
    """How the pages of entries are had."""

    fetcher: Fetching
    wait: Callable[[str], None]


def _polite(_link: str) -> None:
    time.sleep(POLITE)


def _taken(feed: WatchedFeed, name: str, entry: FeedEntry, pages: _Pages) -> Report | Refusal | None:
    """The report of an entry that is new or changed, None of one that is neither; what is seen is noted."""
    content = content_id("e", entry.html, *(str(v) for _, v in sorted(entry.row.items())))
    before = feed.seen.get(name)
    if before is not None and before.content == content:
        feed.seen[name] = replace(before, listed=True)
        return None
    arrival = _full(entry, name, pages)
    if isinstance(arrival, Refusal):
        return arrival
    if before is None:
        feed.seen[name] = Seen(entry.link, content, arrival.name)
        return arrival
    version = replace(arrival, key=f"{name}#{content}", replaces=before.key, status=Status.CORRECTED)
    feed.seen[name] = Seen(entry.link, content, version.name)
    return version


def _full(entry: FeedEntry, name: str, pages: _Pages) -> Arrival:
    """The page of an entry, or the feed's own text where the page can't be had."""
    carried = report_of_entry(entry._replace(key=name), entry.link or name)
    if not entry.link or not urlsplit(entry.link).scheme.startswith("http"):
        return carried
    pages.wait(entry.link)
    row = {**entry.row, "id": name, "url": entry.link}
    found = next(read_link(entry.link, row, pages.fetcher), carried)
    if isinstance(found, Refusal) and isinstance(carried, Report):
        return carried
    return found


def _vanished(feed: WatchedFeed, listed: Collection[str], fetcher: Fetching) -> Iterator[str]:
    """Links of entries that the feed lists no longer and whose page is gone; one merely pushed out of the list is not."""
    for name, seen in sorted(feed.seen.items()):
        if name in listed or not seen.listed:
            continue
        feed.seen[name] = replace(seen, listed=False)
        if seen.link and _is_gone(seen.link, fetcher):
            yield seen.link


def _is_gone(link: str, fetcher: Fetching) -> bool:
    try:
        fetcher.fetch(link)
    except FetchError as error:
        return error.message.endswith(_GONE)
    except RecoupeError:
        return False
    return False
