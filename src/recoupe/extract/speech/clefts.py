"""Cleft sentences: « C'est contre cette fermeture que se sont élevés les riverains », "It was the closure that they condemned"."""

from __future__ import annotations

from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.extents import scope
from recoupe.extract.speech.making import make, stance_of
from recoupe.extract.speech.nominals import is_moment
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import first_noun, source_spans
from recoupe.extract.speech.turns import forms

__all__ = ["cleft_of"]

_PHRASE = 12
"""Words of a phrase that is set between « c'est » and « que » at most."""


def cleft_of(scene: Scene, cue: Cue) -> Found | None:
    """Return the phrase that a cleft sentence sets before its cue, where that is what the cue reports."""
    tokens = scene.tokens
    start = scope(scene, cue.i).start
    while start < cue.i and tokens[start].pos in ("PUNCT", "CCONJ", "ADV"):
        start += 1
    if start + 2 >= cue.i or tokens[start].lower not in forms(scene.language)["cleft_pronouns"]:
        return None
    if tokens[start + 1].lower not in forms(scene.language)["cleft_verbs"]:
        return None
    mark = next(
        (
            k
            for k in range(start + 3, min(start + 3 + _PHRASE, cue.i))
            if tokens[k].lower in scene.words("complementisers")
        ),
        None,
    )
    if mark is None or mark > min(cue.group) or any(_is_verb(scene, k) for k in range(start + 2, mark)):
        return None
    between = [k for k in range(mark + 1, cue.i) if k not in cue.group]
    if any(_is_verb(scene, k) or scene.is_bound(k) for k in between) or _has_own(scene, cue):
        return None  # « C'est plus utile qu'agréable, note X »
    found = _set_before(scene, cue, range(start + 2, mark))
    return found if found is None else _with_subject(scene, cue, found, mark)


def _with_subject(scene: Scene, cue: Cue, found: Found, mark: int) -> Found:
    """« … que se sont élevés les riverains »: the subject stands behind, never before the conjunction."""
    if found.speakers and min(found.speakers) > mark:
        return found
    own = [k for k in scene.tokens[cue.i].children if k > cue.i and scene.tokens[k].dep in ("nsubj", "obj")]
    noun = own[0] if own else first_noun(scene, cue.i + 1, scope(scene, cue.i).stop, bare=True)
    found.speakers = (noun,) if noun is not None else ()
    found.source = source_spans(scene, found.speakers)
    return found


def _set_before(scene: Scene, cue: Cue, phrase: range) -> Found | None:
    tokens = scene.tokens
    first = scene.contractions.get(tokens[phrase[0]].lower, tokens[phrase[0]].lower)
    noun = next((k for k in phrase if tokens[k].pos in ("NOUN", "PROPN")), None)
    if noun is None or is_moment(scene, noun):
        return None
    if tokens[phrase[0]].pos == "ADP":
        if first in cue.entry.about:
            return make(scene, cue, list(phrase), (cue.entry.about[first], "about"), noun)
        return None
    if cue.has("nominal") and not cue.passive:
        return make(scene, cue, list(phrase), (stance_of(cue, "nominal"), "nominal"), noun)
    stranded = tokens[cue.i + 1].lower if cue.i + 1 < len(tokens) else ""
    if stranded in cue.entry.about and scene.language == "en":
        return make(scene, cue, list(phrase), (cue.entry.about[stranded], "about"), noun)
    return None


def _is_verb(scene: Scene, k: int) -> bool:
    return scene.tokens[k].pos == "VERB" and scene.tokens[k].morph.get("VerbForm") != "Part"


def _has_own(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has content of its own behind it: « C'est à la région que les élus demandent de payer »."""
    deps = ("ccomp", "xcomp", "advcl")
    return any(k > cue.i and scene.tokens[k].dep in deps for k in scene.tokens[cue.i].children)
