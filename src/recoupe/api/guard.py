"""Who may ask: Host and Origin are checked, a token where one is set, and what every answer says to a browser."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["COOKIE", "LOOPBACK", "POLICY", "Guard", "Guarded"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this machine for itself (RFC 6761, RFC 4291)."""

COOKIE = "recoupe_token"
"""Cookie that holds the token of a browser that was let in."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content Security Policy: nothing from outside, nothing inline (CSP Level 3)."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

_OPEN_WITHOUT_TOKEN = ("/enter", "/static/")

_MOST = 1_000_000
"""Bytes of a request's body at most: a decision with thousands of ids."""

_MOST_OF = {"/add": 60_000_000}
"""Bytes where reports are handed in: a file of the largest size that is read, and the form around it."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What is asked of a request: ``names`` are the hosts it may be sent to, ``token`` what it must bring, if any.

    ``users`` have a token each, by their names; what such a token brings is decided in that name.
    """

    names: frozenset[str] = field(default=LOOPBACK)
    token: str | None = None
    users: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether a token is asked for."""
        return self.token is not None or bool(self.users)

    def knows(self, token: str | None) -> bool:
        """Whether a token is one of those let in, or none is asked for."""
        return not self.asks or self.user(token) is not None or (self.token is not None and _same(token, self.token))

    def user(self, token: str | None) -> str | None:
        """Name of the user whose token it is; all are compared, each in constant time."""
        found = None
        for name, known in self.users.items():
            if _same(token, known):
                found = name
        return found


def _same(token: str | None, known: str) -> bool:
    return hmac.compare_digest((token or "").encode("utf-8", "replace"), known.encode())


def _host_of(value: str) -> str:
    try:
        return (urlsplit(f"//{value}").hostname or "").lower()
    except ValueError:
        return ""


class Guarded:
    """ASGI middleware: refuses what the guard does not let in, and adds the headers of every answer."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        if refused is None:
            scope.setdefault("state", {})["user"] = self.guard.user(_token(Headers(scope=scope)))
            await self.app(scope, receive, with_headers)
        else:
            await _refuse(refused, scope, with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str, str, str] | None:
        """(status, code, message, remedy) of a request that is not let in."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _host_of(host) not in self.guard.names:
            return 421, "host", f"{host!r} is not a name of this server", "recoupe serve --name NAME lets one in"
        origin = headers.get("origin")
        if scope["method"] not in ("GET", "HEAD") and origin is not None and urlsplit(origin).netloc != host:
            return 403, "origin", f"a page of {origin!r} may not decide here", "use the pages of this server"
        if headers.get("sec-fetch-site") == "cross-site" and scope["method"] not in ("GET", "HEAD"):
            return 403, "origin", "a page of another site may not decide here", "use the pages of this server"
        if "transfer-encoding" in headers:  # a body without an end told beforehand
            return 411, "length", "the length of the body is not told", "send a Content-Length"
        length = headers.get("content-length", "0")
        most = _MOST_OF.get(scope["path"], _MOST)
        if not length.isdigit() or int(length) > most:
            return 413, "too-large", f"a body of {length} bytes", f"send {most} at most"
        if not scope["path"].startswith(_OPEN_WITHOUT_TOKEN) and not self.guard.knows(_token(headers)):
            return 401, "token", "this server asks for its token", "send it as: Authorization: Bearer TOKEN"
        return None


def _token(headers: Mapping[str, str]) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    return cookie_parser(headers.get("cookie", "")).get(COOKIE)


async def _refuse(refused: tuple[int, str, str, str], scope: Scope, send: Send) -> None:
    status, code, message, remedy = refused
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    if status == 401 and not scope["path"].startswith("/api/"):
        status, headers = 303, [(b"location", b"/enter"), (b"cache-control", b"no-store")]
    body = json.dumps({"error": {"code": code, "message": message, "remedy": remedy}}, ensure_ascii=False).encode()
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if status == 303 else body})
