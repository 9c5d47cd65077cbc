"""What a negation makes of a cue: « n'a pas confirmé », "neither confirmed nor denied", « n'a pas souhaité commenter »."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue, verb_group
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.lexicon import Entry
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Stance

__all__ = ["negated", "unwilling"]


def negated(scene: Scene, cue: Cue, found: Found) -> None:
    """Give a find the stance that its cue has when it is denied: table ``cues``, part ``negated``, by verb or stance."""
    pair = _neither(scene, cue.i)
    if pair is not None:
        found.cue = tuple(sorted({*pair, *found.cue}))
        said = [k for span in found.content for k in scene.parse.between(*span) if k not in pair]
        found.content = scene.runs(said) or found.content
    elif not cue.negated:
        return
    table = scene.lex.negated
    stance = table.get(cue.entry.word) or table.get(found.stance.value)
    if stance is not None:
        found.stance = Stance(stance)


def _neither(scene: Scene, i: int) -> tuple[int, ...] | None:
    """Tokens of both verbs of « ni confirmer ni démentir », where a cue is one of them; None where it is not."""
    tokens, marks = scene.tokens, scene.words("neither")
    first = (
        tokens[i].head if tokens[i].dep == "conj" and not _marks(scene, tokens[i].head) and not _both(scene, i) else i
    )
    others = _beside(scene, first)
    verbs = [first, *others]
    marked = [v for v in verbs if any(tokens[k].lower in marks for k in tokens[v].children)]
    clause = scene.clause(first)
    if clause is not None and clause.negated:
        marked += [v for v in others if any(tokens[k].lower in scene.words("either") for k in tokens[v].children)]
    if i not in verbs or len(verbs) < 2 or not marked or verbs[-1] not in marked:
        return None
    return tuple(sorted({k for v in verbs for k in (*verb_group(scene, v), *_marks(scene, v))}))


def _beside(scene: Scene, verb: int) -> list[int]:
    """Verbs coordinated with one, or hung on it though « ni » coordinates them."""
    tokens = scene.tokens
    return [
        k
        for k in tokens[verb].children
        if tokens[k].pos in ("VERB", "AUX")
        and (tokens[k].dep == "conj" or (tokens[k].dep == "xcomp" and _marks(scene, k)))
    ]


def _both(scene: Scene, verb: int) -> bool:
    """Whether a denied verb has another denied one beside it: it then is the first of the two."""
    return bool(_marks(scene, verb)) and any(_marks(scene, k) for k in _beside(scene, verb))


def _marks(scene: Scene, verb: int) -> list[int]:
    return [k for k in scene.tokens[verb].children if scene.tokens[k].lower in scene.words("neither")]


def unwilling(scene: Scene, i: int) -> Found | None:
    """« n'a pas voulu commenter ces informations », "did not want to comment on it": a refusal in so many words."""
    tokens = scene.tokens
    clause = scene.clause(i)
    if tokens[i].lemma.lower() not in scene.words("wishes") or clause is None or not clause.negated or clause.passive:
        return None
    said = next(
        (
            k
            for k in tokens[i].children
            if k > i
            and (tokens[k].dep == "xcomp" or (tokens[k].dep == "conj" and _marks(scene, k)))
            and tokens[k].lemma.lower() in scene.words("commenting")
        ),
        None,
    )
    if said is None:
        return None
    entry = Entry(tokens[i].lemma, {"infinitive": Stance.DECLINES})
    cue = Cue(i, entry, verb_group(scene, i), clause, True, False, scene.inside[i])
    source, speakers, impersonal = source_of(scene, cue)
    group = tuple(sorted({*cue.group, *(_neither(scene, said) or ())}))
    content = scene.runs(k for k in branch(scene, said) if k not in group)
    if not speakers or not can_speak(scene, speakers) or not content:
        return None
    return Found(content, group, source, speakers, Stance.DECLINES, "infinitive", i, said, impersonal=impersonal)
