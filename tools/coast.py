"""Make src/recoupe/export/pictures/coast.txt: coastlines of Natural Earth (public domain), simplified to what a map of events needs.

    npm pack world-atlas@2 && tar xzf world-atlas-*.tgz
    python tools/coast.py package/land-50m.json

No borders of states are in it: the map takes no side.
"""

from __future__ import annotations

import heapq
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src/recoupe/export/pictures/coast.txt"
UNIT = 50
"""Steps a degree: about two kilometres, half of what the source resolves."""
LEAST = 0.0065
"""Square degrees that a point must add to a shape, and an island have: by Visvalingam and Whyatt (1993)."""

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> list[list[Point]]:
    """Closed rings of a TopoJSON file's land, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = []
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:
                points = []
                for i in ring:
                    part = arcs[i] if i >= 0 else arcs[~i][::-1]
                    points += part[1:] if points else part
                found.append(unwrapped(points))
    return found


def unwrapped(points: list[Point]) -> list[Point]:
    """A ring without jumps at the 180th meridian: it goes on beyond it; one around a pole is closed along the pole."""
    found = [points[0]]
    for x, y in points[1:]:
        before = found[-1][0]
        found.append((x + 360 * round((before - x) / 360), y))
    first, last = found[0], found[-1]
    if abs(last[0] - first[0]) > 180:
        pole = -90.0 if last[1] < 0 else 90.0
        found += [(last[0], pole), (first[0], pole), first]
    return found


def area(a: Point, b: Point, c: Point) -> float:
    """Of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(points: list[Point], least: float) -> list[Point]:
    """Points without those that add less than so much area, the least first."""
    n = len(points)
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    gone = [False] * n
    queue = [(area(points[i - 1], points[i], points[i + 1]), i) for i in range(1, n - 1)]
    heapq.heapify(queue)
    latest = {i: a for a, i in queue}
    while queue:
        size, i = heapq.heappop(queue)
        if gone[i] or latest[i] != size:
            continue
        if size >= least:
            break
        gone[i] = True
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for k in (a, b):
            if 0 < k < n - 1:
                latest[k] = max(area(points[before[k]], points[k], points[after[k]]), size)
                heapq.heappush(queue, (latest[k], k))
    return [p for i, p in enumerate(points) if not gone[i]]


def surface(points: list[Point]) -> float:
    """Of a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def line(points: list[Point]) -> str:
    """A ring as differences of whole steps; Antarctica's edge along the pole stays."""
    steps = [(round(x * UNIT), round(y * UNIT)) for x, y in points]
    x = y = 0
    parts = []
    for a, b in steps:
        if parts and (a, b) == (x, y):
            continue
        parts.append(f"{a - x},{b - y}")
        x, y = a, b
    return " ".join(parts)


def main(source: str) -> None:
    """Write the file."""
    found = [r for r in rings(json.loads(Path(source).read_text())) if surface(r) >= LEAST]
    lines = [line(simplified(r, LEAST)) for r in sorted(found, key=surface, reverse=True)]
    head = f"# coastlines of Natural Earth, public domain, by tools/coast.py; steps of 1/{UNIT} degree (longitude, latitude)\n"
    OUT.write_text(head + "\n".join(x for x in lines if x.count(" ") >= 3) + "\n", encoding="ascii")
    print(OUT.stat().st_size, "bytes,", sum(x.count(" ") + 1 for x in lines), "points")


if __name__ == "__main__":
    main(sys.argv[1])
