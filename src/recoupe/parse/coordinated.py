"""Verbs coordinated with the verb before them, which the models hang on its object.

« Les rebelles ont attaqué une caserne et enlevé un prêtre »: the French model makes the second participle a modifier of the first
object.  A past participle with a direct object of its own is active (Grevisse § 945): it shares auxiliary and subject with the verb.
« L'Arlande menace la Belmarie de sanctions »: a bare common noun behind « de » can't modify a name; the verb governs it.
« Le Mali expulse l'ambassadeur »: a finite verb taken for a participle of its subject, before a noun with a determiner.
"""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["active_participle", "governed_noun", "verb_of_headline"]

LINKS = frozenset({",", "et", "puis", "ou", "mais"})

CLIMB = 4
"""Nouns between the second participle and the first verb's object that the model may have hung it on."""


def active_participle(tokens: list[Token], language: str) -> None:
    """Make a past participle with an object of its own the conjunct of the perfect verb before it."""
    if language != "fr":
        return
    objects = {t.head for t in tokens if t.dep == "obj" and t.i > t.head}
    helped = {t.head for t in tokens if t.dep.startswith("aux")}
    active = {t.head for t in tokens if t.dep == "aux" and t.lemma == "avoir"}
    for t in tokens:
        if t.i not in objects or t.i in helped or t.dep not in ("acl", "conj", "amod") or not _past(t):
            continue
        if tokens[t.i - 1].lower not in LINKS:
            continue
        verb = _verb_above(tokens, t)
        if verb is not None and verb.i in active and _past(verb):
            t.head, t.dep = verb.i, "conj"


def _past(t: Token) -> bool:
    return t.pos == "VERB" and t.morph.get("VerbForm") == "Part" and t.morph.get("Tense", "Past") == "Past"


def _verb_above(tokens: list[Token], t: Token) -> Token | None:
    """The verb whose object, or part of it, a participle was hung on; None where it hangs on a subject or a verb."""
    above = tokens[t.head]
    if above.pos not in ("NOUN", "PROPN"):
        return None
    for _ in range(CLIMB):
        if above.dep not in ("obj", "obl", "nmod", "conj", "obl:agent"):
            return None
        found = tokens[above.head]
        if found.pos == "VERB":
            return found if found.i < above.i < t.i else None
        above = found
    return None


@lru_cache(maxsize=4)
def _governing(language: str) -> frozenset[str]:
    return frozenset(table(language, "clauses").get("object_and_de", ()))


def governed_noun(tokens: list[Token], language: str) -> None:
    """Give the verb the bare noun behind « de » that hangs on the name it has as object."""
    verbs = _governing(language)
    if not verbs:
        return
    determined = {t.head for t in tokens if t.dep in ("det", "nummod")}
    for t in tokens:
        name = tokens[t.head]
        verb = tokens[name.head]
        if t.dep != "nmod" or t.pos != "NOUN" or t.i in determined or name.pos != "PROPN" or name.dep != "obj":
            continue
        if verb.lemma in verbs and any(
            k.head == t.i and k.dep == "case" and k.lower in ("de", "d'") for k in tokens[name.i : t.i]
        ):
            t.head, t.dep = verb.i, "obl"


def verb_of_headline(tokens: list[Token], language: str) -> None:
    """Raise a finite verb that stands between its subject and a determined noun that the model took for the predicate."""
    if language != "fr":
        return
    for t in tokens[1:-2]:
        subject = tokens[t.head]
        top = tokens[subject.head]
        if t.dep != "acl" or t.pos != "VERB" or t.lower != t.lemma.removesuffix("r") or subject.i != t.i - 1:
            continue
        if subject.dep != "nsubj" or top.dep != "root" or top.pos != "NOUN" or top.i <= t.i + 1:
            continue
        article = tokens[t.i + 1]
        if article.dep != "det" or article.head != top.i or any(k.head == top.i and k.dep == "cop" for k in tokens):
            continue
        t.head, t.dep = t.i, "root"
        t.morph = {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
        subject.head, top.head, top.dep = t.i, t.i, "obj"
