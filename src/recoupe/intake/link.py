"""Links that a person names: fetched under guard, then read as what they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from recoupe.errors import RecoupeError
from recoupe.intake.fetch import Fetched, Fetcher
from recoupe.intake.kinds import Item, read_item
from recoupe.intake.refusal import Arrivals, Refusal

__all__ = ["Fetching", "is_link", "read_link"]


class Fetching(Protocol):
    """What fetches links: the guarded fetcher, or a test's."""

    def fetch(self, link: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what a link leads to."""
        ...


def is_link(name: str) -> bool:
    """Whether something named on the command line is a link."""
    return name.lower().startswith(("http://", "https://"))


def read_link(link: str, row: Mapping[str, Any] | None = None, fetcher: Fetching | None = None) -> Arrivals:
    """Yield the reports that a link leads to; a page is called by its link."""
    try:
        found = (fetcher or Fetcher()).fetch(link)
    except RecoupeError as error:
        yield Refusal.of(error, link)
        return
    given = {"id": found.url, "url": found.url, **{k: v for k, v in (row or {}).items() if v}}
    yield from read_item(Item(found.body, found.url, found.kind, found.charset), link, given)
