"""How a verb's find is put together: content without the cue and its agent, source, stance."""

from __future__ import annotations

from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Stance

__all__ = ["make", "stance_of"]


def make(
    scene: Scene, cue: Cue, members: list[int], named: tuple[Stance, str], head: int | None = None
) -> Found | None:
    """Return the find of a cue with these content tokens, None where no word is left of them."""
    members = _without_agent(scene, cue, members, head) if cue.passive else members
    content = scene.runs(m for m in members if m not in cue.group)
    if not any(c.isalnum() for span in content for c in scene.text[span.start : span.end]):
        return None
    source, speakers, impersonal = source_of(scene, cue)
    stance, frame = named
    return Found(content, cue.group, source, speakers, stance, frame, cue.i, head, impersonal=impersonal)


def _without_agent(scene: Scene, cue: Cue, members: list[int], head: int | None) -> list[int]:
    """Content of a passive without its agent; a deed that the parse hangs on the agent stays."""
    agents = list(cue.clause.agents) if cue.clause else []
    prepositions = scene.words("agent_prepositions")
    agents += [
        k
        for k in members
        if k > cue.i and scene.preposition(k) in prepositions and scene.tokens[k].dep in ("obl:agent", "obl", "nmod")
    ]
    agents += [k for k in source_of(scene, cue)[1] if k in members and k > cue.i]
    gone = {m for k in agents if k > cue.i for m in branch(scene, k, {head} if head is not None else ())}
    return [m for m in members if m not in gone]


def stance_of(cue: Cue, *frames: str) -> Stance:
    """The stance of the first of some frames that the word has, else its own."""
    for frame in frames:
        if frame in cue.entry.frames:
            return cue.entry.frames[frame]
    return cue.entry.stance
