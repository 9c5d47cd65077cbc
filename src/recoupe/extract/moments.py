"""Step: moments."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the moments of a report."""


STEP = Step("moments", frozenset(), frozenset({"moments"}), run)
