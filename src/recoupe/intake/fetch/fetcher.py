"""One guarded fetch: the scheme, every address and every redirect are checked; bytes, time and redirects are capped."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from recoupe import __version__
from recoupe.errors import FetchError, InputError
from recoupe.intake.fetch.addresses import is_public
from recoupe.intake.fetch.body import read_body
from recoupe.intake.fetch.connection import Resolve, checked_address, connected, resolve
from recoupe.intake.fetch.robots import Reservations, Robots, check_page, check_reservation
from recoupe.settings import settings

__all__ = ["AGENT", "Fetched", "Fetcher", "Limits"]

AGENT = f"Recoupe/{__version__}"
"""How the program names itself to a site; a site's rules for ``Recoupe`` are heeded."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one fetch: decoded bytes (None: that of files), seconds in all, redirects."""

    size: int | None = None
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: where it came from after redirects, its status, headers in lower case, and its decoded body."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, such as ``text/html``; "" without one."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the headers declare."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None


class Fetcher:
    """Fetches links under guard. ``allowed`` and ``find`` are for tests: what may be connected to, and how names resolve."""

    def __init__(
        self,
        limits: Limits = Limits(),
        *,
        allowed: Callable[[str], bool] = is_public,
        find: Resolve = resolve,
    ) -> None:
        self.limits = limits
        self._allowed = allowed
        self._find = find
        self.robots = Robots(self._robots_text, "Recoupe")
        self._reserved = Reservations(self._robots_text)

    def fetch(self, link: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what a link leads to; with ``etag`` or ``modified`` status 304 where nothing changed.

        Raises FetchError where it can't or must not be followed, TooLargeError and FormatError on what comes.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        found = self._follow(link, {k: v for k, v in asked.items() if v}, heed_robots=True)
        if found.status >= 400:
            raise FetchError(f"the site answers {found.status}", remedy="check the link in a browser", where=link)
        check_reservation(found.headers)
        if "html" in found.kind:
            check_page(found.body)
        return found

    def _robots_text(self, link: str) -> tuple[int, str]:
        try:
            found = self._follow(link, {}, heed_robots=False)
        except InputError:
            return 503, ""  # a robots.txt that can't be had forbids all (RFC 9309 2.3.1.4)
        return found.status, found.body.decode("utf-8", "replace")

    def _follow(self, link: str, headers: dict[str, str], *, heed_robots: bool) -> Fetched:
        deadline = time.monotonic() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            parts = _checked_link(link)
            address, port = checked_address(parts, self._find, self._allowed)
            if heed_robots:
                self.robots.check(parts)
                self._reserved.check(parts)
            found = self._get(parts, (address, port), headers, deadline)
            target = found.headers.get("location")
            if found.status not in _REDIRECTS or not target:
                return found
            link = urljoin(link, target)
        raise FetchError(
            f"more than {self.limits.redirects} redirects", remedy="check the link in a browser", where=link
        )

    def _get(self, parts: SplitResult, place: tuple[str, int], headers: dict[str, str], deadline: float) -> Fetched:
        link = urlunsplit(parts)
        left = deadline - time.monotonic()
        connection = connected(parts, *place, max(0.1, left))
        watch = threading.Timer(
            max(0.1, left), lambda: _cut(connection)
        )  # header lines that drip in reach no other cap
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", _target(parts), headers={**_HEADERS, "Host": _host(parts), **headers})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            skip = answer.status in _REDIRECTS or answer.status in (204, 304)
            body = b"" if skip else read_body(answer, self.limits.size or settings().max_file, deadline)
        except ssl.SSLError as error:
            raise FetchError(
                f"the connection is not safe: {error.reason}", remedy="check the link in a browser", where=link
            ) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            late = time.monotonic() >= deadline - 0.05
            what = "the answer takes too long" if late else f"the connection failed: {type(error).__name__}"
            raise FetchError(what, remedy="try again later, or save the page and give the file", where=link) from None
        finally:
            watch.cancel()
            connection.close()
        if time.monotonic() >= deadline:
            raise FetchError(
                "the answer takes too long", remedy="try again later, or save the page and give the file", where=link
            )
        return Fetched(link, answer.status, names, body)


_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


def _cut(connection: http.client.HTTPConnection) -> None:
    with contextlib.suppress(OSError, AttributeError):  # it may be closed already
        connection.sock.shutdown(socket.SHUT_RDWR)


def _checked_link(link: str) -> SplitResult:
    """The parts of a link. Raises FetchError unless it is http or https, with a host and without a password."""
    try:
        parts = urlsplit(link.strip())
        host = parts.hostname
    except ValueError:
        raise FetchError("the link can't be read", remedy="check it in a browser", where=link) from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(
            f"links start with http or https, not {parts.scheme or 'nothing'!r}",
            remedy="give a file by its path",
            where=link,
        )
    if not host:
        raise FetchError("the link has no host", remedy="check it in a browser", where=link)
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            "the link holds a name or password", remedy="leave them out, or save the page and give the file", where=link
        )
    return parts._replace(fragment="")


def _host(parts: SplitResult) -> str:
    host = (
        (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname or ""
    )
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{parts.port}" if parts.port else host


def _target(parts: SplitResult) -> str:
    """Path and query as they go over the wire: what is no ASCII is percent-encoded, nothing else is touched."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(target, safe="%/:=&?~#+!$,;'@()*[]")
