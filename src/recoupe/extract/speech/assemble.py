"""From finds to statements: form, hedge, speaker, and ids."""

from __future__ import annotations

from recoupe.extract.speech.forms import form_of, hedge_of
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.ids import content_id
from recoupe.model.span import Span, covering
from recoupe.model.statement import Statement
from recoupe.model.words import Form, Hedge

__all__ = ["statements_of"]


def statements_of(scene: Scene) -> list[Statement]:
    """Return the statements of a scene's finds."""
    return [_statement(scene, found) for found in scene.found]


def _statement(scene: Scene, found: Found) -> Statement:
    cue = scene.parse.span([min(found.cue), max(found.cue)]) if found.cue else None
    identity = content_id("s", scene.draft.report.id, *(f"{a}-{b}" for a, b in found.content), str(cue))
    return Statement(
        id=identity,
        content=found.content,
        cue=cue,
        source=found.source,
        speaker=None,
        stance=found.stance,
        form=form_of(scene, found) if found.frame != "hearsay" else Form.NARRATED,
        hedge=Hedge.HEARSAY if found.frame == "hearsay" else hedge_of(scene, found),
    )


def _unused(found: Found) -> Span:
    return covering(found.content)
