"""Capitals and seats that speak: « Kyiv soupçonne » is the state, where the report names it; « à Kyiv » stays the town."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.words import pieces
from recoupe.lang import world
from recoupe.model.words import EntityKind

__all__ = ["capital_of", "lend_capitals"]


@lru_cache(maxsize=1)
def _capitals() -> dict[tuple[str, ...], str]:
    found = {}
    for row in world("states"):
        for name in f"{row['capital_fr']};{row['capital_en']}".split(";"):
            found[tuple(part for word in name.split() for part in pieces(word))] = row["state"]
    return {key: state for key, state in found.items() if key}


def capital_of(key: tuple[str, ...]) -> str | None:
    """The code of the state whose capital bears these folded words."""
    return _capitals().get(key)


def lend_capitals(clusters: Iterable[Cluster]) -> None:
    """Move the mentions of a capital that stand for the power to the state's entity, if the report names the state.

    They keep their kind and are no name of the state. Where the state is not named the town keeps them, with its
    ``state`` and the reading ``institution``: nothing is added that the report does not say.
    """
    clusters = list(clusters)
    states = {c.row.key: c for c in clusters if c.row is not None and c.row.table == "states" and c.spots}
    for cluster in clusters:
        state = states.get(_capitals().get(cluster.key, "")) if cluster.kind is EntityKind.PLACE else None
        if state is None or state is cluster:
            continue
        acting = [s for s in cluster.spots if s.institution]
        for spot in acting:
            spot.borrowed = True
            state.add(spot)
        cluster.spots = [s for s in cluster.spots if not s.institution]
