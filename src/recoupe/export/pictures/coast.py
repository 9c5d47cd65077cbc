"""Coastlines inside of a window of the map: read once, clipped, and thinned to what the window can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Window", "coast"]

Point = tuple[float, float]

_UNIT = 50.0
"""Steps a degree in the file."""


class Window(NamedTuple):
    """A part of the world in degrees."""

    west: float
    south: float
    east: float
    north: float


@lru_cache(maxsize=1)
def _rings() -> tuple[tuple[Window, tuple[Point, ...]], ...]:
    """Closed lines in degrees with the window that holds each."""
    found = []
    text = (files("recoupe.export.pictures") / "coast.txt").read_text(encoding="ascii")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        x = y = 0
        points = []
        for step in line.split():
            dx, _, dy = step.partition(",")
            x, y = x + int(dx), y + int(dy)
            points.append((x / _UNIT, y / _UNIT))
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        found.append((Window(min(xs), min(ys), max(xs), max(ys)), tuple(points)))
    return tuple(found)


def coast(window: Window, least: float) -> Iterator[Sequence[Point]]:
    """Yield the closed lines of land inside a window; points nearer to each other than ``least`` degrees are one."""
    for box, points in _rings():
        if (
            max(box.east - box.west, box.north - box.south) < least
            or box.south > window.north
            or box.north < window.south
        ):
            continue
        thinned: list[Point] | None = None
        for turn in (-360.0, 0.0, 360.0):  # land goes on beyond the 180th meridian, and so may a window
            if box.west + turn > window.east or box.east + turn < window.west:
                continue
            thinned = thinned or _thinned(points, least)
            clipped = _clipped([(x + turn, y) for x, y in thinned], window)
            if len(clipped) > 2:
                yield clipped


def _thinned(points: Sequence[Point], least: float) -> list[Point]:
    kept = [points[0]]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    return kept


def _clipped(points: list[Point], window: Window) -> list[Point]:
    """A closed line cut at the window's four edges (Sutherland and Hodgman 1974)."""
    for axis, edge, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
        points = _cut(points, axis, lambda v, edge=edge, sign=sign: (v - edge) * sign >= 0, edge)  # type: ignore[misc]
        if not points:
            break
    return points


def _cut(points: list[Point], axis: int, inside: Callable[[float], bool], edge: float) -> list[Point]:
    kept: list[Point] = []
    before = points[-1]
    was = inside(before[axis])
    for point in points:
        is_in = inside(point[axis])
        if is_in is not was:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if is_in:
            kept.append(point)
        before, was = point, is_in
    return kept
