"""A claim's evidence: every position in the order of publication, each opened at its span in the report's own text."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.errors import NotFoundError
from recoupe.export.brief import part
from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.claims import claim_item
from recoupe.export.brief.records import ClaimItem, Passage
from recoupe.export.pictures.bars import Bar, Proof, bar, proofs
from recoupe.ledger import Ledger, Question
from recoupe.model.ledger import Claim, Position
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.web.marks import Piece, pieces

__all__ = ["Evidence", "Step", "claim_of", "evidence", "opened"]

_AROUND = 700
"""Characters shown on each side of a passage: two or three paragraphs."""

_EVERY = 10_000
"""Voices of a claim that is looked at by itself: all of them."""

_LISTED = 100
"""Positions listed at once; the steps lead through all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One position of a claim: who, where through, which side and stance, and where it stands."""

    number: int
    position: Position
    who: str
    narrated: bool
    via: tuple[str, ...]
    passage: Passage
    day: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A passage in its report: the pieces of text around it; ``before`` and ``after`` where the report goes on."""

    report: Report
    label: str
    span: Span
    pieces: tuple[Piece, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its steps, the one opened, one that may be pinned beside it, and the proofs of its origins."""

    claim: Claim
    item: ClaimItem
    bar: Bar
    steps: tuple[Step, ...]
    at: int
    total: int
    opened: Opened
    pinned: Opened | None
    proofs: tuple[Proof, ...]
    grounds: tuple[Passage, ...]


def claim_of(ledger: Ledger, name: str) -> Claim:
    """Return the claim with this id. Raises NotFoundError."""
    found = ledger.claims(Question(claim=name)).items
    if not found:
        raise NotFoundError(f"no claim {name!r}", remedy="claims are listed under /claims")
    return found[0]


def evidence(ledger: Ledger, name: str, language: str, at: tuple[int, int | None]) -> Evidence:
    """Return a claim's evidence, opened ``at`` (a step, and one to pin or None). Raises NotFoundError."""
    claim = claim_of(ledger, name)
    reports = {p.report for p in claim.positions} | {e.report for e in claim.standing.evidence}
    origins = [o for r in sorted(reports) for o in ledger.origins(Question(report=r)).items]
    reports |= {x for o in origins for link in o.links if link.report in reports for x in (link.of,)}
    book = part(ledger, reports, language)
    ordered = sorted(claim.positions, key=lambda p: (book.rank[p.report], p.span, p.statement))
    here = min(max(at[0], 0), len(ordered) - 1)
    pin = at[1] if at[1] is not None and 0 <= at[1] < len(ordered) else None
    first = max(0, min(here - _LISTED // 2, len(ordered) - _LISTED))
    return Evidence(
        claim, claim_item(book, claim, _EVERY), bar(book, claim.positions),
        tuple(_step(book, first + i, p) for i, p in enumerate(ordered[first : first + _LISTED])), here, len(ordered),
        opened(book, ordered[here].report, ordered[here].span),
        opened(book, ordered[pin].report, ordered[pin].span) if pin is not None else None,
        tuple(proofs(book, {o.id: o for o in origins}.values())),
        tuple(book.passage(e.report, Span(*e.span)) for e in claim.standing.evidence[:_LISTED]),
    )  # fmt: skip


def _step(book: Book, number: int, position: Position) -> Step:
    narrated = position.source == NARRATOR
    outlet = book.entry[position.report].report.outlet or ""
    said = book.said(position.report, book.statements.get((position.report, position.statement)))
    return Step(
        number, position, outlet if narrated else book.name(position.source), narrated,
        tuple(dict.fromkeys(book.name(v) for v in position.via)), book.passage(position.report, position.span),
        said.isoformat() if said else None,
    )  # fmt: skip


def opened(book: Book, report: str, span: Span) -> Opened:
    """Return a passage in the text around it."""
    found = book.entry[report].report
    window = Span(max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(found.text)))
    cut = pieces(found.text, {}, [span], window)
    return Opened(found, book.labels[report], span, tuple(cut), window.start > 0, window.end < len(found.text))
