"""The guarded fetch, against a real server on loopback: redirects, caps, lies, and the addresses behind names."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from recoupe.errors import FetchError, FormatError, TooLargeError
from recoupe.intake.fetch import Fetcher, Limits
from recoupe.intake.fetch.addresses import is_public

PAGE = b"<p>The bridge was closed on Tuesday, the prefect said.</p>"


class Site(BaseHTTPRequestHandler):
    """Answers by path, as good and bad sites do."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        path = self.path.split("?")[0].strip("/") or "page"
        getattr(self, f"give_{path.replace('.', '_')}", self.give_none)()

    def answer(self, status: int = 200, body: bytes = PAGE, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self) -> None:
        self.answer(Content_Type="text/html; charset=utf-8", ETag='"v1"')

    def give_changed(self) -> None:
        self.answer(
            304 if self.headers.get("If-None-Match") == '"v1"' else 200,
            b"" if self.headers.get("If-None-Match") else PAGE,
        )

    def give_zipped(self) -> None:
        self.answer(body=gzip.compress(PAGE), Content_Encoding="gzip")

    def give_deflated(self) -> None:
        self.answer(body=zlib.compress(PAGE), Content_Encoding="deflate")

    def give_cut(self) -> None:
        self.answer(body=gzip.compress(PAGE * 50)[:-30], Content_Encoding="gzip")

    def give_short(self) -> None:
        self.answer(Content_Length="5000")

    def give_broken(self) -> None:
        self.answer(body=b"this is not gzip at all", Content_Encoding="gzip")

    def give_brotli(self) -> None:
        self.answer(Content_Encoding="br")

    def give_bomb(self) -> None:
        self.answer(body=gzip.compress(b"a" * 30_000_000), Content_Encoding="gzip")

    def give_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"a" * 65_536)
        except OSError:
            pass

    def give_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"a")
                time.sleep(0.2)
        except OSError:
            pass

    def give_dripping(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for i in range(90):
                self.wfile.write(f"X-{i}: a\r\n".encode())
                time.sleep(0.3)
        except OSError:
            pass

    def give_hop(self) -> None:
        self.answer(302, b"", Location="/page")

    def give_round(self) -> None:
        self.answer(301, b"", Location="/round")

    def give_metadata(self) -> None:
        self.answer(302, b"", Location="http://169.254.169.254/latest/meta-data")

    def give_file(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def give_reserved(self) -> None:
        self.answer(tdm_reservation="1")

    def give_robots_txt(self) -> None:
        self.answer(body=b"User-agent: *\nDisallow: /private\nCrawl-delay: 2\n")

    def give_none(self) -> None:
        self.answer(404, b"")


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetcher(seconds: float = 20, size: int = 5_000_000) -> Fetcher:
    """One for which news.example is loopback, and loopback is allowed; nothing else is."""
    names = {"news.example": ["127.0.0.1"]}
    return Fetcher(
        Limits(size, seconds, 3), allowed=lambda a: a == "127.0.0.1", find=lambda host, _: names.get(host, [host])
    )


def test_a_page_comes_with_its_kind_and_charset(site: str) -> None:
    found = fetcher().fetch(f"{site}/page?a=é b#part")
    assert (found.status, found.kind, found.charset, found.body) == (200, "text/html", "utf-8", PAGE)
    paths = [path for path, _ in Site.asked]
    assert paths == ["/robots.txt", "/.well-known/tdmrep.json", "/page?a=%C3%A9%20b"]
    assert Site.asked[2][1]["User-Agent"].startswith("Recoupe/")
    assert Site.asked[2][1]["Host"].startswith("news.example:")


@pytest.mark.parametrize("path", ["zipped", "deflated", "hop"])
def test_what_is_compressed_or_moved_is_the_same_page(site: str, path: str) -> None:
    assert fetcher().fetch(f"{site}/{path}").body == PAGE


def test_what_has_not_changed_is_not_sent_again(site: str) -> None:
    assert fetcher().fetch(f"{site}/changed", etag='"v1"').status == 304
    assert fetcher().fetch(f"{site}/changed").status == 200


BAD = [
    ("cut", FormatError, r"ends in the middle"),
    ("short", FormatError, r"ends in the middle"),
    ("broken", FormatError, r"compressed answer is broken"),
    ("brotli", FormatError, r"unknown encoding 'br'"),
    ("bomb", TooLargeError, r"larger than 5 MB"),
    ("endless", TooLargeError, r"larger than 5 MB"),
    ("round", FetchError, r"more than 3 redirects"),
    ("metadata", FetchError, r"'169.254.169.254' leads to 169.254.169.254, which is not on the public internet"),
    ("file", FetchError, r"links start with http or https, not 'file'"),
    ("private/x", FetchError, r"asks programs not to fetch this \(robots.txt\)"),
    ("reserved", FetchError, r"reserves text and data mining"),
    ("nothing", FetchError, r"the site answers 404"),
]


@pytest.mark.parametrize(("path", "error", "says"), BAD, ids=[b[0] for b in BAD])
def test_what_is_bad_has_a_name_and_a_remedy(site: str, path: str, error: type[FetchError], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        fetcher().fetch(f"{site}/{path}")
    assert raised.value.remedy


@pytest.mark.parametrize("path", ["slow", "dripping"])
def test_time_is_capped_for_bodies_and_for_headers(site: str, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match="takes too long"):
        fetcher(seconds=1).fetch(f"{site}/{path}")
    assert time.monotonic() - start < 15  # without the cap: 27 s and more


LINKS = ["ftp://news.example/x", "file:///etc/passwd", "http:///x", "news.example/x", "javascript:alert(1)", "http://desk:secret@news.example/", "http://news.example:99999/", "http://[::1", ""]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
def test_links_that_are_none_are_refused(link: str) -> None:
    with pytest.raises(FetchError) as raised:
        fetcher().fetch(link)
    assert raised.value.remedy
    assert raised.value.code == "fetch"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1",
     "2001:0:7f00:1::", "240.0.0.1", "nonsense", ""],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    guarded = Fetcher(find=lambda *_: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(FetchError, match=r"leads to 10.0.0.1, which is not on the public internet"):
        guarded.fetch("http://news.example/")


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    connected: list[object] = []
    real: Callable[..., socket.socket] = socket.create_connection

    def watched(place: tuple[str, int], *rest: object) -> socket.socket:
        connected.append(place[0])
        return real(place, *rest)

    monkeypatch.setattr(socket, "create_connection", watched)
    changing = Fetcher(allowed=lambda a: a == "127.0.0.1", find=lambda *_: next(answers))
    assert changing.fetch(f"{site}/page").status == 200  # one answer for robots.txt, one for the page
    with pytest.raises(FetchError, match=r"leads to 10.0.0.1"):
        changing.fetch(f"{site}/page")
    assert set(connected) == {"127.0.0.1"}


def test_a_site_whose_robots_file_fails_is_left_alone() -> None:
    closed = Fetcher(Limits(seconds=1), allowed=lambda _: True, find=lambda *_: ["127.0.0.1"])
    with pytest.raises(FetchError, match=r"robots\.txt"):
        closed.fetch("http://news.example:1/page")


def test_a_host_that_is_not_there_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(FetchError, match=r"the host 'gone.example' is not found \(check the link"):
        Fetcher().fetch("https://gone.example/")


def test_tests_reach_no_other_machine() -> None:
    with pytest.raises(AssertionError, match=r"only intake\.fetch and the server may open one"):
        socket.create_connection(("93.184.215.14", 80), timeout=1)
