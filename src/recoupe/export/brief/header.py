"""The head of a brief: what it rests on; and its foot: the reports read, and which are copies of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from recoupe.export.brief.book import Book
from recoupe.export.brief.records import CopyItem, Header, ReportItem, StoryItem
from recoupe.model.ledger import Claim, Reason, Story
from recoupe.model.words import StandingWord

__all__ = ["STORIES", "copies", "counted", "header", "report_items", "story_item"]

STORIES = 5
"""Stories named at the head of a brief that holds several."""


def header(book: Book, reports: frozenset[str], claims: Iterable[Claim]) -> Header:
    """Return the head of a brief on these reports and claims."""
    entries = [e for e in book.ordered if e.id in reports]
    days = sorted(d for e in entries if (d := e.report.day))
    standing = Counter(c.standing.word for c in claims)
    stories = sorted(
        (s for s in book.links.stories if len(reports & set(s.reports)) > 1), key=lambda s: (-len(s.reports), s.id)
    )
    return Header(
        reports=len(entries),
        origins=len({book.origin_id(e.id) for e in entries}),
        first=days[0].isoformat() if days else None,
        last=days[-1].isoformat() if days else None,
        undated=sum(e.report.day is None for e in entries),
        languages=counted(e.reading.language for e in entries),
        outlets=counted(o for e in entries if (o := e.report.outlet)),
        standings=tuple((w.value, standing[w]) for w in StandingWord if standing[w]),
        stories=tuple(story_item(book, s) for s in stories[:STORIES]),
        more_stories=max(len(stories) - STORIES, 0),
    )


def counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Values with how often each stands, the most frequent first."""
    return tuple(sorted(Counter(values).items(), key=lambda x: (-x[1], x[0])))


def story_item(book: Book, story: Story) -> StoryItem:
    """Return a story as it is printed."""
    days = sorted(d for r in story.reports if r in book.entry and (d := book.day(r)))
    return StoryItem(
        id=story.id,
        title=" ".join(story.title.split()),
        reports=len(story.reports),
        origins=len({book.origin_id(r) for r in story.reports}),
        first=days[0].isoformat() if days else None,
        last=days[-1].isoformat() if days else None,
    )


def copies(book: Book, reports: Collection[str], *, alone: bool = False) -> list[CopyItem]:
    """Return each origin that has several of these reports (one, with ``alone``), the most printed first."""
    found = []
    for origin in book.links.origins:
        kept = [r for r in origin.reports if r in reports and r != origin.first]
        if (kept or alone) and origin.first in book.entry:
            why = {link.report: link.reason for link in origin.links}
            first = book.entry[origin.first].report
            day = book.day(origin.first)
            rows = [_copy(book, r, why.get(r)) for r in _by_time(book, kept)]
            found.append(
                CopyItem(book.labels[origin.first], first.outlet or "", day.isoformat() if day else None, tuple(rows))
            )
    return sorted(found, key=lambda c: (-len(c.copies), c.day or "", c.first))


def _copy(book: Book, report: str, why: Reason | None) -> tuple[str, str, str, str, float]:
    outlet = book.entry[report].report.outlet or ""
    return (
        (book.labels[report], outlet, why.rule, why.detail, why.score)
        if why
        else (book.labels[report], outlet, "", "", 1.0)
    )


def _by_time(book: Book, reports: Iterable[str]) -> Sequence[str]:
    kept = set(reports)
    return [e.id for e in book.ordered if e.id in kept]


def report_items(book: Book, reports: Collection[str]) -> list[ReportItem]:
    """Return the reports read, in order of publication."""
    by_name = {e.report.name: e.id for e in book.entries}
    found = []
    for entry in book.ordered:
        if entry.id not in reports:
            continue
        r = entry.report
        origin = book.origin.get(entry.id)
        first = origin.first if origin and origin.first in book.labels else entry.id
        replaced = by_name.get(r.replaces or "", r.replaces or "")
        title = " ".join((r.title or r.text.strip().split("\n")[0]).split())
        item = ReportItem(
            id=entry.id,
            label=book.labels[entry.id],
            day=r.day.isoformat() if r.day else None,
            outlet=r.outlet,
            title=title,
            language=entry.reading.language,
            status=r.status.value,
            of=book.labels.get(replaced),
            origin=book.labels[first],
        )
        found.append(item)
    return found
