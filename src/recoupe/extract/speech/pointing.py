"""Contents that only point: « ces accusations », "that account", « l'a démenti », "the firm denied it", « le groupe dément »."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Answering, Stance

__all__ = ["POINTED", "Pointer", "pointer_of", "pointing_verb"]

POINTED = "pointed"
"""The frame of an answer whose content is a pronoun or left unsaid: it then has the content of what it answers."""

_SHORT = 8
"""Words of a content that may be no more than a pointer: « ces deux accusations portées hier par la ville »."""

_OPENING = 6
"""Words within which its noun and its determiner stand."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a pointing content says of that to which it points; ``owners`` are whose word it is, by token."""

    stance: Stance | None = None
    counts: bool = False
    latest: bool = False
    owners: tuple[int, ...] = ()
    pronoun: bool = False


def pointing_verb(scene: Scene, cue: Cue) -> Found | None:
    """The find of a verb that answers with a pronoun, or with nothing behind it: "denied it", « le groupe dément »."""
    stance = _answering(scene, cue)
    clause = cue.clause
    if stance is None or clause is None or clause.form != "finite" or cue.negated or cue.passive or clause.modals:
        return None
    if clause.mood == "cnd" or clause.mark in scene.words("conditions") or clause.question:
        return None
    objects = _objects(scene, cue)
    if objects is None:
        return None
    source, speakers, impersonal = source_of(scene, cue)
    if not speakers or impersonal or not can_speak(scene, speakers) or _is_other(scene, speakers):
        return None
    content = scene.runs(objects or cue.group)
    return Found(content, cue.group, source, speakers, stance, POINTED, cue.i, None) if content else None


def _answering(scene: Scene, cue: Cue) -> Stance | None:
    """The stance of a verb whose object is what it answers; « s'en défendre » denies as « se défendre de » does."""
    stance = cue.entry.frames.get("nominal") or cue.entry.frames.get("clause")
    if cue.entry.reflexive:
        stance = cue.entry.frames.get("infinitive")
        if not any(scene.tokens[k].lower in scene.words("partitive_pronouns") for k in scene.tokens[cue.i].children):
            return None
    return stance if stance in Answering else None


_BEHIND = frozenset({"obl", "nmod", "conj", "parataxis", "advcl"})
"""What may stand behind a verb without being its object."""


def _objects(scene: Scene, cue: Cue) -> list[int] | None:
    """The pronouns that a verb has for its object, none where it has nothing behind it; None where it has more."""
    tokens, found = scene.tokens, []
    for k in tokens[cue.i].children:
        token = tokens[k]
        if token.lower in scene.words("object_pronouns") and token.pos in ("PRON", "DET") and not token.children:
            if not token.dep.startswith("nsubj"):
                found.append(k)
        elif token.dep in ("ccomp", "xcomp", "obj", "iobj", "acl", "acl:relcl", "csubj"):
            if token.lower not in scene.words("reflexives") and not _stands_for_it(scene, k):
                return None
            found.append(k)
        elif not found and k > cue.i and token.dep in _BEHIND and not _is_manner(scene, k):
            return None
    behind = cue.i + 1
    if not found and behind < len(tokens) and (behind in scene.quote_starts or tokens[behind].text == ":"):
        return None
    return found


def _stands_for_it(scene: Scene, k: int) -> bool:
    """« nie l'avoir fait », "denied doing so": an act named by a verb that only stands for it."""
    tokens = scene.tokens
    if tokens[k].lemma not in scene.words("doing"):
        return False
    below = [tokens[c].lower for c in tokens[k].children]
    return bool(scene.words("done") & {*below}) and not any(
        tokens[c].dep in ("obj", "obl", "xcomp") and tokens[c].lower not in scene.words("done")
        for c in tokens[k].children
    )


def _is_manner(scene: Scene, k: int) -> bool:
    """« nie en bloc », "denied it on Monday": how or when, not what."""
    token = scene.tokens[k]
    start = token.start
    dated = any(m.span.start <= start < m.span.end for m in scene.draft.moments)
    if token.dep in ("nmod", "advcl", "parataxis"):
        return False
    return dated or token.lemma.lower() in scene.words("outright") or token.dep == "conj"


def _is_other(scene: Scene, speakers: tuple[int, ...]) -> bool:
    """Whether nobody speaks: "nobody denies it"; or those whose words a quotation holds: « je l'ai nié »."""
    none = scene.words("nobody") | scene.words("first_person")
    return all(scene.tokens[k].lower in none for k in speakers)


def pointer_of(scene: Scene, item: Found) -> Pointer | None:
    """How a content points back, None where it tells something itself."""
    if item.frame == POINTED:
        return Pointer(pronoun=True)
    tokens = [k for s in item.content for k in scene.parse.between(*s) if scene.tokens[k].pos != "PUNCT"]
    if not tokens:
        return None
    if _is_pronominal(scene, tokens):
        return Pointer(pronoun=True)
    noun = next(
        (k for k in tokens[:_OPENING] if scene.tokens[k].pos == "NOUN" and scene.tokens[k].head not in tokens), None
    )
    if noun is None:
        return Pointer() if len(tokens) <= _SHORT and _is_shown(scene, tokens[:1]) else None
    lemma = scene.tokens[noun].lemma.lower()
    first = scene.tokens[tokens[0]].lower
    opened = [k for k in tokens[:_OPENING] if k < noun]
    shown = _is_shown(scene, opened)
    owners = _owners(scene, noun)
    stance = scene.lex.nouns.get(lemma)
    if lemma in scene.words("burdens"):
        stance = Stance.ACCUSES
    elif not _is_word(scene, lemma, owned=shown or bool(owners)):
        return Pointer() if shown and tokens[0] == opened[0] and len(tokens) <= _SHORT else None
    elif (
        not (first in scene.words("pointers") or shown or owners) or len(tokens) > _SHORT or _tells(scene, noun, owners)
    ):
        return None
    latest = any(scene.tokens[k].lemma.lower() in scene.words("latest") for k in scene.tokens[noun].children)
    return Pointer(stance, lemma in scene.words("counting"), latest, owners)


def _is_word(scene: Scene, lemma: str, *, owned: bool) -> bool:
    """Whether a noun stands for what was said: "claim", « version »; some only where shown or owned: « leurs conclusions »."""
    return (
        lemma in scene.lex.nouns or lemma in scene.words("retold") or (owned and lemma in scene.words("retold_owned"))
    )


def _tells(scene: Scene, noun: int, owners: tuple[int, ...]) -> bool:
    """« les accusations de fraude », "the claim that …": more than whose word it is."""
    tokens = scene.tokens
    return any(
        tokens[k].dep in ("acl", "ccomp", "acl:relcl") and tokens[k].morph.get("VerbForm") != "Part"
        for k in tokens[noun].children
        if k > noun and k not in owners
    )


def _is_shown(scene: Scene, opened: list[int]) -> bool:
    return any(
        scene.tokens[k].lower in scene.words("demonstratives") and scene.tokens[k].dep in ("det", "obj", "mark")
        for k in opened
    )


def _is_pronominal(scene: Scene, tokens: list[int]) -> bool:
    """« l'avoir fait », "having done so", « les avoir fournis »: a pronoun takes up what was said."""
    if len(tokens) > _SHORT:
        return False
    return any(
        scene.tokens[k].pos == "PRON"
        and scene.tokens[k].lower in scene.words("object_pronouns")
        and not scene.tokens[k].dep.startswith("nsubj")
        for k in tokens[:2]
    ) or (_stands_for_it(scene, tokens[0]) and len(tokens) <= 3)


def _owners(scene: Scene, noun: int) -> tuple[int, ...]:
    """Whose word it is: « le chiffre des organisateurs », "the doctors' claims", « leurs conclusions »."""
    tokens, own = scene.tokens, []
    for k in tokens[noun].children:
        if tokens[k].dep == "nmod:poss" or (tokens[k].dep == "det" and tokens[k].lower in scene.words("possessives")):
            own.append(k)
        elif k > noun and tokens[k].dep == "nmod" and scene.preposition(k) in scene.words("owner_prepositions"):
            own += [k] if can_speak(scene, [k]) else []
    return tuple(own)
