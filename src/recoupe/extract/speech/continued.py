"""Quotations without a cue: who spoke before goes on, or a name after a dash signs them."""

from __future__ import annotations

from recoupe.extract.speech.incises import is_whole
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import first_noun, source_spans
from recoupe.model.span import Span
from recoupe.model.words import Stance

__all__ = ["left_over"]

_SIGNED = frozenset({"-", "–", "—", "―", "--"})


def left_over(scene: Scene) -> list[Found]:
    """Return a find for each whole quotation, not inside another, that no cue has taken."""
    taken = [span for found in scene.found for span in found.content]
    result = []
    for number, quote in enumerate(scene.quotes):
        if quote.level > 0 or number in scene.used or not _stands_alone(scene, number):
            continue
        inner = scene._bare(quote.inner)
        if inner is None or any(span.overlaps(inner) for span in taken):
            continue
        result.append(_found(scene, number, inner))
    return result


def _found(scene: Scene, number: int, inner: Span) -> Found:
    signed = _signature(scene, number)
    source = source_spans(scene, [signed]) if signed is not None else ()
    speakers = (signed,) if signed is not None else ()
    return Found(
        (inner,),
        (),
        source,
        speakers,
        Stance.SAYS,
        "signed" if signed is not None else "continued",
        None,
        None,
        (number,),
    )


def _stands_alone(scene: Scene, number: int) -> bool:
    """Whether a quotation is a sentence of the report rather than part of one."""
    quote = scene.quotes[number]
    if not is_whole(scene, number):
        return False
    block = scene.parse.blocks[quote.block]
    before = scene.text[block.start : quote.outer.start].rstrip()
    return not before or before[-1] in '.!?:…»”"\u2019' or quote.continues


def _signature(scene: Scene, number: int) -> int | None:
    """The name after a dash that signs a quotation: « … » — X."""
    quote = scene.quotes[number]
    tokens = scene.tokens
    after = scene.parse.between(quote.outer.end, min(len(scene.text), quote.outer.end + 40))
    for k in after:
        if tokens[k].start >= quote.outer.end and tokens[k].text in _SIGNED:
            noun = first_noun(scene, k + 1, min(len(tokens), k + 6))
            return noun if noun is not None and tokens[noun].pos == "PROPN" else None
        if tokens[k].start >= quote.outer.end and tokens[k].pos not in ("PUNCT", "SPACE"):
            return None
    return None
