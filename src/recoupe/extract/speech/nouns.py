"""Nouns that say: « l'affirmation de X selon laquelle … », « son appel à … », "the company's claim that …"."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import cue_at
from recoupe.extract.speech.extents import branch, scope, with_quotations
from recoupe.extract.speech.nominals import is_moment
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Stance

__all__ = ["said_by_noun"]

_OWNER = 10
"""Words between a noun of saying and its « selon laquelle »: an owner with name and office fits."""


def said_by_noun(scene: Scene, i: int) -> Found | None:
    """Return what a noun of saying reports, where both its speaker and what is said are expressed; else None."""
    token = scene.tokens[i]
    stance = scene.lex.nouns.get(token.lemma.lower())
    if stance is None or token.pos != "NOUN":
        return None
    told = _relative(scene, i)
    stated = told or _complement(scene, i)
    clause = stated or _topic(scene, i)
    if clause is None and stance is not Stance.SAYS:  # « sa vision de l'école »: a topic, not what is said of it
        clause = _undergoer(scene, i)
    if clause is None:
        return None
    speaker = _possessor(scene, i, clause)
    if speaker is None and stated:  # « a des doutes sur X » names a topic only
        speaker = _of_support_verb(scene, i)
    if speaker is None:
        speaker = _agent(scene, i)
    rumoured = stated is not None and token.lemma.lower() in scene.words("ownerless")
    if (speaker is None and told is None and not rumoured) or (speaker is not None and not can_speak(scene, [speaker])):
        return None
    members = with_quotations(scene, [k for k in clause if k in scope(scene, i)], scene.inside[i])
    content = scene.runs(members)
    if not content:
        return None
    speakers = (speaker,) if speaker is not None else ()
    return Found(content, (i,), source_spans(scene, speakers), speakers, stance, "noun", i, None)


def _relative(scene: Scene, i: int) -> list[int] | None:
    """« … selon laquelle »: what follows, to the comma after its verb or the end of the sentence."""
    tokens, within = scene.tokens, scope(scene, i)
    for k in range(i + 1, min(i + _OWNER, within.stop - 1)):
        if tokens[k].lower in scene.words("noun_relatives") and tokens[k + 1].lower in scene.words("which"):
            return _clause_run(scene, k + 2, _main_verb(scene, i, within.stop))
        if tokens[k].pos == "VERB" and tokens[k].morph.get("VerbForm") == "Fin":
            return None
    return None


def _main_verb(scene: Scene, i: int, stop: int) -> int:
    """First word of the verb whose subject the noun is: « la rumeur selon laquelle il partirait | est fausse »."""
    token = scene.tokens[i]
    if not token.dep.startswith("nsubj") or token.head < i:
        return stop
    parts = [k for k in scene.tokens[token.head].children if scene.tokens[k].dep.startswith(("aux", "cop"))]
    return min([token.head, *(k for k in parts if k > i)])


def _clause_run(scene: Scene, start: int, stop: int) -> list[int] | None:
    """Words from ``start`` to the first comma after a finite verb, if another finite verb follows it, else to ``stop``."""
    seen = False
    for k in range(start, stop):
        if seen and scene.tokens[k].text in (",", ";") and scene.inside[k] == scene.inside[start]:
            return list(range(start, k))
        seen = seen or _is_finite(scene, k)
    return list(range(start, stop)) if seen else None


def _is_finite(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (
        token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
    )


def _complement(scene: Scene, i: int) -> list[int] | None:
    """Tokens of the clause or infinitive that tells what is said; of one that hangs on the participle after the noun too."""
    tokens = scene.tokens
    under = [k for c in tokens[i].children if c > i and _is_past_participle(scene, c) for k in tokens[c].children]
    for k in (*tokens[i].children, *under):
        if k <= i or tokens[k].dep not in ("acl", "acl:relcl", "ccomp", "xcomp", "advcl"):
            continue
        clause = scene.clause(k)
        members = branch(scene, k)
        first = next((m for m in members if m > i), None)
        if clause is None or first is None:
            continue
        relative = tokens[k].dep == "acl:relcl" and not any(
            tokens[c].dep == "mark" and tokens[c].lower in scene.words("complementisers") for c in tokens[k].children
        )
        if clause.mark in scene.words("complementisers") and not relative and clause.form == "finite":
            return [m for m in members if m > first]
        if clause.form == "infinitive" and clause.mark in scene.words("infinitive_marks"):
            return [m for m in members if m >= first]
    return _after_conjunction(scene, i)


def _after_conjunction(scene: Scene, i: int) -> list[int] | None:
    """« la conviction que … » where the parse hangs the clause on the verb above."""
    mark = i + 1
    if mark >= scope(scene, i).stop or scene.tokens[mark].pos != "SCONJ":
        return None
    head = scene.tokens[mark].head
    if scene.tokens[mark].lower not in scene.words("complementisers") or head <= mark or scene.clause(head) is None:
        return None
    return [m for m in branch(scene, head) if m > mark]


def _is_past_participle(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.dep == "acl" and token.morph.get("VerbForm") == "Part" and token.morph.get("Tense", "Past") == "Past"


def _topic(scene: Scene, i: int) -> list[int] | None:
    """« son appel à la grève », "her criticism of the deal": what follows the noun's preposition."""
    for k in scene.tokens[i].children:
        on = scene.preposition(k) in scene.words("topic_prepositions")
        if k > i and on and scene.tokens[k].dep == "nmod" and not is_moment(scene, k):
            return branch(scene, k)
    return None


def _undergoer(scene: Scene, i: int) -> list[int] | None:
    """« sa condamnation de l'attaque », « le rejet du traité par les élus »: « de » beside a speaker told otherwise."""
    if _agent(scene, i) is None and _possessive(scene, i) is None:
        return None
    for k in scene.tokens[i].children:
        if k > i and scene.tokens[k].dep == "nmod" and scene.preposition(k) in scene.words("undergoer_prepositions"):
            return branch(scene, k)
    return None


def _possessive(scene: Scene, i: int) -> int | None:
    tokens = scene.tokens
    return next(
        (
            k
            for k in tokens[i].children
            if tokens[k].dep == "nmod:poss"
            or (tokens[k].dep == "det" and tokens[k].lower in scene.words("possessives"))
        ),
        None,
    )


def _agent(scene: Scene, i: int) -> int | None:
    """« par X » on the noun or on the participle after it: « la menace faite par X de … »."""
    tokens = scene.tokens
    below = [k for c in tokens[i].children if c > i and _is_past_participle(scene, c) for k in tokens[c].children]
    for k in (*tokens[i].children, *below):
        if k > i and scene.preposition(k) in scene.words("agent_prepositions") and tokens[k].pos in ("NOUN", "PROPN"):
            return k if can_speak(scene, [k]) else None
    return None


def _possessor(scene: Scene, i: int, clause: list[int]) -> int | None:
    """Whose word it is: a possessive, or « de X », "by X" before the clause."""
    own = _possessive(scene, i)
    if own is not None:
        return own
    for k in scene.tokens[i].children:
        if (
            i < k < clause[0]
            and scene.tokens[k].dep in ("nmod", "obl", "obl:agent")
            and scene.preposition(k) in scene.words("owner_prepositions")
        ):
            return k
    return None


def _of_support_verb(scene: Scene, i: int) -> int | None:
    """« X a acquis la conviction que … », "X made the claim that …": the subject of a verb that only carries the noun."""
    token = scene.tokens[i]
    verb = scene.tokens[token.head]
    if token.dep != "obj" or verb.i > i or verb.lemma.lower() not in scene.words("support_verbs"):
        return None
    clause = scene.clause(verb.i)
    if clause is None or clause.passive or clause.negated or clause.mark in scene.words("conditions"):
        return None
    cue = cue_at(scene, verb.i)
    if cue is not None:
        return next(iter(source_of(scene, cue)[1]), None)
    return clause.subjects[0] if clause.subjects else None
