"""A state and a region of another state that bear one name ("Georgia"): the report's other places tell which is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from recoupe.extract.mentions.beside import Area, short_form
from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.words import Row, fold, region_rows, state_point
from recoupe.lang import world
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse

__all__ = ["make_place", "settle_homonyms", "spell_out"]

NEIGHBOUR_DEGREES = 12.0
"""Degrees of latitude and longitude within which another state's places speak for a small state's neighbourhood."""


@lru_cache(maxsize=1)
def _twins() -> Mapping[tuple[str, str], Row]:
    """(state's code, folded name) to the row of another state's region that bears that name."""
    regions = {
        fold(name): region_rows()[f"{row['state'].lower()}.{row['region'].lower()}"]
        for row in world("regions")
        for name in row["names"].split(";")
        if len(name) > 3 and f"{row['state'].lower()}.{row['region'].lower()}" in region_rows()
    }
    return {
        (row["state"], fold(name)): regions[fold(name)]
        for row in world("states")
        for name in f"{row['fr']};{row['en']}".split(";")
        if fold(name) in regions
    }


def settle_homonyms(clusters: Sequence[Cluster], votes: Counter[Area]) -> None:
    """Turn a state into the region of its name where more of the report's places lie around the region.

    ``votes`` are the report's places by state and region. Towns and regions count, states do not: the United States are
    named in reports about any state. Equal numbers leave the state.
    """
    for cluster in clusters:
        row = cluster.row
        twin = _twins().get((row.key, " ".join(cluster.key))) if row is not None and row.table == "states" else None
        if row is None or twin is None:
            continue
        there = sum(n for (state, region), n in votes.items() if state == twin.state and region)
        if there > sum(n for (state, _), n in votes.items() if _neighbours(row.key, state)) - len(cluster.spots):
            make_place(cluster, twin)


def make_place(cluster: Cluster, row: Row | None) -> None:
    """Make a state's name the name of a place: the region of a row, or a town of the gazetteer where there is no row."""
    cluster.row, cluster.kind = row, EntityKind.PLACE
    for spot in cluster.spots:
        if spot.kind is EntityKind.STATE:
            spot.kind = EntityKind.PLACE


def spell_out(parse: Parse, clusters: Sequence[Cluster]) -> None:
    """Give the short form of a region its row ("Lebanon, Pa."): the gazetteer knows towns of such names."""
    for cluster in clusters:
        if cluster.row is None and cluster.spots:
            area = short_form(parse, cluster.spots[0].first, cluster.spots[0].last)
            cluster.row = region_rows().get(f"{area[0]}.{area[1]}".lower()) if area else None


def _neighbours(one: str, other: str) -> bool:
    """Whether two states lie close together, by their points; a state is its own neighbour."""
    a, b = state_point(one), state_point(other)
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return one == other
    return abs(a[0] - b[0]) < NEIGHBOUR_DEGREES and abs(a[1] - b[1]) < NEIGHBOUR_DEGREES
