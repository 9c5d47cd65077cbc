"""One tree scheme for both models: Universal Dependencies, without language-specific subtypes we don't use.

The French model speaks UD (Sequoia); the English one ClearNLP's labels over OntoNotes, where prepositions and the
copula are heads and coordination is a chain. ``neutral`` turns the second into the first, after the mapping that
the Stanford and ClearNLP documentation describe.
"""

from __future__ import annotations

from typing import NamedTuple

from recoupe.parse.repairs import repair
from recoupe.parse.subjects import mend_subjects
from recoupe.parse.tree import Token

__all__ = ["neutral"]

_FRENCH = {
    "ROOT": "root", "obl:arg": "obl", "obl:mod": "obl", "aux:tense": "aux", "aux:caus": "aux:caus",
    "expl:comp": "expl", "expl:pass": "expl:pass", "expl:subj": "expl", "flat:name": "flat", "flat:foreign": "flat",
    "acl:relcl": "acl:relcl", "advcl:cleft": "advcl", "dep:comp": "dep", "nsubj:caus": "nsubj", "iobj:agent": "iobj",
    "obj:agent": "obj", "nsubj:expl": "expl", "parataxis:insert": "parataxis", "parataxis:parenth": "parataxis",
    "conj:dicto": "conj",
}  # fmt: skip

_ENGLISH = {
    "ROOT": "root", "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj", "auxpass": "aux:pass",
    "dative": "iobj", "relcl": "acl:relcl", "poss": "nmod:poss", "prt": "compound:prt", "neg": "advmod",
    "npadvmod": "obl:npmod", "quantmod": "advmod", "predet": "det", "preconj": "cc", "intj": "discourse", "meta": "dep",
    "nmod": "compound", "nmod!": "nmod", "pobj": "obl", "nounmod": "compound", "oprd": "xcomp", "complm": "mark", "nn": "compound",
}  # fmt: skip


def neutral(tokens: list[Token], language: str) -> None:
    """Rewrite relations and heads in place; fills ``children``."""
    if language == "en":
        _english(tokens)
    else:
        _french(tokens)
    repair(tokens, language)
    mend_subjects(tokens, language)
    for token in tokens:
        token.children = []
    for token in tokens:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)


def _french(tokens: list[Token]) -> None:
    for t in tokens:
        t.dep = _FRENCH.get(t.dep, t.dep)
        if t.pos == "SPACE":
            t.dep = "punct"


class _Tree(NamedTuple):
    """A block's tokens, the children each had in the model's scheme, and its label there."""

    tokens: list[Token]
    kids: list[list[int]]
    old: list[str]


def _english(tokens: list[Token]) -> None:
    kids: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            kids[t.head].append(t.i)
    old = [t.dep for t in tokens]
    tree = _Tree(tokens, kids, old)
    _prepositions(tree)
    _copulas(tree)
    _coordination(tokens)
    for t in tokens:
        t.dep = _ENGLISH.get(t.dep, t.dep)
        if t.dep == "aux" and t.tag == "TO":
            t.dep = "mark"


_GERUND_ARGUMENT = frozenset({"of", "for", "from", "into", "about", "against", "to"})
"""Prepositions whose gerund is what the verb asks for ("accused him of shelling"), not a circumstance ("after winning")."""

_TURNED = frozenset({"prep", "agent", "dative", "advcl", "advmod", "mark", "conj", "dep", "acl", "amod", "ROOT"})


def _prepositions(tree: _Tree) -> None:
    """``prep`` → ``pobj`` becomes oblique or nominal modifier with a ``case``; "due to", "according to" are fixed."""
    tokens, kids, old = tree
    for t in tokens:
        if old[t.i] not in _TURNED:
            continue
        if any(old[k] in ("pobj", "pcomp") for k in kids[t.i]):
            _turn(tree, t, t)
        elif old[t.i] in ("prep", "advmod", "mark", "advcl"):
            # "because of X", "according to X": a preposition under a preposition; the lower one's object is the phrase
            inner = next((k for k in kids[t.i] if old[k] == "prep" and any(old[c] == "pobj" for c in kids[k])), None)
            verbal = (
                t.pos == "VERB" and old[t.i] != "prep"
            )  # "attacked her in a tweet" is a clause, "according to" none
            if inner is not None and t.pos in ("ADP", "SCONJ", "VERB", "ADV") and not verbal:
                _turn(tree, t, tokens[inner])
                old[inner] = "fixed"


def _turn(tree: _Tree, top: Token, holder: Token) -> None:
    """Hang the object of ``holder`` (``top`` or a preposition under it) where ``top`` hangs, with ``top`` as its case."""
    tokens, kids, old = tree
    inner = None if holder is top else holder.i
    obj = next(tokens[k] for k in kids[holder.i] if old[k] in ("pobj", "pcomp"))
    head, seen = top.head, {top.i, holder.i, obj.i}
    while tokens[head].dep == "case" and head not in seen:
        seen.add(head)
        head = tokens[head].head
    if head in (obj.i, top.i):
        head = obj.i
    governor = tokens[head]
    verbal = governor.pos in ("VERB", "AUX") or (governor.pos == "ADJ" and old[head] not in ("amod", "compound"))
    if old[obj.i] == "pcomp":
        argument = verbal and top.lower in _GERUND_ARGUMENT
        obj.dep = "xcomp" if argument else "advcl" if verbal else "acl"
        top.dep = "mark"
    else:
        obj.dep = (
            "obl:agent" if old[top.i] == "agent" else "iobj" if old[top.i] == "dative" else "obl" if verbal else "nmod!"
        )
        top.dep = "case"
    if head == obj.i:
        obj.dep = "root"
    obj.head, top.head = head, obj.i
    if inner is not None:
        tokens[inner].head, tokens[inner].dep = top.i, "fixed"
    for k in kids[holder.i]:
        if k != obj.i and k != inner and old[k] not in ("cc", "conj"):
            tokens[k].head = obj.i


def _copulas(tree: _Tree) -> None:
    """Turn "X is Y" round: Y becomes the predicate, be its ``cop``."""
    tokens, kids, old = tree
    moved: dict[int, int] = {}
    for t in tokens:
        if t.lemma != "be" or old[t.i] in ("aux", "auxpass"):
            continue
        predicate = next((k for k in kids[t.i] if old[k] in ("attr", "acomp") and k > t.i), None)
        predicate = (
            predicate if predicate is not None else next((k for k in kids[t.i] if old[k] in ("attr", "acomp")), None)
        )
        if predicate is None:
            continue
        p = tokens[predicate]
        p.head = p.i if t.head == t.i else t.head
        p.dep = t.dep
        for k in kids[t.i]:
            if k != p.i and tokens[k].head == t.i:
                tokens[k].head = p.i
        moved[t.i] = p.i
        t.head, t.dep = p.i, "cop"
        old[p.i] = old[t.i]
        old[t.i] = "cop"
    for t in tokens:
        if t.head in moved and t.i != moved[t.head] and t.dep != "cop":
            t.head = moved[t.head]  # what the prepositions hung here
        if t.dep in ("attr", "acomp"):
            t.dep = "xcomp"


def _coordination(tokens: list[Token]) -> None:
    """Chains of ``conj`` hang on the first conjunct; ``cc`` on the conjunct that follows it."""
    for t in tokens:
        if t.dep == "conj":
            head, seen = t.head, {t.i}
            while tokens[head].dep == "conj" and tokens[head].head != head and head not in seen:
                seen.add(head)
                head = tokens[head].head
            if tokens[head].dep == "case" and t.pos == "ADP":
                continue
            t.head = head
    conjuncts: dict[int, list[int]] = {}
    for t in tokens:
        if t.dep == "conj":
            conjuncts.setdefault(t.head, []).append(t.i)
    for t in tokens:
        if t.dep == "cc":
            top = t.head
            while tokens[top].dep == "conj" and tokens[top].head != top:
                top = tokens[top].head
            after = [k for k in conjuncts.get(top, ()) if k > t.i]
            if after:
                t.head = min(after)
