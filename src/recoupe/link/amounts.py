"""Amounts as features: one for a figure or a duration, whatever its unit and language (« 12 centimètres », "120 millimetres")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import floor, log10

from recoupe.lang import table
from recoupe.model.figure import Figure

__all__ = ["amount_of", "base_of"]

DIGITS = 2
"""Digits that two tellings of one amount share: « un tiers » and 33 %, a mile and 1.6 kilometres."""


@lru_cache(maxsize=1)
def _bases() -> dict[str, tuple[str, float]]:
    """Units by the one they are multiples of, and how many of it they hold."""
    rows = table("world", "units")["multiples"]
    return {unit: (base, float(size)) for base, units in rows.items() for unit, size in units.items()}


def base_of(unit: str) -> tuple[str, float]:
    """The unit that a unit is a multiple of, itself where it is none, and how many of it it holds: 1,000 kg in a tonne."""
    return _bases().get(unit, (unit, 1.0))


def amount_of(figure: Figure) -> Iterator[str]:
    """The feature of a figure that says one amount: its middle, in the base unit of what it measures."""
    low, high = figure.low, figure.high
    if low is None or high is None:
        low = high = high if low is None else low
    if not low or not high or low < 0:
        return
    unit, size = base_of(figure.unit or "")
    if unit or low > 1:
        yield f"f:{_rounded((low + high) / 2 * size):g} {unit}".rstrip()


def _rounded(value: float) -> float:
    """A number to its first digits."""
    return round(value, DIGITS - 1 - floor(log10(value)))
