"""Who speaks: the entity that the words of a source name, carried on where a statement has no source."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.span import Span, covering

__all__ = ["Voice", "voices_of"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A resolved speaker: entity id or None, and whether nobody could tell who it is."""

    speaker: str | None
    anonymous: bool


_NOBODY = Voice(None, True)


def voices_of(scene: Scene, found: list[Found]) -> list[Voice]:
    """Return the voice of each find; ``found`` must be in reading order."""
    voices: list[Voice] = []
    last: Voice | None = None
    for item in found:
        if item.source:
            voice = _named(scene, item)
            if voice.speaker is None and last is not None and _is_pronoun(scene, item):
                voice = last
        elif item.frame in ("continued", "free") and last is not None:
            voice = last
        else:
            voice = _NOBODY
        voices.append(voice)
        if item.frame not in ("hearsay",) and item.source and not _nested(scene, item):
            last = voice
    return voices


def _nested(scene: Scene, item: Found) -> bool:
    """Whether the cue stands in a quotation: its speaker does not carry on the report's."""
    return item.head is not None and scene.inside[item.head] >= 0


def _is_pronoun(scene: Scene, item: Found) -> bool:
    return all(scene.tokens[k].pos == "PRON" for k in item.speakers)


def _named(scene: Scene, item: Found) -> Voice:
    entities = scene.draft.entity_by_id
    relatives = scene.words("relatives")
    heads = [k for k in item.speakers if scene.tokens[k].lower not in relatives] or list(item.speakers)
    for head in heads:
        entity = scene.draft.entity_at(head) or _over(scene, item)
        if entity is not None and entity in entities:
            return Voice(entity, _unknown(scene, item, entity))
    entity = _over(scene, item)
    if entity is not None and entity in entities:
        return Voice(entity, _unknown(scene, item, entity))
    return Voice(None, not any(scene.tokens[k].pos == "PROPN" for k in heads))


def _over(scene: Scene, item: Found) -> str | None:
    """A mention over the source's words: a person's before a body's, the longest first."""
    span = covering(item.source)
    best: tuple[int, int] | None = None
    chosen = None
    for k in scene.parse.between(*span):
        for mention in scene.draft.mentions_by_token.get(k, ()):
            inside = span.holds(mention.span)
            rank = (0 if mention.kind == "person" else 1 if mention.kind in ("organisation", "state", "group") else 2, -(mention.span.end - mention.span.start))
            if inside and mention.kind not in ("place", "facility", "equipment") and (best is None or rank < best):
                best, chosen = rank, mention.entity
    return chosen


def _unknown(scene: Scene, item: Found, entity: str) -> bool:
    """The entity's own anonymity; a description whose head is a word such as « source » stays unknown."""
    known = scene.draft.entity_by_id[entity]
    if known.names and not any(scene.tokens[k].lemma.lower() in scene.words("anonymous") for k in item.speakers):
        return False
    if any(scene.tokens[k].lemma.lower() in scene.words("anonymous") for k in item.speakers):
        return not any(_has_name(scene, span) for span in item.source)
    return known.anonymous


def _has_name(scene: Scene, span: Span) -> bool:
    """Whether a person's name stands in apposition: « un témoin, Paul Durand »."""
    return any(scene.tokens[k].pos == "PROPN" and scene.tokens[k].dep in ("appos", "flat") and scene.tokens[k].entity in ("PER", "PERSON") for k in scene.parse.between(*span))
