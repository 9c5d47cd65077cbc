"""How much ground a place's point stands for."""

from __future__ import annotations

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.gazetteer import Place
from recoupe.model.words import Precision

__all__ = ["precision_of"]

_SORTS = {
    "c": Precision.TOWN, "r": Precision.REGION, "d": Precision.COUNTY, "w": Precision.AREA, "s": Precision.COUNTRY,
}  # fmt: skip
"""By the sort in the gazetteer and in ``places.csv``; water, mountains and continents have a middle, and no edge that a point tells."""


def precision_of(cluster: Cluster, place: Place | None) -> Precision:
    """Return how much ground the point of a located cluster stands for; a work found by its town is no finer than the town."""
    row = cluster.row
    if place is not None:
        return _SORTS[place.sort]
    if row is None or row.table == "states":
        return Precision.COUNTRY  # a people has the point of its state
    return Precision.SITE if row.table == "seats" else _SORTS[row.sort]
