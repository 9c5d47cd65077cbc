"""Declared intentions: "X will release Y" is a promise beside the act to come, "X will not" a refusal, "X says Y must" a demand.

PLOVER codes what someone says they will do by its own types (AGREE, THREATEN, REJECT, REQUEST).  Where a language has a
word of its own for it, that word is the head of a second proposition, and the act to come stays, as planned.
"""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene
from recoupe.extract.propositions.slots import antecedents
from recoupe.model.words import EventType
from recoupe.parse.clauses import Clause

__all__ = ["declared"]

HARMFUL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.PROTEST})
"""What is announced of these types threatens; of the others it promises."""

WORDS = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REJECT, EventType.ACCUSE})
"""Types that are themselves said: to announce them adds nothing."""


def declared(scene: Scene, act: Act, clause: Clause) -> Act | None:
    """Return the promise, threat, refusal or demand that the clause's auxiliary makes of its act, or None."""
    kind = scene.lexicon.type_of(act.concept)
    guilt = _blamed(scene, clause)
    if guilt is not None:
        return guilt
    if (
        kind is None
        or (kind in WORDS and not (kind is EventType.AGREE and clause.negated))
        or not clause.auxiliaries
        or clause.mark in scene.lexicon.words["hypothetical"]
        or _asked(scene, clause)
        or _supposed(scene, clause)
    ):
        return None
    words = scene.lexicon.words
    will = next((k for k in clause.auxiliaries if scene.token(k).lower in words["will"]), None)
    if will is not None and act.actors and _named(scene, act, clause):
        concept = "refuse" if clause.negated else "threaten" if kind in HARMFUL else "promise"
        return _beside(scene, act, clause, (will, concept))
    must = next((k for k in clause.auxiliaries if scene.token(k).lower in words["must"]), None)
    above = scene.draft.parse.clause_of.get(clause.governor) if clause.governor is not None else None
    if must is not None and above is not None and clause.relation == "ccomp" and above.subjects:
        demand = _beside(scene, act, clause, (must, "demand"))
        demand.actors = [x for k in above.subjects for x in scene.parties(k)]
        demand.recipients = [k for k in act.actors if k not in demand.actors] or list(act.recipients)
        return demand
    return None


def _blamed(scene: Scene, clause: Clause) -> Act | None:
    """« X affirme que Y est responsable », "said the north was to blame": to say so is an accusation."""
    lemma = scene.token(clause.head).lemma.lower()
    above = scene.draft.parse.clause_of.get(clause.governor) if clause.governor is not None else None
    if (
        not clause.copula
        or clause.negated
        or clause.relation != "ccomp"
        or lemma not in scene.lexicon.words["guilt"]
        or above is None
        or above.negated
        or not above.subjects
    ):
        return None
    accused = [x for k in clause.subjects for x in scene.parties(k)]
    by = [x for k in above.subjects for x in scene.parties(k) if x not in accused]
    if not accused or not by:
        return None
    return Act(
        clause.head, "accuse", lemma, words=[clause.head], known=True, nominal=True, actors=by, recipients=accused
    )


def _named(scene: Scene, act: Act, clause: Clause) -> bool:
    """Whether who intends is named, or is who says so ("X says it will")."""
    first = act.actors[0]
    if scene.token(first).pos != "PRON":
        return True
    meant = antecedents(scene, clause, [first])
    if meant == [first]:
        return scene.draft.entity_at(first) is not None
    act.actors = meant
    return True


def _supposed(scene: Scene, clause: Clause) -> bool:
    """What is only feared or thought ("fears that X will attack"): what one side thinks that another will do is neither promised nor threatened by it."""
    above = scene.draft.parse.clause_of.get(clause.governor) if clause.governor is not None else None
    return above is not None and clause.relation == "ccomp" and above.lemma in scene.lexicon.words["supposing"]


def _asked(scene: Scene, clause: Clause) -> bool:
    """What is asked ("when it would", "of how they will"): nobody promises what is only asked."""
    words = scene.lexicon.words["asking"]
    return any(scene.token(k).lower in words for k in scene.token(clause.head).children if k < clause.head)


def _beside(scene: Scene, act: Act, clause: Clause, told: tuple[int, str]) -> Act:
    word, concept = told
    return Act(
        word, concept, scene.token(word).lemma, words=[word], known=True, nominal=True, borrowed=[],
        actors=list(act.actors), recipients=list(act.recipients), places=list(act.places), moments=list(act.moments),
    )  # fmt: skip
