"""The language-neutral view of clauses: who is subject of what, how it is negated, in which mood, tense and voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from recoupe.lang import table
from recoupe.parse.tree import Parse, Token

__all__ = ["Clause", "clauses_of"]

CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"})


@dataclass(eq=False, slots=True)
class Clause:
    """One predicate with what depends on it; all members are token indices.

    ``subjects`` holds the coordinated subjects, with ``subject_by`` saying where they come from: ``own``, ``shared`` (of
    a coordinated verb), ``relative`` (the antecedent), ``control`` (of an infinitive), ``modified`` (the noun that a
    participle modifies), ``governor`` (of the main clause) or ``none``. In a passive the subject is what undergoes the
    act, and ``agents`` do it. ``obliques`` are ``(preposition, noun)``. ``complements`` are heads of complement clauses.
    """

    head: int
    relation: str
    governor: int | None
    """Predicate of the clause above, or the noun that this clause modifies."""
    form: str
    """``finite``, ``infinitive``, ``participle`` or ``verbless``."""
    lemma: str
    subjects: list[int] = field(default_factory=list)
    subject_by: str = "none"
    objects: list[int] = field(default_factory=list)
    indirect: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    obliques: list[tuple[str, int]] = field(default_factory=list)
    complements: list[int] = field(default_factory=list)
    auxiliaries: list[int] = field(default_factory=list)
    modals: list[str] = field(default_factory=list)
    mark: str = ""
    """Lower-case conjunction or preposition that opens the clause ("que", "si", "de", "that", "to")."""
    negated: bool = False
    passive: bool = False
    reflexive: bool = False
    copula: bool = False
    mood: str = "ind"
    """``ind``, ``cnd``, ``sub``, ``imp`` or "" for non-finite clauses."""
    tense: str = ""
    """``past``, ``present``, ``future`` or ""."""
    question: bool = False


@lru_cache(maxsize=8)
def _rules(language: str) -> dict[str, Any]:
    raw = table(language, "clauses")
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in raw.items()}


def clauses_of(parse: Parse) -> list[Clause]:
    """Return the clauses of a parse in order of their predicates."""
    rules = _rules(parse.language)
    found: dict[int, Clause] = {}
    for token in parse.tokens:
        if _is_predicate(parse, token):
            found[token.i] = _own_parts(parse, token, rules)
    for clause in found.values():
        clause.governor = _governor(parse, clause, found)
    for clause in sorted(found.values(), key=lambda c: _depth(parse, c.head)):
        _share(parse, clause, found)
        _resolve_subject(parse, clause, found, rules)
        _lend_modal(clause, found, rules)
    return [found[i] for i in sorted(found)]


def _depth(parse: Parse, i: int) -> tuple[int, int]:
    return sum(1 for _ in parse.ancestors(i)), i


def _is_predicate(parse: Parse, token: Token) -> bool:
    if token.pos in ("PUNCT", "SPACE", "SYM"):
        return False
    if token.dep in CLAUSAL:
        return True
    if token.dep == "conj":
        if token.pos in ("VERB", "AUX"):
            return not (
                token.pos == "VERB"
                and token.morph.get("VerbForm") == "Part"
                and parse.tokens[token.head].pos in ("NOUN", "ADJ", "PROPN")
                and not _has_verbal_child(parse, token)
            )
        return any(parse.tokens[k].dep in ("nsubj", "nsubj:pass", "cop") for k in token.children)
    return token.pos == "VERB" and any(
        parse.tokens[k].dep in ("nsubj", "nsubj:pass", "obj", "ccomp") for k in token.children
    )


def _has_verbal_child(parse: Parse, token: Token) -> bool:
    return any(parse.tokens[k].dep.startswith(("aux", "nsubj")) for k in token.children)


def _own_parts(parse: Parse, token: Token, rules: dict[str, Any]) -> Clause:
    tokens = parse.tokens
    clause = Clause(token.i, token.dep, None, "verbless", token.lemma)
    for k in token.children:
        child = tokens[k]
        match child.dep:
            case "nsubj" | "nsubj:pass" | "csubj":
                clause.subjects.extend(parse.conjuncts(k))
                clause.subject_by = "own"
                clause.passive |= child.dep == "nsubj:pass"
            case "obj":
                clause.objects.extend(parse.conjuncts(k))
            case "iobj":
                clause.indirect.extend(parse.conjuncts(k))
            case "obl:agent":
                clause.agents.extend(parse.conjuncts(k))
            case "obl" | "obl:npmod" | "obl:tmod":
                preposition = parse.preposition(k)
                clause.obliques.extend((parse.preposition(c) or preposition, c) for c in parse.conjuncts(k))
            case "ccomp" | "xcomp":
                clause.complements.extend(parse.conjuncts(k))
            case "aux" | "aux:pass" | "aux:caus":
                clause.auxiliaries.append(k)
                clause.passive |= child.dep == "aux:pass"
            case "cop":
                clause.auxiliaries.append(k)
                clause.copula = True
            case "mark":
                clause.mark = clause.mark or child.lower
            case "expl" | "expl:pass":
                clause.reflexive |= child.lower in rules["reflexives"]
            case _:
                pass
    _set_negation(parse, clause, rules)
    _set_mood(parse, clause, rules)
    if not clause.passive and _is_bare_past_participle(token, clause):
        clause.passive = token.lemma not in rules["intransitive"] and not clause.objects
    return clause


def _is_bare_past_participle(token: Token, clause: Clause) -> bool:
    """« le pont détruit lundi », "the bridge built in 1932": no auxiliary says that it is a passive."""
    return (
        token.morph.get("VerbForm") == "Part"
        and token.morph.get("Tense", "Past") == "Past"
        and token.dep in ("acl", "advcl")
        and not clause.auxiliaries
        and not _present_participle(token)
    )


def _present_participle(token: Token) -> bool:
    return token.tag == "VBG" or token.morph.get("Tense") == "Pres" or token.morph.get("Aspect") == "Prog"


def _set_negation(parse: Parse, clause: Clause, rules: dict[str, Any]) -> None:
    """Negated by a word beside the verb or its auxiliaries, by the clause's mark, or by « aucun » before subject or object."""
    words = [parse.tokens[k] for k in parse.tokens[clause.head].children]
    for k in clause.auxiliaries:
        words.extend(parse.tokens[c] for c in parse.tokens[k].children)
    # « plus de mille », « personne » as a noun: without « ne » these negate nothing
    denying = any(w.lower in rules["bare_particles"] for w in words)
    if (
        any(
            (w.lower in rules["negators"] and w.pos != "PROPN")
            and (denying or w.lower not in rules["needs_ne"])
            and w.dep in ("advmod", "nsubj", "obj", "det", "dep", "obl", "cc", "nsubj:pass", "fixed")
            for w in words
        )
        or (denying and clause.lemma in rules["bare_negation"])
        or clause.mark in rules["negative_marks"]
    ):
        clause.negated = True
    else:
        for k in (*clause.subjects, *clause.objects):
            if any(
                parse.tokens[c].lower in rules["negative_determiners"] and parse.tokens[c].dep in ("det", "advmod")
                for c in parse.tokens[k].children
            ):
                clause.negated = True


def _set_mood(parse: Parse, clause: Clause, rules: dict[str, Any]) -> None:
    """Form, mood, tense and modals, from the first finite verb of the group; participles and infinitives have no mood."""
    head = parse.tokens[clause.head]
    verbs = [parse.tokens[k] for k in clause.auxiliaries] + ([head] if head.pos in ("VERB", "AUX") else [])
    if not verbs:
        return
    finite = next((v for v in verbs if _is_finite(v)), None)
    clause.modals = [v.lemma for v in verbs if v.i != head.i and v.lemma in rules["modals"]]
    past_participle = (
        head.pos in ("VERB", "AUX") and head.morph.get("VerbForm") == "Part" and not _present_participle(head)
    )
    perfect = any(v.lemma in rules["perfect"] and v.dep == "aux" for v in verbs if v.i != head.i) and (
        past_participle or clause.copula
    )
    if finite is None:
        infinitive = any(v.morph.get("VerbForm") == "Inf" or v.tag == "VB" for v in verbs) or clause.mark == "to"
        clause.form = "infinitive" if infinitive else "participle"
        clause.mood = ""
        clause.tense = "past" if perfect or (past_participle and not infinitive) else ""
        return
    clause.form = "finite"
    mood = finite.morph.get("Mood", "Ind").lower()
    clause.mood = mood if mood in ("ind", "cnd", "sub", "imp") else "ind"
    if finite.lower in rules["conditional_auxiliaries"]:
        clause.mood = "cnd"
    future = finite.morph.get("Tense") == "Fut" or any(v.lower in rules["future_auxiliaries"] for v in verbs)
    future = future or (finite.pos == "VERB" and _sounds_future(finite, rules))
    past = finite.morph.get("Tense") in ("Past", "Imp") or finite.tag == "VBD" or perfect
    clause.tense = "future" if future else "past" if past else "present"


def _sounds_future(token: Token, rules: dict[str, Any]) -> bool:
    """« recevra », tagged as a past by the model: -ra is a past only of verbs in -rer (« montra »)."""
    if token.lemma.endswith(tuple(rules["past_in_ra"])):
        return False
    return token.lower.endswith(tuple(rules["future_endings"])) and token.lemma.endswith(tuple(rules["infinitives"]))


def _is_finite(token: Token) -> bool:
    return token.morph.get("VerbForm") == "Fin" or "Mood" in token.morph or token.tag in ("VBD", "VBZ", "VBP", "MD")


def _governor(parse: Parse, clause: Clause, found: dict[int, Clause]) -> int | None:
    if clause.relation in ("acl", "acl:relcl"):
        return parse.tokens[clause.head].head
    return next((k for k in parse.ancestors(clause.head) if k in found), None)


def _share(parse: Parse, clause: Clause, found: dict[int, Clause]) -> None:
    """A coordinated predicate stands in the relation of the first, and shares its subject and auxiliaries."""
    if clause.relation != "conj":
        return
    first = found.get(parse.tokens[clause.head].head)
    if first is None:
        return
    clause.relation = first.relation if first.relation != "root" else "conj"
    bare = parse.tokens[clause.head].morph.get("VerbForm") in ("Part", "Inf") or parse.tokens[clause.head].tag in (
        "VBN",
        "VB",
    )
    if bare and not clause.auxiliaries and first.auxiliaries and clause.form != "finite":
        clause.auxiliaries = list(first.auxiliaries)
        clause.form, clause.mood, clause.tense = first.form, first.mood, first.tense
        clause.passive = clause.passive or first.passive
        clause.modals = clause.modals or list(first.modals)
    clause.mark = clause.mark or first.mark
    if not clause.subjects and first.subjects:
        clause.subjects, clause.subject_by = list(first.subjects), "shared"
    if clause.governor == first.head:
        clause.governor = first.governor if first.relation != "root" else first.head


def _resolve_subject(parse: Parse, clause: Clause, found: dict[int, Clause], rules: dict[str, Any]) -> None:
    tokens = parse.tokens
    if clause.relation == "acl:relcl" and clause.governor is not None:
        _relative(parse, clause, clause.governor, rules)
    if clause.subjects:
        return
    above = found.get(clause.governor) if clause.governor is not None else None
    if clause.relation == "acl" and clause.governor is not None and above is None:
        if clause.form == "participle":
            clause.subjects, clause.subject_by = [clause.governor], "modified"
        return
    if above is None or clause.form == "finite":
        if clause.relation == "acl" and clause.form == "participle" and clause.governor is not None:
            clause.subjects, clause.subject_by = [clause.governor], "modified"
        return
    if clause.relation in ("xcomp", "ccomp"):
        lender = _controller(above, rules)
        if lender:
            clause.subjects, clause.subject_by = lender, "control"
    elif clause.relation in ("advcl", "parataxis") and above.subjects:
        clause.subjects, clause.subject_by = list(above.subjects), "governor"
    elif clause.relation == "acl" and tokens[clause.head].pos in ("VERB", "AUX"):
        clause.subjects, clause.subject_by = [above.head], "modified"


def _controller(above: Clause, rules: dict[str, Any]) -> list[int]:
    """Whom an infinitive's act belongs to: the object of verbs that make or ask others to act, else the subject."""
    if above.lemma in rules["object_control"]:
        for lender in (
            above.objects,
            above.indirect,
            [k for p, k in above.obliques if p in rules["control_prepositions"]],
        ):
            if lender:
                return list(lender)
        if above.passive:
            return list(above.subjects)
        return []
    return list(above.subjects)


def _relative(parse: Parse, clause: Clause, antecedent: int, rules: dict[str, Any]) -> None:
    """Put the antecedent where the relative pronoun stands; English may have none."""

    def is_relative(k: int) -> bool:
        token = parse.tokens[k]
        return token.morph.get("PronType") == "Rel" or token.lower in rules["relative_pronouns"]

    swapped = False
    for members in (clause.subjects, clause.objects, clause.indirect, clause.agents):
        for n, k in enumerate(members):
            if is_relative(k):
                members[n] = antecedent
                swapped = True
                if members is clause.subjects:
                    clause.subject_by = "relative"
    for n, (preposition, k) in enumerate(clause.obliques):
        if is_relative(k):
            clause.obliques[n] = (preposition, antecedent)
            swapped = True
    if (
        not swapped
        and clause.subjects
        and not clause.objects
        and not clause.passive
        and not any(is_relative(k) for k in parse.tokens[clause.head].children)
    ):
        clause.objects.append(antecedent)


def _lend_modal(clause: Clause, found: dict[int, Clause], rules: dict[str, Any]) -> None:
    """« doivent être traitées »: the infinitive under a modal verb bears the clause, the modal only its manner."""
    above = found.get(clause.governor) if clause.governor is not None else None
    if above is None or clause.relation != "xcomp" or above.lemma not in rules["modals"]:
        return
    clause.modals = [*above.modals, above.lemma, *clause.modals]
    clause.mood, clause.tense = above.mood, above.tense
    clause.negated = clause.negated or above.negated
