"""Spans: half-open ranges of Unicode code points in one report's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from recoupe.errors import SpanError

__all__ = ["Span", "covering", "merged", "overlaps", "quoted", "trimmed"]


class Span(NamedTuple):
    """Half-open ``[start, end)`` in code points of a report's text; in JSON ``[start, end]``."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def overlaps(self, other: Sequence[int]) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def holds(self, other: Sequence[int]) -> bool:
        """Whether other lies wholly inside."""
        return self.start <= other[0] and other[1] <= self.end


def overlaps(left: Iterable[Span], right: Iterable[Span]) -> bool:
    """Whether any span of one side shares a code point with one of the other."""
    others = list(right)
    return any(a.overlaps(b) for a in left for b in others)


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Return the words of the spans, joined by " … " where something was left out between.

    Raises SpanError where a span is empty, turned round or beyond the text.
    """
    parts = []
    for span in spans:
        if not 0 <= span[0] < span[1] <= len(text):
            raise SpanError(f"[{span[0]}, {span[1]}) is not in a text of {len(text)} characters")
        parts.append(text[span[0] : span[1]])
    return " … ".join(parts)


def merged(spans: Iterable[Span], text: str | None = None) -> tuple[Span, ...]:
    """Return the spans sorted, with those that touch or overlap made one.

    With the text, spans with nothing but white space between them are joined as well.
    """
    result: list[Span] = []
    for span in sorted(spans):
        if result:
            last = result[-1]
            between = text[last.end : span.start] if text is not None and last.end < span.start else ""
            if span.start <= last.end or (text is not None and not between.strip()):
                result[-1] = Span(last.start, max(last.end, span.end))
                continue
        result.append(Span(*span))
    return tuple(result)


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of them; raises SpanError on none."""
    found = list(spans)
    if not found:
        raise SpanError("no span to cover")
    return Span(min(s.start for s in found), max(s.end for s in found))


def trimmed(text: str, span: Span, characters: str = " \t\r\n\u00a0\u202f\u2009\u200b") -> Span | None:
    """Return the span without the given characters at its edges; None where nothing is left."""
    start, end = span
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start, end) if start < end else None
