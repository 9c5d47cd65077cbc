"""Verbs: the concept of a clause, and its parties by the concept"s frame."""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.extract.propositions.slots import is_passive, slots_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["CARRIED", "clause_act", "told", "verb_keys"]

PARTICLES = ("in", "up", "down", "off", "out", "away", "back", "over", "around", "through")
"""English words that make a verb another one as particles, never as prepositions."""

CARRIED = frozenset({None, EventType.AID})
"""Types of verbs that only carry their event noun (« livrer bataille »); other verbs are acts themselves."""


GIVEN = frozenset({EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT, EventType.AGREE})
"""Types of what can be offered or promised."""


FORCEFUL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.PROTEST, EventType.MOBILIZE}
)
"""Types of acts rather than of words: told even where nobody is named who does them."""

SENT = frozenset({"arms", "supply"})
"""Concepts of handing over arms."""


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
    # no particle: "called on Friday", "closed in order to"
    keys.extend(f"{lemma} {p}" for p, k in clause.obliques if p not in ("", *PARTICLES) and k not in scene.timed)
    if is_passive(scene, clause):
        keys.append(f"être {lemma}")
    keys.append(lemma)
    return keys


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
    if built is None and clause.reflexive:
        ready = _willing(scene, clause)
        built = ("promise", ready) if ready is not None else None  # « s'est dite prête à livrer »
    if built:
        act.concept, act.known = built[0], True
        act.words = sorted({clause.head, built[1]})
        return act, None
    if scene.lemma(clause.head) in scene.lexicon.words["labels"] and _labelled(scene, clause):
        act.concept, act.known = "accuse", True
        return act, None
    own = "phone" if _on_the_phone(scene, clause, slots) else _own_concept(scene, keys, slots)
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
        lemma in words["commands"]
        or lemma in words["considering"]
        or (any(key in words["light"] for key in keys) and _carries(scene, own, noun))
    ):
        return act, noun
    if own:
        act.concept, act.known = own, True
    return act, None


def _on_the_phone(scene: Scene, clause: Clause, slots: dict[str, list[int]]) -> bool:
    """« appeler le roi », not « appeler le roi à céder »: whom one calls to nothing, one calls up."""
    called = scene.lemma(clause.head) in scene.lexicon.words["phones"] and not is_passive(scene, clause)
    below = (scene.draft.parse.clause_of.get(k) for k in clause.complements)
    meant = any(c is None or c.mark not in scene.lexicon.words["purpose"] for c in below)
    to_it = meant or slots.get("to") or clause.reflexive
    someone = (scene.someone(k) and scene.token(k).pos != "PRON" for k in slots["object"])
    return called and not to_it and any(someone)


def _willing(scene: Scene, clause: Clause) -> int | None:
    """The word by which someone calls himself ready for something, or None."""
    ready = scene.lexicon.words["willing"]
    below = [
        k for k in scene.token(clause.head).children if {scene.token(k).lemma.lower(), scene.token(k).lower} & ready
    ]
    for_it = ("xcomp", "advcl", "acl", "obl", "ccomp")
    return next((k for k in below if scene.draft.parse.child(k, *for_it) is not None), None)


def _carries(scene: Scene, own: str | None, noun: int) -> bool:
    """Whether a verb only carries its noun: « livrer bataille » does, "offer aid" is an offer, "offer criticism" is none."""
    kind = scene.lexicon.type_of(own)
    if kind in CARRIED:
        return True
    return kind is EventType.AGREE and scene.lexicon.type_of(scene.nouns[noun]) not in GIVEN


def _labelled(scene: Scene, clause: Clause) -> bool:
    """« qualifier l'acte d'agression »: calling something by a word of blame."""
    charges = scene.lexicon.words["@charges"]
    elsewhere = {
        i for p, k in clause.obliques if p in scene.lexicon.words["unlabelling"] for i in scene.draft.parse.subtree(k)
    }  # "called for sanctions against the criminal court"
    inside = scene.draft.parse.subtree(clause.head, without=("advcl", "conj", "parataxis", "nsubj"))
    return any(scene.token(k).lemma.lower() in charges for k in inside if k > clause.head and k not in elsewhere)


def _own_concept(scene: Scene, keys: list[str], slots: dict[str, list[int]]) -> str | None:
    row = next((scene.lexicon.by_object[key] for key in keys if key in scene.lexicon.by_object), None)
    if row and slots["object"] and not keys[0].startswith(("se ", "s'")):
        first = slots["object"][0]
        if len(row) > 2 and kind_of(scene.draft, first) in (
            EntityKind.GROUP,
            EntityKind.ORGANISATION,
            EntityKind.STATE,
        ):
            return row[2]
        return (
            row[0] if scene.someone(first) and scene.token(first).lower not in scene.lexicon.words["inert"] else row[1]
        )
    if keys[-1] in scene.lexicon.words["transitive"] and not slots["object"] and len(keys) == 1:
        return None
    return next((scene.lexicon.verbs[key] for key in keys if key in scene.lexicon.verbs), None)


def _constructed(scene: Scene, clause: Clause, keys: list[str], slots: dict[str, list[int]]) -> tuple[str, int] | None:
    """Concept and other word of a construction that the clause fills."""
    beside = [*slots["object"], *slots["indirect"], *clause.complements]
    beside += [k for p, k in clause.obliques if p not in ("contre", "against", "from", "off")]
    answers = scene.lexicon.words["answers"]  # « dire non à »
    beside += [k for k in scene.token(clause.head).children if scene.token(k).lower in answers]
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
                    concept = "attack" if row.concept in SENT and _sent_at(scene, clause, k) else row.concept
                    return concept, clause.head if row.subject else k
    return None


def _sent_at(scene: Scene, clause: Clause, thing: int) -> bool:
    """« envoyer un drone sur la cuve », "sent a missile into the town": what flies and is sent at something is no gift."""
    words = scene.lexicon.words
    if scene.token(thing).lemma.lower() not in words["flying"]:
        return False
    parse = scene.draft.parse
    below = [parse.preposition(k) for k in scene.token(thing).children if scene.token(k).dep in ("nmod", "obl")]
    return any(p in words["onto"] for p in (*(p for p, _ in clause.obliques), *below))


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
    instruction = scene.draft.language == "en" and clause.relation in ("root", "parataxis") and not clause.auxiliaries
    if instruction and clause.form == "infinitive" and not clause.subjects:
        return False  # "Call the office for details"
    if act.concept == "receive":
        return bool(act.recipients)
    if act.concept == "prevent" and not act.actors:
        return False
    if (
        clause.relation == "acl"
        and clause.form == "participle"
        and kind not in FORCEFUL
        and not _headline(scene, clause)
        and not _worded(scene, clause)
    ):
        return False
    if (
        kind is EventType.REQUEST
        and len(act.words) == 1
        and scene.lemma(clause.head) in scene.lexicon.words["content_only"]
    ):
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


def _worded(scene: Scene, clause: Clause) -> bool:
    """« un communiqué condamnant … », "a letter urging …": a text's participle tells what its authors do."""
    above = scene.token(clause.governor) if clause.governor is not None else None
    present = scene.token(clause.head).morph.get("Tense") == "Pres" or scene.token(clause.head).tag == "VBG"
    return above is not None and present and above.lemma.lower() in scene.lexicon.words["texts"]


def _headline(scene: Scene, clause: Clause) -> bool:
    """« Un ministre accusé de fraude »: a participle that is all a headline has for a verb."""
    above = scene.token(clause.governor) if clause.governor is not None else None
    return above is not None and above.dep == "root" and above.sentence == 0
