"""What a verb lends the event noun that it carries, reports or ends."""

from __future__ import annotations

from recoupe.extract.propositions.about import BEHIND
from recoupe.extract.propositions.roles import take_parties
from recoupe.extract.propositions.scene import Act, Scene
from recoupe.extract.propositions.slots import is_passive, slots_of
from recoupe.model.words import EventType
from recoupe.parse.clauses import Clause

FALLING = frozenset(
    {EventType.SANCTION, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.ASSAULT, EventType.COERCE}
)
"""Types that fall on someone; the genitive of other nouns stays who does it (« organiser la marche des mineurs »)."""

__all__ = ["distributed", "ended", "happened", "lend", "undergone"]


def happened(scene: Scene, noun: Act, clause: Clause) -> None:
    """« des combats ont éclaté entre X et Y »: the parties that the verb of happening names."""
    slots = slots_of(scene, clause)
    noun.actors.extend(x for k in slots.get("between", ()) for x in scene.parties(k))
    if not noun.recipients:
        noun.recipients.extend(x for k in slots.get("against", ()) if not scene.is_place(k) for x in scene.parties(k))


def undergone(scene: Scene, noun: Act) -> None:
    """« X avance grâce à l'aide de Y », « X recule face à l'offensive de Y »: the clause's subject is whom it falls on."""
    token = scene.token(noun.head)
    if not noun.recipients and scene.token(token.head).lemma.lower() in scene.lexicon.words["targets"]:
        noun.recipients = [k for k in _targets(scene, token.head) if k not in noun.actors]
    clause = scene.draft.parse.clause_of.get(token.head)
    if noun.recipients or noun.borrowed or clause is None or not token.dep.startswith("obl"):
        return
    if _is_under(scene, noun, clause):
        noun.recipients = [k for s in clause.subjects for k in scene.parties(s) or [s] if k not in noun.actors]
    if noun.recipients or not noun.actors:
        return
    kind, words = scene.lexicon.type_of(noun.concept), scene.lexicon.words
    side = "helped" if kind is EventType.AID else "faced" if kind is EventType.ASSAULT else None
    if side and scene.draft.parse.preposition(noun.head) in words[side]:
        noun.recipients = [x for k in clause.subjects for x in scene.parties(k) if x not in noun.actors]


def _is_under(scene: Scene, noun: Act, clause: Clause) -> bool:
    """« a fait l'objet d'une attaque », "came under fire": what the clause's subject undergoes, whoever does it."""
    words, preposition = scene.lexicon.words, scene.draft.parse.preposition(noun.head)
    if scene.lexicon.type_of(noun.concept) is None:
        return False
    if any(scene.token(k).lemma.lower() in words["targets"] for k in clause.objects):
        return "of" in scene.lexicon.kinds(preposition)
    assault = scene.lexicon.type_of(noun.concept) is EventType.ASSAULT
    return assault and preposition in words["faced"] and scene.lemma(clause.head) in words["under"]


def _targets(scene: Scene, k: int) -> list[int]:
    """« X a été la cible de », « X a fait l'objet de »: the subject of the clause that says it."""
    clauses = scene.draft.parse.clause_of
    clause = clauses.get(k) or clauses.get(scene.token(k).head)
    if clause is None or (clause.head == k and not clause.copula) or (clause.head != k and k not in clause.objects):
        return []  # « un hommage aux victimes de l'attentat »
    return [x for s in clause.subjects for x in scene.parties(s) or [s]] if clause is not None else []


def ended(scene: Scene, act: Act, clause: Clause, nouns: dict[int, Act]) -> None:
    """« lever l'embargo contre X », « refuser la demande de X »: where a verb names nobody, those of the act that is its object."""
    kind = scene.lexicon.type_of(act.concept)
    if kind is EventType.CONCEDE:  # « cesser ses frappes »: whose they were, the subject says
        for k in slots_of(scene, clause)["object"]:
            if k in nouns and nouns[k].actors and all(scene.token(a).pos == "DET" for a in nouns[k].actors):
                nouns[k].actors = list(act.actors) or nouns[k].actors
    if act.recipients or kind in (None, EventType.REQUEST):
        return
    for k in slots_of(scene, clause)["object"]:
        if k in nouns:
            act.recipients = [
                r for r in nouns[k].recipients or nouns[k].actors if r not in act.actors and scene.token(r).pos != "DET"
            ]


def lend(scene: Scene, noun: Act, clause: Clause) -> None:
    """Give a carried noun the parties of its verb; with « subir », the subject is who undergoes it."""
    slots = slots_of(scene, clause)
    if clause.lemma in scene.lexicon.words["suffered"]:
        undergoes = slots["object"] if is_passive(scene, clause) else slots["subject"]
        noun.recipients = noun.recipients or [
            x for k in undergoes for x in scene.parties(k) or ([k] if scene.is_place(k) else [])
        ]
        return
    _owned(scene, noun, clause, [x for k in slots["subject"] for x in scene.parties(k)])
    take_parties(scene, noun, clause)
    if noun.concept == "arrive_goods" and not clause.passive:
        told_by = [k for k in noun.recipients if k in slots["subject"]]
        noun.recipients = [k for k in noun.recipients if k not in told_by]
        if not noun.recipients:  # « le ministre annonce l'arrivée de … »: what reached the power he speaks for
            noun.others.extend((BEHIND, k) for k in told_by)
    above = scene.token(noun.head).head  # « une vague de frappes »: the wave is no party
    noun.recipients = [k for k in noun.recipients if k not in (noun.head, above) and k not in noun.actors]


def _owned(scene: Scene, noun: Act, clause: Clause, subjects: list[int]) -> None:
    """Where a verb says who does it, the noun's genitive is whom it falls on, and a possessive is the subject's own.

    "expressed its condemnation of X's remarks" (recipient X), "pledged his country's support" (actor: who pledged),
    "attended a meeting of the council" (both).
    """
    if not subjects or not noun.actors:
        return
    frame = scene.lexicon.concepts[noun.concept].frame
    if frame.mutual:
        if scene.lemma(clause.head) in scene.lexicon.words["attends"]:
            noun.actors = [*(k for k in subjects if k not in noun.actors), *noun.actors]
        return
    genitive = [
        k
        for k in noun.actors
        if scene.token(k).dep == "nmod" and "of" in scene.lexicon.kinds(scene.draft.parse.preposition(k))
    ]
    mine = [k for k in noun.actors if any(_possessive(scene, c) for c in scene.token(k).children)]
    if genitive and len(genitive) == len(noun.actors) and scene.lexicon.type_of(noun.concept) in FALLING:
        noun.recipients, noun.actors = noun.recipients or [k for k in genitive if k not in subjects], []
    elif mine and len(mine) == len(noun.actors):
        noun.actors = []


def _possessive(scene: Scene, k: int) -> bool:
    token = scene.token(k)
    return token.morph.get("Poss") == "Yes" and token.pos in ("DET", "PRON")


def distributed(scene: Scene, act: Act) -> list[Act]:
    """« toucher une centrale à X, ainsi que des entrepôts à Y et à Z »: an assault told of several places is one in each."""
    if act.nominal or scene.lexicon.type_of(act.concept) is not EventType.ASSAULT or len(act.recipients) < 2:
        return []
    found: list[Act] = []
    for k in act.recipients[1:]:
        spots = [
            m
            for c in scene.token(k).children
            if c > k and scene.token(c).dep == "nmod"
            for m in scene.draft.parse.conjuncts(c)
        ]
        for spot in spots:
            token = scene.token(spot)
            if token.pos == "PROPN" and scene.draft.parse.preposition(spot) in ("à", "en", "in", "at", "near"):
                first = not any(k in part.recipients for part in found)
                head = k if first else spot
                found.append(
                    Act(
                        head,
                        act.concept,
                        scene.token(head).lemma,
                        nominal=True,
                        words=[head],
                        known=True,
                        places=[spot],
                    )
                )
                found[-1].actors, found[-1].recipients = list(act.actors), [k]
    moved = {k for part in found for k in part.recipients}
    act.recipients = [k for k in act.recipients if k not in moved]
    act.places = [k for k in act.places if not any(k in part.places for part in found)]
    return found
