"""What a negation makes of a cue: « n'a pas confirmé », "neither confirmed nor denied", « n'a pas souhaité commenter »."""

from __future__ import annotations

from recoupe.extract.speech.chains import is_medium
from recoupe.extract.speech.cueclauses import Cue, verb_group
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.words import Stance

__all__ = ["negated", "neither", "neither_marks", "unsaid"]


def unsaid(scene: Scene, cue: Cue, found: Found) -> bool:
    """Whether the words tell that nobody says it: "nobody has confirmed", « si le maire dit que … », « rien ne permet de dire »."""
    if found.speakers and all(scene.tokens[k].lower in scene.words("nobody") for k in found.speakers):
        return True
    if _asks_anonymity(scene, found):
        return True
    return _is_supposed(scene, cue) or _is_prevented(scene, cue) or _of_outlet(scene, cue, found)


def _asks_anonymity(scene: Scene, found: Found) -> bool:
    """« qui a requis l'anonymat », "who asked not to be named", "speaking on condition of anonymity": how it was said, not what."""
    if found.frame not in ("about", "nominal", "object", "infinitive"):
        return False  # « L'anonymat est garanti, dit X »
    tokens = [scene.tokens[k] for k in scene.parse.between(*found.content[0])[:_ANONYMITY]]
    if any(t.lemma.lower() in scene.words("anonymity") for t in tokens):
        return True
    named = found.stance is Stance.URGES and any(t.lemma.lower() in scene.words("naming_someone") for t in tokens)
    return named and any(t.lower in scene.words("negators") for t in tokens)


_ANONYMITY = 6
"""Words with which somebody asks not to be named."""


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
    pair = neither(scene, cue.i)
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


def neither(scene: Scene, i: int) -> tuple[int, ...] | None:
    """Tokens of both verbs of « ni confirmer ni démentir », where a cue is one of them; None where it is not."""
    tokens, marks = scene.tokens, scene.words("neither")
    first = (
        tokens[i].head
        if tokens[i].dep == "conj" and not neither_marks(scene, tokens[i].head) and not _both(scene, i)
        else i
    )
    others = _beside(scene, first)
    verbs = [first, *others]
    marked = [v for v in verbs if any(tokens[k].lower in marks for k in tokens[v].children)]
    clause = scene.clause(first)
    if clause is not None and clause.negated:
        marked += [v for v in others if any(tokens[k].lower in scene.words("either") for k in tokens[v].children)]
    if i not in verbs or len(verbs) < 2 or not marked or verbs[-1] not in marked:
        return None
    return tuple(sorted({k for v in verbs for k in (*verb_group(scene, v), *neither_marks(scene, v))}))


def _beside(scene: Scene, verb: int) -> list[int]:
    """Verbs coordinated with one, or hung on it though « ni » coordinates them."""
    tokens = scene.tokens
    return [
        k
        for k in tokens[verb].children
        if tokens[k].pos in ("VERB", "AUX")
        and (tokens[k].dep == "conj" or (tokens[k].dep == "xcomp" and neither_marks(scene, k)))
    ]


def _both(scene: Scene, verb: int) -> bool:
    """Whether a denied verb has another denied one beside it: it then is the first of the two."""
    return bool(neither_marks(scene, verb)) and any(neither_marks(scene, k) for k in _beside(scene, verb))


def neither_marks(scene: Scene, verb: int) -> list[int]:
    """Tokens of « ni » or "neither" on a verb."""
    return [k for k in scene.tokens[verb].children if scene.tokens[k].lower in scene.words("neither")]
