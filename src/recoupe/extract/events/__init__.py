"""Step: events. The propositions that someone who codes events would code, by PLOVER's 16 types."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step
from recoupe.extract.events.coding import code
from recoupe.extract.events.effects import with_effects
from recoupe.extract.events.merging import merged

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Code the events of a report from its propositions and statements."""
    draft.events.extend(with_effects(draft, merged(draft, code(draft))))


STEP = Step(
    "events", frozenset({"mentions", "moments", "figures", "propositions", "statements"}), frozenset({"events"}), run
)
