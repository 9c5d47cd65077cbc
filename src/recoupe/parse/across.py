"""What the French model hangs across a verb: on the noun before it, though it stands behind it and is its own.

« Anne Roux, la trésorière, dément avoir payé »: the infinitive is hung on the apposition, over the finite verb. No infinitive
completes a noun over the verb whose subject that noun is; it is the verb's (Grevisse § 286, on what a verb governs).
« réclame la saisine d'un juge et la publication du rapport »: a noun coordinated with a verb is coordinated with its object.
« Le maire nous a demandé »: a verb of the third person has « nous » for an object, not for a second subject.
« affirme ne rien savoir »: « ne » stands before the verb that it negates, never behind it.
"""

from __future__ import annotations

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["across_verb", "negated_infinitive", "noun_beside_verb", "second_subject"]

_CLIMB = 4
"""Words from an apposition up to the subject: its own noun, a name's parts."""

_FAR = 14
"""Words behind a verb within which the noun coordinated with its object stands."""

_PARTS = frozenset({"appos", "flat", "nmod", "conj", "amod"})


def across_verb(tokens: list[Token], language: str) -> None:
    """Give a finite verb the infinitive right behind it that hangs on its subject."""
    if language != "fr":
        return
    for t in tokens:
        if t.dep != "acl" or t.head >= t.i or not _is_infinitive(tokens, t):
            continue
        subject = tokens[t.head]
        for _ in range(_CLIMB):
            if subject.dep not in _PARTS or subject.head >= subject.i:
                break
            subject = tokens[subject.head]
        verb = tokens[subject.head]
        if subject.dep == "nsubj" and subject.i < verb.i < t.i and verb.morph.get("VerbForm") == "Fin":
            t.head, t.dep = verb.i, "xcomp"


def _is_infinitive(tokens: list[Token], t: Token) -> bool:
    """« partir », « avoir payé »."""
    near = (k for k in tokens[max(0, t.i - 3) : t.i] if k.head == t.i and k.dep.startswith("aux"))
    return any(k.morph.get("VerbForm") == "Inf" for k in (t, *near))


def noun_beside_verb(tokens: list[Token], language: str) -> None:
    """Coordinate a bare noun that is coordinated with a verb, and has no verb of its own, with that verb's object."""
    if language != "fr":
        return
    for t in tokens:
        verb = tokens[t.head]
        if t.dep != "conj" or t.pos != "NOUN" or verb.pos != "VERB" or not verb.i < t.i <= verb.i + _FAR:
            continue
        near = tokens[verb.i + 1 : t.i + _FAR]
        own = {k.dep for k in near if k.head == t.i}
        objects = [k for k in near if k.head == verb.i and k.dep == "obj" and k.i < t.i and k.pos == "NOUN"]
        if objects and "cc" in own and "det" in own and not own & _CLAUSAL:
            t.head = objects[-1].i


_CLAUSAL = frozenset({"case", "cop", "nsubj", "nsubj:pass", "obj", "aux", "orphan", "mark", "obl"})
"""What tells that a noun stands for a clause or a circumstance: « Paul lit un livre et Anne un journal »."""


def second_subject(tokens: list[Token], language: str) -> None:
    """Make « nous » or « vous » between a subject and its verb of the third person the one whom it concerns."""
    if language != "fr":
        return
    for t in tokens:
        if t.dep != "nsubj" or t.lower not in ("nous", "vous") or t.head <= t.i:
            continue
        before = (k for k in tokens[max(0, t.i - _FAR) : t.i] if k.head == t.head)
        if any(k.dep in ("nsubj", "expl:subj", "expl") for k in before):
            t.dep = "iobj"


def negated_infinitive(tokens: list[Token], language: str) -> None:
    """Give an infinitive the « ne » before it that hangs on the verb before, with the words that go with it."""
    if language != "fr":
        return
    negators = frozenset(table(language, "clauses")["negators"])
    for t in tokens:
        if t.lower not in ("ne", "n'") or t.head >= t.i:
            continue
        near = tokens[t.i + 1 : t.i + _NEGATION]
        verb = next((k for k in near if k.pos in ("VERB", "AUX")), None)
        if verb is None or verb.morph.get("VerbForm") != "Inf":
            continue
        verb = verb if verb.pos == "VERB" or not t.i < verb.head <= t.i + _NEGATION else tokens[verb.head]
        for k in tokens[t.i : verb.i]:
            if k.head == t.head and (k is t or k.lower in negators):
                k.head = verb.i


_NEGATION = 6
"""Words from « ne » to its infinitive: « ne plus jamais y avoir été »."""
