"""Step: mentions."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the mentions of a report."""


STEP = Step("mentions", frozenset(), frozenset({"mentions"}), run)
