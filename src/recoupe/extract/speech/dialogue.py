"""Dialogue after dashes: paragraphs in a row, each what somebody says, with or without a cue inside.

« — Nous partons, a dit Paul Morel. » The dash opens like a mark, and the paragraph's end closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from recoupe.extract.speech.apart import set_apart
from recoupe.extract.speech.cueclauses import cue_at
from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.turns import DASHED, parts_of
from recoupe.model.span import Span

__all__ = ["spoken"]

_TURNS = 2
"""Paragraphs after a dash that stand in a row at least: one alone may be an aside or an item."""
_BEFORE = 4
"""Words between the mark that ends what is said and its cue: an auxiliary, a pronoun, a short subject."""
_TELLS = re.compile(r"(?<=[?!…])\s+[^\W\d_A-ZÀ-ÖØ-Þ][^.?!…]*(?:[.?!…]\s*|$)")
"""Words with a small letter behind a question tell who asked it: « Qui paiera ? a demandé une habitante. »"""
_ENDS = frozenset(",?!…")
"""Marks behind which a cue says who spoke the words before it; a full stop ends them."""


def spoken(scene: Scene) -> None:
    """Set what is said in dialogue apart like quotations. Must come before anything is sought in the scene.

    Of paragraphs in a row one at least names who says it behind a comma or a question mark: lists have dashes as well.
    """
    if not any(dash in scene.text for dash in "—–―-"):
        return
    rows = [(label is not None and label.key == DASHED, span) for span, label in parts_of(scene)]
    told: list[Span] = []
    for dashed, run in groupby(rows, key=lambda row: row[0]):
        spans = [span for _, span in run]
        ended = all(scene.text[span.end - 1] not in ";," for span in spans)
        if dashed and ended and len(spans) >= _TURNS and any(_is_told(scene, span) for span in spans):
            told += [part for span in spans for part in _said(scene.text, span)]
    set_apart(scene, [(span, False) for span in told])


def _is_told(scene: Scene, span: Span) -> bool:
    """Whether a cue of quotations stands in a paragraph, behind what it introduces."""
    words = scene.parse.between(*span)
    for k in words:
        if scene.tokens[k].pos not in ("VERB", "AUX"):
            continue
        before = range(max(words.start + 1, k - _BEFORE), k)
        if any(scene.tokens[b].text in _ENDS for b in before):
            cue = cue_at(scene, k)
            if cue is not None and cue.has("quote"):
                return True
    return False


def _said(text: str, span: Span) -> Iterator[Span]:
    """A paragraph without what stands behind a question or call to tell who made it."""
    start = span.start
    for tells in _TELLS.finditer(text, span.start, span.end):
        yield Span(start, tells.start())
        start = tells.end()
    if start < span.end:
        yield Span(start, span.end)
