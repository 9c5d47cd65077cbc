"""Words set apart as a block instead of by marks: answers of an interview, a text given in full."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.extract.speech.marks import Quotation
from recoupe.extract.speech.scene import Scene
from recoupe.model.span import Span

__all__ = ["set_apart"]

_SLACK = 3
"""Code points between the edges of a block and of marks around all of it: a mark and a space, a full stop."""


def set_apart(scene: Scene, blocks: Sequence[tuple[Span, bool]]) -> list[int]:
    """Read each stretch of text as a quotation without marks; the flag tells whether it asks. Return their numbers.

    Must come before anything is sought in the scene: numbers of quotations and the level of each word change. Marks around
    all of a stretch are taken for its own; a stretch whose edge cuts a quotation is none, and has the number -1.
    """
    numbered: list[Quotation | None] = []
    added: list[Quotation] = []
    for span, asks in blocks:
        own = next((q for q in scene.quotes if q.level == 0 and (_same(q.outer, span) or q.outer.holds(span))), None)
        if own is None and not any(q.outer.overlaps(span) and not span.holds(q.outer) for q in scene.quotes):
            own = Quotation(span, span, 0, _block(scene, span))
            for quote in scene.quotes:
                quote.level += span.holds(quote.outer)
            added.append(own)
        if own is not None:
            own.apart, own.asks = True, asks
        numbered.append(own)
    scene.quotes = sorted([*scene.quotes, *added], key=lambda q: (q.outer.start, -q.outer.end, q.level))
    scene.inside[:] = scene.levels()
    place = {id(q): n for n, q in enumerate(scene.quotes)}
    return [-1 if q is None else place[id(q)] for q in numbered]


def _same(outer: Span, span: Span) -> bool:
    return abs(outer.start - span.start) <= _SLACK and abs(outer.end - span.end) <= _SLACK


def _block(scene: Scene, span: Span) -> int:
    return next((n for n, block in enumerate(scene.parse.blocks) if block.end > span.start), 0)
