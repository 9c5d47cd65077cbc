"""The board: claims by how many origins tell them and how they stand, a card each, and what nobody says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from recoupe.errors import LedgerError
from recoupe.export.brief import Options
from recoupe.export.brief.book import Book
from recoupe.export.brief.claims import claim_item, salience
from recoupe.export.brief.records import ClaimItem, Header, Question
from recoupe.export.brief.selected import Selected, first_of, selected
from recoupe.export.pictures.bars import Bar, bar, bar_of
from recoupe.export.wording import wording
from recoupe.ledger import Ledger
from recoupe.ledger.outline import ClaimOutline, Outline
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
    """A speaker, place, moment or figure; ``link`` leads to a page about it, where there is one; ``again`` after one of its kind."""

    kind: str
    text: str
    link: str | None = None
    again: bool = False


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
    came = since or frozenset()
    made = selected(ledger, options, lambda outline, claims: _changed(outline, claims.values(), came))
    names = ledger.names()
    columns = []
    for key, sections in COLUMNS.items():
        found = [x for section in sections for x in made.shown[section]]
        cards = tuple(_card(made, names, x, came) for x in found)
        columns.append(Column(key, cards, sum(made.total[section] for section in sections) - len(cards)))
    return Board(made.header, tuple(columns), made.unsaid, _fresh(made, since) if since is not None else None)


def _card(made: Selected, names: Mapping[str, str], shown: tuple[Claim, ClaimItem], came: frozenset[str]) -> Card:
    claim, item = shown
    whole, told = made.claims[claim.id], card(made.book, claim, item)
    wide = bar_of(made.book, names, whole.places, told.bar) if item.reports > told.bar.reports else told.bar
    return replace(told, bar=wide, news=news(whole, came))


def news(claim: ClaimOutline, since: frozenset[str]) -> str | None:
    """What is new of a claim: all of it, how it stands, or that more reports tell it; None where nothing is."""
    fresh = sum(p.report in since for p in claim.places)
    if claim.places and fresh == len(claim.places):
        return "new"
    if claim.standing.after in since and stood_before(claim, since) not in (None, claim.standing.word.value):
        return "changed"
    return "more" if fresh else None


def stood_before(claim: ClaimOutline, since: frozenset[str]) -> str | None:
    """How a claim stood by the reports that were there already; None where it was not."""
    before = [s for s in claim.standings if s.after not in since]
    return before[-1].word.value if before else None


_CHANGES = 12
"""Changes told at the head of the board: what is read standing; the cards are marked in any case."""


def _changed(outline: Outline, claims: Iterable[ClaimOutline], since: frozenset[str]) -> list[str]:
    """Ids of the claims that may be told at the head: of those that stand otherwise and of those that are new, the first."""
    told = {word: [c for c in claims if news(c, since) == word] for word in ("changed", "new")} if since else {}
    return [c.id for found in told.values() for c in first_of(outline, found, 2 * _CHANGES)]


def _fresh(made: Selected, since: frozenset[str]) -> Fresh:
    told = {c.id: n for c in made.claims.values() if (n := news(c, since))} if since else {}
    found = [(c, n) for c in made.book.links.claims if (n := told.get(c.id, "more")) != "more"]
    ranked = sorted(found, key=lambda x: (x[1] != "changed", -salience(made.book, x[0]), x[0].id))
    shown = tuple(
        Change(claim_item(made.book, c), n, stood_before(made.claims[c.id], since)) for c, n in ranked[:_CHANGES]
    )
    counts = Counter(told.values())
    return Fresh(len(since & made.reports), {key: counts[key] for key in ("changed", "new", "more")}, shown)


def default_options(
    language: str, story: str | None = None, since: str | None = None, until: str | None = None
) -> Options:
    """Return the options of a board. Raises LedgerError on what is no day."""
    for day in (since, until):
        if day and not _is_day(day):
            raise LedgerError(f"{day!r} is no day", remedy="write it as 2024-05-03")
    return Options(language, story, since, until, None, _MOST)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


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
    chips += [Chip("place", place, again=i > 0) for i, place in enumerate(list(places)[:_CHIPS])]
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
