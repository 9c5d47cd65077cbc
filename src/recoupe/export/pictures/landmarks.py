"""Names of seas, rivers and mountains: what tells a reader of the map where the coasts and dots lie."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from recoupe.lang import world

__all__ = ["Landmark", "landmarks"]

_UNSETTLED = {
    "persiangulf",
    "southchinasea",
    "eastchinasea",
    "chinasea",
    "japansea",
    "gulfofmexico",
    "kerchstrait",
    "jordanriver",
}
"""Places that states name after themselves or after each other: a map that takes no side leaves them without a name."""

_VAGUE = {"latinamerica", "middleeast", "arctic", "maghreb", "sahel", "everest"}
"""Regions without a middle of their own, and what a larger name beside already tells."""


_LARGE = {
    "europe", "africa", "asia", "northamerica", "southamerica", "oceania", "antarctica", "sahara", "atlantic", "pacific", "indian",
    "arcticocean", "mediterranean", "blacksea", "caribbean", "northsea", "redsea", "himalaya", "andes",
}  # fmt: skip
"""Keys of what a map of the world names; rivers and straits are named from nearer."""


class Landmark(NamedTuple):
    """A name and where it stands, in degrees; ``large`` where it is named from afar."""

    name: str
    lat: float
    lon: float
    large: bool


@lru_cache(maxsize=4)
def landmarks(language: str) -> tuple[Landmark, ...]:
    """Return the names of a language, the largest places first."""
    rows = [r for r in world("places") if r["sort"] == "w" and r["key"] not in _UNSETTLED | _VAGUE]
    named = [(r[language].split(";")[0], r) for r in rows if r.get(language)]
    return tuple(Landmark(name, float(r["lat"]), float(r["lon"]), r["key"] in _LARGE) for name, r in named if name)
