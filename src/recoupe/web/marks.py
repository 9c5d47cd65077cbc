"""A report's text cut into pieces, each with the layers that lie over it; together they are the text, unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from recoupe.model.reading import Reading
from recoupe.model.span import Span

__all__ = ["DIFFERS", "LAYERS", "Piece", "layers_of", "pieces"]

LAYERS = ("statements", "names", "figures", "moments", "events")
"""What can be shown over a text, in the order of their switches."""

DIFFERS = "differs"
"""The layer of words that the text beside has not."""

HERE = "here"
"""The layer of the passage that a page opens at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters and the layers over them; ``first`` where the passage that the page opens at begins."""

    text: str
    start: int
    layers: tuple[str, ...]
    here: bool = False
    first: bool = False
    differs: bool = False


def layers_of(reading: Reading) -> dict[str, list[Span]]:
    """Return the spans of each layer."""
    return {
        "statements": [span for s in reading.statements for span in s.content],
        "names": [m.span for m in reading.mentions],
        "figures": [f.span for f in reading.figures],
        "moments": [m.span for m in reading.moments],
        "events": [e.anchor for e in reading.events],
    }


def pieces(
    text: str, spans: dict[str, list[Span]], here: Iterable[Span] = (), window: Span | None = None
) -> list[Piece]:
    """Return the pieces of a text, or of a window of it; spans are cut at the window's edges."""
    window = window or Span(0, len(text))
    marked = {**spans, HERE: list(here)}
    changes: dict[int, list[tuple[str, int]]] = {window.start: [], window.end: []}
    for layer, found in marked.items():
        for span in found:
            start, end = max(span[0], window.start), min(span[1], window.end)
            if start < end:
                changes.setdefault(start, []).append((layer, 1))
                changes.setdefault(end, []).append((layer, -1))
    return list(_swept(text, changes))


def _swept(text: str, changes: dict[int, list[tuple[str, int]]]) -> Iterator[Piece]:
    over: dict[str, int] = {}
    points = sorted(changes)
    seen = False
    for start, end in pairwise(points):
        for layer, more in changes[start]:
            over[layer] = over.get(layer, 0) + more
        here = over.get(HERE, 0) > 0
        yield Piece(
            text[start:end],
            start,
            tuple(x for x in LAYERS if over.get(x, 0) > 0),
            here,
            here and not seen,
            over.get(DIFFERS, 0) > 0,
        )
        seen = seen or here
