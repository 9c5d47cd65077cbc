"""What changed since a day: claims that stand otherwise, new claims, new figures, new reports; in the form of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.export.brief.book import Book
from recoupe.export.brief.build import once
from recoupe.export.brief.claims import salience
from recoupe.export.brief.facing import claim_told
from recoupe.export.brief.figures import history_item, history_salience
from recoupe.export.brief.header import header, report_items
from recoupe.export.brief.records import Brief, Options, Section
from recoupe.link.entry import Entry
from recoupe.link.links import Links
from recoupe.model.ledger import Claim

__all__ = ["changes", "stood"]

BOUNDS = {"changed": 20, "new": 10, "figures": 8, "reports": 20}
"""Most items of each section: a morning's catching up."""


def stood(claim: Claim, day: str) -> str | None:
    """How a claim stood on the eve of a day, by the reports published before it; None where it was not there yet."""
    before = [s for s in claim.standings if s.since and s.since[:10] < day]
    return before[-1].word.value if before else None


def changes(entries: Sequence[Entry], links: Links, day: str, options: Options = Options()) -> Brief:  # noqa: B008
    """Return what is otherwise since a day (ISO 8601, inside) than on its eve."""
    book = Book(entries, links, options.language)
    reports = frozenset(e.id for e in entries if (e.report.published or "")[:10] >= day)
    touched = [c for c in links.claims if any(p.report in reports for p in c.positions)]
    ranked = once(sorted(touched, key=lambda c: (-salience(book, c), c.id)))
    changed = [c for c in ranked if stood(c, day) not in (None, c.standing.word.value)]
    new = [c for c in ranked if stood(c, day) is None and not _older(book, c, day)]
    histories = sorted(
        (h for h in links.histories if any(r.report in reports for r in h.rows)),
        key=lambda h: (-history_salience(book, h), h.id),
    )
    most = {key: options.top or bound for key, bound in BOUNDS.items()}
    sections = [
        Section(
            "changed",
            tuple(replace(claim_told(book, c), before=stood(c, day)) for c in changed[: most["changed"]]),
            _rest(changed, most["changed"]),
        ),
        Section("new", tuple(claim_told(book, c) for c in new[: most["new"]]), _rest(new, most["new"])),
        Section(
            "figures",
            tuple(history_item(book, h) for h in histories[: most["figures"]]),
            _rest(histories, most["figures"]),
        ),
        Section(
            "reports", tuple(report_items(book, reports)[: most["reports"]]), _rest(list(reports), most["reports"])
        ),
    ]
    return Brief(
        options.language, replace(header(book, reports, touched), since=day), tuple(s for s in sections if s.items)
    )


def _older(book: Book, claim: Claim, day: str) -> bool:
    """Whether a report published before the day says it already."""
    return any((book.entry[p.report].report.published or "")[:10] < day for p in claim.positions)


def _rest(items: Sequence[object], most: int) -> int:
    return max(len(items) - most, 0)
