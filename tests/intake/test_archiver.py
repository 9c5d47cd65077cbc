"""WARC files by real archivers: GNU Wget and warcio's recorder, over a server on this machine; and one that was recorded."""

from __future__ import annotations

import http.client
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.capture_http import capture_http

from recoupe.intake import folder
from recoupe.model.report import Report

HERE = Path(__file__).parent
PAGES = HERE / "pages"
RECORDED = HERE / "archives" / "wget.warc.gz"
"""Made by GNU Wget 1.21.3 as in ``archived_by_wget`` below, from the pages of these tests."""

NAMES = ("figaro_like", "wire_english")


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, directory=str(PAGES), **more)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The port of a server of the pages."""
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made.server_port
    made.shutdown()
    made.server_close()


def archived_by_wget(port: int, place: Path, *more: str) -> None:
    links = [f"http://127.0.0.1:{port}/{name}.html" for name in NAMES]
    command = ["wget", "--quiet", "--no-config", "--warc-file=crawl", "--output-document=/dev/null", "-e", "robots=off"]
    quiet = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    subprocess.run([*command, *more, *links], cwd=place, check=True, env=quiet)


def check(found: list[Any], start: str) -> None:
    assert [type(a) for a in found] == [Report] * len(NAMES)
    for report, name in zip(found, NAMES, strict=True):
        expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
        for field in ("text", "title", "published", "credit", "language"):
            assert getattr(report, field) == expected[field]
        assert report.key.startswith(start)
        assert report.key.endswith(f"/{name}.html")


def test_a_recorded_archive_of_wget() -> None:
    check(list(folder.read_path(RECORDED)), "http://127.0.0.1:")


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed (Debian: apt-get install wget)")
@pytest.mark.parametrize(
    "more", [[], ["--no-warc-compression"], ["--no-warc-digests", "--header=Accept-Encoding: gzip"]]
)
def test_what_wget_archives(server: int, tmp_path: Path, more: list[str]) -> None:
    archived_by_wget(server, tmp_path, *more)
    (archive,) = tmp_path.glob("crawl.warc*")
    check(list(folder.read_path(archive)), f"http://127.0.0.1:{server}")


def test_what_the_recorder_of_warcio_archives(server: int, tmp_path: Path) -> None:
    with capture_http(str(tmp_path / "crawl.warc.gz")):
        for name in NAMES:
            connection = http.client.HTTPConnection("127.0.0.1", server)
            connection.request("GET", f"/{name}.html")
            connection.getresponse().read()
            connection.close()
    check(list(folder.read_path(tmp_path / "crawl.warc.gz")), f"http://127.0.0.1:{server}")
