"""Words with another sense than the act that the tables give them: what the clause must say for them to mean it.

The audit of events (``docs/events.md``) found these the largest class of error: giving that gives nothing to anybody,
harm that nobody did, verbs that lack the object that makes them acts.
"""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene
from recoupe.extract.propositions.slots import is_passive, slots_of
from recoupe.model.words import EventType
from recoupe.parse.clauses import Clause

__all__ = ["another_sense"]

GIVING = frozenset({"supply", "receive"})
"""Acts of AID that everyday verbs tell ("give", "send", "receive") of orders, goals and radio waves as well."""

HARM = frozenset({"kill", "wound", "destroy", "damage"})
"""Harm that accidents do as well as people."""


def another_sense(scene: Scene, act: Act, clause: Clause) -> bool:
    """Whether the clause shows that its verb does not mean the act here; asked when its parties are known."""
    if _of_oneself(scene, act, clause) or _of_anybody(scene, act) or _quality(scene, act, clause):
        return True
    if act.concept in GIVING:
        return not _given(scene, act, clause)
    if act.concept in HARM:
        return _mishap(scene, act, clause)
    if act.concept == "withdraw" and clause.subjects and not is_passive(scene, clause):
        return not any(scene.animate(k) for k in (*clause.subjects, *act.actors)) or _moved_by_itself(scene, clause)
    if act.concept == "beat" and clause.objects:  # "beat last year's record"
        return not any(scene.someone(k) for k in act.recipients)
    if act.concept == "lose" and clause.objects:  # a town is lost to someone, money to nobody
        return not any(scene.is_place(k) for k in (*clause.objects, *act.words))
    if act.concept == "invade" and clause.objects:  # « occuper un poste »
        return all(scene.lemma(k) in scene.lexicon.words["no_ground"] for k in clause.objects)
    return _bare(scene, act, clause)


def _of_oneself(scene: Scene, act: Act, clause: Clause) -> bool:
    """« se vanter », « se blesser », "feed on itself": done to oneself, an act is not the one that the tables list."""
    violent = scene.lexicon.type_of(act.concept) is EventType.ASSAULT  # "blew himself up"
    if not violent and any(scene.token(k).lower in scene.lexicon.words["selves"] for k in act.recipients):
        return True
    kind, lemma = scene.lexicon.concepts.get(act.concept), scene.lemma(clause.head)
    if not clause.reflexive or kind is None or kind.type is None or kind.frame.mutual or len(act.words) > 1:
        return False
    return not any(f"{self}{lemma}" in scene.lexicon.verbs for self in ("se ", "s'"))


def _of_anybody(scene: Scene, act: Act) -> bool:
    """« toute personne reconnue coupable », "anyone who helps": a rule for whom it may concern tells no act."""
    general = scene.lexicon.words["general"]
    for k in (*act.actors, *act.recipients):
        if not scene.someone(k):
            continue
        token = scene.token(k)
        each = (scene.token(c) for c in token.children if scene.token(c).dep == "det")
        if token.lower in general or any(d.lower in general and token.morph.get("Number") != "Plur" for d in each):
            return True
    return False


def _quality(scene: Scene, act: Act, clause: Clause) -> bool:
    """An adjective ("it is clear") is not the verb of the same letters."""
    token = scene.token(clause.head)
    return clause.copula and token.pos == "ADJ" and len(act.words) == 1 and token.lemma.lower() in scene.lexicon.verbs


def _given(scene: Scene, act: Act, clause: Clause) -> bool:
    """Giving needs someone who gets it, or goods, arms or money; getting needs one of those, or a giver."""
    if any(_goods(scene, k) for k in slots_of(scene, clause)["object"]):
        return True
    others = act.actors if act.concept == "receive" else act.recipients
    return any(scene.someone(k) or scene.token(k).pos == "PROPN" for k in others)


def _goods(scene: Scene, k: int) -> bool:
    token, words = scene.token(k), scene.lexicon.words
    if token.pos in ("NUM", "SYM") or scene.lexicon.type_of(scene.nouns.get(k)) in (EventType.AID, EventType.MOBILIZE):
        return True
    inside = (k, *(c for c in token.children if scene.token(c).dep in ("nmod", "compound", "amod", "nummod", "conj")))
    return any(
        scene.token(c).lemma.lower() in words[name] for c in inside for name in ("@goods", "@arms", "@troops", "@money")
    )


def _mishap(scene: Scene, act: Act, clause: Clause) -> bool:
    """« Une avalanche a tué deux skieurs », "killed in a crash": nobody did it."""
    passive = is_passive(scene, clause)
    if any(scene.animate(k) for k in (clause.agents if passive else clause.subjects)):
        return False
    causes = [*clause.agents, *(k for _, k in clause.obliques), *(() if passive else clause.subjects)]
    return any(scene.token(k).lemma.lower() in scene.lexicon.words["mishaps"] for k in causes)


def _moved_by_itself(scene: Scene, clause: Clause) -> bool:
    """The owner of a thing that leaves ("the plan's end leaves one plant") does not leave itself."""
    heads = [scene.token(k) for k in clause.subjects]
    return all(t.pos == "NOUN" and t.lemma.lower() in scene.lexicon.nouns for t in heads)


def _bare(scene: Scene, act: Act, clause: Clause) -> bool:
    """Without an object, verbs like these tell no act ("the coat was hanging", "the share declined")."""
    if scene.lemma(clause.head) not in scene.lexicon.words["with_object"] or len(act.words) > 1:
        return False
    return not (clause.objects or clause.complements or clause.passive)
