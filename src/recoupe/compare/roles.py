"""Who holds which office or rank of what, as a report tells it: « X est le maire de Y », « le maire de Y, X », "the mayor of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recoupe.compare.letters import fold
from recoupe.compare.reasons import because
from recoupe.lang import or_english, table
from recoupe.model.ledger import Reason
from recoupe.parse.tree import Parse

__all__ = ["Role", "exclusive_roles", "roles_of"]


@dataclass(frozen=True, slots=True)
class Role:
    """An office, who holds it and of what, by words; ``rank`` are the adjectives that set offices apart (« premier ministre »)."""

    noun: str
    holder: frozenset[str]
    of: frozenset[str]
    rank: frozenset[str]
    text: str


@lru_cache(maxsize=4)
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    raw = table(or_english(language), "exclusive")["single"]
    return frozenset(raw["nouns"]), frozenset(raw["former"])


def roles_of(parse: Parse) -> tuple[Role, ...]:
    """Return the offices told of somebody by name, those of former or future holders left out."""
    nouns, former = _words(parse.language)
    found = []
    for token in parse.tokens:
        if token.pos == "NOUN" and (token.lemma.lower() in nouns or token.lower in nouns):
            children = [parse.tokens[k] for k in token.children]
            if any(c.lower in former or c.lemma.lower() in former for c in children):
                continue
            holder = frozenset(name for k in _holders(parse, token.i) for name in _names(parse, k))
            if holder:
                found.append(_role(parse, token.i, holder))
    return tuple(found)


def _role(parse: Parse, head: int, holder: frozenset[str]) -> Role:
    children = [parse.tokens[k] for k in parse.tokens[head].children]
    owners = [c for c in children if c.dep in ("nmod", "nmod:poss", "compound")]
    named = {n for c in owners for n in _names(parse, c.i)} | {fold(c.lemma) for c in owners if c.pos == "NOUN"}
    rank = frozenset(fold(c.lemma) for c in children if c.dep == "amod")
    words = " ".join(parse.tokens[k].text for k in parse.phrase(head))
    return Role(fold(parse.tokens[head].lemma), holder, frozenset(named) - holder, rank, words)


def _holders(parse: Parse, head: int) -> Iterator[int]:
    """Who is said to hold it: the subject beside a copula, an apposition, a name that follows, the noun it is told of."""
    token = parse.tokens[head]
    children = [parse.tokens[k] for k in token.children]
    if any(c.dep == "cop" for c in children):
        yield from (c.i for c in children if c.dep.startswith("nsubj"))
    yield from (c.i for c in children if c.pos == "PROPN" and (c.dep in FOLLOWING or _beside(parse, c.i)))
    if token.dep in ("appos", "compound") and parse.tokens[token.head].pos == "PROPN":
        yield token.head
    above = parse.tokens[token.head]
    if (
        token.dep in ("nsubj", "nsubj:pass")
        and any(parse.tokens[k].dep == "cop" for k in above.children)
        and above.pos == "PROPN"
    ):
        yield above.i


FOLLOWING = frozenset({"appos", "flat", "flat:name"})
"""Relations of a name that follows a noun."""


def _beside(parse: Parse, k: int) -> bool:
    """Whether a name is parted from the noun by a comma alone; the parser takes it for the second of two."""
    return parse.tokens[k].dep == "conj" and parse.child(k, "cc") is None


def _names(parse: Parse, head: int) -> Iterator[str]:
    """The words of the name at a place."""
    if parse.tokens[head].pos == "PROPN":
        yield fold(parse.tokens[head].text)
    for k in parse.subtree(
        head, without=("appos", "acl:relcl", "conj", "acl", "nmod", "cop", "punct"), keep_root=False
    ):
        if parse.tokens[k].pos == "PROPN":
            yield fold(parse.tokens[k].text)


def exclusive_roles(one: Sequence[Role], other: Sequence[Role]) -> Reason | None:
    """One office of one body held by two, or one who holds it of two."""
    for here in one:
        for there in other:
            if here.noun != there.noun or here.rank != there.rank:
                continue
            same, of_same = not here.holder.isdisjoint(there.holder), not here.of.isdisjoint(there.of)
            if (of_same and not same) or (same and here.of and there.of and not of_same):
                return because("roles", 0.3, (here.text, there.text), one=here.text, other=there.text)
    return None
