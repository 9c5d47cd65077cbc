"""A claim's evidence: every position in the order of publication, each opened at its span in the report's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.errors import NotFoundError
from recoupe.export.brief import part
from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.brief.facing import claim_told
from recoupe.export.brief.grounds import grounds
from recoupe.export.brief.records import ClaimItem, Passage
from recoupe.export.pairs import FaceToFace, face_to_face
from recoupe.export.pictures.bars import Bar, Proof, bar, proofs
from recoupe.export.pictures.chain import Link, chain
from recoupe.export.pictures.differ import alike, alone
from recoupe.export.pictures.lanes import Mark, marks_of_claim
from recoupe.ledger import Ledger
from recoupe.ledger.looking import newest_of
from recoupe.model.ledger import Claim, Position
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.web.found import Found, in_newest
from recoupe.web.marks import DIFFERS, Piece, pieces

__all__ = ["Evidence", "Step", "claim_of", "evidence", "opened", "outlets_of"]

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
    chain: tuple[Link, ...]
    found: Found


@dataclass(frozen=True, slots=True)
class Opened:
    """A passage in its report: the pieces of text around it; ``before`` and ``after`` where the report goes on.

    ``words`` are the passage itself, for copying; ``differs`` where words are marked that the other passage has not.
    """

    report: Report
    label: str
    span: Span
    pieces: tuple[Piece, ...]
    before: bool
    after: bool
    words: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its steps, the one opened, one that may be pinned beside it, and the proofs of its origins.

    ``shared`` is how far the two texts shown go together: "around" where all that is shown is compared, "passage" where
    only the passages are, "nothing" where they have no words in common, as in two languages, "one" where both stand in
    one report; None without a second.
    """

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
    shared: str | None
    marks: tuple[Mark, ...]
    step: Step
    pin_step: Step | None
    outlets: Mapping[str, str]
    faces: FaceToFace
    stood: tuple[ClaimItem, ...]
    """The claim as it stood from day to day, oldest first."""
    order: Mapping[Position, int]
    """The number of each position, for links that open it."""

    @property
    def newer(self) -> bool:
        """Whether a passage shown stands in a report that was superseded."""
        return any(s.found.corrected for s in self.steps)


def claim_of(ledger: Ledger, name: str) -> Claim:
    """Return the claim with this id. Raises NotFoundError."""
    found = ledger.claim(name)
    if found is None:
        raise NotFoundError(f"no claim {name!r}", remedy="claims are listed under /claims")
    return found


def evidence(ledger: Ledger, name: str, language: str, at: tuple[int, int | None]) -> Evidence:
    """Return a claim's evidence, opened ``at`` (a step, and one to pin or None). Raises NotFoundError."""
    claim = claim_of(ledger, name)
    reports = {p.report for p in claim.positions} | {e.report for e in claim.standing.evidence}
    origins = ledger.origins_of(sorted(reports))
    reports |= {x for o in origins for link in o.links if link.report in reports for x in (link.of,)}
    book = part(ledger, reports, language)
    ordered = sorted(claim.positions, key=lambda p: (book.rank[p.report], p.span, p.statement))
    here = min(max(at[0], 0), len(ordered) - 1)
    pin = at[1] if at[1] is not None and 0 <= at[1] < len(ordered) else None
    first = max(0, min(here - _LISTED // 2, len(ordered) - _LISTED))
    newest = newest_of(ledger, [book.entry[r].report for r in {p.report for p in ordered}])
    steps = _Steps(book, newest)
    item = claim_told(book, claim, _EVERY)
    shown, beside, shared = _side_by_side(book, ordered[here], ordered[pin] if pin is not None else None)
    return Evidence(
        claim, item, bar(book, claim.positions),
        tuple(steps.step(first + i, p) for i, p in enumerate(ordered[first : first + _LISTED])), here, len(ordered),
        shown, beside,
        tuple(proofs(book, {o.id: o for o in origins}.values())),
        tuple(book.passage(e.report, Span(*e.span)) for e in claim.standing.evidence[:_LISTED]),
        shared, tuple(marks_of_claim(book, claim)), steps.step(here, ordered[here]),
        steps.step(pin, ordered[pin]) if pin is not None else None, outlets_of(book),
        face_to_face(book, claim), tuple(_stood(book, claim, item)), {p: number for number, p in enumerate(ordered)},
    )  # fmt: skip


def _stood(book: Book, claim: Claim, item: ClaimItem) -> Iterator[ClaimItem]:
    for then in claim.standings:
        why = grounds(book, replace(claim, standing=then))
        yield replace(
            item, standing=then.word.value, rule=then.reason.rule, why=then.reason.detail, grounds=why, since=then.since,
            before=None,
        )  # fmt: skip


def outlets_of(book: Book) -> dict[str, str]:
    """Who published each report of a book, by its id; "" where that is not known."""
    return {e.id: e.report.outlet or "" for e in book.entries}


class _Steps:
    """Makes steps; ``newest`` are later versions of reports by the ids of the earlier ones."""

    def __init__(self, book: Book, newest: Mapping[str, Report]) -> None:
        self.book, self.newest = book, newest

    def step(self, number: int, position: Position) -> Step:
        """One position as a step."""
        book, narrated = self.book, position.source == NARRATOR
        report = book.entry[position.report].report
        said = book.said(position.report, book.statements.get((position.report, position.statement)))
        return Step(
            number, position, (report.outlet or "") if narrated else book.name(position.source), narrated,
            tuple(dict.fromkeys(book.name(v) for v in position.via)), book.passage(position.report, position.span),
            said.isoformat() if said else None, chain(book, position),
            in_newest(report, position.span, self.newest.get(report.id)),
        )  # fmt: skip


_ALIKE = 0.6
"""Share of words in common from which the texts around two passages are versions of one, and are compared whole."""

_RELATED = 0.2
"""Share from which two passages are compared at all: two languages share names and numbers only."""


def _side_by_side(book: Book, at: Position, pin: Position | None) -> tuple[Opened, Opened | None, str | None]:
    """The passage opened, the one pinned beside it with words that only one has marked, and what was compared."""
    if pin is None:
        return opened(book, at.report, at.span), None, None
    if at.report == pin.report:
        return opened(book, at.report, at.span), opened(book, pin.report, pin.span), "one"
    texts = [book.entry[p.report].report.text for p in (at, pin)]
    # wider than what is shown: what stands at one's edge is looked for beyond the other's
    windows = [_window(text, p.span, 2 * _AROUND) for text, p in zip(texts, (at, pin), strict=True)]
    around, own = list(zip(texts, windows, strict=True)), [(texts[0], at.span), (texts[1], pin.span)]
    shared = "around" if alike(around[0], around[1]) >= _ALIKE else "passage"
    if shared == "passage" and alike(own[0], own[1]) < _RELATED:
        return opened(book, at.report, at.span), opened(book, pin.report, pin.span), "nothing"
    sides = around if shared == "around" else own
    left, right = alone(sides[0], sides[1])
    if shared == "around":
        left, right = (_inside(spans, *side) for spans, side in zip((left, right), sides, strict=True))
    return opened(book, at.report, at.span, left), opened(book, pin.report, pin.span, right), shared


def _window(text: str, span: Span, around: int = _AROUND) -> Span:
    """Two or three paragraphs around a passage, from a line's beginning to a line's end where one is near, else whole words."""
    start, end = max(span[0] - around, 0), min(span[1] + around, span[0] + _LONGEST, len(text))
    if start > 0:
        near = text[start : min(start + _NEAR, span[0])]
        start += next((at + 1 for mark in "\n " if (at := near.find(mark)) >= 0), 0)
    if end < len(text) and end > span[1]:
        begin = max(end - _NEAR, span[1])
        near = text[begin:end]
        end = next((begin + at for mark in "\n " if (at := near.rfind(mark)) >= 0), end)
    return Span(start, end)


_NEAR = 250
"""Characters within which a line's beginning or end is near."""


def _inside(spans: Sequence[Span], text: str, window: Span) -> list[Span]:
    """Spans that do not touch an edge at which the text goes on: what lies there, the other window merely leaves out."""
    return [
        s for s in spans
        if (s.end < window.end or window.end == len(text)) and (s.start > window.start or window.start == 0)
    ]  # fmt: skip


_LONGEST = 20_000
"""Characters shown of a passage at most: a report of one endless line stays quick."""


def opened(book: Book, report: str, span: Span, differs: Sequence[Span] = ()) -> Opened:
    """Return a passage in the text around it; ``differs`` are spans to mark in it."""
    found = book.entry[report].report
    window = _window(found.text, span)
    cut = pieces(found.text, {DIFFERS: list(differs)}, [span], window)
    return Opened(
        found, book.labels[report], span, tuple(cut), window.start > 0, window.end < len(found.text),
        found.text[span[0] : min(span[1], span[0] + _LONGEST)], bool(differs),
    )  # fmt: skip
