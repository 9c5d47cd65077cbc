"""Subjects and main verbs that the French model loses; mended from what no French sentence can be.

A participle with a finite auxiliary modifies no noun, a bare noun phrase before a verb without subject is its subject,
« l' » before a finite verb is a pronoun. (Grevisse § 225-231, on what a sentence must have.)
"""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["mend_subjects"]

_NOMINAL = ("NOUN", "PROPN")
_CIRCUMSTANCES = ("obl", "nmod", "dep", "obj")
"""Relations that a lost subject is given: without a preposition and before the verb it is none of them."""


def mend_subjects(tokens: list[Token], language: str) -> None:
    """Mend the relations of one block in place; ``children`` are not filled yet."""
    articles = frozenset(table(language, "clauses").get("clitic_articles", ()))
    if not articles:
        _subject_like_compound(tokens)
        return  # only languages whose model needs it have the list
    _verb_after_pronouns(tokens, language)
    _verb_beside_object(tokens, language)
    own: list[list[Token]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            own[t.head].append(t)
    _marks_in_phrases(tokens, own)
    relatives = frozenset(table(language, "clauses")["relative_pronouns"])
    times = _times(language)
    for t in tokens:
        if t.pos != "VERB":
            continue
        if t.morph.get("VerbForm") == "Fin":
            _clitic_like_article(tokens, t, own[t.i], articles)
        if not _is_passive(own[t.i]) and (t.dep != "acl" or t.morph.get("VerbForm") == "Inf"):
            _agent_of_participle(tokens, t, own)
        if not _is_finite(t, own[t.i]):
            continue
        _subject_after_relative(t, own)
        if t.dep == "acl" and not any(k.dep == "mark" or k.lower in relatives for k in own[t.i]):
            _modifier_that_heads(tokens, t, own)
            continue
        bare = not any(
            k.dep.startswith(("nsubj", "expl:", "csubj")) or (k.pos == "PRON" and k.text.startswith("-"))
            for k in own[t.i]
        )
        if bare and t.morph.get("Mood") != "Imp" and not _subject_like_circumstance(t, own, times):
            _subject_like_conjunct(tokens, t, own)


@lru_cache(maxsize=8)
def _forms(language: str) -> dict[str, str]:
    """Verb by each form that may be a noun as well."""
    rows = table(language, "clauses").get("homographs", [])
    return {row.partition(":")[0]: row.partition(":")[2].split("+")[0] for row in rows}


def _verb_after_pronouns(tokens: list[Token], language: str) -> None:
    """« on leur reproche leur silence », « il note que »: after a subject pronoun, with or without clitics, stands a verb."""
    forms, words = _forms(language), table(language, "clauses")
    subjects, clitics = words["subject_pronouns"], words["object_clitics"]
    for t in tokens[1:]:
        if t.pos not in ("NOUN", "ADJ", "ADV") or t.lower not in forms:
            continue
        k = t.i - 1
        while k > 0 and tokens[k].lower in clitics:
            k -= 1
        subject = tokens[k]
        latter = k == t.i - 1 and k > 0 and f"{tokens[k - 1].lower} {subject.lower}" in words.get("latter", ())
        if latter:
            k -= 1
            _latter_as_subject(tokens, t, subject)
        elif subject.lower not in subjects or (subject.pos == "DET" and k == t.i - 1):
            continue
        t.pos, t.tag, t.lemma = "VERB", "VERB", forms[t.lower]
        t.morph = {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
        if subject.dep == "root" and t.head == subject.i:
            _raise_over_pronoun(tokens, t, subject)  # « Il dément ces propos »
        if subject.i in _above(tokens, t):
            continue
        subject.head, subject.dep = t.i, "nsubj"
        for clitic in tokens[k + 1 : t.i]:
            if t.i not in _above(tokens, clitic) and clitic.i not in _above(tokens, t):
                clitic.head = t.i
            clitic.dep = "iobj" if clitic.dep == "det" else clitic.dep


_NO_VERBS = frozenset({"advmod", "fixed", "amod"})
"""Relations that no finite verb right behind its subject pronoun has."""


def _verb_beside_object(tokens: list[Token], language: str) -> None:
    """« Elle dément toute fuite », « Il dément ce chiffre »: the model heads the sentence with the object, the verb its adverb."""
    subjects = table(language, "clauses")["subject_pronouns"]
    for t in tokens[1:]:
        pronoun = tokens[t.i - 1]
        if t.dep not in _NO_VERBS or t.morph.get("VerbForm") != "Fin" or pronoun.lower not in subjects:
            continue
        noun = next((k for k in tokens[t.i + 1 : t.i + 6] if k.dep == "root" and k.pos in _NOMINAL), None)
        if noun is None or any(k.head == noun.i and k.dep in ("cop", "case") for k in tokens[t.i : noun.i]):
            continue
        t.head, t.dep = t.i, "root"
        noun.head, noun.dep = t.i, "obj"
        pronoun.head, pronoun.dep = t.i, "nsubj"


def _raise_over_pronoun(tokens: list[Token], t: Token, subject: Token) -> None:
    """Make a verb the root in place of the pronoun that the model hung it on; a bare noun phrase is then its object."""
    cased = {k.head for k in tokens if k.dep == "case"}
    t.head, t.dep = t.i, "root"
    for k in tokens:
        if k.head == subject.i and k is not subject:
            k.head = t.i
            if k.dep == "nmod" and k.i > t.i and k.i not in cased:
                k.dep = "obj"


def _latter_as_subject(tokens: list[Token], t: Token, subject: Token) -> None:
    """« ce dernier juge absurde cette idée »: the model has « juge » for a noun, all around it for its phrase."""
    subject.pos, tokens[subject.i - 1].head = "PRON", subject.i
    cased = {k.head for k in tokens if k.dep == "case"}
    for k in tokens[t.i + 1 :]:
        if k.head == t.i and k.dep in ("amod", "nmod") and k.i not in cased:
            k.dep = "xcomp" if k.dep == "amod" else "obj"


def _above(tokens: list[Token], t: Token) -> set[int]:
    """Indices of the heads above a token."""
    found: set[int] = set()
    while t.head != t.i and t.head not in found:
        found.add(t.head)
        t = tokens[t.head]
    return found


def _marks_in_phrases(tokens: list[Token], own: list[list[Token]]) -> None:
    """« s'engage à « la recherche d'emplois » »: a quotation mark is no noun; its place is the next noun's."""
    for t in tokens:
        if t.pos != "PUNCT" or t.dep not in _CIRCUMSTANCES:
            continue
        verb = tokens[t.i + 1] if t.i + 1 < len(tokens) else t
        if verb.head == t.i and verb.morph.get("VerbForm") == "Inf" and t.head != t.i:
            verb.head, verb.dep, t.dep, t.head = t.head, "xcomp", "punct", verb.i  # « a dit, mardi, « comprendre » … »
            continue
        noun = next((k for k in tokens[t.i + 1 : t.i + 5] if k.pos in _NOMINAL and k.head == t.head), None)
        case = [k for k in own[t.i] if k.dep == "case"]
        if noun is None or not case:
            continue
        noun.dep, t.dep = t.dep, "punct"
        for k in case:
            k.head = noun.i
            own[noun.i].append(k)


@lru_cache(maxsize=8)
def _times(language: str) -> frozenset[str]:
    """Nouns of time, which stand without a preposition for when."""
    words = table(language, "time")
    parts = ("part", "parts", "unit", "units", "season", "weekday", "weekdays", "month")
    found = (forms for part in parts for forms in words.get(part, {}).values() if isinstance(forms, list))
    return frozenset(w for forms in found for w in forms)


def _is_finite(t: Token, own: list[Token]) -> bool:
    if t.morph.get("VerbForm") == "Fin":
        return True
    return any(k.dep.startswith("aux") and k.morph.get("VerbForm") == "Fin" and k.i < t.i for k in own)


def _subject_like_compound(tokens: list[Token]) -> None:
    """In "the former doctor maintains" the noun before a finite verb without a subject is that subject."""
    with_subject = {t.head for t in tokens if t.dep.startswith(("nsubj", "csubj", "expl"))}
    for t in tokens[:-1]:
        verb = tokens[t.i + 1]
        if t.dep != "compound" or t.pos not in _NOMINAL or t.head != verb.i or verb.pos != "VERB":
            continue
        if verb.tag in ("VBZ", "VBD", "VBP") and verb.i not in with_subject:
            t.dep = "nsubj"
            for k in tokens[max(0, t.i - 6) : t.i]:
                if k.head == verb.i and k.dep in ("det", "amod", "compound", "nmod:poss", "nummod"):
                    k.head = t.i


def _clitic_like_article(tokens: list[Token], t: Token, own: list[Token], articles: frozenset[str]) -> None:
    """« comme l'écrivait Paul Morel »: before a finite verb « l' » is a pronoun, and what follows bare its subject."""
    before = tokens[t.i - 1] if t.i else t
    if before.lower not in articles or before.dep != "det" or before.head != t.i:
        return
    before.pos, before.dep = "PRON", "obj"
    if t.head != t.i and any(k.dep == "mark" for k in own):
        t.dep = "advcl"
    cased = {k.head for k in tokens[t.i : t.i + 8] if k.dep == "case"}
    subject = next((k for k in own if k.i > t.i and k.dep in ("appos", "nmod", "flat") and k.i not in cased), None)
    if subject is not None and not any(k.dep == "nsubj" for k in own):
        subject.dep = "nsubj"


def _modifier_that_heads(tokens: list[Token], t: Token, own: list[list[Token]]) -> None:
    """« La commission chargée du dossier s'était opposée à … »: a sentence with a noun for its head, and this verb in it."""
    top = tokens[t.head]
    seen = {t.i}
    while top.head != top.i and top.i not in seen:
        seen.add(top.i)
        top = tokens[top.head]
    if top.pos not in _NOMINAL or top.i > t.i or any(k.dep in ("cop", "case", "nsubj") for k in own[top.i]):
        return
    t.head, t.dep = t.i, "root"
    top.head, top.dep = t.i, "nsubj"
    for k in own[top.i]:
        if k.i > t.i:
            k.head = t.i
            case = next((c for c in own[k.i] if c.dep == "case"), None)
            if k.dep == "nmod":
                k.dep = "obj" if case is None or case.lower == "des" else "obl"  # « transporteraient des armes »


def _subject_after_relative(t: Token, own: list[list[Token]]) -> None:
    """« le plan qu'exigent les créanciers »: after « que » as its object, a verb's second object is its subject."""
    parts = own[t.i]
    if t.dep != "acl:relcl" or any(k.dep.startswith("nsubj") for k in parts):
        return
    if not any(k.dep == "obj" and k.lower in ("que", "qu'") and k.i < t.i for k in parts):
        return
    after = [k for k in parts if k.i > t.i and k.dep == "obj" and k.pos in _NOMINAL]
    if after and not any(k.dep == "case" for k in own[after[0].i]):
        after[0].dep = "nsubj"


def _agent_of_participle(tokens: list[Token], t: Token, own: list[list[Token]]) -> None:
    """« rejette la demande présentée par les juges »: an active verb has no agent, the participle before « par » has."""
    for agent in [k for k in own[t.i] if k.dep == "obl:agent" and k.i > t.i]:
        case = next((k for k in own[agent.i] if k.dep == "case"), None)
        if case is None:
            continue
        for k in tokens[case.i - 1 : t.i : -1]:
            if k.pos == "VERB" and k.dep == "acl" and k.morph.get("VerbForm") == "Part" and not _has_agent(own[k.i]):
                agent.head = k.i
                own[t.i].remove(agent)
                own[k.i].append(agent)
                break
            if k.morph.get("VerbForm") == "Fin" or k.text in (",", ";", ":"):
                break


def _has_agent(own: list[Token]) -> bool:
    return any(k.dep in ("obl:agent", "obj") or k.dep.startswith("aux") for k in own)


def _is_passive(own: list[Token]) -> bool:
    return any(k.dep == "aux:pass" or k.dep == "nsubj:pass" for k in own)


def _subject_like_conjunct(tokens: list[Token], t: Token, own: list[list[Token]]) -> None:
    """« …, et les patrons se plaignent »: a noun right before the verb that is coordinated with a verb is its subject."""
    k = t.i - 1
    while k > 0 and (tokens[k].pos == "AUX" or (tokens[k].pos in ("PRON", "ADV") and tokens[k].head == t.i)):
        k -= 1
    noun, seen = tokens[k], {t.i}
    while noun.dep in ("nmod", "amod", "appos", "flat", "nummod") and noun.head < noun.i and noun.i not in seen:
        seen.add(noun.i)
        noun = tokens[noun.head]
    above = tokens[noun.head]
    if noun.dep != "conj" or noun.pos not in _NOMINAL or above.pos != "VERB" or noun.i >= t.i:
        return
    if any(p.dep in ("case", "cop", "nsubj") for p in own[noun.i]):
        return
    link = [p for p in own[noun.i] if p.dep == "cc"]
    noun.head, noun.dep = t.i, "nsubj"
    for p in link:
        p.head = t.i
    if t.dep in ("acl", "obj", "nmod", "advcl", "acl:relcl") and t.head != t.i:
        t.head, t.dep = above.i, "conj"


def _subject_like_circumstance(t: Token, own: list[list[Token]], times: frozenset[str]) -> bool:
    """« Morel SA, dont le siège est à Lyon, s'est engagé à … »: a bare noun phrase before the verb is made its subject."""
    for k in own[t.i]:
        if k.i > t.i or k.pos not in _NOMINAL or k.dep not in _CIRCUMSTANCES or k.lower in times:
            continue
        if any(m.dep == "mark" and m.i > k.i for m in own[t.i]):
            continue  # « le pont, comme l'a dit X »: outside the clause
        parts = own[k.i]
        named = k.pos == "PROPN" or k.text[0].isupper() or any(p.dep == "det" for p in parts)
        if named and not any(p.dep == "case" for p in parts):
            k.dep = "nsubj"
            return True
    return False
