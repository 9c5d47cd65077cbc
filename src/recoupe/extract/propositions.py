"""Step: propositions."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the propositions of a report."""


STEP = Step("propositions", frozenset(), frozenset({"propositions"}), run)
