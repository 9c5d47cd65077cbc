"""The board: claims by how many origins tell them and how they stand, a card each, and what nobody says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recoupe.export.brief import Options, asked, brief_of
from recoupe.export.brief.book import Book
from recoupe.export.brief.claims import claim_item, salience
from recoupe.export.brief.records import ClaimItem, Header, Question
from recoupe.export.pictures.bars import Bar, bar
from recoupe.export.wording import wording
from recoupe.ledger import Ledger
from recoupe.model.ledger import Claim
from recoupe.model.words import EntityKind

__all__ = ["COLUMNS", "Board", "Card", "Change", "Chip", "Column", "Fresh", "board", "card", "default_options"]

COLUMNS = {"several": ("several",), "contested": ("disputed", "debunked", "retracted"), "single": ("single",)}
"""Columns of claims and the brief's sections in each; what is not said stands in a column of its own."""

_MOST = 8
"""Cards of a section at most: a screen or two; the list of claims has all."""

_CHIPS = 3
"""Chips of one kind at most: a card is a glance."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A speaker, place, moment or figure; ``link`` leads to a page about it, where there is one."""

    kind: str
    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as the board shows it; ``news`` is new, changed or more where something came in since one last looked."""

    claim: ClaimItem
    bar: Bar
    chips: tuple[Chip, ...]
    news: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is new or stands otherwise since one last looked; ``before`` is how it stood."""

    claim: ClaimItem
    news: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """What came since: reports, claims by what is new of them, and the changes most worth reading."""

    reports: int
    counts: dict[str, int]
    shown: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its cards, and how many more there are."""

    key: str
    cards: tuple[Card, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Board:
    """The board: how much was read, the columns, and what nobody says."""

    header: Header
    columns: tuple[Column, ...]
    unsaid: tuple[Question, ...]
    fresh: Fresh | None = None


def board(ledger: Ledger, options: Options, since: frozenset[str] | None = None) -> Board:
    """Return the board for the options of a brief; ``since`` are the reports that came in since somebody last looked.

    Raises NotFoundError on a story that is not there.
    """
    book = asked(ledger, options)
    made = brief_of(book, options)
    sections = {s.key: s for s in made.sections}
    claims = {c.id: c for c in book.links.claims}
    columns = []
    for key, names in COLUMNS.items():
        found = [sections[n] for n in names if n in sections]
        items = [i for s in found for i in s.items if isinstance(i, ClaimItem)]
        cards = [replace(card(book, claims[i.id], i), news=news(claims[i.id], since or frozenset())) for i in items]
        columns.append(Column(key, tuple(cards), sum(s.more for s in found)))
    unsaid = sections["unanswered"].items if "unanswered" in sections else ()
    fresh = _fresh(book, since) if since is not None else None
    return Board(made.header, tuple(columns), tuple(q for q in unsaid if isinstance(q, Question)), fresh)


def news(claim: Claim, since: frozenset[str]) -> str | None:
    """What is new of a claim: all of it, how it stands, or that more reports tell it; None where nothing is."""
    fresh = [p for p in claim.positions if p.report in since]
    if claim.positions and len(fresh) == len(claim.positions):
        return "new"
    if claim.standing.after in since and stood_before(claim, since) not in (None, claim.standing.word.value):
        return "changed"
    return "more" if fresh else None


def stood_before(claim: Claim, since: frozenset[str]) -> str | None:
    """How a claim stood by the reports that were there already; None where it was not."""
    before = [s for s in claim.standings if s.after not in since]
    return before[-1].word.value if before else None


_CHANGES = 12
"""Changes told at the head of the board: what is read standing; the cards are marked in any case."""


def _fresh(book: Book, since: frozenset[str]) -> Fresh:
    known = since & book.entry.keys()
    told = [(c, n) for c in book.links.claims if (n := news(c, known))] if known else []
    ranked = sorted(
        ((c, n) for c, n in told if n != "more"), key=lambda x: (x[1] != "changed", -salience(book, x[0]), x[0].id)
    )
    shown = tuple(Change(claim_item(book, c), n, stood_before(c, known)) for c, n in ranked[:_CHANGES])
    return Fresh(len(known), {key: sum(n == key for _, n in told) for key in ("changed", "new", "more")}, shown)


def default_options(
    language: str, story: str | None = None, since: str | None = None, until: str | None = None
) -> Options:
    """Return the options of a board."""
    return Options(language, story, since, until, None, _MOST)


def card(book: Book, claim: Claim, item: ClaimItem) -> Card:
    """Return the card of a claim."""
    return Card(item, bar(book, claim.positions), tuple(_chips(book, claim, item)))


def _chips(book: Book, claim: Claim, item: ClaimItem) -> list[Chip]:
    people = {book.name(p.source): f"/people/{p.source}" for p in claim.positions if p.source in book.identities}
    speakers = dict.fromkeys(v.who for v in item.voices if v.who and not v.narrated)
    chips = [Chip("speaker", who, people.get(who)) for who in list(speakers)[:_CHIPS]]
    title = item.title
    entry = book.entry[title.report]
    inside = [m for m in entry.reading.mentions if title.start <= m.span.start and m.span.end <= title.end]
    places = dict.fromkeys(entry.report.text[m.span.start : m.span.end] for m in inside if m.kind is EntityKind.PLACE)
    chips += [Chip("place", place) for place in list(places)[:_CHIPS]]
    for figure in entry.reading.figures:
        if title.start <= figure.span.start and figure.span.end <= title.end:
            link = f"/figures/{claim.history}" if claim.history else None
            chips.append(Chip("figure", entry.report.text[figure.span.start : figure.span.end], link))
            break
    for moment in entry.reading.moments:
        if title.start <= moment.span.start and moment.span.end <= title.end and moment.edtf:
            chips.append(Chip("moment", wording(book.language).moment(moment.edtf)))
            break
    return chips
