"""Step: figures, numbers with what is counted, as intervals.

Reads the moments: a number inside a date or a time of day is no figure.
"""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step
from recoupe.extract.figures.build import build

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the figures of a report."""
    draft.figures.extend(build(draft))


STEP = Step("figures", frozenset({"moments"}), frozenset({"figures"}), run)
