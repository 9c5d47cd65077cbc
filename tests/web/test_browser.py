"""The pages in a real browser, where one is installed: the script runs, nothing is refused by the policy, links work."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from recoupe.ledger import Ledger
from recoupe.web import create_app

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium")


@pytest.fixture(scope="module")
def address(story_book: Ledger) -> Iterator[str]:
    """Where the example story is served while the tests run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(story_book), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(100):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


def _page(address: str, path: str, folder: Path) -> tuple[str, str]:
    """The page as the browser has it after its script ran, and what the browser complained of."""
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--lang=en",
        f"--user-data-dir={folder}", "--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom", address + path,
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    return ran.stdout, "\n".join(x for x in ran.stderr.splitlines() if "CONSOLE" in x)


def test_pages_are_whole_and_nothing_is_refused(address: str, story_book: Ledger, tmp_path: Path) -> None:
    claim = max(story_book.claims().items, key=lambda c: len(c.positions))
    for path in ("/", f"/claims/{claim.id}?at=1#here", f"/figures/{story_book.histories().items[0].id}"):
        page, complaints = _page(address, path, tmp_path)
        assert "<h1>" in page, path
        assert complaints == "", path


def test_complaints_are_heard(tmp_path: Path) -> None:
    _, complaints = _page("data:text/html,", "<script>console.error('planted')</script>", tmp_path)
    assert "planted" in complaints
