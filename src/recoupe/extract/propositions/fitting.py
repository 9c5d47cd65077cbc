"""What an act can fall on and who can do it: people, ground, gear; a plan is not shelled, and a figure does not attack.

Everyday verbs tell acts of force in figures of speech ("the fund hit a record", « le chômage frappe les jeunes »).  They mean
the act where what they fall on is someone, a spot on the ground, or a thing that can be struck; other verbs of force mean it
unless what they fall on is certainly abstract.
"""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.extract.propositions.slots import is_passive, slots_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.clauses import Clause

__all__ = ["abstract", "done_by_nothing", "material", "misses", "undergone_by"]

SOLID = ("@arms", "@weapon", "@troops", "@struck", "@where", "@goods", "@diplomats", "@media")
"""Lists of things and people that an act of force can fall on."""

DOERS = ("@arms", "@weapon", "@troops", "@charges")
"""Lists of what can do it besides people: a missile strikes, and an accusation of aggression blocks."""

NUMBERED = frozenset({"number", "no.", "unit"})
"""Words that only number the thing before them."""

FORCE = frozenset({EventType.ASSAULT, EventType.COERCE})


def material(scene: Scene, k: int) -> bool:
    """Whether a phrase is someone, ground, or a thing that can be struck or taken."""
    token, words = scene.token(k), scene.lexicon.words
    kind = kind_of(scene.draft, k)
    if kind in (EntityKind.EQUIPMENT, EntityKind.FACILITY, EntityKind.PLACE) or scene.someone(k) or scene.located(k):
        return True
    lemma = token.lemma.lower()
    if any(lemma in words.get(name, ()) for name in SOLID) or token.pos in ("PROPN", "NUM", "SYM"):
        return True
    counted = lemma in words["counts"] or not lemma[0].isalpha() or k in scene.shares
    parts = ("nmod",) if counted else ()
    parts = (*parts, "compound") if lemma in NUMBERED else parts  # "tank number four"
    return any(material(scene, c) for c in token.children if scene.token(c).dep in parts)


def abstract(scene: Scene, k: int) -> bool:
    """Whether a phrase is certainly no body: a plan, an event, a quality."""
    token = scene.token(k)
    if token.pos != "NOUN" or material(scene, k):
        return False
    lemma = token.lemma.lower()
    return k in scene.nouns or lemma in scene.lexicon.words["inert"] or lemma.endswith(scene.lexicon.inert_suffixes)


def undergone_by(scene: Scene, clause: Clause) -> list[int]:
    """What the clause's act falls on: its objects, or what it is aimed at where it has none."""
    slots = slots_of(scene, clause)
    return slots["object"] or [k for k in slots.get("against", ()) if k not in scene.timed] or slots["indirect"]


def misses(scene: Scene, act: Act, clause: Clause) -> bool:
    """Whether an act of force falls on nothing that it can fall on."""
    if scene.lexicon.type_of(act.concept) not in FORCE or len(act.words) > 1:
        return False
    below = [k for k in undergone_by(scene, clause) if scene.token(k).pos in ("NOUN", "PROPN", "NUM", "SYM")]
    if not below:
        return False
    if scene.lemma(clause.head) in scene.lexicon.words["everyday"]:
        return not any(material(scene, k) for k in below)
    return scene.lexicon.type_of(act.concept) is EventType.ASSAULT and all(abstract(scene, k) for k in below)


def done_by_nothing(scene: Scene, act: Act, clause: Clause) -> bool:
    """Whether what does an act of force is named, and is nobody: « le chômage frappe », "hit by the downturn"."""
    if scene.lexicon.type_of(act.concept) not in FORCE:
        return False
    doers = clause.agents if is_passive(scene, clause) else clause.subjects
    named = [k for k in doers if scene.token(k).pos in ("NOUN", "NUM", "SYM")]
    return bool(named) and len(named) == len(doers) and not any(_doer(scene, k) for k in named)


def _doer(scene: Scene, k: int) -> bool:
    words, lemma = scene.lexicon.words, scene.token(k).lemma.lower()
    if scene.animate(k) or kind_of(scene.draft, k) is not None or scene.lexicon.type_of(scene.nouns.get(k)) in FORCE:
        return True
    if any(lemma in words.get(name, ()) for name in DOERS) or lemma in words["measures"]:
        return True
    return bool(scene.inside(k)) and lemma not in words["mishaps"]
