"""What a site lets a program fetch: robots.txt (RFC 9309) and the reservation of text and data mining (TDMRep).

A publisher reserves by a header, by a meta element of the page, or by a file of the site; any one is heeded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, urlunsplit

from protego import Protego

from recoupe.errors import FetchError

__all__ = ["Reservations", "Robots", "check_page", "check_reservation"]

_MOST = 512_000
"""Characters of a robots.txt that are heeded: RFC 9309 asks for at least 500 KiB."""


_RULES, _LOCATION = 1_000, 500
"""Rules of a tdmrep.json, and characters of the path of each, that are heeded."""

_HEAD = 100_000
"""Bytes of a page in which its meta elements stand."""

_META = re.compile(rb"<meta\b[^>]{1,500}>", re.IGNORECASE)


class Robots:
    """The rules of each site, fetched once."""

    def __init__(self, get: Callable[[str], tuple[int, str]], agent: str) -> None:
        self._get = get
        self._agent = agent
        self._sites: dict[str, Protego | None] = {}

    def check(self, parts: SplitResult) -> None:
        """Raise FetchError where the site asks programs to stay away from this link."""
        site = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if site not in self._sites:
            self._sites[site] = self._rules(site)
        rules = self._sites[site]
        link = urlunsplit(parts._replace(fragment=""))
        if rules is None or not rules.can_fetch(link, self._agent):
            raise FetchError(
                f"{parts.hostname} asks programs not to fetch this (robots.txt)",
                remedy="save the page from a browser and give the file",
            )

    def delay(self, parts: SplitResult) -> float:
        """Seconds to wait between two fetches from this site, as it asks; 0 where it does not."""
        rules = self._sites.get(urlunsplit((parts.scheme, parts.netloc, "", "", "")))
        return float(rules.crawl_delay(self._agent) or 0) if rules else 0.0

    def _rules(self, site: str) -> Protego | None:
        """A site's rules: none at all where there is no file, all forbidden (None) where its server fails."""
        status, text = self._get(f"{site}/robots.txt")
        if status >= 500:
            return None
        return Protego.parse(text[:_MOST] if status < 400 else "")


class Reservations:
    """What each site reserves in its file of TDMRep (``/.well-known/tdmrep.json``), fetched once."""

    def __init__(self, get: Callable[[str], tuple[int, str]]) -> None:
        self._get = get
        self._sites: dict[str, list[tuple[str, bool]]] = {}

    def check(self, parts: SplitResult) -> None:
        """Raise FetchError where the rule for the longest path that fits this link reserves it; of two alike the stricter."""
        site = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if site not in self._sites:
            status, text = self._get(f"{site}/.well-known/tdmrep.json")
            self._sites[site] = _rules_of(text[:_MOST]) if status == 200 else []
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fitting = [(len(location), reserved) for location, reserved in self._sites[site] if _fits(location, path)]
        if max(fitting, default=(0, False))[1]:
            raise _reserved("tdmrep.json")


def _rules_of(text: str) -> list[tuple[str, bool]]:
    """Paths with what they reserve; a file that is none reserves nothing."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return []
    rows = [row for row in (given if isinstance(given, list) else [given])[:_RULES] if isinstance(row, dict)]
    return [
        (str(row["location"])[:_LOCATION], str(row.get("tdm-reservation")) == "1")
        for row in rows
        if row.get("location")
    ]


def _fits(location: str, path: str) -> bool:
    """Whether a path begins as a location says, in which ``*`` is anything and a last ``$`` the end, as in robots.txt."""
    body, end = location.removesuffix("$"), location.endswith("$")
    first, *rest = re.sub(r"\*+", "*", body).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in rest[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not rest:
        return not end or at == len(path)
    return (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at) if end else path.find(rest[-1], at) >= 0


def check_page(page: bytes) -> None:
    """Raise FetchError where a page's own head reserves text and data mining."""
    for tag in _META.findall(page[:_HEAD]):
        if re.search(rb"""name\s*=\s*["']?tdm-reservation\b""", tag, re.IGNORECASE) and re.search(
            rb"""content\s*=\s*["']?\s*1\b""", tag, re.IGNORECASE
        ):
            raise _reserved("its page")


def _reserved(where: str) -> FetchError:
    return FetchError(
        f"the publisher reserves text and data mining ({where})",
        remedy="ask the publisher for a licence, then give the saved page",
    )


def check_reservation(headers: Mapping[str, str]) -> None:
    """Raise FetchError where the publisher reserves text and data mining for this answer."""
    if headers.get("tdm-reservation", "").strip() == "1":
        raise _reserved("tdm-reservation: 1")
