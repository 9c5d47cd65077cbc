"""The chain of a statement: the outlet that prints it ← whoever passed it on ← who said it, each at its passage."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.model.ledger import Position
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind

__all__ = ["Link", "chain"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its name, its kind (outlet, first, through or source), where it stands; ``unnamed`` where it is described only.

    ``first`` is the earliest report of the origin that the printing report goes back to.
    """

    name: str
    kind: str
    report: str
    span: Span | None
    unnamed: bool = False
    identity: str | None = None


def chain(book: Book, position: Position) -> tuple[Link, ...]:
    """Return the links from the report outwards to the source; a report that speaks for itself is its own and only link."""
    report = position.report
    found = [Link(_outlet(book, report), "outlet", report, None)]
    origin = book.origin.get(report)
    if position.copy and origin and origin.first != report and origin.first in book.entry:
        found.append(Link(_outlet(book, origin.first), "first", origin.first, None))
    statement = book.statements.get((report, position.statement))
    if statement is not None and position.source != NARRATOR:
        found += [_through(book, report, statement, i) for i in reversed(range(len(statement.chain)))]
        found.append(_source(book, position, statement))
    return tuple(_without_repeats(found))


def _outlet(book: Book, report: str) -> str:
    return book.entry[report].report.outlet or book.labels[report]


def _through(book: Book, report: str, statement: Statement, i: int) -> Link:
    link = statement.chain[i]
    identity = book.identity_of.get((report, link.speaker or ""))
    name = book.name(identity.id) if identity else book.passage(report, link.span).words
    return Link(name, "through", report, link.span, link.anonymous, identity.id if identity else None)


def _source(book: Book, position: Position, statement: Statement) -> Link:
    report = position.report
    identity = book.identities.get(position.source)
    span = statement.source[0] if statement.source else None
    if identity is not None:
        # a person of the ledger has a name, whatever one report calls them
        unnamed = statement.anonymous and identity.kind is not EntityKind.PERSON
        return Link(book.name(identity.id), "source", report, span, unnamed, identity.id)
    name = book.passage(report, span).words if span else book.name(position.source)
    return Link(name, "source", report, span, statement.anonymous)


def _without_repeats(links: list[Link]) -> list[Link]:
    """A paper that is told to quote itself is one link; the last one, which opens a passage, stays."""
    kept: list[Link] = []
    for link in links:
        if (
            kept
            and kept[-1].name == link.name
            and kept[-1].kind in ("outlet", "first")
            and kept[-1].report == link.report
        ):
            kept[-1] = Link(link.name, kept[-1].kind, link.report, link.span, link.unnamed, link.identity)
        else:
            kept.append(link)
    return kept
