"""Verbs: the concept of a clause, and its parties by the concept's frame."""

from __future__ import annotations

from recoupe.extract.propositions.lexicon import UNKNOWN
from recoupe.extract.propositions.nouns import AIMED, GROUND, PLACED, givers, noun_slots, recipient_parties
from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["CARRIED", "clause_act", "slots_of", "take_parties", "told", "verb_keys"]

CARRIED = frozenset({None, EventType.AID})
"""Types of verbs that only carry their event noun (« livrer bataille »); other verbs are acts themselves."""


GIVEN = frozenset({EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT, EventType.AGREE})
"""Types of what can be offered or promised."""

FORCEFUL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.PROTEST, EventType.MOBILIZE}
)
"""Types of acts rather than of words: told even where nobody is named who does them."""


def verb_keys(scene: Scene, clause: Clause) -> list[str]:
    """The spellings under which a clause's verb may stand in the tables, the most special first."""
    tokens, lemma = scene.draft.parse.tokens, scene.lemma(clause.head)
    keys: list[str] = []
    if clause.reflexive:
        keys.append(("s'" if lemma[:1] in "aeiouyéèêâîôûh" else "se ") + lemma)
        keys.append("se " + lemma)
    for k in tokens[clause.head].children:
        child = tokens[k]
        if child.dep == "compound:prt" or (child.dep == "advmod" and child.pos == "ADP"):
            keys.append(f"{lemma} {child.lower}")
    keys.extend(f"{lemma} {p}" for p, _ in clause.obliques if p)
    keys.append(lemma)
    return keys


def slots_of(scene: Scene, clause: Clause) -> dict[str, list[int]]:
    """The clause's arguments by slot, the passive turned round."""
    passive = is_passive(scene, clause)
    subjects = clause.subjects or (stray_subject(scene, clause) if clause.form == "finite" else [])
    subjects = [*_torn_subject(scene, clause), *subjects]
    slots: dict[str, list[int]] = {
        "subject": list(clause.agents if passive else subjects),
        "object": list(subjects if passive else clause.objects),
        "indirect": list(clause.indirect),
    }
    if not slots["object"] and scene.lemma(clause.head) in scene.lexicon.words["object_control"]:
        # "allow the plane to land": the parse gives the plane to the landing only
        below = (scene.draft.parse.clause_of.get(k) for k in clause.complements)
        slots["object"] = [s for c in below if c is not None and c.form == "infinitive" and c.subject_by == "own" for s in c.subjects]
    slots["object"] = [k for k in slots["object"] if scene.draft.parse.preposition(k) not in scene.lexicon.words["sources"]]
    for preposition, noun in clause.obliques:
        for kind in scene.lexicon.kinds(preposition):
            slots.setdefault(kind, []).append(noun)
    if passive and not clause.agents:
        slots["subject"] = list(slots.get("agent", ()))
    return slots


def is_passive(scene: Scene, clause: Clause) -> bool:
    """Whether the subject undergoes the act: « elle s'est excusée » and « ils ont accusé » are no passives, whatever their tags."""
    if not clause.passive or clause.reflexive:
        return False
    auxiliaries = [scene.token(k) for k in clause.auxiliaries]
    return (
        not auxiliaries
        or clause.form != "finite"
        or any(a.lemma in ("être", "be", "get") or a.lower in ("été", "been", "being") for a in auxiliaries)
    )


def _torn_subject(scene: Scene, clause: Clause) -> list[int]:
    """« Le maire et le préfet ont …»: a first subject that the parse took for a sentence of its own."""
    token = scene.token(clause.head)
    above = scene.token(token.head)
    if (
        token.dep != "conj"
        or not clause.subjects
        or above.pos not in ("NOUN", "PROPN")
        or above.dep != "root"
        or above.i == token.i
    ):
        return []
    linked = any(scene.token(k).dep == "cc" and k < min(clause.subjects) for k in token.children)
    return [above.i] if linked else []


def stray_subject(scene: Scene, clause: Clause) -> list[int]:
    """The noun right before a finite verb that the parse left without a subject; no noun that a preposition governs."""
    parse = scene.draft.parse
    at = min([clause.head, *clause.auxiliaries]) - 1
    first = parse.sentences[parse.tokens[clause.head].sentence].first
    if 0 <= at < first and parse.tokens[at].pos == "PROPN" and parse.together(at, clause.head):
        first = at  # a name that the parse broke off as a sentence of its own (« le Royaume-Uni a … »)
    while at >= first and parse.tokens[at].pos in ("ADV", "AUX", "PART", "PRON"):
        at -= 1
    if at > first and parse.tokens[at].text == ",":
        at -= 1
    while at >= first and parse.tokens[at].dep in ("flat", "amod", "compound") and parse.tokens[at].head < at:
        at -= 1
    if at < first or parse.tokens[at].pos not in ("NOUN", "PROPN") or parse.child(at, "case") is not None:
        return []
    found = [at]
    if parse.tokens[at].dep == "conj":
        found = [
            k
            for k in parse.conjuncts(parse.tokens[at].head)
            if k != parse.tokens[at].head and parse.child(k, "case") is None
        ]
    return found


def clause_act(scene: Scene, clause: Clause) -> tuple[Act, int | None]:
    """The act of a clause, parties still to be taken, and the event noun that it only carries, or None."""
    slots = slots_of(scene, clause)
    keys = verb_keys(scene, clause)
    act = Act(clause.head, f"{scene.draft.language}:{clause.lemma.lower()}", clause.lemma, clause, words=[clause.head])
    built = _constructed(scene, clause, keys, slots)
    if (
        clause.copula
        and clause.form == "finite"
        and scene.token(clause.head).lemma.lower() in scene.lexicon.words["willing"]
        and clause.complements
    ):
        built = ("promise", clause.head)
    if built:
        act.concept, act.known = built[0], True
        act.words = sorted({clause.head, built[1]})
        return act, None
    if scene.lemma(clause.head) in scene.lexicon.words["labels"] and _labelled(scene, clause):
        act.concept, act.known = "accuse", True
        return act, None
    own = _own_concept(scene, keys, slots)
    noun = _event_object(scene, clause, slots, own)
    words = scene.lexicon.words
    if (
        noun is not None
        and any(key in words["cancel"] for key in keys)
        and scene.lexicon.type_of(scene.nouns[noun]) is EventType.CONSULT
    ):
        act.concept, act.known = "cancel_meeting", True
        return act, None
    if noun is not None and any(key in words["stop"] for key in keys):
        turned = scene.lexicon.turns["stop"].get(str(scene.lexicon.type_of(scene.nouns[noun])))
        if turned:
            act.concept, act.known, act.words = turned, True, [clause.head]
            return act, None
    lemma = scene.lemma(clause.head)
    if noun is not None and (
        lemma in words["commands"] or (any(key in words["light"] for key in keys) and _carries(scene, own, noun))
    ):
        return act, noun
    if own:
        act.concept, act.known = own, True
    return act, None


def _carries(scene: Scene, own: str | None, noun: int) -> bool:
    """Whether a verb only carries its noun: « livrer bataille » does, "offer aid" is an offer, "offer criticism" is none."""
    kind = scene.lexicon.type_of(own)
    if kind in CARRIED:
        return True
    return kind is EventType.AGREE and scene.lexicon.type_of(scene.nouns[noun]) not in GIVEN


def _labelled(scene: Scene, clause: Clause) -> bool:
    """« qualifier l'acte d'agression »: calling something by a word of blame."""
    charges = scene.lexicon.words["@charges"]
    inside = scene.draft.parse.subtree(clause.head, without=("advcl", "conj", "parataxis", "nsubj"))
    return any(scene.token(k).lemma.lower() in charges for k in inside if k > clause.head)


def _own_concept(scene: Scene, keys: list[str], slots: dict[str, list[int]]) -> str | None:
    row = scene.lexicon.by_object.get(keys[-1])
    if row and slots["object"] and not keys[0].startswith(("se ", "s'")):
        first = slots["object"][0]
        if len(row) > 2 and kind_of(scene.draft, first) in (
            EntityKind.GROUP,
            EntityKind.ORGANISATION,
            EntityKind.STATE,
        ):
            return row[2]
        return row[0] if any(scene.someone(k) for k in slots["object"]) else row[1]
    if keys[-1] in scene.lexicon.words["transitive"] and not slots["object"] and len(keys) == 1:
        return None
    return next((scene.lexicon.verbs[key] for key in keys if key in scene.lexicon.verbs), None)


def _constructed(scene: Scene, clause: Clause, keys: list[str], slots: dict[str, list[int]]) -> tuple[str, int] | None:
    """Concept and other word of a construction that the clause fills."""
    beside = [*slots["object"], *slots["indirect"], *(k for _, k in clause.obliques), *clause.complements]
    for k in slots["object"]:  # « condamner le maire à deux ans »: the parse hangs the sentence on the mayor
        beside.extend(
            c
            for c in scene.token(k).children
            if scene.token(c).dep == "nmod" and scene.draft.parse.preposition(c) in ("à", "to", "into")
        )
    for key in keys:
        for row in scene.lexicon.constructions.get(key, ()):
            for k in slots["subject"] if row.subject else beside:
                if scene.fills(row.words, k):
                    return row.concept, clause.head if row.subject else k
    return None


def _event_object(scene: Scene, clause: Clause, slots: dict[str, list[int]], own: str | None) -> int | None:
    """The event noun that a verb carries: its object, else, where it has no other object, an oblique."""
    for k in slots["object"]:
        if k in scene.nouns and scene.lexicon.type_of(scene.nouns[k]):
            return k
        if scene.token(k).lemma.lower() in scene.lexicon.words["counts"]:  # « une vague de frappes »
            for c in scene.token(k).children:
                if c in scene.nouns and scene.lexicon.type_of(scene.nouns[c]):
                    return c
    for _, k in clause.obliques:  # « entamer jeudi des négociations »: the parse hangs the talks on the day
        if k in scene.timed:
            for c in scene.token(k).children:
                if c in scene.nouns and scene.token(c).dep == "nmod":
                    return c
    if own or slots["object"]:
        return None
    return next((k for p, k in clause.obliques if k in scene.nouns and p in ("à", "en", "in", "on", "to", "de")), None)


def told(scene: Scene, act: Act, clause: Clause) -> bool:
    """Whether the clause says enough for its verb to mean the act.

    A participle beside a noun is coded for what is done by force or in law, not for standing backing or naming; verbs
    of saying and giving need someone who does it; verbs that ask need what for, or whom.
    """
    kind = scene.lexicon.type_of(act.concept)
    if kind is None:
        return True
    if act.concept == "prevent" and not act.actors:
        return False
    if (
        clause.relation == "acl"
        and clause.form == "participle"
        and kind not in FORCEFUL
        and not _headline(scene, clause)
    ):
        return False
    if kind is EventType.REQUEST and scene.lemma(clause.head) in scene.lexicon.words["content_only"]:
        asked = [k for p, k in clause.obliques if "to" in scene.lexicon.kinds(p) or p == "for"]
        if not (clause.complements or asked or clause.indirect):
            return False
    if act.concept == "talk" and not act.recipients and len(act.actors) < 2:
        return any(scene.token(k).morph.get("Number") == "Plur" for k in act.actors)
    if clause.form == "finite" and not is_passive(scene, clause) and not clause.subjects and not act.actors:
        return bool(act.recipients) and kind not in (EventType.REQUEST, EventType.AGREE)
    if is_passive(scene, clause):
        return kind in FORCEFUL or kind in (EventType.ACCUSE, EventType.AID) or bool(act.actors)
    return kind in FORCEFUL or bool(act.actors) or clause.form != "finite"


def _headline(scene: Scene, clause: Clause) -> bool:
    """« Un ministre accusé de fraude »: a participle that is all a headline has for a verb."""
    above = scene.token(clause.governor) if clause.governor is not None else None
    return above is not None and above.dep == "root" and above.sentence == 0


def take_parties(scene: Scene, act: Act, clause: Clause) -> None:
    """Fill an act's actors and recipients from a clause, by the frame of its concept."""
    concept = scene.lexicon.concepts.get(act.concept)
    frame = concept.frame if concept else UNKNOWN
    slots = slots_of(scene, clause)
    for k in slots.get("between", ()):  # who mediates between two is neither of them
        side = act.recipients if act.concept == "mediate" else act.actors
        side.extend(x for x in scene.parties(k) if x not in side)
    if not clause.subjects and clause.form == "infinitive" and not clause.passive:
        slots["subject"] = lent_subject(scene, clause)
    if frame.actor == ("from",) and not slots.get("from"):
        slots["from"] = [c for k in slots["object"] or [n for _, n in clause.obliques] for c in givers(scene, k)]
    slots["subject"] = antecedents(scene, clause, slots["subject"])
    if is_passive(scene, clause):
        slots["object"] = antecedents(scene, clause, slots["object"])
    own = set(act.words) - {clause.head}
    if own and not act.nominal:
        for kind, members in noun_slots(scene, Act(clause.head, act.concept, "", words=sorted(own))).items():
            if kind not in ("of", "adjective", "possessive"):
                slots.setdefault(kind, []).extend(members)
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
    for kind in frame.place:
        act.places.extend(k for k in slots.get(kind, ()) if k not in own and scene.is_place(k))
    if frame.place:  # « reprendre le contrôle de la ville », « progresser vers le sud »
        act.places.extend(w for w in own if scene.is_place(w))
        act.places.extend(
            k for w in own for k in scene.token(w).children if scene.token(k).dep == "nmod" and scene.is_place(k)
        )
    if act.recipients:
        return
    for kind in frame.recipient:
        for k in slots.get("object" if kind == "someone" else kind, ()):
            act.recipients.extend(
                x for x in _undergoing(scene, act, kind, k, k in own) if x not in act.recipients and x not in act.actors
            )
        if act.recipients:
            return
    for k in slots[
        "object"
    ]:  # « signer un accord avec X », "share evidence with X": the parse may hang them on the object
        beside = noun_slots(scene, Act(k, act.concept, "", words=[k]))
        for kind in frame.recipient:
            found = [x for c in beside.get(kind, ()) for x in _undergoing(scene, act, kind, c, False)]
            act.recipients.extend(x for x in found if x not in act.actors and scene.animate(x))


def _undergoing(scene: Scene, act: Act, kind: str, k: int, own: bool) -> list[int]:
    """Whom the act falls on, of the phrase in one slot; a word of the predicate only brings those inside it."""
    if own and scene.someone(k) and act.concept != "force":
        return [k]  # « expulser des diplomates »: the word that makes the act is whom it falls on
    if own:
        inside = scene.inside(k, owners=False)
        if act.concept in GROUND:
            act.places.extend(x for x in inside if scene.is_place(x))
        return [x for x in inside if x not in act.places]
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


def antecedents(scene: Scene, clause: Clause, members: list[int]) -> list[int]:
    """The members of a slot, pronouns that can only mean the subject of the clause around put back to it."""
    return list(dict.fromkeys(x for k in members for x in antecedent(scene, clause, k)))


def antecedent(scene: Scene, clause: Clause, k: int) -> list[int]:
    """The subjects of the clause around, for a pronoun that can only mean them ("X said it would …"); else the word itself."""
    token = scene.token(k)
    if (
        token.pos != "PRON"
        or token.morph.get("Person", "3") != "3"
        or clause.relation not in ("ccomp", "advcl", "conj")
    ):
        return [k]
    above = scene.draft.parse.clause_of.get(clause.governor) if clause.governor is not None else None
    if above is None or not above.subjects or (above.head > clause.head and clause.relation != "advcl"):
        return [k]
    other = scene.token(above.subjects[0])
    plural = "Plur" in (token.morph.get("Number"),)
    many = len(above.subjects) > 1 or other.morph.get("Number") == "Plur"
    if other.pos not in ("NOUN", "PROPN") or not scene.animate(other.i):
        return [k]
    if plural != many and not (plural and other.pos in ("NOUN", "PROPN") and scene.draft.language == "en"):
        return [k]
    mine, yours = scene.draft.entity_at(k), scene.draft.entity_at(other.i)
    if mine is not None and mine != yours and len(above.subjects) == 1:
        return [k]
    return list(above.subjects) if plural else [other.i]


def lent_subject(scene: Scene, clause: Clause) -> list[int]:
    """Whose act an infinitive without subject is: the genitive of its noun, the subject of the clause around it."""
    parse = scene.draft.parse
    around = clause.head
    noun = parse.tokens[clause.head].head
    if clause.relation == "acl" and scene.token(noun).pos in ("NOUN", "PROPN", "PRON"):
        seen = parse.clause_of.get(scene.token(noun).head)
        if (
            seen is not None
            and noun in seen.objects
            and scene.lemma(seen.head) in scene.lexicon.words["object_control"]
        ):
            return [noun]  # « voir l'armée bombarder »
    for k in parse.ancestors(clause.head):
        token = parse.tokens[k]
        if token.pos == "NOUN" and around == clause.head:
            owners = [
                c
                for c in token.children
                if parse.tokens[c].dep in ("nmod", "nmod:poss") and "of" in scene.lexicon.kinds(parse.preposition(c))
            ]
            if any(scene.animate(c) for c in owners):
                return [c for c in owners if scene.animate(c)]
        above = parse.clause_of.get(k)
        if above is not None and above.subjects and k != clause.head:
            return list(above.subjects)
        around = k
    return []
