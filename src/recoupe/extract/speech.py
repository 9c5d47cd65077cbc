"""Step: speech."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the speech of a report."""


STEP = Step("speech", frozenset(), frozenset({"statements"}), run)
