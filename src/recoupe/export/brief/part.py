"""A book of some reports of a ledger: enough to print answers without loading the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from recoupe.errors import NotFoundError
from recoupe.export.brief.book import Book, short_labels
from recoupe.export.brief.build import story_of
from recoupe.export.brief.records import Options
from recoupe.ledger import Ledger, Question
from recoupe.link.links import Links

__all__ = ["asked", "labels", "part", "whole"]

_ALL = 10_000
"""Most that is asked at once: no report names as many, and of more reports no label is short."""


def whole(ledger: Ledger, language: str) -> Book:
    """Return a book of everything that a ledger holds."""
    return Book(list(ledger.entries()), ledger.links(), language)


def asked(ledger: Ledger, options: Options) -> Book:
    """Return a book of what a brief with these options needs: everything, or the reports that fit and what bears on them."""
    links = ledger.links()
    story = story_of(links, options.story)
    if not (story or options.since or options.until or options.reports_in):
        return Book(list(ledger.entries()), links, options.language)
    question = Question(
        story=story.id if story else None,
        since=options.since,
        until=options.until,
        language=options.reports_in,
        limit=_ALL,
    )
    fitting: set[str] = set()
    while True:
        page = ledger.reports(question)
        fitting |= {r.id for r in page.items}
        if page.next is None:
            break
        question = replace(question, cursor=page.next)
    kept, reports = _touching(links, fitting)
    return Book(ledger.entries_of(reports), kept, options.language, called=labels(ledger))


def _touching(links: Links, fitting: set[str]) -> tuple[Links, set[str]]:
    """Links that hold one of these reports, and all reports that those links speak of."""
    claims = tuple(c for c in links.claims if any(p.report in fitting for p in c.positions))
    histories = tuple(h for h in links.histories if any(r.report in fitting for r in h.rows))
    happenings = tuple(h for h in links.happenings if any(t.report in fitting for t in h.tellings))
    reports = fitting | {p.report for c in claims for p in c.positions}
    reports |= {r.report for h in histories for r in h.rows} | {t.report for h in happenings for t in h.tellings}
    stories = tuple(s for s in links.stories if not fitting.isdisjoint(s.reports))
    told = reports.union(*(s.reports for s in stories))
    origins = tuple(o for o in links.origins if not told.isdisjoint(o.reports))
    reports |= {o.first for o in origins if not reports.isdisjoint(o.reports)}
    return Links(links.identities, origins, stories, claims, histories, happenings), reports


def part(ledger: Ledger, reports: Iterable[str], language: str) -> Book:
    """Return a book of some reports by their ids, with who is in them and their origins, and no other links."""
    found = sorted(set(reports))
    entries = ledger.entries_of(found)
    if len(entries) < len(found):
        known = {e.id for e in entries}
        raise NotFoundError(
            f"no report {next(r for r in found if r not in known)!r}",
            remedy="ids stand in: recoupe claims --json, or in what add printed",
        )
    links = Links(identities=tuple(ledger.identities_in(found)), origins=tuple(ledger.origins_of(found)))
    return Book(entries, links, language, called=labels(ledger))


def labels(ledger: Ledger) -> Mapping[str, str]:
    """Return the short label of each report of a ledger; none where it has too many for short labels to stay short."""

    def made() -> Mapping[str, str]:
        names = ledger.names()
        return short_labels(names) if len(names) <= _ALL else {}

    return ledger.kept("labels", made)
