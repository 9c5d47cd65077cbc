"""A feed polled through its states: new, unchanged, changed, gone; what stops is taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

import making
from recoupe.intake.fetch import Fetcher, Limits
from recoupe.ledger import Ledger, Question
from recoupe.ledger.watching import Polled, poll
from recoupe.model.words import Status


class Site(BaseHTTPRequestHandler):
    """A feed and its pages, from what the test puts there."""

    pages: ClassVar[dict[str, str]] = {}
    tag: ClassVar[str] = "1"
    asked: ClassVar[list[str]] = []

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/rss" and self.headers.get("If-None-Match") == self.tag:
            self.send_response(304)
            self.end_headers()
            return
        body = self.pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("ETag", self.tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.pages, Site.asked, Site.tag = {}, [], "1"
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def feed(site: str, items: dict[str, str], tag: str) -> None:
    """Publish these entries: a path and its teaser each."""
    listed = "".join(
        f"<item><guid>{path}</guid><link>{site}{path}</link><title>T</title><description>{teaser}</description></item>"
        for path, teaser in items.items()
    )
    Site.pages["/rss"] = f'<rss version="2.0"><channel><title>La Vigie</title>{listed}</channel></rss>'
    Site.tag = tag


def page(text: str) -> str:
    return f"<html><body><article><h1>T</h1><p>{text}</p></article></body></html>"


def look(book: Ledger, site: str) -> Polled:
    fetcher = Fetcher(Limits(seconds=20), allowed=lambda a: a == "127.0.0.1")
    return poll(book, f"{site}/rss", fetcher, wait=lambda _: None)


def test_a_feed_through_its_states(book: Ledger, site: str) -> None:
    one, two, three = making.TEXTS[:3]
    Site.pages |= {"/1": page(one), "/2": page(two)}
    feed(site, {"/1": "a", "/2": "b"}, "1")
    first = look(book, site)
    assert (len(first.new), first.changed, first.vanished, first.refused) == (2, (), (), ())
    assert {r.name for r in book.reports().items} == {"/1", "/2"}
    assert book.report("/1").text == one
    assert book.report("/1").outlet == "La Vigie"

    assert look(book, site).unchanged

    Site.pages |= {"/1": page(one.replace("mardi", "mercredi")), "/3": page(three)}
    del Site.pages["/2"]
    feed(site, {"/1": "a, mis à jour", "/3": "c"}, "2")
    second = look(book, site)
    assert (len(second.new), len(second.changed), second.refused) == (1, 1, ())
    assert second.vanished == (f"{site}/2",)
    newer = book.store.report(second.changed[0])
    assert newer is not None
    assert (newer.replaces, newer.status) == ("/1", Status.CORRECTED)
    assert "mercredi" in newer.text
    assert book.report("/1").text == one  # the earlier version stays
    assert len(book.reports(Question(language="fr")).items) == 3

    feed(site, {"/1": "a, mis à jour", "/3": "c"}, "3")
    Site.asked.clear()
    third = look(book, site)
    assert (third.new, third.changed, third.vanished) == ((), (), ())
    assert Site.asked == [
        "/robots.txt",
        "/.well-known/tdmrep.json",
        "/rss",
    ]  # pages that did not change are not asked for again


def test_a_page_that_cannot_be_had_leaves_the_feeds_own_text(book: Ledger, site: str) -> None:
    feed(site, {"/gone": making.TEXTS[1]}, "1")
    found = look(book, site)
    assert len(found.new) == 1
    assert book.report("/gone").text == making.TEXTS[1]


def test_an_entry_pushed_out_of_the_list_has_not_vanished(book: Ledger, site: str) -> None:
    Site.pages |= {"/1": page(making.TEXTS[0]), "/2": page(making.TEXTS[1])}
    feed(site, {"/1": "a"}, "1")
    look(book, site)
    feed(site, {"/2": "b"}, "2")
    assert look(book, site).vanished == ()


def test_a_poll_that_was_stopped_is_done_again(book: Ledger, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Site.pages |= {"/1": page(making.TEXTS[0])}
    feed(site, {"/1": "a"}, "1")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("recoupe.ledger.watching.watched.save", stopped)
        with pytest.raises(KeyboardInterrupt):
            look(book, site)
    again = look(book, site)
    assert (again.new, again.refused, len(book.reports().items)) == ((), (), 1)


def test_a_feed_that_fails_is_a_refusal(book: Ledger, site: str) -> None:
    found = look(book, site)
    assert [(r.where, r.code) for r in found.refused] == [(f"{site}/rss", "fetch")]
    Site.pages["/rss"] = "<html>no feed</html>"
    assert [r.code for r in look(book, site).refused] == ["format"]


def test_an_older_ledger_gets_the_new_tables(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, inspect

    from recoupe.store import migrations

    path = tmp_path / "old.sqlite"
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with Ledger(path, create=False) as book:
        assert {"feeds", "seen"} <= set(inspect(book.store.engine).get_table_names())
