"""Nouns that say: « l'affirmation de X selon laquelle … », « son appel à … », "the company's claim that …"."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.extents import branch, scope, with_quotations
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans

__all__ = ["said_by_noun"]


def said_by_noun(scene: Scene, i: int) -> Found | None:
    """Return what a noun of saying reports, where both its speaker and what is said are expressed; else None."""
    token = scene.tokens[i]
    stance = scene.lex.nouns.get(token.lemma.lower())
    if stance is None or token.pos != "NOUN":
        return None
    clause = _complement(scene, i) or _topic(scene, i)
    if clause is None:
        return None
    speaker = _possessor(scene, i, clause)
    if speaker is None or not can_speak(scene, [speaker]):
        return None
    members = with_quotations(scene, [k for k in clause if k in scope(scene, i)], scene.inside[i])
    content = scene.runs(members)
    if not content:
        return None
    return Found(content, (i,), source_spans(scene, [speaker]), (speaker,), stance, "noun", i, None)


def _complement(scene: Scene, i: int) -> list[int] | None:
    """Tokens of the clause or infinitive that tells what is said."""
    tokens = scene.tokens
    for k in tokens[i].children:
        if k <= i or tokens[k].dep not in ("acl", "acl:relcl", "ccomp", "xcomp", "advcl"):
            continue
        clause = scene.clause(k)
        members = branch(scene, k)
        first = next((m for m in members if m > i), None)
        if clause is None or first is None:
            continue
        if tokens[first].lower in scene.words("noun_relatives"):
            rest = [m for m in members if m > first and tokens[m].lower not in scene.words("which")]
            return rest or None
        if clause.mark in scene.words("complementisers") and tokens[k].dep != "acl:relcl" and clause.form == "finite":
            return [m for m in members if m > first]
        if clause.form == "infinitive" and clause.mark in scene.words("infinitive_marks"):
            return [m for m in members if m >= first]
    return None


def _topic(scene: Scene, i: int) -> list[int] | None:
    """« son appel à la grève », "her criticism of the deal": what follows the noun's preposition."""
    for k in scene.tokens[i].children:
        if k > i and scene.tokens[k].dep == "nmod" and scene.preposition(k) in scene.words("topic_prepositions"):
            return branch(scene, k)
    return None


def _possessor(scene: Scene, i: int, clause: list[int]) -> int | None:
    """Whose word it is: a possessive, or « de X », "by X" before the clause."""
    tokens = scene.tokens
    for k in tokens[i].children:
        token = tokens[k]
        if token.dep == "nmod:poss" or (
            token.dep in ("det", "nmod:poss") and token.lower in scene.words("possessives")
        ):
            return k
        if (
            i < k < clause[0]
            and token.dep in ("nmod", "obl", "obl:agent")
            and scene.preposition(k) in scene.words("owner_prepositions")
        ):
            return k
    return None
