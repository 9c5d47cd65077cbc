"""Whether the words of a source can speak: people, bodies, documents do; events, figures and things don't."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.extract.speech.scene import Scene

__all__ = ["can_speak"]

_SPEAKING = frozenset({"person", "organisation", "state", "group", "place"})


def can_speak(scene: Scene, heads: Sequence[int]) -> bool:
    """Whether at least one head of a source can speak; an empty source can (the passive without an agent)."""
    return not heads or any(_speaks(scene, k) for k in heads)


def _speaks(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    if token.pos == "PRON":
        return token.lower not in scene.words("things") and token.lower not in scene.words("relatives")
    if token.pos != "NOUN":
        return True
    lemma = token.lemma.lower()
    if lemma in scene.words("documents") or lemma in scene.words("speakers") or lemma in scene.words("anonymous"):
        return True
    entity = scene.draft.entity_at(i)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    return known is not None and known.kind in _SPEAKING
