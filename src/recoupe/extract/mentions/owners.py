"""Whose lawyer, mother or spokesman a description means: « son avocat », « l'avocat de Morel », "Morel's lawyer"."""

from __future__ import annotations

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.state import State
from recoupe.extract.mentions.words import fold
from recoupe.model.words import MentionMode

__all__ = ["modifiers_of_owner", "owner_of", "owners_of"]


def owner_of(state: State, spot: Spot) -> int | None:
    """Cluster of whom someone is the lawyer, mother or spokesman: « son avocat », « l'avocat de Morel »."""
    if spot.sort not in ("office", "kin", "person"):
        return None
    for k in state.parse.tokens[spot.head].children:
        token = state.parse.tokens[k]
        of = token.dep == "nmod:poss" or (token.dep == "nmod" and state.parse.preposition(k) in ("de", "of"))
        owner = state.heads.get(k) if of or token.dep == "det" else None
        if owner is not None and owner is not spot and owner.cluster >= 0:
            number = owner.cluster
            return state.clusters[number].same_as or number
    return None


def owners_of(state: State, cluster: Cluster, root: str) -> frozenset[int]:
    """Owners that the descriptions of someone by one noun name."""
    owners = (owner_of(state, s) for s in cluster.spots if s.mode is MentionMode.DESCRIPTION and s.root == root)
    return frozenset(o for o in owners if o is not None)


def modifiers_of_owner(state: State, spot: Spot) -> frozenset[str]:
    """Folded words of a description that only name whose office it is."""
    tokens = state.parse.tokens
    inside: set[str] = set()
    for k in tokens[spot.head].children:
        if k in state.heads and spot.first <= k < spot.last:
            owner = state.heads[k]
            inside.update(fold(t.lemma) for t in tokens[owner.first : owner.last])
    return frozenset(inside)
