"""Who does it and whom it falls on: an act’s parties from a clause, by the frame of its concept."""

from __future__ import annotations

from collections.abc import Mapping

from recoupe.extract.propositions.lexicon import UNKNOWN, Frame
from recoupe.extract.propositions.nouns import AIMED, GROUND, PLACED, givers, noun_slots, recipient_parties
from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.extract.propositions.slots import antecedents, is_passive, lent_subject, slots_of, writers
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["take_parties"]

NAMED = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.PLACE})
"""Kinds of sides that meet through those who stand for them."""


def take_parties(scene: Scene, act: Act, clause: Clause) -> None:
    """Fill an act's actors and recipients from a clause, by the frame of its concept."""
    concept = scene.lexicon.concepts.get(act.concept)
    frame = concept.frame if concept else UNKNOWN
    own = set(act.words) - {clause.head}
    slots = _filled_slots(scene, act, clause, frame)
    _take_actors(scene, act, frame, slots)
    _take_places(scene, act, slots, frame.place, own=own)
    if not act.recipients:
        _take_recipients(scene, act, frame, slots)
    if frame.mutual and len(act.actors) == 1 and not act.recipients:
        act.actors = _sides(scene, act.actors[0]) or act.actors


def _filled_slots(scene: Scene, act: Act, clause: Clause, frame: Frame) -> dict[str, list[int]]:
    """The clause's slots, with what stands elsewhere put into them; who mediates, or is mediated between, is taken on the way."""
    slots = slots_of(scene, clause)
    own_doer = not act.nominal and act.concept != "mediate" and any(scene.animate(k) for k in slots["subject"])
    for k in () if own_doer else slots.get("between", ()):  # who mediates between two is neither of them
        side = act.recipients if act.concept == "mediate" else act.actors
        side.extend(x for x in scene.parties(k) if x not in side)
    if not clause.subjects and clause.form == "infinitive" and not clause.passive:
        slots["subject"] = lent_subject(scene, clause)
    if frame.actor == ("from",) and not slots.get("from"):
        slots["from"] = [c for k in slots["object"] or [n for _, n in clause.obliques] for c in givers(scene, k)]
    slots["subject"] = antecedents(scene, clause, [x for k in slots["subject"] for x in writers(scene, clause, k)])
    if is_passive(scene, clause):
        slots["object"] = antecedents(scene, clause, slots["object"])
    own = set(act.words) - {clause.head}
    if own and not act.nominal:  # « lancer une attaque contre X »: the phrases of the noun fill slots too
        for kind, members in noun_slots(scene, Act(clause.head, act.concept, "", words=sorted(own))).items():
            if kind not in ("of", "adjective", "possessive"):
                slots.setdefault(kind, []).extend(k for k in members if not _of(scene, kind, k))
    return slots


def _take_actors(scene: Scene, act: Act, frame: Frame, slots: dict[str, list[int]]) -> None:
    """Those of the first slot that names somebody, where the act has nobody yet."""
    if (
        act.nominal
        and act.actors
        and all(scene.token(k).pos == "DET" or scene.token(k).tag == "PRP$" for k in act.actors)
    ):
        act.actors = []  # « son offensive »: whose it is, the subject says
    if not act.actors:
        for kind in frame.actor:
            for k in slots.get(kind, ()):
                act.actors.extend(x for x in scene.parties(k) if x not in act.actors)
            if act.actors:
                break


def _take_places(scene: Scene, act: Act, slots: dict[str, list[int]], kinds: tuple[str, ...], *, own: set[int]) -> None:
    """Places in the kinds of slot where such an act happens, and in its ``own`` words, which make it with the verb."""
    for kind in kinds:
        act.places.extend(k for k in slots.get(kind, ()) if k not in own and scene.is_place(k))
    if kinds:  # « reprendre le contrôle de la ville », « progresser vers le sud »
        act.places.extend(w for w in own if scene.is_place(w))
        act.places.extend(
            k
            for w in own
            if not scene.is_place(w)  # « le nord de l'Arlande » is not Arland
            for k in scene.token(w).children
            if scene.token(k).dep == "nmod" and scene.is_place(k)
        )


def _sides(scene: Scene, k: int) -> list[int]:
    """« les ministres français et turc », "Sweden's and Norway's leaders": those who meet by their adjectives or owners, if several."""
    parse = scene.draft.parse
    if scene.token(k).morph.get("Number") != "Plur":
        return []
    for c in scene.token(k).children:
        owner = scene.token(c).dep == "nmod:poss" or (
            scene.token(c).dep == "nmod" and "of" in scene.lexicon.kinds(parse.preposition(c))
        )
        named = [x for x in parse.conjuncts(c) if scene.demonym(x) or (owner and kind_of(scene.draft, x) in NAMED)]
        if len(named) > 1:
            return named
    return []


def _take_recipients(scene: Scene, act: Act, frame: Frame, slots: Mapping[str, list[int]]) -> None:
    """Fill whom the act falls on, from the first slot of the frame that has somebody, else from what hangs on the object."""
    for kind in frame.recipient:
        for k in slots.get("object" if kind == "someone" else kind, ()):
            act.recipients.extend(
                x for x in _undergoing(scene, act, kind, k) if x not in act.recipients and x not in act.actors
            )
        if act.recipients:
            return
    if scene.lexicon.type_of(act.concept) is EventType.REQUEST and any(k in scene.nouns for k in slots["object"]):
        return  # « exiger le retrait de X du port »: it is asked of who would do it, which the act asked for says
    for k in slots[
        "object"
    ]:  # « signer un accord avec X », "share evidence with X": the parse may hang them on the object
        named = [c for c in scene.token(k).children if scene.token(c).dep in ("flat", "appos", "flat:name")]
        beside = noun_slots(scene, Act(k, act.concept, "", words=[k, *named]))  # « des chars Leopard à l'Arlande »
        for kind in frame.recipient:
            found = [
                x for c in beside.get(kind, ()) if not _of(scene, kind, c) for x in _undergoing(scene, act, kind, c)
            ]
            act.recipients.extend(x for x in found if x not in act.actors and scene.animate(x))


def _undergoing(scene: Scene, act: Act, kind: str, k: int) -> list[int]:
    """Whom the act falls on, of the phrase in one slot; a word of the predicate only brings those inside it."""
    own = k in act.words and (act.nominal or k != act.head)
    if own and act.concept == "recall_envoy":  # « rappeler son ambassadeur à Oslo »: it falls on those he was sent to
        seats = [c for c in scene.token(k).children if c > k and scene.token(c).dep == "nmod"]
        return [
            c for c in seats if kind_of(scene.draft, c) in (EntityKind.STATE, EntityKind.PLACE, EntityKind.ORGANISATION)
        ]
    if own and scene.someone(k) and act.concept != "force":
        return [k]  # « expulser des diplomates »: the word that makes the act is whom it falls on
    if own:
        inside = scene.inside(k, owners=False)
        if act.concept in GROUND:
            act.places.extend(x for x in inside if scene.is_place(x))
        found = [x for x in inside if x not in act.places]
        seized = scene.lexicon.type_of(act.concept) is EventType.COERCE and act.concept not in GROUND
        thing = (
            kind == "object" and k not in scene.nouns and scene.lexicon.words["@media"] & {scene.token(k).lemma.lower()}
        )
        return found or ([k] if seized and thing else [])  # « fermer le journal »
    if kind == "someone":
        return [k] if scene.animate(k) else []
    if kind == "for" and not scene.someone(k):
        return scene.inside(k, owners=False)
    if act.concept in GROUND and not scene.someone(k):
        return []
    if scene.lexicon.type_of(act.concept) is EventType.MOBILIZE and kind == "against" and not scene.someone(k):
        return []
    placed = kind in AIMED and scene.is_place(k) and kind_of(scene.draft, k) is not EntityKind.STATE
    if (k in act.places and act.concept in GROUND) or (placed and scene.lexicon.type_of(act.concept) in PLACED):
        return []
    found = recipient_parties(scene, act, k)
    # a thing judged is named by the object; « à l'unanimité » is only how
    return [] if found == [k] and kind not in ("object", "against") and not scene.animate(k) else found


def _of(scene: Scene, kind: str, k: int) -> bool:
    """Whether a « de » that could mean "from" is a plain genitive (« demander le départ de X »)."""
    return kind == "from" and "of" in scene.lexicon.kinds(scene.draft.parse.preposition(k))
