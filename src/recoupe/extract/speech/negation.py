"""What a negation makes of a cue: « n'a pas confirmé », "neither confirmed nor denied", « n'a pas souhaité commenter »."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.chains import is_medium
from recoupe.extract.speech.cueclauses import Cue, verb_group
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.lexicon import Entry
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Stance
from recoupe.parse.clauses import Clause

__all__ = ["negated", "unsaid", "unwilling"]


def unsaid(scene: Scene, cue: Cue, found: Found) -> bool:
    """Whether the words tell that nobody says it: "nobody has confirmed", « si le maire dit que … », « rien ne permet de dire »."""
    if found.speakers and all(scene.tokens[k].lower in scene.words("nobody") for k in found.speakers):
        return True
    return _is_supposed(scene, cue) or _is_prevented(scene, cue) or _of_outlet(scene, cue, found)


def _is_plain(scene: Scene, cue: Cue) -> bool:
    """A verb that only says, denied: what it would say is said by nobody; « ne croit pas que » tells a view."""
    return scene.tokens[cue.i].lemma.lower() in scene.words("plain_saying")


def _is_supposed(scene: Scene, cue: Cue) -> bool:
    """« Si le maire dit … », "if the mayor says …": supposed before what will be; « s'il dit …, il ajoute … » tells both."""
    clause = cue.clause
    if clause is None or clause.mark not in scene.words("conditions"):
        return False
    main = scene.clause(scene.tokens[cue.i].head)
    return (
        main is not None and main is not clause and (main.tense == "future" or main.mood == "cnd" or bool(main.modals))
    )


def _is_prevented(scene: Scene, cue: Cue) -> bool:
    """« Rien ne permet d'affirmer que … »: the report's own remark."""
    governor = scene.tokens[scene.tokens[cue.i].head]
    above = scene.clause(governor.i)
    return (
        governor.lemma in scene.words("letting")
        and above is not None
        and (above.negated or any(scene.tokens[k].lower in scene.words("nobody") for k in above.subjects))
    )


def _of_outlet(scene: Scene, cue: Cue, found: Found) -> bool:
    """Whether an outlet can't tell ("Reuters could not verify the figure"): the report's own remark on evidence."""
    checks = scene.tokens[cue.i].lemma.lower() in scene.words("verify_verbs")
    unable = _is_unable(scene, cue) or (cue.negated and cue.clause is not None and bool(cue.clause.modals))
    return checks and unable and any(is_medium(scene, k) for k in found.speakers)


def _is_unable(scene: Scene, cue: Cue) -> bool:
    """« n'était pas en mesure de confirmer », "was unable to confirm"."""
    governor = scene.tokens[scene.tokens[cue.i].head]
    if governor.i == cue.i or scene.tokens[cue.i].dep not in ("xcomp", "ccomp", "acl", "advcl"):
        return False
    if governor.lemma.lower() in scene.words("unable"):
        return True
    own = {scene.tokens[k].lower for k in governor.children}
    return governor.lemma.lower() in scene.words("able") and bool(own & scene.words("negators"))


def negated(scene: Scene, cue: Cue, found: Found) -> None:
    """Give a find the stance that its cue has when it is denied: table ``cues``, part ``negated``, by verb or stance."""
    pair = _neither(scene, cue.i)
    if pair is not None:
        found.cue = tuple(sorted({*pair, *found.cue}))
        said = [k for span in found.content for k in scene.parse.between(*span) if k not in pair]
        found.content = scene.runs(said) or found.content
    elif not cue.negated and not _is_unable(scene, cue):
        return
    if found.frame == "clause" and found.stance is Stance.SAYS and _is_plain(scene, cue):
        found.stance = Stance.DECLINES
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


def _would_not(scene: Scene, i: int, clause: Clause) -> Found | None:
    """A refusal, where a word for speaking stands behind "would not": "would not say whether", "would not comment on"."""
    tokens = scene.tokens
    own = tokens[i].children
    if not any(tokens[k].lower in scene.words("refusing") for k in own if k < i):
        return None
    if any(tokens[k].lower in scene.words("complementisers") for k in own):
        return None  # "would not say that …"
    inner = next((k for k in own if k > i and tokens[k].dep in ("ccomp", "advcl", "obj", "obl")), None)
    if inner is None or _neither(scene, i) is not None:
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
