"""A real browser on what is served: contexts that note every complaint and every request to elsewhere."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from recoupe.ledger import Ledger
from recoupe.web import create_app

CHROMIUM = next((x for x in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if x), None)

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no browser here: apt-get install chromium")


@contextmanager
def served(book: Ledger) -> Iterator[str]:
    """Serve a ledger; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(book), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@dataclass
class Visit:
    """One browser window: its page, and what should not have happened in it."""

    page: Any
    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open a path; gives the page."""
        self.page.goto(self.address + path)
        return self.page

    def follow(self, link: Any, **how: Any) -> None:
        """Click what leads to another page, and wait until that page is whole: a click alone waits for its first byte."""
        with self.page.expect_navigation(wait_until="load", **how):
            link.click()

    def path(self) -> str:
        """Where the page is."""
        return self.page.url.removeprefix(self.address)

    def calm(self) -> None:
        """Nothing was asked of another machine, and the browser complained of nothing."""
        assert self.outside == []
        assert self.complaints == []


class Browser:
    """A browser that opens windows."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    @contextmanager
    def visit(self, address: str, language: str = "en", width: int = 1280, **more: Any) -> Iterator[Visit]:
        """A window of its own, without cookies; calm when it is left."""
        context = self._browser.new_context(locale=language, viewport={"width": width, "height": 900}, **more)
        context.set_default_timeout(30_000)
        seen = Visit(context.new_page(), address)

        def route(route: Any) -> None:
            if urlsplit(route.request.url).hostname == "127.0.0.1":
                route.continue_()
            else:
                seen.outside.append(route.request.url)
                route.abort()

        context.route("**/*", route)
        seen.page.on(
            "console",
            lambda m: seen.complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None,
        )
        seen.page.on("pageerror", lambda e: seen.complaints.append(str(e)))
        seen.page.on("dialog", lambda d: (seen.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        try:
            yield seen
            seen.calm()
        finally:
            context.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield Browser(opened)
        opened.close()


@pytest.fixture(scope="module")
def address(story_book: Ledger) -> Iterator[str]:
    """Where the example story is served while the tests of a file run."""
    with served(story_book) as where:
        yield where


@pytest.fixture(scope="module")
def own_address(story_book: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a copy of the example story is served that may be written to."""
    folder = tmp_path_factory.mktemp("own")
    for part in Path(story_book.store.place).parent.glob("story.sqlite*"):
        shutil.copy(part, folder / part.name)
    with Ledger(folder / "story.sqlite") as book, served(book) as where:
        yield where
