"""Whose press a report belongs to: what its language and its outlet say of where a town that it only names would lie."""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import table, world
from recoupe.model.report import Report

__all__ = ["LANGUAGE_WEIGHT", "OUTLET_WEIGHT", "home_weights"]

LANGUAGE_WEIGHT = 0.6
"""Weight of a state whose press writes in the report's language: a French report's Brest is rather the one of 140,000
people in Brittany than that of 300,000 in Belarus; four times as many people outweigh it."""
OUTLET_WEIGHT = 1.0
"""Weight of the outlet's own state, on top: ten times as many people elsewhere outweigh it (a Canadian paper's London is
in England), and so does anything that the text says."""


def home_weights(report: Report, language: str) -> dict[str, float]:
    """Weights by state code.

    The outlet is asked for its own texts only: what came from an agency has one reading whoever prints it, and an agency
    reports from everywhere.
    """
    weights = dict.fromkeys(table(language, "nearness")["home"], LANGUAGE_WEIGHT)
    state = None if report.credit or report.agencies else _states().get((report.outlet or "").strip().lower())
    if state:
        weights[state] = weights.get(state, 0.0) + OUTLET_WEIGHT
    return weights


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """States of outlets that are no agency, by each of their names in small letters."""
    return {
        name.lower(): row["state"]
        for row in world("outlets")
        if row["state"] and row["sort"] != "agency"
        for name in row["names"].split(";")
    }
