"""What every test may use: readings and parses of sentences, each made once a session."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache

import pytest

from recoupe.extract.pipeline import read
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.parse.reader import parse
from recoupe.parse.tree import Parse


@lru_cache(maxsize=4096)
def _parse(text: str, language: str) -> Parse:
    return parse(text, language)


@lru_cache(maxsize=4096)
def _read(text: str, language: str, published: str | None) -> Reading:
    return read(Report(text=text, language=language, published=published))


@pytest.fixture(scope="session")
def parse_text() -> Callable[[str, str], Parse]:
    """``parse_text(text, language)``: the parse, shared between tests; nobody may change it."""
    return _parse


@pytest.fixture(scope="session")
def read_text() -> Callable[..., Reading]:
    """``read_text(text, language, published=None)``: the reading, shared between tests."""

    def reading(text: str, language: str, published: str | None = "2025-03-12") -> Reading:
        return _read(text, language, published)

    return reading


_LOOPBACK = ("127.", "::1", "localhost")


def _no_sockets(event: str, arguments: tuple[object, ...]) -> None:
    """Fail whatever would reach another machine (DESIGN §3.7); loopback is for servers that tests start themselves."""
    if event in ("socket.connect", "socket.sendto", "socket.bind"):
        address = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = (arguments[0],)
    else:
        return
    host = address[0] if isinstance(address, tuple) and address else None
    if host is not None and not str(host).startswith(_LOOPBACK):
        raise AssertionError(f"a socket to {host!r}: only intake.fetch and the server may open one")


sys.addaudithook(_no_sockets)
