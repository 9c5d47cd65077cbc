"""Nouns that say: « l'affirmation de X selon laquelle … », « son appel à … », "the company's claim that …"."""

from __future__ import annotations

from collections.abc import Sequence

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


_DEEDS = frozenset({Stance.URGES, Stance.CONDEMNS, Stance.ACCUSES, Stance.THREATENS, Stance.PROMISES, Stance.WARNS})
"""What a noun does in words when a verb carries it, be it with a topic: « multiplie les appels au calme »."""


def _is_deed(scene: Scene, i: int, stance: Stance, topic: Sequence[int]) -> bool:
    """Whether a noun with an article can be a deed in words with that topic: not « faire appel à X », « un appel à X »."""
    determined = any(scene.tokens[k].dep in ("det", "nmod:poss", "nummod") for k in scene.tokens[i].children)
    told = [k for k in topic if scene.tokens[k].dep in ("nmod", "obl") and scene.preposition(k)][:1]
    addressed = bool(told) and scene.preposition(told[0]) in scene.words("addressee_prepositions")
    return stance in _DEEDS and determined and not (addressed and can_speak(scene, told))


def said_by_noun(scene: Scene, i: int) -> Found | None:
    """Return what a noun of saying reports, where both its speaker and what is said are expressed; else None."""
    token = scene.tokens[i]
    stance = scene.lex.nouns.get(token.lemma.lower())
    if stance is None or token.pos != "NOUN" or _is_compound(scene, i):
        return None
    told = _relative(scene, i)
    stated = told or _complement(scene, i)
    clause = stated or (None if _is_shown(scene, i) else _topic(scene, i))
    if clause is None and stance is not Stance.SAYS:  # « sa vision de l'école »: a topic, not what is said of it
        clause = _undergoer(scene, i)
    if clause is None:
        return None
    speaker = _possessor(scene, i, clause)
    if speaker is None and (stated or _is_deed(scene, i, stance, clause)):  # « a des doutes sur X » names a topic only
        speaker = _of_support_verb(scene, i)
    if speaker is None:
        speaker = _agent(scene, i)
    if speaker is None and clause:
        speaker = _owner_behind(scene, i, clause, stance)
        clause = [k for k in clause if speaker is None or k not in branch(scene, speaker)]
    rumoured = stated is not None and token.lemma.lower() in scene.words("ownerless")
    if (speaker is None and told is None and not rumoured) or (speaker is not None and not can_speak(scene, [speaker])):
        return None
    members = with_quotations(scene, [k for k in clause if k in scope(scene, i)], scene.inside[i])
    content = scene.runs(members)
    if not content:
        return None
    speakers = (speaker,) if speaker is not None else ()
    return Found(content, (i,), source_spans(scene, speakers), speakers, stance, "noun", i, None)


def _is_shown(scene: Scene, i: int) -> bool:
    """« ce bilan à la mi-journée »: a noun that points back; what stands behind it is when or where, not what is said."""
    words = scene.words("demonstratives")
    return any(scene.tokens[k].dep == "det" and scene.tokens[k].lower in words for k in scene.tokens[i].children)


def _is_compound(scene: Scene, i: int) -> bool:
    """« l'appel d'offres », « l'ordre du jour »: fixed compounds that say nothing."""
    lemma = scene.tokens[i].lemma.lower()
    return any(
        f"{lemma}:{scene.tokens[k].lemma.lower()}" in scene.words("fixed_nouns") for k in scene.tokens[i].children
    )


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
    seen = opened = False
    for k in range(start, stop):
        token = scene.tokens[k]
        if seen and token.text in (",", ";") and scene.inside[k] == scene.inside[start]:
            return list(range(start, k))
        if seen and not opened and _is_finite(scene, k) and scene.inside[k] == scene.inside[start]:
            return list(range(start, k))  # « … que le juge mentait | est démentie »: the verb of the sentence
        opened = opened or token.pos in ("SCONJ", "CCONJ") or token.lower in scene.words("relatives")
        seen = seen or _is_finite(scene, k)
    return list(range(start, stop)) if seen else None


def _is_finite(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (
        token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
    )


def _complement(scene: Scene, i: int) -> list[int] | None:
    """Tokens of the clause or infinitive that tells what is said; of one that hangs on a word about the noun too.

    « la promesse du maire de construire », « l'annonce faite par le ministre qu'un décret … »: the models hang what is
    said on whoever says it.
    """
    tokens = scene.tokens
    stop = _main_verb(scene, i, scope(scene, i).stop)
    for k in (*tokens[i].children, *_beneath(scene, i)):
        if not i < k < stop or tokens[k].dep not in ("acl", "acl:relcl", "ccomp", "xcomp", "advcl"):
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
            if _lacks_object(scene, k):
                return None
            return [m for m in members if first < m < stop]
        if clause.form == "infinitive" and clause.mark in scene.words("infinitive_marks"):
            return [m for m in members if first <= m < stop]
    return _after_conjunction(scene, i)


def _beneath(scene: Scene, i: int) -> list[int]:
    """What hangs on the owner of a noun, on the participle after it and on whoever does that."""
    tokens, found = scene.tokens, []
    for c in tokens[i].children:
        owner = tokens[c].dep == "nmod" and scene.preposition(c) in scene.words("owner_prepositions")
        if c > i and (owner or _is_past_participle(scene, c)):
            found.extend(tokens[c].children)
            agents = [k for k in tokens[c].children if scene.preposition(k) in scene.words("agent_prepositions")]
            found.extend(m for k in agents for m in tokens[k].children)
    return found


def _lacks_object(scene: Scene, k: int) -> bool:
    """« l'accusation que le maire a rejetée »: a verb of saying whose object can only be the noun before « que »."""
    cue = cue_at(scene, k)
    if cue is None or not (cue.has("nominal") or cue.has("object")):
        return False
    marks = scene.words("complementisers")  # English has "that" for the object of such a clause
    own = (scene.tokens[c] for c in scene.tokens[k].children)
    return not any(c.dep in ("obj", "ccomp", "xcomp") and c.lower not in marks for c in own)


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


def _is_issued(scene: Scene, k: int) -> bool:
    """« leur appel au secours envoyé à la région »: what is sent or launched is the word, not its topic."""
    return _is_past_participle(scene, k) and scene.tokens[k].lemma.lower() in scene.words("issuing_verbs")


def _topic(scene: Scene, i: int) -> list[int] | None:
    """« son appel à la grève », "her criticism of the deal": what follows the noun's preposition."""
    for k in scene.tokens[i].children:
        on = scene.preposition(k) in scene.words("topic_prepositions")
        if k > i and on and scene.tokens[k].dep == "nmod" and not is_moment(scene, k):
            return branch(scene, k, [c for c in scene.tokens[k].children if c > k and _is_issued(scene, c)])
    verb = scene.tokens[i].head
    if not _is_deed(scene, i, scene.lex.nouns[scene.tokens[i].lemma.lower()], ()):
        return None
    if scene.tokens[i].dep != "obj" or scene.tokens[verb].lemma.lower() not in scene.words("support_verbs"):
        return None
    for k in scene.tokens[verb].children:  # « a renouvelé son appel à la grève »: hung on the verb, but right after
        near = k > i and min(branch(scene, k)) == i + 1
        if near and scene.tokens[k].dep == "obl" and scene.preposition(k) in scene.words("topic_prepositions"):
            return None if is_moment(scene, k) else branch(scene, k)
    return None


def _undergoer(scene: Scene, i: int) -> list[int] | None:
    """« sa condamnation de l'attaque », « le rejet du traité par les élus »: « de » beside a speaker told otherwise."""
    if _agent(scene, i) is None and _possessive(scene, i) is None:
        return None
    for k in scene.tokens[i].children:
        if k > i and scene.tokens[k].dep == "nmod" and scene.preposition(k) in scene.words("undergoer_prepositions"):
            by_whom = [c for c in scene.tokens[k].children if c > k and _is_past_participle(scene, c)]
            return branch(scene, k, by_whom)
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
    own = [c for c in tokens[i].children if c > i]
    under = [*own, *(k for c in own if tokens[c].dep == "nmod" for k in tokens[c].children)]
    done = [c for c in under if _is_past_participle(scene, c)]
    below = [k for c in done for k in tokens[c].children]
    # « faite au début du mois par X »: the model hangs whoever does it on the date
    below += [k for c in done for k in branch(scene, c) if tokens[k].dep == "nmod" and is_moment(scene, tokens[k].head)]
    part = [
        m for k in own if _is_part(scene, k) for m in tokens[k].children if scene.preposition(m) in scene.words("of")
    ]
    if part:
        return part[0] if can_speak(scene, part[:1]) else None  # « des menaces de la part de voisins »
    for k in (*own, *below):
        if k > i and scene.preposition(k) in scene.words("agent_prepositions") and tokens[k].pos in ("NOUN", "PROPN"):
            return k if can_speak(scene, [k]) else None
    return None


def _owner_behind(scene: Scene, i: int, clause: list[int], stance: Stance) -> int | None:
    """« les appels au calme du préfet », « la menace de grève des pilotes »: whoever owns the word stands behind the topic."""
    if scene.language != "fr" or stance not in _DEEDS or not _is_deed(scene, i, stance, ()):
        return None
    topic = next((k for k in clause if scene.tokens[k].head == i), None)
    if topic is None or can_speak(scene, [topic]):
        return None
    for k in scene.tokens[topic].children:
        own = scene.preposition(k) in scene.words("owner_prepositions") and scene.tokens[k].dep == "nmod"
        if k > topic and own and scene.tokens[k].pos in ("NOUN", "PROPN") and can_speak(scene, [k]):
            determined = any(
                scene.tokens[c].lower != "de" and scene.tokens[c].dep in ("det", "case")
                for c in scene.tokens[k].children
            )
            return k if determined or scene.tokens[k].pos == "PROPN" else None
    return None


def _is_part(scene: Scene, k: int) -> bool:
    return f"{scene.preposition(k)}:{scene.tokens[k].lower}" in scene.words("parts")


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
