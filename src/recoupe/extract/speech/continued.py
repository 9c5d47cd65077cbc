"""Quotations without a cue: who spoke before goes on, a name after a dash signs them, or a sentence with a colon leads to them."""

from __future__ import annotations

from itertools import pairwise

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.beside import is_whole
from recoupe.extract.speech.leading import led_by
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import first_noun, source_spans
from recoupe.lang import table
from recoupe.model.span import Span
from recoupe.model.words import Stance

__all__ = ["carried_back", "left_over"]

_REACH = 150
"""Code points between a cue clause and the rest of its quotation: an apposition to the speaker, a place, a date fit."""

_SIGNED = "-–—―"

_DASH_REACH = 40
"""Code points after a quotation within which a dash and a name sign it."""


def left_over(scene: Scene) -> list[Found]:
    """Return a find for each whole quotation, not inside another, that no cue has taken."""
    taken = [
        span for found in scene.found if found.head is None or scene.inside[found.head] < 0 for span in found.content
    ]
    joins = bool(table(scene.language, "marks").get("joins"))
    result = []
    for found in scene.found:
        _take_rest(scene, found, taken)
    for number, quote in enumerate(scene.quotes):
        if quote.level > 0 or number in scene.used or not _stands_alone(scene, number):
            continue
        inner = scene.bare(quote.inner)
        if inner is None or any(span.overlaps(inner) for span in taken):
            continue
        before = _joined(scene, number) if joins else None
        if before is None:
            result.append(_found(scene, number, inner))
        else:
            before.content = (*before.content, inner)
            before.quotes = (*before.quotes, number)
            scene.used.add(number)
    return result


def _take_rest(scene: Scene, found: Found, taken: list[Span]) -> None:
    """« Je suis venue, a-t-elle expliqué. Que faisait un drone là ? »: what follows in the marks is hers too."""
    if found.head is None or not scene.owns(found):
        return
    inner = scene.quotes[scene.outermost(found.head)].inner
    start = scene.tokens[scene.sentence(found.head).stop - 1].end
    rest = scene.bare(Span(start, inner.end)) if start < inner.end else None
    if rest is not None and rest.size >= _SENTENCE and not any(span.overlaps(rest) for span in taken):
        found.content = (*found.content, rest)


_SENTENCE = 12
"""Code points of a sentence at least."""


def _joined(scene: Scene, number: int) -> Found | None:
    """The find whose cue broke off the quotation that goes on in the same paragraph, right after its sentence."""
    quote = scene.quotes[number]
    block = scene.parse.blocks[quote.block]
    before = [
        f
        for f in scene.found
        if f.quotes
        and f.head is not None
        and scene.inside[f.head] < 0
        and block.start <= f.content[0].start
        and f.content[-1].end <= quote.outer.start
    ]
    if not before:
        return None
    last = max(before, key=lambda f: f.content[-1].end)
    if _follows_sentence(scene, last, quote.outer.start):
        return last
    end = max(last.content[-1].end, scene.tokens[max(last.cue)].end, *(s.end for s in last.source or last.content))
    between = scene.text[end : quote.outer.start]
    return (
        last
        if 0 <= len(between) <= _REACH and not any(end < s.content[-1].end < quote.outer.start for s in scene.found)
        else None
    )


def _follows_sentence(scene: Scene, found: Found, start: int) -> bool:
    """Whether the sentence of a cue ends right before a place, however much it tells of its speaker."""
    assert found.head is not None
    end = scene.tokens[scene.sentence(found.head).stop - 1].end
    return not scene.gap(end, start).strip(_CLOSING)


_CLOSING = "\"”’'"
"""Marks with which a sentence may end: … on “New Day.”"""


def _found(scene: Scene, number: int, inner: Span) -> Found:
    signed = _signature(scene, number)
    speakers = [signed] if signed is not None else led_by(scene, number)
    known = _introduced(scene, number)
    if signed is None and speakers and _has_cue(scene, speakers[0]):
        known, speakers = _entity(scene, speakers[0]) or known, []
    frame = "signed" if speakers else "continued"
    known = known if not speakers else None
    source = source_spans(scene, speakers)
    return Found((inner,), (), source, tuple(speakers), Stance.SAYS, frame, None, None, (number,), known=known)


def _has_cue(scene: Scene, speaker: int) -> bool:
    """Whether the sentence of whoever speaks reports something already: the quotation goes on with it, without a source of its own."""
    sentence = scene.sentence(speaker)
    return any(f.head in sentence and scene.inside[f.head] < 0 for f in scene.found if f.head is not None)


def _entity(scene: Scene, speaker: int) -> tuple[str, Span] | None:
    entity = scene.draft.entity_at(speaker)
    return (entity, scene.tokens[speaker].span) if entity is not None else None


def _introduced(scene: Scene, number: int) -> tuple[str, Span] | None:
    """Words in marks above the first question of an interview are those of whoever is interviewed."""
    if scene.introduced is None or scene.quotes[number].outer.start >= scene.introduced[2]:
        return None
    return scene.introduced[:2]


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
    end = scene.quotes[number].outer.end
    after = scene.text[end : end + _DASH_REACH]
    rest = after.lstrip(" \u00a0\u202f.\n")
    if rest.startswith("("):
        return _in_brackets(scene, end + len(after) - len(rest))
    if not rest or rest[0] not in _SIGNED:
        return None
    start = end + len(after) - len(rest) + 1
    found = scene.parse.between(start, min(len(scene.text), start + _DASH_REACH))
    names = [k for k in found if scene.tokens[k].start >= start and scene.tokens[k].text[0].isalpha()]
    if not names or not scene.tokens[names[0]].text[0].isupper():
        return None
    noun = first_noun(scene, names[0], min(len(scene.tokens), names[0] + 5))
    return noun if noun is not None and scene.tokens[noun].text[0].isupper() else None


def _in_brackets(scene: Scene, start: int) -> int | None:
    """« … » (ministre): a person's name, or a noun for somebody, alone in brackets behind a quotation."""
    end = scene.text.find(")", start, start + _DASH_REACH)
    words = scene.parse.between(start + 1, end) if end > 0 else range(0)
    noun = first_noun(scene, words.start, words.stop) if words else None
    if noun is None:
        return None
    entity = scene.draft.entity_at(noun)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    person = known is not None and known.kind == "person"
    return noun if person or (scene.tokens[noun].pos == "NOUN" and can_speak(scene, [noun])) else None


def carried_back(scene: Scene, found: list[Found]) -> dict[int, int]:
    """« A. ¶ « B », dit X: for each quotation left open whose next paragraph goes on with it, the find that tells who speaks.

    Indices of ``found``.
    """
    taken = {n: i for i, item in enumerate(found) if item.source for n in item.quotes}
    outer = [n for n, quote in enumerate(scene.quotes) if quote.level == 0]
    following = dict(pairwise(outer))
    result: dict[int, int] = {}
    for i, item in enumerate(found):
        if item.frame != "continued" or not item.quotes:
            continue
        n = item.quotes[-1]
        while not scene.quotes[n].closed and n in following and scene.quotes[following[n]].continues:
            n = following[n]
            if n in taken:
                result[i] = taken[n]
                break
    return result
