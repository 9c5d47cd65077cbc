"""What is known of the feeds that are watched."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select

from recoupe.store import schema as t
from recoupe.store.store import Store

__all__ = ["Seen", "WatchedFeed", "load", "save"]


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry seen: its link, a hash of what the feed said of it, the id its newest report bears, whether it is listed."""

    link: str | None
    content: str
    key: str
    listed: bool = True


@dataclass(slots=True)
class WatchedFeed:
    """A feed: what its site said of its last state, and the entries seen by their ids."""

    link: str
    etag: str | None = None
    modified: str | None = None
    seen: dict[str, Seen] = field(default_factory=dict)


def load(store: Store, link: str) -> WatchedFeed:
    """Return what is known of a feed; an empty one where it was never watched."""
    with store.asking() as connection:
        feed = connection.execute(select(t.feeds).where(t.feeds.c.link == link)).first()
        rows = connection.execute(select(t.seen).where(t.seen.c.feed == link).order_by(t.seen.c.entry)).all()
    found = {r.entry: Seen(r.link, r.content, r.key, bool(r.listed)) for r in rows}
    return WatchedFeed(link, feed.etag, feed.modified, found) if feed else WatchedFeed(link)


def save(store: Store, feed: WatchedFeed) -> None:
    """Keep what is known of a feed, in one transaction."""
    rows = [
        {"feed": feed.link, "entry": entry, "link": s.link, "content": s.content, "key": s.key, "listed": s.listed}
        for entry, s in sorted(feed.seen.items())
    ]
    with store.writing() as connection:
        connection.execute(delete(t.seen).where(t.seen.c.feed == feed.link))
        connection.execute(delete(t.feeds).where(t.feeds.c.link == feed.link))
        connection.execute(insert(t.feeds).values(link=feed.link, etag=feed.etag, modified=feed.modified))
        if rows:
            connection.execute(insert(t.seen), rows)
