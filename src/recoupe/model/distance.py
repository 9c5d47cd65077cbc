"""How far two points on the Earth lie apart."""

from __future__ import annotations

import math

__all__ = ["COMPASS", "Degrees", "km", "moved"]

Degrees = tuple[float, float]
"""Latitude and longitude."""

KM_A_DEGREE = 111.2


def km(one: Degrees, other: Degrees) -> float:
    """Distance in kilometres on a plane that touches the sphere between them: good to 1 % for places of one country."""
    middle = math.radians((one[0] + other[0]) / 2)
    return KM_A_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * math.cos(middle))


COMPASS = {
    "N": (1, 0),
    "NE": (1, 1),
    "E": (0, 1),
    "SE": (-1, 1),
    "S": (-1, 0),
    "SW": (-1, -1),
    "W": (0, -1),
    "NW": (1, -1),
}
"""Each direction's step to the north and to the east."""


def moved(point: Degrees, kilometres: float, direction: str) -> Degrees:
    """The point at a distance in a direction of the compass, to 0.01 degrees, kept on the globe."""
    north, east = COMPASS[direction]
    step = kilometres / KM_A_DEGREE / math.hypot(north, east)
    lat = max(-90.0, min(90.0, point[0] + north * step))
    lon = point[1] + east * step / max(math.cos(math.radians(point[0])), 0.01)
    return round(lat, 2), round((lon + 180) % 360 - 180, 2)
