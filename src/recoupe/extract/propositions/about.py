"""Whom or what an act is about, where no slot of its frame names anybody: the nearest name in its own phrase, else the thing itself.

« Le Sénat rejette le résultat du scrutin », "agreed to open its border for aid to Mali": those who code events put down what was
rejected, or where the promise leads.  The proposition keeps it as a part of its own (``about``), and no party: nobody there
need have undergone anything.
"""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["ABOUT", "BEHIND", "tell_about"]

ABOUT = "about"
"""Name of the part in ``Proposition.others``."""

BEHIND = "behind"
"""The place that stands for those behind a thing struck (« une centrale à Daril »); who speaks for those that something reached."""

NAMED = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.PLACE, EntityKind.PERSON})

TOWARDS = frozenset(
    {
        EventType.ACCUSE, EventType.REJECT, EventType.AGREE, EventType.THREATEN, EventType.SUPPORT, EventType.SANCTION,
        EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.MOBILIZE,
    }
)  # fmt: skip
"""Types that are done towards someone; an assault or a march may fall on nobody that is named, and a demand names what is
asked, seldom of whom."""

PEOPLE = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SANCTION, EventType.AID, EventType.THREATEN})
"""Of these, those that people without a name may be the object of; a promise or a troop movement names many in passing."""

THINGS = frozenset({EventType.REJECT, EventType.SUPPORT})
"""Of these, those that fall on a thing as well: a result, a plan."""

EXAMINED = frozenset({"investigate"})
"""Acts of other types that do so too: what is looked into."""

HANDED = frozenset({"give_back"})
"""Acts of other types that are done to someone."""

FALLING = frozenset({"about", "against", "to"})
"""Kinds of preposition that lead to what an act falls on."""

CONDITIONAL = frozenset({EventType.REJECT, EventType.THREATEN, EventType.AGREE})
"""Types whose condition names the other side ("will not end the strike until the board …")."""

ELSEWHERE = ("parataxis", "conj", "nsubj", "nsubj:pass", "acl:relcl", "cc")
"""Relations that lead to somebody else's act."""

IN_NAME = ("flat", "fixed", "flat:name", "flat:foreign")


def tell_about(scene: Scene, act: Act) -> None:
    """Note in ``others`` whom or what a known act without recipient is about."""
    kind = scene.lexicon.type_of(act.concept)
    if kind is EventType.ASSAULT:
        _tell_behind(scene, act)
    clauses = _clauses(scene, act)
    if act.recipients or not (kind in TOWARDS or act.concept in HANDED) or not act.actors or not clauses:
        return
    concept = scene.lexicon.concepts[act.concept]
    if concept.frame.mutual and len(act.actors) > 1:
        return
    near = _reached(scene, act, clauses)
    condition = _condition(scene, act, clauses) if kind in CONDITIONAL else None
    if condition is not None:
        act.others.append((ABOUT, condition))
        return
    thing = _thing(scene, act, clauses) if kind in THINGS or act.concept in EXAMINED else None
    if thing is not None:  # what is refused is the resolution, not the council it was tabled in
        inside = set(scene.draft.parse.subtree(thing, without=ELSEWHERE))
        act.others.append((ABOUT, _named(scene, act, sorted(inside)) or thing))
        return
    found = _named(scene, act, near)
    if found is None and kind in PEOPLE:
        found = next((k for k in _free(scene, act, near) if scene.token(k).pos == "NOUN" and scene.someone(k)), None)
    if found is not None:
        act.others.append((ABOUT, found))


def _tell_behind(scene: Scene, act: Act) -> None:
    """Whoever holds the place of a plant, bridge or depot is behind it, where no one else is named."""
    if not act.recipients or any(scene.someone(k) or kind_of(scene.draft, k) in NAMED for k in act.recipients):
        return
    inside = [c for k in act.recipients for c in scene.draft.parse.subtree(k, without=("acl:relcl",), keep_root=False)]
    for k in (*inside, *act.places):
        named = kind_of(scene.draft, k) in (EntityKind.PLACE, EntityKind.STATE)
        if named and k not in act.recipients and scene.token(k).pos in ("PROPN", "NOUN", "ADJ"):
            act.others.append((BEHIND, k))
            return


def _clauses(scene: Scene, act: Act) -> list[Clause]:
    """The clauses that tell an act: those that carry it, its own, that of the verb whose auxiliary it is ("will not")."""
    found = [*act.borrowed, *([act.clause] if act.clause else [])]
    if not found and scene.token(act.head).pos == "AUX":
        above = scene.draft.parse.clause_of.get(scene.token(act.head).head)
        return [above] if above is not None else []
    return found


def _reached(scene: Scene, act: Act, clauses: list[Clause]) -> list[int]:
    """Tokens of the act's own phrase, right of its words; conditions included where they name the other side."""
    parse = scene.draft.parse
    found: set[int] = set()
    for head in dict.fromkeys([*act.words, *(c.head for c in clauses)]):
        found.update(parse.subtree(head, without=(*ELSEWHERE, "advcl")))
    if scene.lexicon.type_of(act.concept) in CONDITIONAL:
        for k in sorted(found):
            for c in scene.token(k).children:
                if scene.token(c).dep == "advcl" and _conditional(scene, parse.clause_of.get(c)):
                    found.update(parse.subtree(c, without=("parataxis", "acl:relcl")))
    if scene.lexicon.type_of(act.concept) is EventType.AID:  # "gave two million to feed families in Mali"
        for k in sorted(found):
            for c in scene.token(k).children:
                below = parse.clause_of.get(c) if scene.token(c).dep == "advcl" else None
                if below is not None and below.form == "infinitive":
                    found.update(parse.subtree(c, without=("parataxis", "acl:relcl")))
    first = min(max(act.words), max(c.head for c in clauses))
    return sorted(k for k in found if k > first)


def _condition(scene: Scene, act: Act, clauses: list[Clause]) -> int | None:
    """Who has to move first ("will not end the strike until the company gives in"): the other side, or None."""
    parse = scene.draft.parse
    for head in dict.fromkeys(c.head for c in clauses):
        for c in scene.token(head).children:
            below = parse.clause_of.get(c)
            if below is None or scene.token(c).dep != "advcl" or below.mark not in scene.lexicon.words["conditions"]:
                continue
            doers = [x for k in (*below.agents, *below.subjects) for x in scene.parties(k)]
            near = _free(scene, act, doers) or _free(scene, act, sorted(parse.subtree(c, without=ELSEWHERE[:2])))
            found = _named(scene, act, near) or next((k for k in near if scene.someone(k)), None)
            if found is not None and scene.token(found).pos != "PRON":
                return found
    return None


def _conditional(scene: Scene, clause: Clause | None) -> bool:
    """« jusqu'à ce que la direction cède », "to let the convoy reach the town"."""
    return clause is not None and (clause.mark in scene.lexicon.words["conditions"] or clause.form == "infinitive")


def _free(scene: Scene, act: Act, near: list[int]) -> list[int]:
    """Those of some tokens that can head another party than the actors."""
    taken = {e for k in act.actors if (e := scene.draft.entity_at(k))}
    return [
        k
        for k in near
        if k not in scene.timed
        and k not in act.actors
        and scene.token(k).dep not in IN_NAME
        and not (scene.token(k).dep == "compound" and scene.token(scene.token(k).head).pos == "PROPN")
        and scene.draft.entity_at(k) not in taken
    ]


def _named(scene: Scene, act: Act, near: list[int]) -> int | None:
    """The first name that is not one of the actors'."""
    return next(
        (
            k
            for k in _free(scene, act, near)
            if (scene.token(k).pos in ("PROPN", "ADJ") and kind_of(scene.draft, k) in NAMED)
            or (scene.token(k).pos == "ADJ" and scene.demonym(k))
        ),
        None,
    )


def _thing(scene: Scene, act: Act, clauses: list[Clause]) -> int | None:
    """The thing that the act falls on: the object, or what the noun's own preposition leads to."""
    objects = [k for c in clauses for k in (c.subjects if c.passive else c.objects) if k not in act.words]
    below = [
        k
        for word in act.words
        for k in scene.token(word).children
        if scene.token(k).dep in ("nmod", "obl") and scene.lexicon.kinds(scene.draft.parse.preposition(k)) & FALLING
    ]
    for k in (*below, *objects) if act.nominal or len(act.words) > 1 else (*objects, *below):
        if scene.token(k).pos in ("NOUN", "PROPN") and k not in (*scene.timed, *act.actors, *act.words):
            return k
    return None
