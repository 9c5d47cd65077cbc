"""Firms that nothing but « la société » tells: « Varmont dément. La société affirme avoir prévenu la mairie. »"""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.state import State, modifiers
from recoupe.lang import table
from recoupe.model.words import EntityKind, MentionMode

__all__ = ["firm_meant"]

_FIRM = frozenset({"company"})
"""Nouns that are said of firms only; « groupe » is said of armed ones as well."""

_NEAR = 2
"""Sentences back that « la société » looks for the name that it takes up: further up there is nearly always another."""


def firm_meant(state: State, spot: Spot) -> Cluster | None:
    """The firm that a bare « la société », as a subject, takes up: the last subject named that may be one.

    A name of one word that no table knows is a guess, a person's or a place's as the model has it; that it is taken up by
    such a noun tells what it is.
    """
    token = state.parse.tokens[spot.head]
    if state.words.called.get(spot.root) != _FIRM or spot.plural or modifiers(state, spot):
        return None
    if token.dep not in ("nsubj", "nsubj:pass"):
        return None
    near = [
        (seen.token, number)
        for number, seen in state.seen.items()
        if seen.subject and 0 < token.sentence - seen.sentence <= _NEAR and _may_be(state, state.clusters[number])
    ]
    if not near:
        return None
    found = state.clusters[max(near)[1]]
    found.kind = EntityKind.ORGANISATION
    for other in found.spots:
        other.kind = EntityKind.ORGANISATION
    return found


def _may_be(state: State, cluster: Cluster) -> bool:
    """Whether a name can be a firm's: no table knows it, and nothing beside it says what else it is."""
    names = [s for s in cluster.spots if s.mode is MentionMode.NAME]
    if not cluster.key or cluster.row is not None or cluster.role or cluster.memberships or cluster.roots:
        return False
    if cluster.kind is EntityKind.ORGANISATION:
        return len(cluster.key) == 1 or not {cluster.key[0], cluster.key[-1]} & state.words.heads.keys()
    if cluster.kind not in (EntityKind.PERSON, EntityKind.PLACE) or len(cluster.key) > 1 or cluster.gender:
        return False
    return not any(s.title or _where(state, s) for s in names)


def _where(state: State, spot: Spot) -> bool:
    """Whether a name says where: « à Varmont », "in Varmont"."""
    token = state.parse.tokens[spot.head]
    told = state.parse.tokens[token.head].lemma.lower() in _answering(state.parse.language)
    return state.parse.preposition(spot.head) in state.words.locative and not told


@lru_cache(maxsize=4)
def _answering(language: str) -> frozenset[str]:
    """Verbs that report: « il répond à Varmont » says to whom, and not where."""
    return frozenset(w for group in table(language, "cues")["verbs"] for w in group["words"])
