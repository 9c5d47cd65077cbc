"""Objects that the French model tears off their verb, because a circumstance stands between the two.

« dénonce à grands cris la lenteur des secours »: the model hangs the object on the noun of the circumstance, though a common noun
with a determiner and no preposition completes no noun (Grevisse § 352); it is the object of the verb, which has none.
"""

from __future__ import annotations

from collections.abc import Callable

from recoupe.parse.tree import Token

__all__ = ["object_after_phrase"]

_FAR = 16
"""Words from a verb to its object, over the circumstance: « développer au sein des entreprises du canton des … »."""

_MOVED = frozenset({"acl", "acl:relcl", "nmod"})
"""What follows such an object and was hung on the circumstance with it."""


def object_after_phrase(tokens: list[Token], is_thing: Callable[[Token], bool]) -> None:
    """Make a bare determined noun behind a verb's circumstance, hung on that, the object of the verb without one."""
    for t in tokens:
        if t.dep != "nmod" or t.pos != "NOUN" or t.head >= t.i:
            continue
        phrase = tokens[t.head]
        verb = tokens[phrase.head]
        if phrase.dep != "obl" or verb.pos != "VERB" or not verb.i < phrase.i or t.i - verb.i > _FAR:
            continue
        if any(k.text in (",", ";", ":", "(") for k in tokens[phrase.i : t.i]) or not is_thing(t):
            continue
        if not any(k.head == t.i and k.dep == "det" and k.i > phrase.i for k in tokens[phrase.i : t.i]):
            continue
        if _may_take_object(tokens, verb, t.i):
            for k in tokens[t.i + 1 : t.i + _FAR]:
                if k.head == phrase.i and k.dep in _MOVED:
                    k.head = t.i
            t.head, t.dep = verb.i, "obj"


def _may_take_object(tokens: list[Token], verb: Token, before: int) -> bool:
    """Whether an active verb has a subject before it, or needs none, and no complement yet."""
    near = [k for k in tokens[max(0, verb.i - 2 * _FAR) : before + 2 * _FAR] if k.head == verb.i]
    if any(k.dep in ("obj", "ccomp", "xcomp", "iobj", "expl", "expl:subj") or "pass" in k.dep for k in near):
        return False
    if verb.morph.get("Voice") == "Pass" or any(k.dep.startswith("aux") and k.lemma == "être" for k in near):
        return False
    finite = verb.morph.get("VerbForm") == "Fin" or any(k.dep.startswith("aux") for k in near)
    past = verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Past"
    subject = any(k.dep == "nsubj" and k.i < verb.i for k in near)
    return subject or (not finite and not past) or verb.dep == "conj"
