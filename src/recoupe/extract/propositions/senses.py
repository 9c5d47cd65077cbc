"""Words with another sense than the act that the tables give them: what the clause must say for them to mean it.

The audit of events (``docs/events.md``) found these the largest class of error: giving that gives nothing to anybody,
harm that nobody did, verbs that lack the object that makes them acts.
"""

from __future__ import annotations

from collections.abc import Callable

from recoupe.extract.propositions.fitting import abstract, done_by_nothing, material, misses
from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.extract.propositions.slots import is_passive, slots_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["another_sense"]

GIVING = frozenset({"supply", "receive"})
"""Acts of AID that everyday verbs tell ("give", "send", "receive") of orders, goals and radio waves as well."""

HARM = frozenset({"kill", "wound", "destroy", "damage"})
"""Harm that accidents do as well as people."""

SIDES = frozenset({EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.STATE})
OFFICIAL = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.STATE})


def another_sense(scene: Scene, act: Act, clause: Clause) -> bool:
    """Whether the clause shows that its verb does not mean the act here; asked when its parties are known."""
    if _of_oneself(scene, act, clause) or _of_anybody(scene, act) or _quality(scene, act, clause):
        return True
    if misses(scene, act, clause) or done_by_nothing(scene, act, clause):
        return True
    if act.concept in GIVING:
        return not _given(scene, act, clause)
    if act.concept in HARM and _mishap(scene, act, clause):
        return True
    rule = RULES.get(act.concept)
    return (rule is not None and rule(scene, act, clause)) or _bare(scene, act, clause)


def _left(scene: Scene, act: Act, clause: Clause) -> bool:
    """Things leave, and engines are disengaged; troops, officials and demands are withdrawn."""
    if is_passive(scene, clause) or not clause.subjects:
        return False
    troops = scene.lexicon.words["@troops"]
    movers = [k for k in clause.subjects if scene.animate(k) or scene.token(k).lemma.lower() in troops]
    if not movers or _moved_by_itself(scene, clause):
        return True
    if clause.objects and all(scene.token(k).lemma.lower() in scene.lexicon.words["homes"] for k in clause.objects):
        return True  # « quitter son domicile »
    return bool(clause.objects) and len(act.words) == 1 and all(_plain_thing(scene, k) for k in clause.objects)


def _plain_thing(scene: Scene, k: int) -> bool:
    return scene.token(k).pos == "NOUN" and not material(scene, k)


def _nobody_met(scene: Scene, act: Act, clause: Clause) -> bool:
    """« rencontrer des difficultés », "host a video", "meet the target": only people are met and received."""
    named = [k for k in slots_of(scene, clause)["object"] if k not in scene.timed]
    objects = [k for k in named if scene.token(k).pos in ("NOUN", "PROPN", "NUM")]
    private = scene.lexicon.words["private"]
    met = [k for k in objects if scene.someone(k) and scene.token(k).lemma.lower() not in private]
    return bool(objects) and not met and not any(scene.lexicon.type_of(scene.nouns.get(k)) for k in objects)


def _caught_nobody(scene: Scene, act: Act, clause: Clause) -> bool:
    """« arrêter de fumer », « arrêter sa course », "held that …": only people are arrested, held and questioned."""
    objects = slots_of(scene, clause)["object"]
    if not objects:
        return bool(clause.complements)
    return all(abstract(scene, k) or scene.located(k) for k in objects)


def _asked_only(scene: Scene, act: Act, clause: Clause) -> bool:
    """« Interrogé à ce sujet, le ministre … »: whom a reporter asks is not questioned by the police."""
    return (clause.form == "participle" and not act.actors) or _caught_nobody(scene, act, clause)


def _cleared_thing(scene: Scene, act: Act, clause: Clause) -> bool:
    """« réhabiliter un quartier », "clear the road": only people are acquitted."""
    objects = slots_of(scene, clause)["object"]
    return bool(objects) and not any(scene.someone(k) for k in objects)


def _no_paper(scene: Scene, act: Act, clause: Clause) -> bool:
    """« signer le livre d'or », "sign a player": what is signed is an accord, a law, a text."""
    objects = slots_of(scene, clause)["object"]
    papers = scene.lexicon.words["papers"]
    return bool(objects) and not any(
        scene.token(k).lemma.lower() in papers
        or scene.lexicon.type_of(scene.nouns.get(k))
        or scene.token(k).pos == "PRON"
        for k in objects
    )


def _not_handed(scene: Scene, act: Act, clause: Clause) -> bool:
    """« rendre sa décision », « rendre publique la liste », "returned 5%": what is given back is a thing or someone."""
    objects = slots_of(scene, clause)["object"]
    if act.recipients:
        return False
    return (
        not objects
        or bool(clause.complements)
        or all(abstract(scene, k) or scene.token(k).pos == "SYM" for k in objects)
    )


def _traveller(scene: Scene, act: Act, clause: Clause) -> bool:
    """Only who stands for others visits ("two families arrived", "the jet flew to"): a name, an office, a delegation."""
    if scene.lemma(clause.head) not in scene.lexicon.words["travel"]:
        return False
    offices = scene.lexicon.words["@envoys"]
    return not any(
        scene.token(k).pos == "PROPN"
        or kind_of(scene.draft, k) in OFFICIAL
        or scene.token(k).lemma.lower() in offices
        or scene.token(k).pos == "PRON"
        for k in act.actors
    )


def _lost_nothing(scene: Scene, act: Act, clause: Clause) -> bool:
    """A town is lost to someone, money to nobody."""
    return bool(clause.objects) and not any(scene.is_place(k) for k in (*clause.objects, *act.words))


def _post(scene: Scene, act: Act, clause: Clause) -> bool:
    """« occuper un poste »."""
    objects = clause.objects
    return bool(objects) and all(scene.lemma(k) in scene.lexicon.words["no_ground"] for k in objects)


def _beaten_record(scene: Scene, act: Act, clause: Clause) -> bool:
    """« Lyon a battu Nantes », "beat last year's record": a beating falls on people, not on a side or a town."""
    if not act.recipients:
        return bool(clause.objects) or not is_passive(scene, clause)
    return not any(
        (scene.someone(k) and kind_of(scene.draft, k) not in SIDES and scene.token(k).pos != "PROPN")
        or kind_of(scene.draft, k) is EntityKind.PERSON
        for k in act.recipients
    )


def _passive_bound(scene: Scene, act: Act, clause: Clause) -> bool:
    """« réduit à », "not limited to": a bound that nobody sets is none."""
    return not act.actors


def _nowhere(scene: Scene, act: Act, clause: Clause) -> bool:
    """« investir dans ses usines », "invested in new products": investing ties two countries where it names one."""
    return not act.recipients


def _foretold(scene: Scene, act: Act, clause: Clause) -> bool:
    """« avertir que les ventes baisseront », "warned that sales could fall": to foretell is no threat; one is made to someone, or about an act of one's own."""
    advised = any(
        c is not None and c.form == "infinitive" for c in map(scene.draft.parse.clause_of.get, clause.complements)
    )
    if advised and not any(kind_of(scene.draft, k) in (*SIDES, EntityKind.GROUP) for k in act.actors):
        return True  # "warned other guests to stop eating"
    return not act.recipients and not clause.complements


def _not_owed(scene: Scene, act: Act, clause: Clause) -> bool:
    """Not to manage ("failed to record a sum") is a refusal only of what others asked or agreed."""
    if scene.lemma(clause.head) not in scene.lexicon.words["failing"]:
        return False
    below = [scene.draft.parse.clause_of.get(k) for k in clause.complements]
    keys = [scene.lexicon.verbs.get(scene.lemma(c.head)) for c in below if c is not None]
    nouns = [scene.nouns.get(k) for c in below if c is not None for k in c.objects]
    return not any(scene.lexicon.type_of(x) for x in (*keys, *nouns))


def _only_says(scene: Scene, act: Act, clause: Clause) -> bool:
    """What is suggested as being so ("suggesting that the debate had erased it") asks nobody for anything."""
    below = [c for c in map(scene.draft.parse.clause_of.get, clause.complements) if c is not None]
    told = [c for c in below if c.form == "finite" and c.mood == "ind" and not c.modals]
    return bool(told) and len(told) == len(below) and scene.lemma(clause.head) in scene.lexicon.words["suggests"]


def _ill(scene: Scene, act: Act, clause: Clause) -> bool:
    """An illness ("25 people are suspected to be infected"): nobody suspects them of an act."""
    below = [c for c in map(scene.draft.parse.clause_of.get, clause.complements) if c is not None]
    undergone = [c for c in below if c.copula or c.passive]
    typed = (scene.lexicon.type_of(scene.lexicon.verbs.get(scene.lemma(c.head))) for c in undergone)
    return not act.actors and bool(undergone) and not any(typed)


def _helps_along(scene: Scene, act: Act, clause: Clause) -> bool:
    """Helping along ("help people save money"): helping to do is aid between powers, or from one, not the everyday favour."""
    if not clause.complements or len(act.words) > 1:
        return False
    powers = (EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.GROUP)
    return not any(kind_of(scene.draft, k) in powers for k in act.actors)


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
    above = scene.draft.parse.clause_of.get(clause.governor) if clause.governor is not None else None
    if above is not None and not passive and any(_calamity(scene, k) for k in above.subjects):
        return True  # "a leak had left two people injured"
    if any(scene.animate(k) for k in (clause.agents if passive else clause.subjects)):
        return False
    causes = [*clause.agents, *(k for _, k in clause.obliques), *(() if passive else clause.subjects)]
    return any(_calamity(scene, k) for k in causes)


def _calamity(scene: Scene, k: int) -> bool:
    return scene.token(k).lemma.lower() in scene.lexicon.words["mishaps"]


def _moved_by_itself(scene: Scene, clause: Clause) -> bool:
    """The owner of a thing that leaves ("the plan's end leaves one plant") does not leave itself."""
    heads = [scene.token(k) for k in clause.subjects]
    return all(t.pos == "NOUN" and t.lemma.lower() in scene.lexicon.nouns for t in heads)


def _bare(scene: Scene, act: Act, clause: Clause) -> bool:
    """Without an object, verbs like these tell no act ("the coat was hanging", "the share declined")."""
    if scene.lemma(clause.head) not in scene.lexicon.words["with_object"] or len(act.words) > 1:
        return False
    return not (clause.objects or clause.complements or clause.passive)


RULES: dict[str, Callable[[Scene, Act, Clause], bool]] = {
    "withdraw": _left, "meet": _nobody_met, "host": _nobody_met, "arrest": _caught_nobody, "jail": _caught_nobody,
    "interrogate": _asked_only, "acquit": _cleared_thing, "sign": _no_paper, "give_back": _not_handed, "visit": _traveller,
    "lose": _lost_nothing, "invade": _post, "beat": _beaten_record, "restrict": _passive_bound, "invest": _nowhere,
    "warn": _foretold, "refuse": _not_owed, "suspect": _ill, "recommend": _only_says, "aid": _helps_along,
}  # fmt: skip
"""What certain concepts ask of their clause."""
