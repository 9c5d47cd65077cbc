"""The arguments of a clause by slot, the passive turned round, and subjects that the parse lost or only a pronoun names."""

from __future__ import annotations

from recoupe.extract.propositions.datelines import behind_dateline
from recoupe.extract.propositions.scene import Scene
from recoupe.model.words import Measure
from recoupe.parse.clauses import Clause

SUFFERED = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.ARRESTED})
"""Harm whose verbs always have those harmed as object."""

__all__ = ["antecedents", "is_passive", "lent_subject", "slots_of", "stray_subject", "writers"]


def slots_of(scene: Scene, clause: Clause) -> dict[str, list[int]]:
    """The clause's arguments by slot, the passive turned round."""
    passive = is_passive(scene, clause)
    behind = _behind(scene, clause)
    subjects = clause.subjects or behind or (stray_subject(scene, clause) if clause.form == "finite" else [])
    subjects = behind_dateline(scene, clause, [*_torn_subject(scene, clause), *subjects])
    slots: dict[str, list[int]] = {
        "subject": list(clause.agents if passive else subjects),
        "object": list(subjects if passive else [k for k in clause.objects if k not in behind]),
        "indirect": list(clause.indirect),
    }
    if not slots["object"] and scene.lemma(clause.head) in scene.lexicon.words["object_control"]:
        # "allow the plane to land": the parse gives the plane to the landing only
        below = (scene.draft.parse.clause_of.get(k) for k in clause.complements)
        slots["object"] = [
            s for c in below if c is not None and c.form == "infinitive" and c.subject_by == "own" for s in c.subjects
        ]
    if not slots["object"]:  # "found him guilty": the parse makes him the subject of his guilt
        small = (scene.draft.parse.clause_of.get(k) for k in clause.complements)
        slots["object"] = [
            s
            for c in small
            if c is not None and c.form == "verbless" and c.relation == "ccomp" and not c.copula and not c.mark
            for s in c.subjects
        ]
    slots["object"] = [
        k for k in slots["object"] if scene.draft.parse.preposition(k) not in scene.lexicon.words["sources"]
    ]
    for preposition, noun in clause.obliques:
        if scene.lemma(noun) in scene.lexicon.words["from_nouns"]:  # « en provenance de Norvège »
            givers = [c for c in scene.token(noun).children if scene.token(c).dep == "nmod"]
            slots.setdefault("from", []).extend(x for c in givers for x in scene.draft.parse.conjuncts(c))
            continue
        for kind in scene.lexicon.kinds(preposition):
            slots.setdefault(kind, []).append(noun)
    for k in slots.get("between", [])[
        :1
    ]:  # « entre la police et des grévistes »: the second has a preposition of its own
        slots["between"].extend(c for c in scene.draft.parse.conjuncts(k) if c not in slots["between"])
    if passive and not clause.agents:
        slots["subject"] = list(slots.get("agent", ()))
    return slots


def _behind(scene: Scene, clause: Clause) -> list[int]:
    """« … », fustige le maire: behind what is quoted, the one noun after a verb without subject is who says it."""
    if clause.subjects or clause.form != "finite" or clause.passive or len(clause.objects) != 1:
        return []
    noun, first = clause.objects[0], min([clause.head, *clause.auxiliaries])
    closed = first > 0 and scene.token(first - 1).text in ("»", "”", '"', ",")
    quoted = closed and any(scene.token(k).text in ("»", "”", '"') for k in range(max(0, first - 2), first))
    return [noun] if quoted and noun > clause.head and scene.animate(noun) else []


def is_passive(scene: Scene, clause: Clause) -> bool:
    """Whether the subject undergoes the act: « elle s'est excusée » and « ils ont accusé » are no passives, whatever their tags."""
    if clause.reflexive or (scene.draft.language == "fr" and clause.lemma in scene.lexicon.words["intransitive"]):
        return False  # « ils sont convenus de »
    if clause.complements and not clause.agents and clause.lemma in scene.lexicon.words["set_on"]:
        return False
    if not clause.passive:
        return _beside_passive(scene, clause) or _undergoes(scene, clause)
    auxiliaries = [scene.token(k) for k in clause.auxiliaries]
    return (
        not auxiliaries
        or clause.form != "finite"
        or any(a.lemma in ("être", "be", "get") or a.lower in ("été", "been", "being") for a in auxiliaries)
    )


def _undergoes(scene: Scene, clause: Clause) -> bool:
    """A headline's passive ("two officers killed in ambush"): who only kills, wounds or arrests is never named without those he does it to."""
    if clause.auxiliaries or clause.objects or clause.complements or clause.indirect or clause.subject_by != "own":
        return False
    concept = scene.lexicon.concepts.get(scene.lexicon.verbs.get(scene.lemma(clause.head), ""))
    token = scene.token(clause.head)
    participle = token.lower.endswith("ed") or token.tag == "VBN"
    return scene.draft.language == "en" and participle and concept is not None and concept.harm in SUFFERED


def _beside_passive(scene: Scene, clause: Clause) -> bool:
    """« Repéré par la police puis mis en examen, il … »: a bare participle beside a passive one is passive too."""
    token = scene.token(clause.head)
    above = scene.draft.parse.clause_of.get(token.head) if token.dep == "conj" else None
    alone = clause.form == "participle" and token.morph.get("Tense") == "Past" and not clause.auxiliaries
    return alone and not clause.objects and above is not None and above.passive and above.form == "participle"


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
    if at > 0 and parse.tokens[at].dep.startswith("expl"):
        at -= 1
    first = parse.sentences[parse.tokens[clause.head].sentence].first
    if 0 <= at < first and parse.tokens[at].pos == "PROPN" and parse.together(at, clause.head):
        first = at  # a name that the parse broke off as a sentence of its own (« le Royaume-Uni a … »)
        if parse.tokens[at].dep == "conj":
            return list(parse.conjuncts(parse.tokens[at].head))
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


def writers(scene: Scene, clause: Clause, k: int) -> list[int]:
    """« X publie un communiqué qui condamne … »: a text's relative clause tells what its authors do; else the word itself."""
    if (
        clause.subject_by not in ("relative", "shared", "modified")
        or scene.lemma(k) not in scene.lexicon.words["texts"]
    ):
        return [k]
    above = scene.draft.parse.clause_of.get(scene.token(k).head)
    if above is None or k not in above.objects or not above.subjects:
        return [k]
    # who vetoes a text did not write it: verbs that are acts themselves make nobody its author
    acts = scene.lexicon.type_of(scene.lexicon.verbs.get(scene.lemma(above.head)))
    return [k] if acts else list(above.subjects)


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
