"""The timeline as lanes, a lane a speaker: when each said what, and when it happened, joined where the two differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.records import Passage
from recoupe.model.ledger import Claim, Happening, Telling
from recoupe.model.moment import Days, days_of
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import Modality, Side, Stance

__all__ = ["Mark", "marks_of_claim", "marks_of_happenings", "marks_of_statements"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said: ``said`` the day, ``days`` when it happened or is to happen, ``places`` each report that has it.

    ``about`` groups marks that speak of one happening or claim; ``denies`` where it is said not to be so; ``answers`` is
    the number of the mark that a denial speaks of.
    """

    lane: str
    about: str
    said: date | None
    days: Days | None
    passage: Passage
    denies: bool = False
    open: bool = False
    """Alleged, planned or hypothetical: not told as something that happened."""
    reports: int = 1
    answers: int | None = None
    told: tuple[str, str] | None = None
    """Report and id of the statement that says it."""
    reply: tuple[str, str] | None = None
    """Report and id of the statement that a denial speaks of, where the report says which."""
    times: int = 1
    """Things said on that day of which no day is known: they are one mark, and the list has each."""


def marks_of_happenings(book: Book, happenings: Iterable[Happening]) -> list[Mark]:
    """Return the marks of what happened: one for each speaker, happening and day of saying."""
    found: dict[tuple[object, ...], Mark] = {}
    holders = _Holders(book)
    for happening in happenings:
        days = days_of(happening.date) if happening.date else None
        for telling in sorted(happening.tellings, key=lambda t: (book.rank[t.report], t.span)):
            mark = _told(book, happening, telling, holders.of(telling))
            mark = replace(mark, days=days if days and any(days) else None)
            _enter(found, mark)
    return _answered(_gathered(found.values()))


def marks_of_statements(book: Book, said: Iterable[tuple[str, str]]) -> list[Mark]:
    """Return the marks of statements, by report and id: one for each outlet and day of saying, with the days they name."""
    found = []
    for report, name in said:
        statement = book.statements.get((report, name))
        if statement is not None and statement.content:
            span = statement.content[0]
            found.append(Mark(
                book.entry[report].report.outlet or book.labels[report], name, book.said(report, statement),
                _own_days(book, report, span), book.passage(report, span), statement.stance is Stance.DENIES,
                told=(report, name), reply=_reply(report, statement),
            ))  # fmt: skip
    return _answered(_gathered(found))


def _gathered(marks: Iterable[Mark]) -> list[Mark]:
    """The marks, those that say no day of what happened put together by lane and day of saying."""
    found: dict[object, Mark] = {}
    for number, mark in enumerate(marks):
        loose = mark.days is None and not mark.denies
        key: object = (mark.lane, mark.said) if loose else number
        known = found.get(key)
        found[key] = replace(known, times=known.times + 1) if known else mark
    return list(found.values())


def marks_of_claim(book: Book, claim: Claim) -> list[Mark]:
    """Return the marks of a claim: one for each speaker, side and day of saying.

    Who speaks after the other side points to what they speak against: the statement they answer, else the first of it.
    """
    found: dict[tuple[object, ...], Mark] = {}
    for p in sorted(claim.positions, key=lambda p: (book.rank[p.report], p.span, p.statement)):
        statement = book.statements.get((p.report, p.statement))
        outlet = book.entry[p.report].report.outlet or book.labels[p.report]
        lane = outlet if p.source == NARRATOR else book.name(p.source)
        mark = Mark(
            lane, claim.id, book.said(p.report, statement), _own_days(book, p.report, p.span),
            book.passage(p.report, p.span), denies=p.side is Side.AGAINST, told=(p.report, p.statement), reply=_reply(p.report, statement),
        )  # fmt: skip
        _enter(found, mark if p.side is not Side.NEITHER else replace(mark, about=f"{claim.id} aside"))
    return _opposed(list(found.values()))


def _opposed(marks: list[Mark]) -> list[Mark]:
    """Each speaker's first mark on a side, with the number of what it speaks against, where that was said before."""
    telling = {m.told: number for number, m in reversed(list(enumerate(marks))) if m.told}
    first: dict[tuple[str, bool], int] = {}
    spoken: set[tuple[str, bool]] = set()
    made = []
    for number, mark in enumerate(marks):
        other = first.get((mark.about, not mark.denies))
        own = telling.get(mark.reply) if mark.reply else None
        target = own if own is not None and own != number else other
        begins = (mark.lane, mark.denies) not in spoken
        later = target is not None and (mark.said or date.max) >= (marks[target].said or date.min)
        made.append(replace(mark, answers=target) if begins and later else mark)
        spoken.add((mark.lane, mark.denies))
        first.setdefault((mark.about, mark.denies), number)
    return made


def _enter(found: dict[tuple[object, ...], Mark], mark: Mark) -> None:
    key = (mark.lane, mark.about, mark.said, mark.denies)
    known = found.get(key)
    if known is None:
        found[key] = mark
    elif known.passage.report != mark.passage.report:
        found[key] = replace(known, reports=known.reports + 1, days=known.days or mark.days)


def _own_days(book: Book, report: str, span: Span) -> Days | None:
    """The days of the first date that stands in the words themselves; None where they name none."""
    for moment in book.entry[report].reading.moments:
        if span.holds(moment.span) and moment.edtf and (days := days_of(moment.edtf)) and any(days):
            return days
    return None


def _told(book: Book, happening: Happening, telling: Telling, statement: Statement | None) -> Mark:
    outlet = book.entry[telling.report].report.outlet or book.labels[telling.report]
    denies = telling.modality is Modality.DENIED or (statement is not None and statement.stance is Stance.DENIES)
    return Mark(
        _speaker(book, telling.report, statement) or outlet, happening.id, book.said(telling.report, statement), None,
        book.passage(telling.report, _around(book, telling)), denies, telling.modality is not Modality.HAPPENED,
        told=(telling.report, statement.id) if statement else None, reply=_reply(telling.report, statement),
    )  # fmt: skip


def _reply(report: str, statement: Statement | None) -> tuple[str, str] | None:
    return (report, statement.answers) if statement is not None and statement.answers else None


def _speaker(book: Book, report: str, statement: Statement | None) -> str | None:
    """Who says it; None where the report itself does."""
    if statement is None or not (statement.speaker or statement.source):
        return None
    identity = book.identity_of.get((report, statement.speaker or ""))
    if identity:
        return book.name(identity.id)
    # « La préfecture » at the head of a sentence speaks in the lane of « la préfecture »
    return book.name(book.passage(report, statement.source[0]).words) if statement.source else None


_AROUND = 60
"""Characters on each side of an event's word that make it understood, up to the clause's edges."""


def _around(book: Book, telling: Telling) -> Span:
    event = book.events.get((telling.report, telling.event))
    clause = book.propositions.get((telling.report, event.proposition)) if event and event.proposition else None
    if clause is None:
        return telling.span
    start = max(clause.span.start, telling.span.start - _AROUND)
    return Span(
        min(start, telling.span.start), max(min(clause.span.end, telling.span.end + 2 * _AROUND), telling.span.end)
    )


class _Holders:
    """Which statement of a report holds a passage: the smallest, with a speaker before one without."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def of(self, telling: Telling) -> Statement | None:
        """The statement that tells an event, None where the report itself does."""
        reading = self.book.entry[telling.report].reading
        holding = [
            (c.size, i)
            for i, s in enumerate(reading.statements)
            for c in s.content
            if c.holds(telling.span) and s.source
        ]
        return reading.statements[min(holding)[1]] if holding else None


def _answered(marks: list[Mark]) -> list[Mark]:
    """Each denial with the number of the mark it speaks of: the statement it answers, else the first of another lane."""
    first: dict[str, list[int]] = {}
    telling = {m.told: number for number, m in reversed(list(enumerate(marks))) if m.told}
    for number, mark in enumerate(marks):
        if not mark.denies:
            first.setdefault(mark.about, []).append(number)

    def spoken_of(mark: Mark) -> int | None:
        own = telling.get(mark.reply) if mark.reply else None
        if own is not None and marks[own] is not mark:
            return own
        return next((n for n in first.get(mark.about, ()) if marks[n].lane != mark.lane), None)

    return [replace(m, answers=spoken_of(m)) if m.denies else m for m in marks]
