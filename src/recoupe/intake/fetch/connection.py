"""HTTP connections to an address that was checked: the name is resolved once and never asked again."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from urllib.parse import SplitResult

from recoupe.errors import FetchError

__all__ = ["Resolve", "checked_address", "connected"]

Resolve = Callable[[str, int], list[str]]
"""From a host's name and port to its addresses."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host. Raises FetchError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"the host {host!r} is not found", remedy="check the link, and that you are online") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_address(parts: SplitResult, find: Resolve, allowed: Callable[[str], bool]) -> tuple[str, int]:
    """Return the address and port to connect to. Raises FetchError unless every address of the host is allowed."""
    host = parts.hostname or ""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FetchError("the link's port is no number", remedy="check the link") from None
    addresses = find(host, port)
    bad = next((a for a in addresses if not allowed(a)), None)
    if bad is not None or not addresses:
        raise FetchError(
            f"{host!r} leads to {bad or 'no address'}, which is not on the public internet",
            remedy="save the page and give the file; Recoupe never connects to private networks",
        )
    return addresses[0], port


def connected(parts: SplitResult, address: str, port: int, seconds: float) -> http.client.HTTPConnection:
    """Return a connection to exactly this address, under the link's host name."""
    secure = ssl.create_default_context() if parts.scheme == "https" else None
    return _Connection((parts.hostname or "", port), address, seconds, secure)


class _Connection(http.client.HTTPConnection):
    def __init__(self, host: tuple[str, int], address: str, seconds: float, secure: ssl.SSLContext | None) -> None:
        super().__init__(*host, timeout=seconds)
        self.address = address
        self.secure = secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Open the socket to the checked address; certificates are checked against the host's name."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.secure is not None:
            self.sock = self.secure.wrap_socket(self.sock, server_hostname=self.host)
