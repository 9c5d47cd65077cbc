"""What trails behind a cue clause: more about who speaks, or the rest of what is said."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.scene import Scene

__all__ = ["is_about_speaker", "is_finite_at", "reaches_verb"]


def is_about_speaker(scene: Scene, cue: Cue, stop: int, rest: list[int], *, left: list[int]) -> bool:
    """« Non, répond X, patron de la régie »; « …, écrit X, qui, pour le montrer, cite Y »: more on who speaks.

    Behind a relative pronoun, or, where nothing before the cue has a verb, without a main verb.
    """
    tokens = scene.tokens
    if any(tokens[k].text.startswith("-") for k in cue.group) or any(scene.inside[k] > cue.level for k in rest):
        return False  # « dit-il »: a pronoun has nothing beside it
    if tokens[stop - 1].lower in scene.words("relatives"):
        return True
    if _names_office(scene, stop, rest, left=left):
        return True
    if any(tokens[k].pos in ("VERB", "AUX") for k in left) or tokens[rest[0]].morph.get("VerbForm") == "Inf":
        return False
    starts = [rest[0], *(k + 1 for k in rest[:-1] if scene.is_bound(k))]
    return bool(left) and scene.language == "fr" and not any(reaches_verb(scene, k, rest[-1] + 1) for k in starts)


def reaches_verb(scene: Scene, start: int, stop: int) -> bool:
    """Whether a finite verb follows before the next boundary and no relative or conjunction opens a clause for it."""
    for k in range(start, stop):
        token = scene.tokens[k]
        if scene.is_bound(k) and token.text not in ("«", "»", "“", "”", '"'):
            return False
        if token.pos == "SCONJ" or (token.pos == "PRON" and token.lower in scene.words("relatives")):
            return False
        if is_finite_at(scene, k):
            return True
    return False


def is_finite_at(scene: Scene, k: int) -> bool:
    """Whether a token is a finite verb."""
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (
        token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
    )


def _names_office(scene: Scene, stop: int, rest: list[int], *, left: list[int]) -> bool:
    """« …, ajoute X, patron du port »: a bare noun for someone right after the name, and no verb, ends the sentence."""
    tokens = scene.tokens
    named = bool(left) and tokens[stop - 1].pos == "PROPN" and tokens[rest[0]].pos in ("NOUN", "ADJ")
    if scene.language != "fr" or not named:
        return False
    if any(is_finite_at(scene, k) or tokens[k].text in (":", ";", ",") for k in rest):
        return False
    return can_speak(scene, [rest[0]])
