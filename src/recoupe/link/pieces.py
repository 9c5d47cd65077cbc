"""How a text is cut: where sentences end, what is left around somebody's words, and whose words are told twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import Stance

__all__ = ["SENTENCE", "SHORTEST", "beside", "trimmed", "without"]

SENTENCE = re.compile(r"(?<=[.!?…])[»”\"'’)\]\u00a0\u202f ]*\s+(?=[«“\"‘(—–•-]?[\s\u00a0\u202f]?[A-ZÀ-ÖØ-Þ0-9])|\n+")
"""Where a sentence ends and the next begins."""
ANSWERS = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.DEBUNKS})
SHORTEST = 12
"""Characters below which a piece is joined to the one before it: a name between two commas says nothing alone."""


def beside(said: Sequence[Statement], text: str) -> frozenset[str]:
    """Ids of statements whose words somebody else says: both speak of them.

    Those without a cue that answer another one (a verdict of ClaimReview), and those whose words end before the sentence
    of the cue begins: « X a démissionné, affirme Le Soir. L'intéressé dément. »
    """
    by_id = {s.id: s for s in said}
    far = frozenset(s.id for s in said if s.cue and _before(s.content, s.cue, text) and s.stance in ANSWERS)
    return far | frozenset(
        s.id
        for s in said
        if s.cue is None
        and (other := by_id.get(s.answers or "")) is not None
        and all(any(o.holds(c) for o in other.content) for c in s.content)
    )


def _before(content: Sequence[Span], cue: Span, text: str) -> bool:
    """Whether some words end in a sentence before that of a cue."""
    return all(c.end <= cue.start and SENTENCE.search(text, max(0, c.end - 1), cue.start) is not None for c in content)


def without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span."""
    start = span.start
    for other in sorted(taken):
        if other.end <= start or other.start >= span.end:
            continue
        if other.start > start:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)


_EDGES = " \t\r\n\u00a0\u202f,;:.!?…«»“”\"'’—–()•-"


def trimmed(text: str, span: Span, least: int = SHORTEST) -> Span | None:
    """A stretch without the marks around it; None where fewer characters than ``least`` are left."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if end - start >= least else None
