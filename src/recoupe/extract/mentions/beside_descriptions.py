"""Names that stand beside a description and make it theirs: « la société Solvane », « la ville de Lens », « une femme nommée Roux »."""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.state import State
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.lang import table
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse

__all__ = ["COUNTRY", "called_names", "introduced", "named_body", "named_place", "noun_before", "take_name"]

COUNTRY = frozenset({"pays", "country", "nation"})
"""Roots of nouns for a state."""


def introduced(parse: Parse, words: Lexicon, spot: Spot, people: dict[int, Spot]) -> Spot | None:
    """« une femme nommée Anne Roux », « un agent qui s'appelle Roux », "a man named Paul Rook": the name given."""
    for k in parse.tokens[spot.head].children:
        token = parse.tokens[k]
        if k < spot.head or spot.plural or token.lemma not in words.naming or not token.dep.startswith("acl"):
            continue
        return next((people[i] for i in range(k + 1, min(k + 4, len(parse.tokens))) if i in people), None)
    return None


_QUOTES = frozenset({'"', "«", "“", "‘", "''", "``"})


def named_body(state: State, spot: Spot, bodies: dict[int, Spot]) -> None:
    """« le quotidien suisse La Gazette », « l'agence de presse, Amaq, »: the description and the name are one body."""
    tokens, after = state.parse.tokens, spot.last
    name = bodies.get(after) or _body_inside(state, spot, bodies)
    if name is None and after < len(tokens) and tokens[after].text in _QUOTES and after + 1 in bodies:
        name = bodies[after + 1]  # « l'association "Un toit pour Lyon" »
    if name is None and after < len(tokens) and tokens[after].text == "," and after + 1 in bodies:
        name = bodies[after + 1]
        closed = name.last >= len(tokens) or tokens[name.last].text in (",", ".")
        name = name if closed and tokens[name.head].dep == "appos" else None
    if name is None or name.cluster < 0 or spot.plural or tokens[name.first].sentence != tokens[spot.head].sentence:
        return
    cluster = state.clusters[name.cluster]
    cluster.roots.add(spot.root)
    cluster.add(spot)


def noun_before(state: State, name: Spot) -> None:
    """Later « l'association » is the one that was named: « l'association "Un toit pour Lyon" »."""
    tokens, i = state.parse.tokens, name.first - 1
    while i >= 0 and tokens[i].text in _QUOTES:
        i -= 1
    noun = (
        state.words.nouns.get(tokens[i].lower) if i >= 0 and tokens[i].sentence == tokens[name.first].sentence else None
    )
    if noun is not None and noun.sort == "institution" and not noun.plural and name.cluster >= 0:
        state.clusters[name.cluster].roots.add(noun.root)


def _body_inside(state: State, spot: Spot, bodies: dict[int, Spot]) -> Spot | None:
    """The name that a description ends with, straight behind its noun: « la société Solvane »."""
    for i in range(spot.head + 1, spot.last):
        if i in bodies:
            return bodies[i]
        if state.parse.tokens[i].pos not in ("ADJ", "PUNCT"):
            return None
    return None


@lru_cache(maxsize=4)
def _parts(language: str) -> frozenset[str]:
    """Roots of nouns for a part of a town."""
    return frozenset(map(fold, table(language, "nearness")["parts"]))


def named_place(state: State, spot: Spot, names_at: dict[int, Spot]) -> None:
    """« la ville de Dnipro », « la capitale Kyiv », "the city of Leeds": the description and the name are one place."""
    tokens, sorts = state.parse.tokens, state.words.place_sorts
    if (
        spot.plural
        or (spot.root not in sorts and spot.root not in COUNTRY)
        or spot.root in _parts(state.parse.language)
    ):
        return
    for i in range(spot.head + 1, max(spot.last + 1, min(spot.head + 4, len(tokens)))):
        if i in names_at and (i == spot.head + 1 or tokens[i - 1].lower in ("de", "d'", "du", "of")):
            if i - spot.head <= 3 and names_at[i].cluster >= 0:
                state.clusters[names_at[i].cluster].add(spot)
            return


def called_names(state: State, names: list[Spot]) -> dict[int, Cluster]:
    """By the head of a description, what its clause says it is called: « le terminal, que les riverains surnomment X »."""
    tokens = state.parse.tokens
    at = {i: s for s in names for i in range(s.first, s.last) if s.cluster >= 0}
    found: dict[int, Cluster] = {}
    for token in tokens:
        if token.lemma not in state.words.naming or token.pos != "VERB":
            continue
        head = token.head if token.dep in ("acl:relcl", "acl") else _before_comma(state.parse, token.i)
        name = next((at[k] for k in token.children if k > token.i and k in at and tokens[k].dep in _NAMED_AS), None)
        if head not in at and name is not None and name.kind is not EntityKind.PERSON:
            found[head] = state.clusters[name.cluster]
    return found


def _before_comma(parse: Parse, verb: int) -> int:
    """The word before « , que les riverains » or ", nicknamed", -1 without one: parsers hang such clauses anywhere."""
    for i in range(verb - 1, max(0, verb - _CLAUSE), -1):
        if parse.tokens[i].text == ",":
            opened = i + 1 == verb or parse.tokens[i + 1].lower in _RELATIVE
            return i - 1 if opened else -1
    return -1


_CLAUSE = 7
"""Words from the comma to the verb at most: « , que les habitants du quartier surnomment »."""

_RELATIVE = frozenset({"que", "qu'", "which", "that"})

_NAMED_AS = frozenset({"obj", "xcomp", "obl", "ccomp", "iobj"})
"""How a name hangs on the verb that gives it."""


def take_name(state: State, described: Cluster, named: Cluster) -> None:
    """Make what was described so far and what bears the name one, under the name."""
    if described is named or described.key or named.row is not None or named.same_as is not None:
        return
    for spot in described.spots:
        named.add(spot)
    named.kind = EntityKind.FACILITY
    named.roots |= described.roots
    described.spots, described.same_as = [], named.number
