"""What nobody says: questions that follow by rule from gaps in claims, figures and events, and those that reports ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.claims import salience
from recoupe.export.brief.events import event_item
from recoupe.export.brief.figures import GRAVE
from recoupe.export.brief.people import Spoken, spoken
from recoupe.export.brief.records import Question
from recoupe.export.brief.sentences import sentence
from recoupe.export.wording import wording
from recoupe.model.ledger import Claim, Happening, Position, Telling
from recoupe.model.span import Span, trimmed
from recoupe.model.words import EventType, Exactness, Form, Modality, Polarity, Side, Stance, StandingWord

__all__ = ["questions"]

_PER_RULE, _TURN = 3, 0.4
"""Questions that one rule asks at full weight, and what each further one loses, so that the others have their turn."""


QUESTIONS = 24
"""Questions at most: what a desk can put to its people in a day; what follows is of little weight."""


_BARE = 5
"""Words of a refusal that names nothing: "declined to comment on it"."""


class _Found(NamedTuple):
    worth: float
    question: Question


def questions(book: Book, reports: Collection[str]) -> list[Question]:
    """Return what nobody says in these reports, the most pressing first; a passage is asked about once."""
    found = [f for rule in _RULES for f in rule(book, reports)]
    ranked = sorted(found, key=lambda f: (-f.worth, f.question.passage.report, f.question.passage.start))
    asked: Counter[str] = Counter()
    kept: list[_Found] = []
    seen: set[tuple[str, str]] = set()
    places: dict[str, list[Span]] = {}
    for worth, question in ranked:
        passage = question.passage
        span = Span(passage.start, passage.end)
        words = (question.rule, re.sub(r"\W+", " ", passage.words.lower()))
        if words in seen or any(span.overlaps(other) for other in places.get(passage.report, ())):
            continue
        seen.add(words)
        places.setdefault(passage.report, []).append(span)
        asked[question.rule] += 1
        kept.append(_Found(worth - _TURN * max(asked[question.rule] - _PER_RULE, 0), question))
    # sorted() keeps the order of equals, which is that of worth
    return [f.question for f in sorted(kept, key=lambda f: -f.worth)[:QUESTIONS]]


# ---------------------------------------------------------------------------- what the reports themselves leave open


def _declined(book: Book, reports: Collection[str]) -> Iterator[_Found]:
    """Someone would not say; worth less where the same source spoke later."""
    for person in spoken(book, reports):
        seen = set()
        for report, statement in person.said:
            if statement.stance is Stance.DECLINES and (origin := book.origin_id(report)) not in seen:
                seen.add(origin)
                spans = [*statement.content, *([statement.cue] if statement.cue else [])]
                span = Span(min(s.start for s in spans), max(s.end for s in spans))
                passage = book.passage(report, span)
                # "refused to comment" leaves less open than a refusal that names what
                bare = len(passage.words.split()) < _BARE
                worth = 4.0 - 2.0 * _spoke_later(book, person, report) - 1.0 * bare
                yield _Found(worth, Question("declined", book.name(person.source), passage))


def _spoke_later(book: Book, person: Spoken, report: str) -> bool:
    day = book.day(report)
    return any((d := book.day(r)) and day and d > day and s.stance is not Stance.DECLINES for r, s in person.said)


_LONGEST = 200
"""Characters of a question at most."""

_QUESTION = re.compile(r"[^.!?…«»“”\"\n]{8,}\Z")


def _asked(book: Book, reports: Collection[str]) -> Iterator[_Found]:
    """A report asks in its own voice."""
    for entry in book.ordered:
        if entry.id not in reports:
            continue
        text = entry.report.text
        quoted = [s for x in entry.reading.statements if x.form is not Form.NARRATED for s in x.content]
        for mark in re.finditer(r"\?", text):
            # looked for backwards from its mark: a line of millions without one costs nothing
            before = _QUESTION.search(text, max(mark.start() - _LONGEST, 0), mark.start())
            span = trimmed(text, Span(before.start(), mark.end())) if before else None
            if span and not any(span.overlaps(s) for s in quoted) and not _inside_marks(text, span.start):
                yield _Found(4.5, Question("asked", entry.report.outlet, book.passage(entry.id, span)))


def _inside_marks(text: str, at: int) -> bool:
    """Whether quotation marks are open there, counted from the start of the paragraph."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count("«") > before.count("»") or before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _unsaid(book: Book, reports: Collection[str]) -> Iterator[_Found]:
    """A report remarks that somebody has not said, explained or answered something; the later the report,
    and the more it names what, the more is open.
    """
    last_words = {p.source: max((str(book.day(r) or "") for r, s in p.said), default="") for p in spoken(book, reports)}
    for entry in book.ordered:
        if entry.id not in reports or _is_copy(book, entry.id):
            continue
        table = wording(entry.reading.language).table
        silent, open_words = table["silent"], frozenset(table["open_words"])
        quoted = [s for x in entry.reading.statements if x.form in (Form.DIRECT, Form.MIXED) for s in x.content]
        for p in entry.reading.propositions:
            if p.polarity is Polarity.NEGATIVE and p.lemma in silent and not any(p.head.overlaps(s) for s in quoted):
                whom = next(
                    (i.id for a in p.actors if a.entity and (i := book.identity_of.get((entry.id, a.entity)))), ""
                )
                answered = last_words.get(whom, "") > str(book.day(entry.id) or "")
                place = book.passage(entry.id, sentence(entry.report.text, p.span, 200))
                named = not open_words.isdisjoint(place.words.lower().split())
                worth = 3.2 + 0.5 * book.rank[entry.id] / len(book.ordered) + 0.8 * named - 2.0 * answered
                yield _Found(worth, Question("gap", entry.report.outlet or book.labels[entry.id], place))


def _is_copy(book: Book, report: str) -> bool:
    origin = book.origin.get(report)
    return origin is not None and origin.first != report and book.entry[report].report.replaces is None


# ---------------------------------------------------------------------------- what follows from the claims


def _claims(book: Book, reports: Collection[str]) -> Iterator[_Found]:
    for claim in book.links.claims:
        taking = [p for p in claim.positions if p.side is Side.FOR]
        if taking and any(p.report in reports for p in claim.positions):
            for rule, who, position, worth in _claim_gaps(book, claim, taking):
                passage = book.passage(position.report, position.span)
                yield _Found(worth + 0.1 * salience(book, claim), Question(rule, who, passage))


def _claim_gaps(book: Book, claim: Claim, taking: list[Position]) -> Iterator[tuple[str, str | None, Position, float]]:
    word, first = claim.standing.word, taking[0]
    if word is StandingWord.DEBUNKED and first.source != NARRATOR:
        against = [p for p in claim.positions if p.side is Side.AGAINST]
        last = max((book.day(p.report) for p in against if book.day(p.report)), default=None, key=lambda d: str(d))
        if last and not any(
            p.source == first.source and (d := book.day(p.report)) and d > last for p in claim.positions
        ):
            yield "debunked_silent", book.name(first.source), first, 3.5
    if word is StandingWord.REPORTED and len(taking) == len(claim.positions):
        accused = _accused(book, taking)
        if accused:
            yield "accused_silent", accused, first, 2.5
        elif all(_anonymous(book, p) for p in taking) and len({p.origin for p in taking}) == 1:
            yield "unconfirmed", None, first, 1.5
    if word is StandingWord.UNSUPPORTED:
        yield "no_evidence", None, first, 2.5


def _anonymous(book: Book, position: Position) -> bool:
    statement = book.statements.get((position.report, position.statement))
    return bool(statement and statement.anonymous) and position.source != NARRATOR


def _accused(book: Book, taking: list[Position]) -> str | None:
    """Whom an accusation is about: the actor of what is said."""
    for p in taking:
        if p.stance is Stance.ACCUSES:
            for proposition in book.entry[p.report].reading.propositions:
                for party in proposition.actors:
                    if (
                        p.span.holds(proposition.head)
                        and party.entity
                        and (i := book.identity_of.get((p.report, party.entity)))
                        and i.id != p.source
                    ):
                        return book.name(i.id)
    return None


# ---------------------------------------------------------------------------- what follows from figures and events


def _figures(book: Book, reports: Collection[str]) -> Iterator[_Found]:
    for history in book.links.histories:
        rows = [r for r in history.rows if r.report in reports]
        if (
            rows
            and all(r.source == NARRATOR for r in history.rows)
            and (history.measure in GRAVE or rows[0].unit == "share")
        ):
            yield _Found(2.5, Question("uncounted", None, book.passage(rows[0].report, rows[0].span)))
        if rows and all(r.exactness is Exactness.INDEFINITE for r in history.rows):
            yield _Found(2.0, Question("no_number", None, book.passage(rows[0].report, rows[0].span)))


def _events(book: Book, reports: Collection[str]) -> Iterator[_Found]:
    for h in book.links.happenings:
        if not any(t.report in reports for t in h.tellings):
            continue
        rule, worth = _event_gap(book, h)
        if rule:
            item = event_item(book, h)
            yield _Found(worth + 0.2 * item.origins, Question(rule, None, item.passage))


def _event_gap(book: Book, h: Happening) -> tuple[str, float]:
    """The gap of an event that a clause tells of, not a noun: « ses attaques » leaves out what is known; ("", 0) for none."""
    if not any(_clause_tells(book, t) for t in h.tellings) or _past(book, h):
        return "", 0.0
    attack = h.type is EventType.ASSAULT and h.modality is Modality.HAPPENED
    if attack and not h.actors and (h.place or h.recipients):
        return "no_actor", 3.5
    if h.modality is Modality.PLANNED and not h.date and any(a in book.identities for a in h.actors):
        return "no_date", 3.0
    return ("no_place", 2.0) if attack and not h.place else ("", 0.0)


def _past(book: Book, h: Happening) -> bool:
    """Whether it is background of another year, or told as such: nobody owes an answer on it today."""
    days = [d for t in h.tellings if (d := book.day(t.report))]
    told = [e for t in h.tellings if (e := book.events.get((t.report, t.event)))]
    other = bool(h.date and days and all(str(d.year) not in h.date for d in days))
    return other or (bool(told) and all(e.background for e in told))


def _clause_tells(book: Book, telling: Telling) -> bool:
    event = book.events.get((telling.report, telling.event))
    proposition = book.propositions.get((telling.report, event.proposition)) if event and event.proposition else None
    return proposition is None or not proposition.nominal


_RULES: tuple[Callable[[Book, Collection[str]], Iterator[_Found]], ...] = (
    _declined, _asked, _unsaid, _claims, _figures, _events,
)  # fmt: skip
