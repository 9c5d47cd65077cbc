"""« Le ministre a, de son côté, assuré que … »: an auxiliary parted from its participle, on which the French model breaks.

Between the two stands a circumstance set off by commas; the model then takes the participle for a modifier of the
circumstance and the subject for a noun without a verb. An auxiliary before a comma can't be anything else.
(Grevisse § 783, on what may come between auxiliary and participle.)
"""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["join_parted"]

_REACH = 18
"""Words that a circumstance between auxiliary and participle has at most."""

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@lru_cache(maxsize=4)
def _auxiliaries(language: str) -> dict[str, str]:
    """Forms that may stand parted, with the auxiliary's relation."""
    rules = table(language, "clauses").get("parted", {})
    return {form: dep for dep, forms in (("aux", "perfect"), ("aux:pass", "passive")) for form in rules.get(forms, ())}


def join_parted(tokens: list[Token], language: str) -> None:
    """Mend each parted verb in the tree of one block, and verbs that circumstances part from their subject."""
    forms = _auxiliaries(language)
    if not forms:
        return
    _verb_under_its_subject(tokens)
    _verb_behind_gerund(tokens)
    _participle_before_object(tokens)
    for auxiliary in tokens[1:-3]:
        if auxiliary.lower in forms and tokens[auxiliary.i + 1].text == ",":
            verb = _participle(tokens, auxiliary, forms)
            if verb is not None and not (auxiliary.head == verb.i and auxiliary.dep.startswith("aux")):
                _join(tokens, auxiliary, verb, forms[auxiliary.lower])


def _verb_under_its_subject(tokens: list[Token]) -> None:
    """« Morel, quant à lui, s'insurge »: the model coordinates the verb with its subject; no noun is coordinated with a verb."""
    for t in tokens:
        top = tokens[t.head]
        if t.dep != "conj" or t.morph.get("VerbForm") != "Fin" or top.dep != "root" or top.pos not in _NOMINAL:
            continue
        near = tokens[top.i : t.i + 8]
        own = {k.dep for k in near if k.head == t.i}
        if (
            top.i > t.i
            or own & {"cc", "nsubj", "nsubj:pass", "expl:subj", "mark"}
            or not any(k.text == "," for k in near)
        ):
            continue
        if any(
            k.head == top.i and (k.dep in ("cop", "nsubj") or (k.dep == "conj" and k.i < t.i)) for k in tokens[: t.i]
        ):
            continue
        t.head, t.dep = t.i, "root"
        for k in tokens[t.i + 1 :]:
            if k.head == top.i:
                k.head = t.i
        top.head, top.dep = t.i, "nsubj"


def _participle_before_object(tokens: list[Token]) -> None:
    """« Démentant toute implication, le colonel … »: first in its sentence, a present participle governs the noun behind it."""
    for t in tokens:
        noun = tokens[t.head]
        opens = t.i == 0 or tokens[t.i - 1].text in (".", "»", "?", "!")
        if not opens or t.dep not in ("nmod", "amod") or not t.i < noun.i <= t.i + 3 or noun.pos not in _NOMINAL:
            continue
        verb = tokens[noun.head]
        if t.pos != "VERB" or t.morph.get("Tense") != "Pres" or t.morph.get("VerbForm") != "Part" or verb.i <= noun.i:
            continue
        t.head, t.dep, noun.head, noun.dep = verb.i, "advcl", t.i, "obj"


def _verb_behind_gerund(tokens: list[Token]) -> None:
    """« Le député, tout en saluant l'effort, redoute … »: a subject parted by a comma from a participle is the main verb's."""
    for t in tokens:
        verb = tokens[t.head]
        if t.dep != "advcl" or t.morph.get("VerbForm") != "Part" or t.morph.get("Tense") != "Pres" or verb.i < t.i:
            continue
        subject = next((k for k in tokens[: t.i] if k.head == t.i and k.dep == "nsubj"), None)
        if subject is None or verb.morph.get("VerbForm") != "Fin" or tokens[verb.i - 1].text != ",":
            continue
        if not any(k.text == "," for k in tokens[subject.i : t.i]):
            continue
        for k in tokens:
            if k.head == verb.i and k.dep == "nsubj":
                if k.i < verb.i:
                    break  # the verb has a subject of its own before it
                k.dep = "obj"
        else:
            subject.head = verb.i


def _participle(tokens: list[Token], auxiliary: Token, forms: dict[str, str]) -> Token | None:
    """The past participle after the comma that ends the circumstance; None where a finite verb comes first."""
    for k in tokens[auxiliary.i + 2 : auxiliary.i + _REACH]:
        if k.text in (".", ";", ":", "?", "!"):
            return None
        if k.morph.get("VerbForm") == "Fin" and k.lower not in forms and k.dep not in ("fixed", "case"):
            return None
        after_comma = tokens[k.i - 1].text == "," or (tokens[k.i - 1].pos == "ADV" and tokens[k.i - 2].text == ",")
        if after_comma and k.morph.get("VerbForm") == "Part" and k.morph.get("Tense") != "Pres":
            return k if k.i > auxiliary.i + 2 else None
    return None


def _join(tokens: list[Token], auxiliary: Token, verb: Token, relation: str) -> None:
    between = range(auxiliary.i + 1, verb.i)
    subject = _subject(tokens, auxiliary)
    if subject is None:
        return
    reflexive = tokens[auxiliary.i - 1].lower in ("s'", "se", "m'", "me", "nous", "vous")
    relation = "aux" if reflexive else relation
    place = _place(tokens, subject, auxiliary, verb, between=between)
    for k in between:
        outside = tokens[k].head not in between or tokens[k].head == k
        if outside and tokens[k].dep != "punct":
            tokens[k].dep = "obl" if tokens[k].pos in _NOMINAL else "advmod"
        if outside:
            tokens[k].head = verb.i
    for t in tokens[max(0, auxiliary.i - 40) : verb.i + 40]:
        if t.i != verb.i and (t.head in between or t.head == auxiliary.i) and t.i not in between:
            t.head = verb.i
    verb.head, verb.dep = place
    verb.pos = "VERB"
    auxiliary.pos, auxiliary.dep, auxiliary.head = "AUX", relation, verb.i
    subject.head, subject.dep = verb.i, "nsubj:pass" if relation == "aux:pass" else "nsubj"
    _one_subject(tokens, verb, subject)


def _one_subject(tokens: list[Token], verb: Token, subject: Token) -> None:
    """What the model took for a subject after the verb is its object."""
    for t in tokens[verb.i + 1 : verb.i + 40]:
        if t.dep in ("nsubj", "nsubj:pass") and t is not subject and t.head in (verb.i, subject.i):
            t.head, t.dep = verb.i, "obj"


def _place(tokens: list[Token], subject: Token, auxiliary: Token, verb: Token, *, between: range) -> tuple[int, str]:
    """Head and relation of the joined verb: where subject, circumstance or auxiliary hung, outside their words."""
    own = {subject.i, auxiliary.i, verb.i, *between}
    for t in (auxiliary, subject, *(tokens[k] for k in between)):
        seen = set()
        while t.i in own and t.head != t.i and t.i not in seen:
            seen.add(t.i)
            if t.head not in own:
                break
            t = tokens[t.head]
        if t.head not in own and not _below(tokens, t.head, own) and t.dep != "punct":
            marked = any(k.dep == "mark" and k.head in own for k in tokens[max(0, subject.i - 8) : subject.i])
            return t.head, "advcl" if marked else ("conj" if t.dep == "conj" else "parataxis")
    return verb.i, "root"


def _below(tokens: list[Token], i: int, own: set[int]) -> bool:
    """Whether a token hangs under any of some others: it then can't be their head."""
    seen: set[int] = set()
    while i not in seen:
        if i in own:
            return True
        seen.add(i)
        i = tokens[i].head
    return False


def _subject(tokens: list[Token], auxiliary: Token) -> Token | None:
    """The head of the noun phrase, or the pronoun, before the auxiliary; over an apposition between commas."""
    i = auxiliary.i - 1
    while i >= 0 and tokens[i].lower in ("s'", "se", "ne", "n'", "l'", "les", "le", "la", "lui", "leur", "en", "y"):
        i -= 1
    while i >= 0 and tokens[i].text in (",", ")", "»", "”", '"'):
        i -= 1
    if i < 0:
        return None
    t = tokens[i]
    if t.pos in ("VERB", "AUX") and i and tokens[i - 1].lower in ("le", "la", "un", "une", "l'"):
        t.pos, t.morph = "NOUN", {}  # « le juge a, mardi, ordonné »: read as a clitic and a verb
        tokens[i - 1].pos, tokens[i - 1].dep, tokens[i - 1].head = "DET", "det", t.i
    seen: set[int] = set()
    while t.i not in seen and t.dep not in ("nsubj", "nsubj:pass", "root"):
        seen.add(t.i)
        above = tokens[t.head]
        if above.i >= auxiliary.i or (above.pos not in _NOMINAL and above.pos != "ADJ"):
            break
        t = above
    return t if t.pos in _NOMINAL else None
