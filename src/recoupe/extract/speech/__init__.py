"""Step: speech. Who is reported to have said what, through whom, with which stance."""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step
from recoupe.extract.speech.assemble import statements_of
from recoupe.extract.speech.finding import find
from recoupe.extract.speech.scene import Scene

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the statements of a report, the remarks on them, and entities for named speakers that had none."""
    scene = Scene.of(draft)
    find(scene)
    draft.statements.extend(statements_of(scene))


STEP = Step(
    "speech", frozenset({"mentions", "moments", "figures", "propositions"}), frozenset({"statements", "mentions"}), run
)
