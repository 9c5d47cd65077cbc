"""The origin bar: how many reports a claim has, of how many origins, and the proof that reports are one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recoupe.export.brief.book import Book
from recoupe.export.layout import cut
from recoupe.export.pictures.svg import Drawn, tag
from recoupe.ledger.outline import Place
from recoupe.model.ledger import Origin, Position
from recoupe.model.span import Span
from recoupe.model.words import EntityKind

__all__ = ["Bar", "Proof", "Segment", "bar", "bar_of", "draw_bar", "proofs"]

_WIDE = 100.0
"""Units of a bar: its picture is drawn in per cent."""

_GAP = 0.8
"""Units between two segments: seen at 200 pixels."""


@dataclass(frozen=True, slots=True)
class Segment:
    """An origin: its first report, how many of its reports take part, and whether only unnamed sources speak in it."""

    report: str
    label: str
    reports: int
    unnamed: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Segments from left to right, the largest first."""

    reports: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a report goes with an earlier one; ``spans`` are pairs of passages, the report's and the earlier one's."""

    report: str
    label: str
    of: str
    of_label: str
    rule: str
    detail: str
    score: float
    spans: tuple[tuple[Span, Span], ...]
    credit: str | None = None
    """The credit line of the later report, where it has one."""
    shared: str | None = None
    """The longest passage that both have, cut; None where they share none."""


def bar(book: Book, positions: Iterable[Position]) -> Bar:
    """Return the bar of a claim's positions."""
    groups: dict[str, list[Position]] = {}
    for position in positions:
        groups.setdefault(position.origin, []).append(position)
    ordered = sorted(groups.values(), key=lambda g: (-len({p.report for p in g}), min(book.rank[p.report] for p in g)))
    total = sum(len({p.report for p in group}) for group in ordered)
    segments, x = [], 0.0
    for group in ordered:
        first = min((p.report for p in group), key=lambda r: book.rank[r])
        reports = len({p.report for p in group})
        width = _WIDE * reports / total
        unnamed = all(_unnamed(book, p) for p in group)
        segments.append(
            Segment(first, book.labels[first], reports, unnamed, round(x, 2), round(max(width - _GAP, 0.2), 2))
        )
        x += width
    return Bar(len({p.report for group in ordered for p in group}), tuple(segments))


def bar_of(book: Book, names: Mapping[str, str], places: Iterable[Place], known: Bar) -> Bar:
    """Return the bar of a claim of which the book holds some reports, from all its places; ``known`` is that of the book's.

    An origin of which the book holds nothing counts as named.
    """
    groups: dict[str, set[str]] = {}
    for place in places:
        groups.setdefault(place.origin, set()).add(place.report)
    unnamed = {segment.report: segment.unnamed for segment in known.segments}
    ordered = sorted((-len(group), min(group), group) for group in groups.values())
    total, segments, x = sum(map(len, groups.values())), [], 0.0
    for _, least, group in ordered:
        first = next((r for r in unnamed if r in group), least)
        width = _WIDE * len(group) / total
        label = book.labels[first] if first in book.entry else names.get(first, first)
        segments.append(Segment(
            first, label, len(group), unnamed.get(first, False), round(x, 2), round(max(width - _GAP, 0.2), 2)
        ))  # fmt: skip
        x += width
    return Bar(len(set().union(*groups.values())), tuple(segments))


_DRAWN = 120
"""Segments drawn at most: more are thinner than a pixel."""


def draw_bar(made: Bar) -> Drawn:
    """Return the bar as a picture; the words beside it say the same."""
    parts = [
        tag("rect", class_="segment unnamed" if s.unnamed else "segment", x=s.x, y=0, width=s.width, height=6)
        for s in made.segments[:_DRAWN]
    ]
    attributes = {"viewBox": "0 0 100 6", "preserveAspectRatio": "none", "aria-hidden": "true", "focusable": "false"}
    return tag("svg", *parts, **attributes)


def _unnamed(book: Book, position: Position) -> bool:
    """Whether a source is described and not named; a person of the ledger has a name, whatever one report calls them."""
    statement = book.statements.get((position.report, position.statement))
    identity = book.identities.get(position.source)
    named = identity is not None and identity.kind is EntityKind.PERSON
    return statement is not None and statement.anonymous and not named


_SHARED = 12
"""Shared passages shown of one link: the longest; a whole copy is one."""


_SHOWN, _READ = 220, 2_000
"""Characters of a shared passage that are shown, and looked at."""


def proofs(book: Book, origins: Iterable[Origin]) -> list[Proof]:
    """Return the links of origins, those between reports of the book."""
    found = []
    for origin in origins:
        for link in origin.links:
            if link.report in book.entry and link.of in book.entry:
                spans = sorted(link.spans, key=lambda s: s[0][0] - s[0][1])[:_SHARED]
                pairs = tuple((Span(*a), Span(*b)) for a, b in spans)
                later = book.entry[link.report].report
                shared = cut(" ".join(later.text[slice(*spans[0][0])][:_READ].split()), _SHOWN) if spans else None
                found.append(Proof(
                    link.report, book.labels[link.report], link.of, book.labels[link.of], link.reason.rule, link.reason.detail,
                    link.reason.score, pairs, later.credit, shared,
                ))  # fmt: skip
    return found
