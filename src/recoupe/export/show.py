"""A passage in its context: the words asked for, marked, between those around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from recoupe.errors import NotFoundError
from recoupe.export.brief.book import Book
from recoupe.export.brief.part import labels, part, whole
from recoupe.export.layout import plain, wrapped
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording
from recoupe.ledger import Ledger
from recoupe.model.span import Span

__all__ = ["MARKS", "Shown", "book_for", "show_text", "shown"]

MARKS = ("⟦", "⟧")
"""Brackets around the passage: no report uses them, and they print without colour."""

CONTEXT = 300
"""Characters shown on each side, up to the paragraph's end: two or three sentences."""

_LEAST_ID = 3
"""Characters of an id that are no accident."""

_PLACE = re.compile(r"(.+?):(\d+)(?:[-–](\d+))?")


@dataclass(frozen=True, slots=True)
class Shown:
    """Passages of one report in their context.

    ``start`` and ``end`` bound the context, ``spans`` are the passages in it, all in code points of the report's text;
    ``words`` is the context verbatim; ``about`` says whose words they are, where a statement was asked for.
    """

    report: str
    name: str
    outlet: str | None
    day: str | None
    title: str | None
    start: int
    end: int
    spans: tuple[Span, ...]
    words: str
    about: str = ""
    cut: bool = False
    """Whether the report goes on after the context."""


def shown(book: Book, target: str, context: int = CONTEXT) -> list[Shown]:
    """Return the passages that a target names, in order of publication.

    ``target`` is ``report:start–end`` (report by id, name or the short label of a brief), a report, or the id of a statement,
    claim, history, happening, origin or story (or the beginning of one). Raises NotFoundError.
    """
    places = list(_places(book, target))
    if not places:
        raise NotFoundError(
            f"nothing is called {target!r} in this ledger",
            remedy="write it as a brief does: 07:763-781, or an id printed with --json",
        )
    return [_in_context(book, place, context) for place in places]


def book_for(ledger: Ledger, target: str, language: str) -> Book:
    """Return a book in which a target can be looked up: one report's where it names a place in one, else the whole ledger's."""
    place = _PLACE.fullmatch(target)
    if place is not None:
        called = labels(ledger)
        found = [key for key, label in called.items() if label == place[1]]
        try:
            return part(ledger, found if len(found) == 1 else [ledger.report(place[1]).id], language)
        except NotFoundError:
            pass  # the beginning of a name: the whole book knows it
    return whole(ledger, language)


Place = tuple[str, tuple[Span, ...], str]


def _places(book: Book, target: str) -> Iterator[Place]:
    if m := _PLACE.fullmatch(target):
        report = _report(book, m[1])
        if report is not None:
            yield report, (_checked(book, report, int(m[2]), int(m[3] or int(m[2]) + 1)),), ""
            return
    report = _report(book, target)
    if report is not None:
        yield report, (), ""
        return
    yield from _by_id(book, target)


def _report(book: Book, name: str) -> str | None:
    """Id of the report with this id, caller's id, short label, or beginning of an id that no other shares."""
    for entry in book.ordered:
        if name in (entry.id, entry.report.name, book.labels[entry.id]):
            return entry.id
    found = [e.id for e in book.ordered if len(name) > 2 and (e.id.startswith(name) or e.report.name.startswith(name))]
    return found[0] if len(found) == 1 else None


def _checked(book: Book, report: str, start: int, end: int) -> Span:
    size = len(book.entry[report].report.text)
    if not 0 <= start < end <= size:
        raise NotFoundError(
            f"[{start}, {end}) is not in a text of {size} characters",
            remedy=f"offsets go from 0 to {size}",
            where=book.labels[report],
        )
    return Span(start, end)


def _by_id(book: Book, target: str) -> Iterator[Place]:
    """Passages of the entry with this id; where there is none, of all whose id begins so."""
    if len(target) < _LEAST_ID:
        return
    found = list(_entries(book, target.__eq__))
    yield from found or _entries(book, lambda key: key.startswith(target))


def _entries(book: Book, called: Callable[[str], bool]) -> Iterator[Place]:
    for (report, key), statement in book.statements.items():
        if called(key):
            speaker = book.identity_of.get((report, statement.speaker or ""))
            source = book.passage(report, statement.source[0]).words if statement.source else ""
            yield report, statement.content, f"{speaker.name if speaker else source}: {statement.stance.value}"
    links = book.links
    places = [
        *((c.id, [(p.report, p.span) for p in c.positions]) for c in links.claims),
        *((h.id, [(r.report, r.span) for r in h.rows]) for h in links.histories),
        *((h.id, [(t.report, t.span) for t in h.tellings]) for h in links.happenings),
    ]
    for key, found in places:
        if called(key):
            yield from _grouped(found)
    groups = [*((o.id, o.reports) for o in links.origins), *((s.id, s.reports) for s in links.stories)]
    yield from ((report, (), "") for key, reports in groups if called(key) for report in reports)


def _grouped(places: Iterable[tuple[str, Span]]) -> Iterator[Place]:
    found: dict[str, list[Span]] = {}
    for report, span in places:
        found.setdefault(report, []).append(Span(*span))
    yield from ((report, tuple(sorted(set(spans))), "") for report, spans in found.items())


def _in_context(book: Book, place: Place, context: int) -> Shown:
    report, spans, about = place
    r = book.entry[report].report
    first = spans[0].start if spans else 0
    last = max(s.end for s in spans) if spans else len(r.text)
    start = max(first - context, 0)
    end = min(last + context, len(r.text))
    return Shown(
        report=report,
        name=r.name,
        outlet=r.outlet,
        day=r.day.isoformat() if r.day else None,
        title=r.title,
        start=start,
        end=end,
        spans=spans,
        words=r.text[start:end],
        about=about,
        cut=end < len(r.text),
    )


def show_text(found: Iterable[Shown], language: str, width: int = 80, marks: tuple[str, str] = MARKS) -> str:
    """Return passages in their context as text, each between ``marks``; only the white space is changed."""
    phrases = Phrases(wording(language))
    lines: list[str] = []
    for x in found:
        place = f"{x.name}:{x.spans[0].start}–{x.spans[-1].end}" if x.spans else x.name
        head = [place, x.outlet or "", phrases.day(x.day), x.about]
        lines += [" · ".join(h for h in head if h)]
        if x.title:
            lines += wrapped(plain(x.title), width, 1)
        lines.append("")
        for paragraph in re.split(r"\n\s*\n|\n", _marked(x, marks)):
            if paragraph.strip():
                lines += wrapped(paragraph, width, 3)
        lines.append("")
    return "\n".join(lines)


def _marked(x: Shown, marks: tuple[str, str]) -> str:
    words = plain(x.words)  # one character for one, so offsets hold
    text, at = "", x.start
    for span in x.spans:
        begin, finish = max(span.start, at), max(span.end, at)
        text += words[at - x.start : begin - x.start] + marks[0] + words[begin - x.start : finish - x.start] + marks[1]
        at = finish
    return ("…" if x.start else "") + text + words[at - x.start :] + ("…" if x.cut else "")
