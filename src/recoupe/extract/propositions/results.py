"""What an act did, told by a verb of its own: « une attaque a fait deux morts », "shelled the town, killing nine".

Who codes events codes one act with all whom it fell on; the killing is no second event.  Where the verb says no more than that there
were dead, the noun is the act and the clause its ``result``; a verb of harm is the act itself and the noun its ``cause``.
"""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene
from recoupe.extract.propositions.slots import is_passive
from recoupe.model.words import EventType
from recoupe.parse.clauses import Clause

__all__ = ["CAUSE", "RESULT", "release_cause", "result_of", "settle_results"]

RESULT, CAUSE = "result", "cause"

DONE_BY = frozenset({EventType.ASSAULT, EventType.PROTEST})
"""Types of the acts that have victims: attacks, and riots."""


def result_of(scene: Scene, act: Act, clause: Clause, nouns: dict[int, Act]) -> None:
    """Join a clause of harm and the event noun that does it; a noun that is the act takes those harmed, and the clause's time and place."""
    concept = scene.lexicon.concepts.get(act.concept)
    if concept is None or concept.harm is None or concept.type is not EventType.ASSAULT:
        return
    doers = clause.agents if is_passive(scene, clause) else clause.subjects
    cause = next((nouns[c] for k in doers for c in _causes(scene, k) if c in nouns), None)
    if cause is None or scene.lexicon.type_of(cause.concept) not in DONE_BY or cause.head in act.words:
        return
    if cause.link == CAUSE and cause.under is not None:
        act.under, act.link = cause.under, RESULT  # « a tué deux civils et blessé un policier »
        return
    if len(act.words) == 1:
        # « une embuscade au Mexique, des frappes contre Kherson ont tué »: neither those struck nor the place did it
        act.actors = [k for k in act.actors if k not in cause.recipients and not _is_where(scene, cause, k)]
        cause.under, cause.link = act, CAUSE
        return
    act.actors = [k for k in act.actors if k not in cause.actors and k != cause.head]
    harmed = act.recipients or [k for k in act.words if k != act.head]
    cause.recipients.extend(k for k in harmed if k not in (*cause.recipients, *cause.actors))
    cause.borrowed.append(clause)
    act.under, act.link = cause, RESULT


def release_cause(act: Act, clause: Clause, nouns: dict[int, Act]) -> None:
    """« les frappes ont détruit un tiers des capacités »: where the verb turns out to harm nothing, the noun is the act after all."""
    for noun in nouns.values():
        if noun.under is act and noun.link == CAUSE:
            noun.under, noun.link = None, ""
            noun.borrowed.append(clause)


def _is_where(scene: Scene, cause: Act, k: int) -> bool:
    kinds = scene.lexicon.kinds(scene.draft.parse.preposition(k))
    return scene.token(k).head == cause.head and "place" in kinds and "of" not in kinds and scene.is_place(k)


def _causes(scene: Scene, k: int) -> list[int]:
    """The noun, and behind a word of number what it counts: « une série d'attaques a fait … »."""
    if scene.token(k).lemma.lower() not in scene.lexicon.words["counts"]:
        return [k]
    return [k, *scene.token(k).children]


def settle_results(scene: Scene, acts: list[Act]) -> None:
    """« bombarder la ville, tuant deux civils »: what a participle beside an attack says it did is its result."""
    for act in acts:
        above, concept = act.under, scene.lexicon.concepts.get(act.concept)
        clause = act.clause
        if above is None or clause is None or concept is None or concept.harm is None or act.link == RESULT:
            continue
        beside = clause.relation == "advcl" and clause.form == "participle" and not clause.passive
        if beside and above.known and scene.lexicon.type_of(above.concept) is EventType.ASSAULT:
            act.link = RESULT
