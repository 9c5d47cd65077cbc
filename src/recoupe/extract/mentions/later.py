"""Who is described first and named later, as headlines do."""

from __future__ import annotations

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.state import State, modifiers
from recoupe.model.words import EntityKind, MentionMode

__all__ = ["named_later"]

LEAD = 3
"""Sentences at the head of a report where someone may be announced by office before being named."""

NAMED_WITHIN = 8
"""Sentences within which the name then comes."""


def named_later(state: State, others: list[Spot]) -> None:
    """« a déclaré mercredi un ministre » … « Le ministre des Transports, X, a déclaré »: the one named holder is meant."""
    for spot in others:
        if spot.cluster < 0 or spot.plural or spot.sort not in ("office", "kin", "person"):
            continue
        cluster = state.clusters[spot.cluster]
        sentence = state.parse.tokens[spot.head].sentence
        if cluster.key or cluster.same_as is not None or sentence > LEAD or cluster.spots[0] is not spot:
            continue
        named = _described_alike(state, spot) if spot.definite or spot.sort != "office" else _holders(state, spot)
        near = [
            c
            for c in named
            if 0 < min(state.parse.tokens[s.head].sentence for s in c.spots) - sentence <= NAMED_WITHIN
            and not (c.gender and spot.gender and c.gender != spot.gender)
        ]
        if len(named) == len(near) == 1:
            for moved in cluster.spots:
                near[0].add(moved)
            cluster.spots, cluster.same_as = [], near[0].number


def _holders(state: State, spot: Spot) -> list[Cluster]:
    """People named who are called by that office."""
    return [
        c
        for c in state.clusters
        if c.key and c.kind is EntityKind.PERSON and c.role_root == spot.root and c.same_as is None
    ]


def _described_alike(state: State, spot: Spot) -> list[Cluster]:
    """People named who are described by the same noun with the same words, or with more: a headline leaves some out."""
    mine = modifiers(state, spot)
    return [
        c
        for c in state.clusters
        if c.key
        and c.kind is EntityKind.PERSON
        and c.same_as is None
        and any(
            s.root == spot.root and mine and mine <= modifiers(state, s)
            for s in c.spots
            if s.mode is MentionMode.DESCRIPTION
        )
    ]
