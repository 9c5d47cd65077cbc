"""What a site lets a program fetch: robots.txt (RFC 9309) and the reservation of text and data mining (TDMRep)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, urlunsplit

from protego import Protego

from recoupe.errors import FetchError

__all__ = ["Robots", "check_reservation"]

_MOST = 512_000
"""Characters of a robots.txt that are heeded: RFC 9309 asks for at least 500 KiB."""


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


def check_reservation(headers: Mapping[str, str]) -> None:
    """Raise FetchError where the publisher reserves text and data mining for this answer."""
    if headers.get("tdm-reservation", "").strip() == "1":
        raise FetchError(
            "the publisher reserves text and data mining (tdm-reservation: 1)",
            remedy="ask the publisher for a licence, then give the saved page",
        )
