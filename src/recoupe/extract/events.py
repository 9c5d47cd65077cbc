"""Step: events."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the events of a report."""


STEP = Step("events", frozenset(), frozenset({"events"}), run)
