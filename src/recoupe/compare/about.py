"""What the words are said of that stand on the table of antonyms: « ancien » of the noun beside it, « baisse » of who or what falls.

« une ancienne gare » and « un nouveau pont » exclude nothing, as each is said of another thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recoupe.compare.letters import fold
from recoupe.compare.opposed import listed
from recoupe.compare.terms import terms
from recoupe.parse.tree import Parse, Token

__all__ = ["said_of"]

TAKEN = frozenset(
    {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "obl:arg", "obl:mod", "iobj", "nmod", "nmod:poss", "compound"}
)
"""Relations of those of which a verb or a noun is said."""
BESIDE = frozenset({"amod", "acl", "advmod", "det"})
"""Relations of a word that is said of the word above it."""


def said_of(parse: Parse) -> Mapping[int, frozenset[str]]:
    """Return, by the place of each word on the table of antonyms, what those stand for of which it is said; nothing where none is seen."""
    found = {}
    for token in parse.tokens:
        if token.pos in OPEN and listed(fold(token.text), parse.language):
            of = frozenset(t for k in _of(parse, token) for t in terms(fold(parse.tokens[k].text), parse.language))
            if of:
                found[token.start] = of
    return found


OPEN = frozenset({"NOUN", "ADJ", "VERB"})
"""Words of other kinds (before, after, against) are said of a whole clause."""


def _of(parse: Parse, token: Token) -> Iterator[int]:
    """Those of which a word is said, with what names them or whose they are: « le prix du pain »."""
    for k in _heads(parse, token):
        yield k
        yield from (c for c in parse.tokens[k].children if parse.tokens[c].dep in NAMING and c != token.i)


def _heads(parse: Parse, token: Token) -> Iterator[int]:
    tokens, above = parse.tokens, parse.tokens[token.head]
    if token.dep in BESIDE and above is not token:
        yield above.i
    yield from (k for k in token.children if tokens[k].dep in TAKEN)
    clause = parse.clause_of.get(token.i)
    if clause is not None:
        yield from (k for k in (*clause.subjects, *clause.objects) if k not in token.children)
    elif token.dep in TAKEN and above is not token:  # « le prix connaît une hausse »
        yield above.i
        yield from (k for k in above.children if tokens[k].dep in TAKEN and k != token.i)


NAMING = frozenset({"amod", "nmod", "flat", "flat:name", "compound", "appos"})
"""Relations of what tells one noun from another of its kind."""
