"""Step: figures."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the figures of a report."""


STEP = Step("figures", frozenset(), frozenset({"figures"}), run)
