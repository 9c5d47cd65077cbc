"""Rows of the ledger as lines of text: statements, figures, stories, people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from recoupe.export.brief.book import Book
from recoupe.export.brief.part import labels
from recoupe.export.brief.records import StoryItem
from recoupe.export.layout import columns, cut, flush, plain, wrapped
from recoupe.export.phrases import Phrases
from recoupe.export.wording import Wording, wording
from recoupe.lang import LANGUAGES
from recoupe.ledger import Ledger
from recoupe.model.ledger import Identity
from recoupe.store.answers import FigureRow, StatementRow

__all__ = ["called", "called_in", "figure_lines", "identity_lines", "statement_lines", "story_lines", "without_copies"]

_DAY = 10
"""Columns of a day and a space."""


Called = Mapping[str, tuple[str, str]]
"""By report id, its short label and its language; a report that is not in it is called by its name."""


def statement_lines(rows: Iterable[StatementRow], called: Called, language: str, width: int = 80) -> str:
    """Return statements as text: when, who, what they do with it; the words, in the marks of their language; their place."""
    return _joined(_statement(row, _called(row, called, language), wording(language), width) for row in rows)


def called(book: Book) -> Called:
    """Return what the reports of a book are called."""
    return {e.id: (book.labels[e.id], e.reading.language) for e in book.entries}


def called_in(ledger: Ledger, rows: Iterable[StatementRow | FigureRow]) -> Called:
    """Return what the reports of some rows are called, without their readings."""
    short, wanted = labels(ledger), {row.report: row.name for row in rows}
    return {key: (short.get(key, name), ledger.report(key).language or "") for key, name in wanted.items()}


def _called(row: StatementRow | FigureRow, called: Called, language: str) -> tuple[str, str]:
    return called.get(row.report, (row.name, language))


def without_copies(book: Book, rows: Iterable[StatementRow]) -> list[StatementRow]:
    """Return the rows, those that copies of one text repeat word for word left out, in order of publication."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for row in sorted(rows, key=lambda r: (book.rank.get(r.report, 0), r.start)):
        key = (book.origin_id(row.report), row.stance, " ".join(re.findall(r"\w+", row.words.lower())))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def figure_lines(rows: Iterable[FigureRow], called: Called, language: str, width: int = 80) -> str:
    """Return figures as text, one or two lines each."""
    return _joined(_figure(row, _called(row, called, language), wording(language), width) for row in rows)


def story_lines(items: Iterable[StoryItem], language: str, width: int = 80) -> str:
    """Return stories as text, two lines each."""
    return _joined(_story(item, wording(language), width) for item in items)


def identity_lines(book: Book, identity: Identity, language: str, width: int = 80) -> str:
    """Return one identity as text: name, office, other names, where it is named."""
    w = wording(language)
    role = book.role(identity.id)
    head = " · ".join(x for x in (identity.name, role, w.text(f"kind.{identity.kind.value}"), identity.qid or "") if x)
    others = [n for n in identity.names if n != identity.name]
    outlets = dict.fromkeys(o for report, _ in identity.members if (o := book.entry[report].report.outlet))
    lines = wrapped(head, width, 0, 3)
    if others:
        lines += wrapped(w.text("also", names=w.listed(others, 6)), width, 1, 3)
    named = w.count("reports", len({report for report, _ in identity.members}))
    lines += wrapped(f"{named} · {w.listed(list(outlets), 6)} · {identity.id}", width, 1, 3)
    return plain("\n".join(lines) + "\n")


def _joined(blocks: Iterable[Iterator[str]]) -> str:
    return plain("".join(line.rstrip() + "\n" for block in blocks for line in block))


def _statement(row: StatementRow, called: tuple[str, str], w: Wording, width: int) -> Iterator[str]:
    who = Phrases(w).named(row.speaker_name or row.source or "")
    doing = w.text("stance.narrated") if row.form == "narrated" else w.text(f"stance.{row.stance}")
    parts = [f"{who} {doing}".strip() if who else f"{row.outlet or ''} {doing}".strip()]
    if row.anonymous and row.form != "narrated":
        parts.append(w.text("unnamed"))
    if row.hedge != "none":
        parts.append(w.text(f"hedge.{row.hedge}"))
    head = columns(f" {_day(row.day, w)}", cut(" · ".join(parts), width - _DAY - 2), 1 + _DAY)
    place = f"{called[0]}:{row.start}–{row.end}"
    words = _quoted(row.words, called[1], 2 * (width - _DAY - 1) - len(place) - 8)
    yield head
    yield from flush(wrapped(words, width, 1 + _DAY), place, width)


def _quoted(words: str, language: str, most: int) -> str:
    """Words in the marks of their language."""
    return wording(language if language in LANGUAGES else "en").quote(cut(" ".join(words.split()), most))


def _figure(row: FigureRow, called: tuple[str, str], w: Wording, width: int) -> Iterator[str]:
    amount = w.interval(row.low, row.high, row.unit, row.exactness)
    measure = w.text(f"measure.{row.measure}") if row.measure and w.has("measure", row.measure) else row.measure or ""
    head = " · ".join(x for x in (amount, measure, row.outlet or "") if x)
    place = f"{called[0]}:{row.start}–{row.end}"
    words = _quoted(row.words, called[1], width - _DAY - len(place) - 6)
    line = f"{columns(f' {_day(row.day, w)}', head, 1 + _DAY)}  {words}"
    if len(line) + len(place) + 2 <= width:
        yield from flush([line], place, width)
        return
    yield from wrapped(columns(f" {_day(row.day, w)}", head, 1 + _DAY), width, 0, 1 + _DAY)
    yield from flush(wrapped(words, width, 1 + _DAY), place, width)


def _story(item: StoryItem, w: Wording, width: int) -> Iterator[str]:
    yield from wrapped(item.title, width, 1, 3)
    size = f"{w.count('reports', item.reports)} · {w.count('origins', item.origins)}"
    days = w.days(_date(item.first), _date(item.last))
    yield from wrapped(f"{days} · {size} · {item.id}", width, 3)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _day(value: str, w: Wording) -> str:
    return w.day(_date(value or None))
