"""Which prepositions name a source and which measure, aim or belong to a verb: « selon X » and « selon leur taille »."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import cue_at
from recoupe.extract.speech.extents import scope
from recoupe.extract.speech.lexicon import Preposition
from recoupe.extract.speech.scene import Scene

__all__ = ["is_measure", "is_of_cue", "may_be_weak", "may_speak"]


def may_speak(scene: Scene, noun: int, preposition: Preposition) -> bool:
    """Laws, cases and measures don't speak: « selon la loi », « selon les cas »."""
    token = scene.tokens[noun]
    if preposition.words[-1] in scene.words("after_works") and token.lemma.lower() in scene.words("works"):
        return False  # « un film d'après le roman de X »
    return token.lemma.lower() not in scene.words("mute") and token.lower not in scene.words("mute")


def is_measure(scene: Scene, i: int, noun: int) -> bool:
    """« classés d'après leurs résultats », "vary according to the season": what things are ordered by is a measure, no source."""
    token = scene.tokens[noun]
    if scene.tokens[i].lower not in scene.words("measuring"):
        return False
    if token.pos != "NOUN" or i == scope(scene, i).start or scene.is_bound(i - 1) or can_speak(scene, [noun]):
        return False
    lemma = token.lemma.lower()
    told = (scene.lex.nouns, scene.words("papers"), scene.words("anonymous"), scene.words("counts"))
    if any(lemma in some or token.lower in some for some in told):
        return False
    owned = any(scene.tokens[k].lower in scene.words("possessives") for k in token.children)
    above = list(scene.parse.ancestors(noun))[:2]
    return owned or any(scene.tokens[k].lemma.lower() in scene.words("ordering") for k in above)


def is_of_cue(scene: Scene, i: int, after: int) -> bool:
    """« on apprenait de source sûre que … »: between a verb that reports and its conjunction the phrase is that verb's."""
    tokens, before = scene.tokens, scene.tokens[i - 1]
    if tokens[after - 1].lemma.lower() not in scene.words("anonymous"):
        return False
    while after < len(tokens) - 1 and tokens[after].pos == "ADJ":
        after += 1
    follows = tokens[after].lower in scene.words("complementisers")
    return follows and before.pos == "VERB" and cue_at(scene, i - 1) is not None


def _in_judgement(scene: Scene, i: int) -> bool:
    """« La mesure est, pour le syndicat, inutile »: between « être » and its predicate, in commas."""
    before = scene.tokens[i - 2] if i >= 2 else None
    return before is not None and scene.tokens[i - 1].text == "," and before.pos == "AUX"


def may_be_weak(scene: Scene, i: int, noun: int, stop: int, *, members: list[int]) -> bool:
    """« Pour X, … »: first in its sentence, a person or body, followed by a comma or quotation and a clause."""
    tokens = scene.tokens
    sentence = scene.sentence(i)
    opening = [k for k in range(sentence.start, i) if tokens[k].pos not in ("PUNCT", "ADV", "CCONJ", "SPACE")]
    comma = stop < len(tokens) and tokens[stop].text in (",", ":", "«", "“", '"')
    if (opening and not _in_judgement(scene, i)) or not comma or not any(_finite(scene, k) for k in members):
        return False
    entity = scene.draft.entity_at(noun)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    named = known is not None and known.kind == "person" and bool(known.names)
    speaking = known is not None and known.kind in ("person", "organisation", "group") and tokens[noun].pos == "NOUN"
    body = (
        known is not None
        and known.kind in ("organisation", "state")
        and any(scene.inside[k] > scene.inside[i] for k in members)
    )
    labelled = tokens[noun].pos == "PROPN" and tokens[noun].entity in ("PER", "ORG", "PERSON")
    return named or speaking or body or labelled or tokens[noun].lemma.lower() in scene.words("speakers")


def _finite(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (
        token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
    )
