"""The gazetteer: names of places to points, looked up in a compressed file without loading it whole.

``lang/world/gazetteer.bin`` (made by ``tools/gazetteer.py`` from GeoNames, CC BY 4.0) holds lines sorted by folded name,
``name TAB id,lat,lon,state,region,population,sort;…``, in chunks of ``CHUNK`` lines, each compressed; its head is an
index of every chunk's first name and size. Opening it costs a few milliseconds, a new name about a tenth of one.
"""

from __future__ import annotations

import json
import struct
import zlib
from bisect import bisect_right
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from recoupe.errors import ModelError
from recoupe.extract.mentions.words import pieces

__all__ = ["CHUNK", "MAGIC", "Place", "key_of", "places_named"]

MAGIC = b"RCGZ1"

CHUNK = 400
"""Lines a chunk: larger ones pack better, smaller ones open faster; this one opens in 0.1 ms."""


class Place(NamedTuple):
    """A place of the gazetteer.

    ``lat`` and ``lon`` in degrees, to 0.01; ``sort`` c for a town, r for a first-level region, d for a district or
    county, s for a state, w for water, mountains and other things of nature.
    """

    geonames: str | None
    lat: float
    lon: float
    state: str
    region: str
    population: int
    sort: str


def key_of(name: str) -> str:
    """The spelling that names are sorted and looked up by."""
    return " ".join(part for word in name.split() for part in pieces(word))


@lru_cache(maxsize=1)
def _opened() -> tuple[bytes, list[str], list[int]]:
    data = (files("recoupe.lang") / "world" / "gazetteer.bin").read_bytes()
    if not data.startswith(MAGIC):
        raise ModelError("gazetteer.bin is not in the form that this version reads", remedy="reinstall recoupe")
    start = len(MAGIC) + 4
    (size,) = struct.unpack("<I", data[len(MAGIC) : start])
    index = json.loads(zlib.decompress(data[start : start + size]))
    offsets = [start + size]
    for chunk in index["size"]:
        offsets.append(offsets[-1] + chunk)
    return data, index["first"], offsets


@lru_cache(maxsize=256)
def _chunk(number: int) -> dict[str, str]:
    data, _, offsets = _opened()
    lines = zlib.decompress(data[offsets[number] : offsets[number + 1]]).decode().split("\n")
    return dict(line.split("\t", 1) for line in lines)


@lru_cache(maxsize=20_000)
def places_named(key: str) -> tuple[Place, ...]:
    """The places of a folded name (see ``key_of``), the most populous first."""
    firsts = _opened()[1]
    number = bisect_right(firsts, key) - 1
    found = _chunk(number).get(key) if number >= 0 else None
    if found is None:
        return ()
    made = [_place(value) for value in found.split(";")]
    return tuple(sorted(made, key=lambda p: -p.population))


def _place(value: str) -> Place:
    geonames, lat, lon, state, region, population, sort = value.split(",")
    return Place(geonames or None, float(lat), float(lon), state, region, int(population), sort)
