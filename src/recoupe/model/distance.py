"""How far two points on the Earth lie apart."""

from __future__ import annotations

import math

__all__ = ["Degrees", "km"]

Degrees = tuple[float, float]
"""Latitude and longitude."""

KM_A_DEGREE = 111.2


def km(one: Degrees, other: Degrees) -> float:
    """Distance in kilometres on a plane that touches the sphere between them: good to 1 % for places of one country."""
    middle = math.radians((one[0] + other[0]) / 2)
    return KM_A_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * math.cos(middle))
