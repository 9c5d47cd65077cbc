"""Step: figures, numbers with what is counted, as intervals.

Reads the moments: a number inside a date or a time of day is no figure.
"""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step
from recoupe.extract.figures.build import build

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the figures of a report."""
    for figure in build(draft):
        draft.figures.append(figure)
        if figure.unit is None and figure.counted is None:
            draft.note("figure-open", figure.span, f"what “{draft.words(figure.span)}” counts is not said beside it")


STEP = Step("figures", frozenset({"moments"}), frozenset({"figures"}), run)
