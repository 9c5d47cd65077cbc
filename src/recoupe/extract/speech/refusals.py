"""Refusals in so many words: « n'a pas voulu commenter », "would not say whether", « s'est gardée de dire », "stopped short of saying"."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue, verb_group
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.lexicon import Entry
from recoupe.extract.speech.negation import neither, neither_marks
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Stance
from recoupe.parse.clauses import Clause

__all__ = ["is_refrained", "unwilling"]


def _would_not(scene: Scene, i: int, clause: Clause) -> Found | None:
    """A refusal, where a word for speaking stands behind "would not": "would not say whether", "would not comment on"."""
    tokens = scene.tokens
    own = tokens[i].children
    if not any(tokens[k].lower in scene.words("refusing") for k in own if k < i):
        return None
    if any(tokens[k].lower in scene.words("complementisers") for k in own):
        return None  # "would not say that …"
    inner = next((k for k in own if k > i and tokens[k].dep in ("ccomp", "advcl", "obj", "obl")), None)
    if inner is None or neither(scene, i) is not None:
        return None
    marks = [k for k in tokens[inner].children if tokens[k].dep in ("mark", "case")]
    if tokens[inner].dep in ("ccomp", "advcl") and not any(
        tokens[k].lower in scene.words("question_words") for k in branch(scene, inner)[:2]
    ):
        return None
    group = verb_group(scene, i)
    entry = Entry(tokens[i].lemma, {"infinitive": Stance.DECLINES})
    cue = Cue(i, entry, group, clause, True, False, scene.inside[i])
    source, speakers, impersonal = source_of(scene, cue)
    content = scene.runs({*marks, *(k for k in branch(scene, inner) if k not in group)})
    if not speakers or impersonal or not can_speak(scene, speakers) or not content:
        return None
    return Found(content, group, source, speakers, Stance.DECLINES, "infinitive", i, inner)


def unwilling(scene: Scene, i: int) -> Found | None:
    """« n'a pas voulu commenter ces informations », "did not want to comment on it": a refusal in so many words."""
    tokens = scene.tokens
    clause = scene.clause(i)
    if clause is not None and clause.negated and tokens[i].lemma.lower() in scene.words("commenting"):
        return _would_not(scene, i, clause)
    if clause is None or clause.passive:
        return None
    if not clause.negated:
        said = _refrained_from(scene, i)
        return None if said is None else _refusal(scene, i, clause, said)
    if tokens[i].lemma.lower() not in scene.words("wishes"):
        return None
    said = next(
        (
            k
            for k in tokens[i].children
            if k > i
            and (tokens[k].dep == "xcomp" or (tokens[k].dep == "conj" and neither_marks(scene, k)))
            and (tokens[k].lemma.lower() in scene.words("commenting") or _makes_comment(scene, k))
        ),
        None,
    )
    return None if said is None else _refusal(scene, i, clause, said)


def _makes_comment(scene: Scene, k: int) -> bool:
    """« faire de commentaire », "make any comment"."""
    objects = (c for c in scene.tokens[k].children if scene.tokens[c].dep == "obj")
    light = scene.tokens[k].lemma.lower() in scene.words("making")
    return light and any(scene.tokens[c].lemma.lower() in scene.words("comments") for c in objects)


def _refrained_from(scene: Scene, i: int) -> int | None:
    """The verb of speaking under one of holding back: « s'est gardée de dire », "stopped short of saying", "avoided answering"."""
    token = scene.tokens[i]
    beside = scene.pairs("refraining").get(token.lemma.lower())
    if beside is None or (beside and not any(scene.tokens[k].lower in beside.split("+") for k in token.children)):
        return None
    below = (k for k in token.children if k > i and scene.tokens[k].dep in ("xcomp", "advcl", "obl", "ccomp"))
    return next((k for k in below if scene.tokens[k].lemma.lower() in scene.words("commenting")), None)


def is_refrained(scene: Scene, i: int) -> bool:
    """Whether a verb of speaking is what somebody holds back from: then it reports nothing itself."""
    head = scene.tokens[i].head
    return head < i and _refrained_from(scene, head) == i


def _refusal(scene: Scene, i: int, clause: Clause, said: int) -> Found | None:
    """The find of a refusal: what is behind the verb of refusing."""
    tokens = scene.tokens
    entry = Entry(tokens[i].lemma, {"infinitive": Stance.DECLINES})
    cue = Cue(i, entry, verb_group(scene, i), clause, True, False, scene.inside[i])
    source, speakers, impersonal = source_of(scene, cue)
    group = tuple(sorted({*cue.group, *(neither(scene, said) or ())}))
    content = scene.runs(k for k in branch(scene, said) if k not in group)
    if not speakers or not can_speak(scene, speakers) or not content:
        return None
    return Found(content, group, source, speakers, Stance.DECLINES, "infinitive", i, said, impersonal=impersonal)
