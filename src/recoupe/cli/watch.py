"""``recoupe watch``: feeds, looked at again and again, and what they changed in the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import many, say
from recoupe.cli.out import Exit, line, note, print_json, print_refusals
from recoupe.errors import InputError
from recoupe.intake.feed import feeds_of
from recoupe.intake.fetch import Fetcher
from recoupe.intake.files import bytes_of
from recoupe.intake.link import is_link
from recoupe.ledger import Ledger
from recoupe.ledger.watching import POLITE, Polled, poll

NEEDS_ARGUMENTS = True

MOST = 24 * 60
"""Minutes between two looks at a feed that fails, at most: after each failure it is left alone twice as long."""


def run(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="watch.feeds", show_default=False)],
    every: Annotated[int, typer.Option("--every", metavar="MINUTES", min=1, max=MOST, help="watch.every")] = 15,
    once: Annotated[bool, typer.Option("--once", help="watch.once")] = False,
    ledger: o.LedgerOption = None,
    as_json: o.JsonOption = False,
    lang: o.LangOption = None,
) -> None:
    """Watch feeds."""
    links = list(dict.fromkeys(_links(feeds)))
    failed = False
    with o.opened(ledger, create=True) as book:
        try:
            for polled in _polls(book, links, every=every, once=once):
                failed |= bool(polled.refused)
                _print(polled, as_json=as_json)
        except KeyboardInterrupt:
            note(say("watch.stopped"))
    if failed and once:
        raise typer.Exit(Exit.REFUSED)


def _links(feeds: Iterable[str]) -> Iterator[str]:
    for feed in feeds:
        if is_link(feed):
            yield feed
        elif Path(feed).exists():
            yield from feeds_of(bytes_of(Path(feed)))
        else:
            raise InputError(
                f"{feed!r} is neither a link nor a file", remedy="give a feed's link, or an OPML list", where=feed
            )


def _polls(book: Ledger, links: list[str], *, every: int, once: bool) -> Iterator[Polled]:
    """Look at each feed when it is due; one that fails is left alone twice as long each time."""
    fetcher = Fetcher()
    due = dict.fromkeys(links, 0.0)
    wait = dict.fromkeys(links, every)
    while True:
        link = min(due, key=lambda name: (due[name], name))
        time.sleep(max(0.0, due[link] - time.monotonic()))
        before = book.standings()
        polled = poll(book, link, fetcher, lambda page: time.sleep(_polite(fetcher, page)))
        yield polled
        for moved in _moved(before, book.standings()):
            line(moved)
        wait[link] = min(MOST, wait[link] * 2) if polled.refused and not polled.new else every
        due[link] = float("inf") if once else time.monotonic() + 60 * wait[link]
        if once and min(due.values()) == float("inf"):
            return


def _polite(fetcher: Fetcher, page: str) -> float:
    return max(POLITE, fetcher.robots.delay(urlsplit(page)))


def _moved(before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]) -> Iterator[str]:
    """A line for each claim whose standing is another than before."""
    for claim, (standing, words) in sorted(after.items()):
        earlier = before.get(claim, (None, ""))[0]
        if earlier is not None and earlier != standing:
            yield say("watch.moved", claim=claim, before=earlier, after=standing, words=words)


def _print(polled: Polled, *, as_json: bool) -> None:
    print_refusals(polled.refused)
    if as_json:
        print_json(polled)
    elif polled.new or polled.changed or polled.vanished:
        parts = [many(f"watch.{n}", len(x)) for n, x in (("new", polled.new), ("changed", polled.changed)) if x]
        line(f"{polled.feed}: {', '.join(parts) or say('watch.nothing')}")
        for link in polled.vanished:
            line(say("watch.vanished", link=link))
