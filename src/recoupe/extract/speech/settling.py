"""Where finds meet: a « selon X » inside a verb's content, twins, and contents that are only a pronoun."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.chains import is_medium
from recoupe.extract.speech.cueclauses import cue_at
from recoupe.extract.speech.pointing import POINTED
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.span import Span

__all__ = ["settle"]


def settle(scene: Scene) -> None:
    """Mend ``scene.found`` in place."""
    for found in [f for f in scene.found if f.frame == "according"]:
        _with_preposition(scene, found)
    for found in [f for f in scene.found if f.frame == "as-said"]:
        _without_preposition(scene, found)
    for found in scene.found:
        _without_mark(scene, found)
    sources = {s for f in scene.found for s in f.source if f.head is not None}
    scene.found[:] = [
        f for f in scene.found if len(f.content) != 1 or f.content[0] not in sources
    ]  # "sources cited by X"
    kept = _without_twins(scene, [f for f in scene.found if f.content and not _is_pronoun(scene, f)])
    scene.found[:] = [f for f in kept if not _is_same_voice(scene, f, kept)]


def _with_preposition(scene: Scene, source: Found) -> None:
    """« Il est accusé de …, selon X »: the phrase is cut from the content; a cue without a source gets its own from it."""
    place = scene.parse.span(list(source.cue))
    for other in scene.found:
        if other is source or other.frame == "according" or not other.cue:
            continue
        tail = next((s for s in other.content if s.start < place.start and s.end >= place.end), None)
        whole = other.head is not None and any(s.holds(scene.tokens[other.head].span) for s in source.content)
        if tail is None or not whole:
            continue
        shorter = scene.trim(Span(tail.start, place.start))
        reach = max((s.end for s in source.source), default=place.end)
        if shorter is None or scene.gap(reach, tail.end) not in ("", "."):
            continue
        other.content = tuple(shorter if s == tail else s for s in other.content)
        if not other.source and source in scene.found:
            other.source, other.speakers, other.impersonal = source.source, source.speakers, False
            source.content = ()


def _without_preposition(scene: Scene, found: Found) -> None:
    """« Selon X, le pont est sûr, ce que nie Y »: what Y denies is what X said, without the words that name X."""
    for other in scene.found:
        if other.frame != "according" or not other.content or not other.cue:
            continue
        parts = (*other.content, scene.parse.span(list(other.cue)))
        if all(any(s.holds(p) for s in found.content) for p in parts):
            found.content = other.content


def _without_mark(scene: Scene, found: Found) -> None:
    """The conjunction is no part of what is said: "told Reuters on condition of anonymity that …"."""
    if found.frame != "clause" or not found.content:
        return
    first = scene.parse.between(*found.content[0])
    mark = scene.tokens[first[0]] if len(first) > 1 else None
    if mark is not None and mark.lower in scene.words("complementisers") and mark.pos == "SCONJ" and mark.dep != "det":
        rest = scene.trim(Span(scene.tokens[first[1]].start, found.content[0].end))
        found.content = (rest, *found.content[1:]) if rest else found.content


def _is_pronoun(scene: Scene, found: Found) -> bool:
    if found.frame == POINTED:
        return False
    words = [k for s in found.content for k in scene.parse.between(*s) if scene.tokens[k].text[0].isalnum()]
    return all(scene.tokens[k].pos in ("PRON", "DET") for k in words)


def _without_twins(scene: Scene, found: list[Found]) -> list[Found]:
    """Of two finds with the same content, one source inside the other or the same cue, the heavier stays."""
    kept: list[Found] = []
    spoken = {f.content for f in found if f.quotes and f.speakers and can_speak(scene, f.speakers)}
    for item in found:
        if item.quotes and item.content in spoken and not can_speak(scene, item.speakers):
            continue  # « La colère gronde : « … », lance X »: of two cues of one quotation, that of whom can speak
        twin = next(
            (
                k
                for k in kept
                if (k.content == item.content and (not k.cue or not item.cue or set(k.cue) & set(item.cue)))
                or _is_same_phrase(k, item)
            ),
            None,
        )
        if twin is None:
            kept.append(item)
        elif item.weight > twin.weight or (
            item.weight == twin.weight and item.content[0].start > twin.content[0].start
        ):
            kept[kept.index(twin)] = item
    return kept


_MARK = 6
"""Code points of a conjunction by which two readings of one content differ."""


def _is_same_phrase(one: Found, other: Found) -> bool:
    """« expressed doubt that … »: verb and noun of one phrase report the same, with and without its conjunction."""
    joined = one.cue and other.cue and set(one.cue) & set(other.cue) and len(one.content) == len(other.content) == 1
    first, second = one.content[0], other.content[0]
    return bool(joined) and first.end == second.end and abs(first.start - second.start) <= _MARK


def _is_same_voice(scene: Scene, item: Found, found: list[Found]) -> bool:
    """Inside another statement only a further, expressed speaker makes a statement."""
    if item.head is None:
        return False
    place = scene.tokens[item.head].span
    outer = [
        o
        for o in found
        if o is not item
        and ((o.head is not None and o.head != item.head) or o.frame == "answer")
        and any(s.holds(place) for s in o.content)
    ]
    if not outer:
        return False
    outlet = any(is_medium(scene, k) for o in outer for k in o.speakers)
    if not item.source or not _speaks_out(scene, item, outlet=outlet):
        return True
    entity = scene.draft.entity_at(item.speakers[0]) if item.speakers else None
    return (
        any(set(o.speakers) & set(item.speakers) for o in outer)
        or any(entity is not None and o.speakers and scene.draft.entity_at(o.speakers[0]) == entity for o in outer)
        or not any(s.holds(item.source[0]) for o in outer for s in o.content)
    )


_SPOKEN = frozenset({"clause", "opening", "incise", "according", "object", "infinitive"})
"""Constructions that report speech by themselves; inside another statement the rest is that speaker's wording."""


def _speaks_out(scene: Scene, item: Found, *, outlet: bool) -> bool:
    """Whether a cue inside another statement is one of saying, by a speaker named or described there.

    What an outlet passes on may be a denial or a demand as well: "the army denied any advance, Interfax said".
    """
    if item.frame not in (_SPOKEN | {"nominal"} if outlet else _SPOKEN) or not any(
        scene.tokens[k].pos in ("NOUN", "PROPN") for k in item.speakers
    ):
        return False
    assert item.head is not None
    if item.frame == "according":
        return True
    cue = cue_at(scene, item.head)
    return (
        cue is not None
        and cue.clause is not None
        and cue.clause.form == "finite"
        and (cue.has("quote") or cue.has("object") or (outlet and cue.has("nominal")))
        and not cue.clause.modals
        and cue.clause.mark not in scene.words("conditions")
    )
