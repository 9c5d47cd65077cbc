"""Free indirect speech after a stand: « La ministre est formelle. Le pont tiendra. »"""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.model.words import Stance

__all__ = ["asserted"]

_SHORT = 8
"""Words of a sentence that only says how firm someone is."""


def asserted(scene: Scene) -> list[Found]:
    """Return a find for each sentence that follows, in its paragraph, one that only tells how firmly someone speaks."""
    covered = [s for f in scene.found for s in f.content]
    result = []
    for stand, said in zip(scene.parse.sentences, scene.parse.sentences[1:], strict=False):
        if stand.block != said.block or stand.last - stand.first > _SHORT + 1:
            continue
        head = _firm(scene, range(stand.first, stand.last))
        if head is None:
            continue
        subjects = [k for k in scene.tokens[head].children if scene.tokens[k].dep == "nsubj" and k < head]
        content = scene.runs(range(said.first, said.last))
        if (
            not subjects
            or not can_speak(scene, subjects)
            or not content
            or _is_told(scene, range(said.first, said.last))
        ):
            continue
        if any(c.overlaps(s) for c in covered for s in content):
            continue
        cue = (*(k for k in scene.tokens[head].children if scene.tokens[k].dep == "cop"), head)
        source = source_spans(scene, subjects[:1])
        result.append(Found(content, tuple(sorted(cue)), source, (subjects[0],), Stance.SAYS, "asserted", head))
    return result


def _firm(scene: Scene, sentence: range) -> int | None:
    """The adjective of a sentence « X est formel », the last word of it."""
    last = [k for k in sentence if scene.tokens[k].text[0].isalnum()][-1:]
    if not last or scene.inside[last[0]] >= 0 or scene.tokens[last[0]].lower not in scene.words("assertive"):
        return None
    return last[0] if any(scene.tokens[k].dep == "cop" for k in scene.tokens[last[0]].children) else None


def _is_told(scene: Scene, sentence: range) -> bool:
    """Whether a sentence has a cue or a quotation of its own."""
    return any(f.head in sentence for f in scene.found if f.head is not None) or any(
        scene.inside[k] >= 0 for k in sentence
    )
