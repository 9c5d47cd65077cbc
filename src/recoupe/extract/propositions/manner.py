"""Whether it took place, by the wording alone: negated, to come, in the conditional, under a verb that plans, denies or accuses."""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene
from recoupe.model.words import EventType
from recoupe.parse.clauses import Clause

__all__ = ["link_acts", "settle_manner"]

ORDER = ("denied", "hypothetical", "planned", "alleged", "happened")
"""Which manner wins where the wording gives several (the order of the events' conventions)."""

VERBAL = frozenset({EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""Types whose complement is what is promised, asked, refused or threatened: no act that took place."""


def stronger(left: str, right: str) -> str:
    """The manner that wins."""
    return min(left, right, key=ORDER.index)


def settle_manner(scene: Scene, acts: list[Act]) -> None:
    """Set ``manner`` and ``negated`` of each act, those above first so that what is below can inherit."""
    for act in sorted(acts, key=lambda a: _depth(a)):
        clause = act.borrowed[0] if act.borrowed else act.clause
        act.manner = _of_clause(scene, clause) if clause else "happened"
        if act.borrowed and clause is not None and scene.lemma(clause.head) in scene.lexicon.words["considering"]:
            act.manner = stronger(act.manner, "planned")  # « envisager des sanctions »
        if act.nominal:
            act.manner = stronger(act.manner, _of_noun(scene, act))
        elif clause is not None and clause.relation == "acl" and _unintended(scene, clause):
            act.manner = "denied"
        if act.done and act.under is not None:
            act.manner = act.under.manner
        act.negated = bool(clause and clause.negated)
        if act.under is not None and act.under is not act:
            act.manner = stronger(act.manner, _inherited(scene, act))


def _depth(act: Act) -> int:
    depth, seen = 0, {id(act)}
    while act.under is not None and id(act.under) not in seen:
        act = act.under
        seen.add(id(act))
        depth += 1
    return depth


def _left_open(scene: Scene, clause: Clause) -> bool:
    """Whether a conjunction leaves it open: "if", and "whether" behind a preposition too ("nothing about whether")."""
    open_words = scene.lexicon.words["hypothetical"]
    children = (scene.token(k) for k in scene.token(clause.head).children)
    return clause.mark in open_words or any(t.dep == "mark" and t.lower in open_words for t in children)


def _of_clause(scene: Scene, clause: Clause) -> str:
    words = scene.lexicon.words
    french = scene.draft.language == "fr"
    if _left_open(scene, clause) and not (french and _perfect(scene, clause)):
        return "hypothetical"
    if clause.negated:
        return "denied"
    if clause.tense == "future":
        return "planned"
    if clause.modals and not _done(scene, clause):
        possible = any(m in ("pouvoir", "may", "might", "could", "can") for m in clause.modals)
        if possible and not french and any(scene.token(k).lower == "have" for k in clause.auxiliaries):
            return "alleged"  # "may have been hit": said of what is past, it is held possible, not left open
        return "hypothetical" if possible else "planned"
    if clause.mood == "cnd":
        return "alleged" if french else "planned"
    if clause.mark in words["purpose"] and clause.relation in ("advcl", "acl"):
        return "planned"
    adverbs = (scene.token(k) for k in scene.token(clause.head).children)
    if any(t.dep == "advmod" and t.lemma.lower() in words["alleged_words"] for t in adverbs):
        return "alleged"
    return "happened"


def _done(scene: Scene, clause: Clause) -> bool:
    """« ont pu être arrêtés », « a dû se retirer »: with its modal in the perfect, it took place."""
    if clause.mood == "cnd":
        return False  # « aurait pu »
    above = [scene.token(clause.head).head, *clause.auxiliaries]
    return any(scene.token(k).lower in scene.lexicon.words["done_modals"] for k in above)


def _perfect(scene: Scene, clause: Clause) -> bool:
    """« Si elle a été libérée, lui reste détenu »: with the perfect, « si » sets two facts side by side."""
    return clause.tense == "past" and any(scene.token(k).morph.get("Tense") == "Pres" for k in clause.auxiliaries)


def _unintended(scene: Scene, clause: Clause) -> bool:
    """« n'avoir aucune intention d'attaquer »: the noun that the infinitive hangs on is itself negated."""
    noun = scene.token(clause.head).head
    return any(scene.token(k).lower in ("aucun", "aucune", "no", "nulle") for k in scene.token(noun).children)


def _of_noun(scene: Scene, act: Act) -> str:
    words = scene.lexicon.words
    for word in act.words:
        for k in scene.token(word).children:
            child = scene.token(k)
            if child.dep in ("amod", "acl", "advmod"):
                if child.lemma.lower() in words["alleged_words"]:
                    return "alleged"
                if child.lemma.lower() in words["planned_words"] or child.lower in words["planned_words"]:
                    return "planned"
            if child.dep == "det" and child.lower in ("aucun", "aucune", "no"):
                return "denied"
            if child.dep == "case" and child.lower in ("sans", "without"):
                return "denied"
    return "happened"


def _inherited(scene: Scene, act: Act) -> str:
    """What the act above makes of this one."""
    above = act.under
    assert above is not None
    lemma = above.lemma.lower()
    words = scene.lexicon.words
    if act.link not in ("content", "object"):
        return "happened" if act.link != "purpose" else "planned"
    type_above = scene.lexicon.type_of(above.concept)
    if lemma in words["denied"] or above.concept in (
        "deny",
        "deny_charge",
        "refuse",
        "reject",
        "rule_out",
        "prevent",
        "fail",
    ):
        return "denied" if act.link == "content" or lemma in words["denied"] else "happened"
    if type_above is EventType.ACCUSE or lemma in words["alleged"]:
        return "alleged" if act.link == "content" else "happened"
    if lemma in words["plan"] or type_above in VERBAL:
        return "denied" if above.negated else "planned"
    if lemma in words["factive"]:
        return above.manner
    return (
        above.manner
        if act.link == "content" and above.manner in ("hypothetical", "planned") and not above.known
        else "happened"
    )


def link_acts(scene: Scene, acts: list[Act]) -> None:
    """Set ``under`` and ``link``: which act each is told inside of."""
    by_word = {word: act for act in reversed(acts) for word in act.words}
    by_clause = {clause.head: act for act in acts for clause in (*act.borrowed, *([act.clause] if act.clause else ()))}
    parse = scene.draft.parse
    for act in acts:
        if act.link:  # the result of another act, which its own words have told
            continue
        clause = act.borrowed[0] if act.borrowed else act.clause
        if clause is not None:
            if _aimed(scene, clause):
                act.link = "purpose"
                continue
            if clause.relation == "root" or clause.governor is None:
                continue
            above = by_clause.get(clause.governor) or by_word.get(clause.governor)
            if above is None or above is act or above.under is act:
                continue
            act.under, act.link = above, _link(scene, clause, above)
            act.done = act.link in ("purpose", "content") and _said_there(scene, act, above, clause)
            if act.done:
                act.link = "circumstance"
                act.actors = list(above.actors)
                own = [k for k in act.recipients if k not in act.actors and scene.token(k).pos != "PRON"]
                act.recipients = own or list(above.recipients)
            continue
        for k in parse.ancestors(act.head):
            above = by_clause.get(k) or by_word.get(k)
            if above is not None and above is not act and above.under is not act:
                act.under, act.link = above, _noun_link(scene, act, above)
                break


SPOKEN = frozenset({EventType.SUPPORT, EventType.ACCUSE, EventType.THREATEN, EventType.REQUEST})
"""Types of acts that are done by saying them."""


def _said_there(scene: Scene, act: Act, above: Act, clause: Clause) -> bool:
    """« appeler le roi pour le féliciter », "summoned the envoy to protest": who meets or calls to say something says it."""
    spoken = scene.lexicon.type_of(act.concept) in SPOKEN and clause.form == "infinitive"
    return spoken and (above.concept in ("phone", "summon", "visit", "meet", "host"))


def _aimed(scene: Scene, clause: Clause) -> bool:
    """« avec pour but de », « la nécessité de »: an infinitive under a noun of aim or need is no act that took place."""
    if clause.form != "infinitive" or clause.relation not in ("acl", "xcomp", "advcl", "ccomp"):
        return False
    head = scene.token(clause.head).head
    return scene.token(head).pos == "NOUN" and scene.token(head).lemma.lower() in scene.lexicon.words["goals"]


def _link(scene: Scene, clause: Clause, above: Act) -> str:
    if clause.relation in ("xcomp", "ccomp", "csubj"):
        return "content"
    if (
        clause.mark in scene.lexicon.words["purpose"]
        and clause.form == "infinitive"
        and clause.relation in ("advcl", "acl")
    ):
        return "content" if clause.relation == "acl" and above.nominal else "purpose"
    if clause.relation == "acl" and above.nominal and clause.form == "infinitive":
        return "content"
    if clause.relation == "advcl" and clause.form == "infinitive" and clause.mark in ("de", "d'", "à"):
        return "content"
    return "circumstance"


def _asked_for(scene: Scene, act: Act, above: Act, clause: Clause) -> bool:
    """Whether the verb governs the noun as its content ("asked for the release of", « s'accorder sur une trêve »)."""
    kind = scene.lexicon.type_of(above.concept)
    governed = scene.lexicon.governed.get(str(kind), frozenset())
    return any(p in governed for p, k in clause.obliques if k == act.head)


def _noun_link(scene: Scene, act: Act, above: Act) -> str:
    """A noun is the content of the act that it is object of, or genitive of; subjects and circumstances are not."""
    token = scene.token(act.head)
    if above.clause is not None:
        clause = above.clause
        arguments = [*(clause.objects if not clause.passive else clause.subjects), *clause.indirect]
        if act.head in arguments:
            return "object"
        kinds = {kind for p, k in clause.obliques if k == act.head for kind in scene.lexicon.kinds(p)}
        if "of" in kinds and scene.lexicon.type_of(above.concept) is EventType.ACCUSE:
            return "content"  # « accusé de meurtre »
        return "object" if kinds & {"of", "to"} or _asked_for(scene, act, above, clause) else "circumstance"
    return "object" if token.dep in ("nmod", "compound") else "circumstance"
