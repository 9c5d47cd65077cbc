"""What reports say themselves that they are based on or cite (``isBasedOn``, ``citation``), where that is in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from recoupe.link.postings import Postings
from recoupe.model.report import Report

__all__ = ["BASED", "CITES", "Stated", "says_of"]

BASED, CITES = "based on", "cites"


def says_of(report: Report, other: Report) -> str | None:
    """Return whether a report says that it is BASED on another one or CITES it, None where it says neither."""
    names = _names(x for x in (other.url, other.key, other.id) if x)
    if names & _names(report.based_on):
        return BASED
    return CITES if names & _names(report.cites) else None


class Stated:
    """Reports by their own links and ids, and by those of what they name."""

    def __init__(self) -> None:
        self._called, self._naming = Postings(), Postings()
        self._told = False
        """Whether any report has named another."""

    def meant(self, report: Report) -> list[int]:
        """The places of those that a report may name."""
        named = _hashed((*report.based_on, *report.cites))
        return self._called.find(named).tolist() if named else []

    def met(self, report: Report, place: int) -> tuple[list[int], list[int]]:
        """Enter a report at its place; return the places of those that it may name, and of those that may name it."""
        own = _hashed(x for x in (report.url, report.key, report.id) if x)
        named = _hashed((*report.based_on, *report.cites))
        meaning = self._naming.find(own).tolist() if self._told else []
        meant = self.meant(report)
        self._called.add(own, place)
        if named:
            self._told = True
            self._naming.add(named, place)
        return meant, meaning


def _hashed(names: Iterable[str]) -> list[int]:
    return sorted(crc32(name.encode("utf-8", "surrogatepass")) for name in _names(names))


def _names(stated: Iterable[str]) -> frozenset[str]:
    """Links and ids in the form in which they are compared: links without scheme, « www. », fragment and last slash."""
    return frozenset(_bare(name.strip()) for name in stated)


def _bare(name: str) -> str:
    head, separator, rest = name.partition("://")
    if not separator or head.lower() not in ("http", "https"):
        return name
    host, slash, path = rest.partition("#")[0].partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
