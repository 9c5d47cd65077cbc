"""A book of some reports of a ledger: enough to print answers without loading the rest."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.export.brief.book import Book, short_labels
from recoupe.ledger import Ledger, Question
from recoupe.link.entry import Entry
from recoupe.link.links import Links
from recoupe.model.ledger import Identity, Origin

__all__ = ["labels", "part", "whole"]

_ALL = 10_000
"""Most that is asked at once: no report names as many, and of more reports no label is short."""


def whole(ledger: Ledger, language: str) -> Book:
    """Return a book of everything that a ledger holds."""
    return Book(list(ledger.entries()), ledger.links(), language)


def part(ledger: Ledger, reports: Iterable[str], language: str) -> Book:
    """Return a book of some reports by their ids, with who is in them and their origins, and no other links."""
    entries: list[Entry] = []
    identities: dict[str, Identity] = {}
    origins: dict[str, Origin] = {}
    for report in sorted(set(reports)):
        entries.append(Entry(ledger.report(report), ledger.reading(report)))
        asked = Question(report=report, limit=_ALL)
        identities.update((i.id, i) for i in ledger.people(asked).items)
        origins.update((o.id, o) for o in ledger.origins(asked).items)
    links = Links(
        identities=tuple(identities[k] for k in sorted(identities)), origins=tuple(origins[k] for k in sorted(origins))
    )
    return Book(entries, links, language, called=labels(ledger))


def labels(ledger: Ledger) -> dict[str, str]:
    """Return the short label of each report of a ledger; none where it has too many for short labels to stay short."""
    page = ledger.reports(Question(limit=_ALL))
    return {} if page.next else short_labels({r.id: r.name for r in page.items})
