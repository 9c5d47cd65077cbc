"""The board: claims by how many origins tell them and how they stand, a card each, and what nobody says."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.export.brief import Options, asked, brief_of
from recoupe.export.brief.book import Book
from recoupe.export.brief.records import ClaimItem, Header, Question
from recoupe.export.pictures.bars import Bar, bar
from recoupe.ledger import Ledger
from recoupe.model.ledger import Claim
from recoupe.model.words import EntityKind

__all__ = ["COLUMNS", "Board", "Card", "Chip", "Column", "board", "card", "default_options"]

COLUMNS = {"several": ("several",), "contested": ("disputed", "debunked", "retracted"), "single": ("single",)}
"""Columns of claims and the brief's sections in each; what is not said stands in a column of its own."""

_MOST = 12
"""Cards of a section at most: two screens; the list of claims has all."""

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
    """A claim as the board shows it."""

    claim: ClaimItem
    bar: Bar
    chips: tuple[Chip, ...]


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


def board(ledger: Ledger, options: Options) -> Board:
    """Return the board for the options of a brief. Raises NotFoundError on a story that is not there."""
    book = asked(ledger, options)
    made = brief_of(book, options)
    sections = {s.key: s for s in made.sections}
    claims = {c.id: c for c in book.links.claims}
    columns = []
    for key, names in COLUMNS.items():
        found = [sections[n] for n in names if n in sections]
        cards = [card(book, claims[i.id], i) for s in found for i in s.items if isinstance(i, ClaimItem)]
        columns.append(Column(key, tuple(cards), sum(s.more for s in found)))
    unsaid = sections["unanswered"].items if "unanswered" in sections else ()
    return Board(made.header, tuple(columns), tuple(q for q in unsaid if isinstance(q, Question)))


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
    return chips
