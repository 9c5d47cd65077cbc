"""Parties that stand in what is said, asked or meant; nouns too weak to be acts; acts that their company makes others."""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["only_once", "ordered", "reach", "recast", "weigh"]

NAMED = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.PLACE, EntityKind.PERSON})


DECREED = frozenset({EventType.COERCE, EventType.SANCTION, EventType.RETREAT})
"""Types of what courts and governments do by ordering it."""

SAID = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE})
"""Types whose party may stand in what is asked, blamed, refused, threatened or promised."""


def reach(scene: Scene, act: Act) -> None:
    """Whom a promise, request, refusal, threat or accusation is about, taken from its content where its own clause names nobody."""
    above = act.under
    if above is None or not above.known:
        return
    kind = scene.lexicon.type_of(above.concept)
    if not above.recipients:
        above.recipients = [k for k in _meant(scene, act, kind) if k not in above.actors]
    if kind is EventType.ACCUSE and not act.actors and above.recipients and act.link == "content":
        act.actors = list(above.recipients)
        act.recipients = [k for k in act.recipients if k not in act.actors]
    if above.recipients or kind not in SAID or act.link not in ("content", "object"):
        return
    if kind in (EventType.REQUEST, EventType.ACCUSE):
        named = act.actors or [k for k in (act.clause.subjects if act.clause else ()) if scene.token(k).pos == "PROPN"]
        others = [k for k in named if k not in above.actors]
        verbal = (
            kind is EventType.ACCUSE or act.clause is not None
        )  # « demander la fin des frappes » asks nobody by name
        above.recipients = others or [k for k in act.recipients if verbal and k not in above.actors]
    elif kind in (EventType.REJECT, EventType.THREATEN, EventType.AGREE):
        above.recipients = [k for k in act.recipients if k not in above.actors and scene.animate(k)]
    if not above.recipients and act.link == "content" and act.clause is not None:
        named = [
            x
            for k in (*act.clause.objects, *act.clause.indirect, *(k for _, k in act.clause.obliques))
            for x in scene.parties(k, owners=False)
        ]
        above.recipients = [k for k in named if k not in above.actors and scene.token(k).pos in ("PROPN", "ADJ")]
        if not above.recipients:
            above.recipients = _somewhere(scene, act.clause, above)


def _meant(scene: Scene, act: Act, above: EventType | None) -> list[int]:
    """Whom aid is given for, or troops are called up against, where only its purpose says ("$2m to help farmers in Mali")."""
    kind = scene.lexicon.type_of(act.concept)
    if above is EventType.AID and act.link != "object":
        return act.recipients or [k for k in act.places if kind_of(scene.draft, k) is EntityKind.STATE]
    if above is EventType.PROTEST and kind in (EventType.ACCUSE, EventType.PROTEST, EventType.REJECT):
        return act.recipients  # « en grève de la faim pour protester contre X »
    if above is EventType.MOBILIZE and kind is EventType.ASSAULT:
        return act.recipients
    return []


def _somewhere(scene: Scene, clause: Clause, above: Act) -> list[int]:
    """The first power or place named anywhere in what is promised, asked or refused ("agreed to send a team to Mali")."""
    taken = {scene.draft.entity_at(k) for k in above.actors}
    for k in scene.draft.parse.subtree(clause.head, without=("advcl", "parataxis", "conj")):
        named = kind_of(scene.draft, k) in NAMED and scene.token(k).pos == "PROPN" and k not in scene.timed
        if (
            named
            and k > clause.head
            and scene.draft.entity_at(k) not in taken
            and scene.token(k).dep not in ("flat", "compound")
        ):
            return [k]
    return []


def _struck(scene: Scene, act: Act) -> list[int]:
    """The organisation named in the protest's own clause (« en grève à la SNCF », "for better pay at Kestrel Ltd")."""
    heads = [act.head, *(c.head for c in act.borrowed), *([act.clause.head] if act.clause else [])]
    taken = {scene.draft.entity_at(k) for k in act.actors}
    for head in dict.fromkeys(heads):
        for k in scene.draft.parse.subtree(head, without=("advcl", "parataxis", "conj", "nsubj", "acl:relcl")):
            if (
                kind_of(scene.draft, k) is EntityKind.ORGANISATION
                and k > act.head
                and scene.draft.entity_at(k) not in taken
            ):
                return [k]
    return []


def _armed(scene: Scene, act: Act, clause: Clause) -> int | None:
    """« envoyer des chars à la Suède »: arms that one state sends to another are given, not moved; the state, or None."""
    arms = [k for k in act.words if scene.token(k).lemma.lower() in scene.lexicon.words["@arms"]]
    reached = [*clause.indirect, *(k for p, k in clause.obliques if "to" in scene.lexicon.kinds(p))]
    reached += [
        c
        for k in arms
        for c in scene.token(k).children
        if "to" in scene.lexicon.kinds(scene.draft.parse.preposition(c))
    ]
    mine = {scene.draft.entity_at(k) for k in act.actors}
    states = [
        k for k in reached if kind_of(scene.draft, k) is EntityKind.STATE and scene.draft.entity_at(k) not in mine
    ]
    return states[0] if arms and states else None


def _at_work(scene: Scene, act: Act) -> bool:
    """Workers ("rail unions struck"): whose strike is a stoppage of work, where it falls on nobody."""
    workers = scene.lexicon.words["@workers"]
    return any(
        scene.token(c).lemma.lower() in workers
        for k in act.actors
        for c in (k, *scene.token(k).children)
        if c in (k, k - 1)
    )


def recast(scene: Scene, act: Act) -> None:
    """Troops sent to keep the peace are aid; an exercise of two armies is cooperation."""
    kind = scene.lexicon.type_of(act.concept)
    if kind is EventType.PROTEST and (act.actors or act.concept == "strike_work") and not act.recipients:
        act.recipients = _struck(scene, act)
    if act.concept == "strike" and not act.recipients and _at_work(scene, act):
        act.concept = "strike_work"
    if act.concept == "deploy" and act.clause is not None and (ally := _armed(scene, act, act.clause)) is not None:
        act.concept, act.recipients = "arms", [ally]
        act.places = [k for k in act.places if k != ally]
    if act.concept == "exercise" and len(act.actors) > 1:
        act.concept = "cooperate_military"
    elif kind is EventType.MOBILIZE:
        heads = [act.head, *(c.head for c in act.borrowed)]
        below = [
            k for h in heads for k in scene.draft.parse.subtree(h, without=("conj", "advcl", "parataxis", "nsubj"))
        ]
        if any(scene.token(k).lemma.lower() in scene.lexicon.words["@peace"] for k in below):
            act.concept = "peacekeep"


def weigh(scene: Scene, act: Act) -> None:
    """A noun that names a standing state or a text as often as an act counts where a verb carries it, or both sides are named."""
    if (
        act.nominal
        and act.concept == "release"
        and act.recipients
        and not any(_freed(scene, k) for k in act.recipients)
    ):
        act.concept, act.known = f"{scene.draft.language}:{act.lemma.lower()}", False  # "the film's release"
        return
    weak = act.nominal and len(act.words) == 1 and act.lemma.lower() in scene.lexicon.words["weak"]
    children = scene.token(act.head).children
    carried = bool(act.borrowed) or any(_carried_by(scene, k) or _says_what(scene, k) for k in children)
    if weak and not carried and not (act.actors and (act.recipients or act.places or len(act.actors) > 1)):
        act.concept, act.known = f"{scene.draft.language}:{act.lemma.lower()}", False


def _freed(scene: Scene, k: int) -> bool:
    """Whether a release can be of it: someone, or goods, arms and money that were held."""
    token, words = scene.token(k), scene.lexicon.words
    held = any(token.lemma.lower() in words[name] for name in ("@goods", "@arms", "@money", "@struck", "@troops"))
    return held or scene.someone(k) or token.pos in ("PRON", "DET", "NUM", "SYM")


def _says_what(scene: Scene, k: int) -> bool:
    """« la menace que X quitte le pacte », "threats by X that he would": a noun that governs what was said was an act of saying it."""
    clause = scene.draft.parse.clause_of.get(k)
    return clause is not None and clause.form == "finite" and clause.mark in ("que", "qu'", "that")


def _carried_by(scene: Scene, k: int) -> bool:
    """« une marche organisée par X »: a participle carries a noun as a verb does."""
    clause = scene.draft.parse.clause_of.get(k)
    return clause is not None and clause.relation == "acl" and clause.lemma in scene.lexicon.words["light"]


def ordered(scene: Scene, acts: list[Act]) -> None:
    """« ordonner le maire arrêté », "ordered nine ministers jailed": who has the power to order it does it by the order."""
    by_head = {act.head: act for act in acts if act.clause is not None}
    for act in acts:
        clause = act.clause
        if (
            clause is None
            or act.actors
            or clause.form != "participle"
            or scene.lexicon.type_of(act.concept) not in DECREED
        ):
            continue
        above = scene.draft.parse.clause_of.get(scene.token(clause.head).head)
        if above is None and clause.governor is not None:
            above = scene.draft.parse.clause_of.get(scene.token(clause.governor).head)
        order = by_head.get(above.head) if above is not None else None
        if (
            above is None
            or order is None
            or order is act
            or scene.lemma(above.head) not in scene.lexicon.words["commands"]
        ):
            continue
        act.actors = list(order.actors)
        order.concept, order.known = f"{scene.draft.language}:{order.lemma.lower()}", False


def only_once(scene: Scene, act: Act) -> None:
    """Each party on one side, once; days are nobody ("Saturday's meeting")."""
    act.actors = [k for k in dict.fromkeys(act.actors) if k not in scene.timed]
    act.recipients = [k for k in dict.fromkeys(act.recipients) if k not in act.actors and k not in scene.timed]
