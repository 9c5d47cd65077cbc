"""Labels: « X : … » in headlines and interviews, a speaker and a colon before what they say."""

from __future__ import annotations

from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.model.words import Stance

__all__ = ["labelled"]

_LONGEST = 6
"""Words of a label at most: a name with its title."""


def labelled(scene: Scene) -> list[Found]:
    """Return a find for each paragraph that a speaker's label opens."""
    cued = {scene.tokens[f.head].sentence for f in scene.found if f.head is not None and scene.inside[f.head] < 0}
    found = []
    for block in scene.parse.blocks:
        tokens = _without_mark(scene, scene.parse.between(*block))
        colon = next((k for k in tokens[: _LONGEST + 1] if scene.tokens[k].text == ":"), None)
        if colon is None or not tokens or colon == tokens[0] or scene.tokens[colon].sentence in cued:
            continue
        speaker = _speaker(scene, range(tokens[0], colon))
        rest = [k for k in tokens if k > colon]
        if speaker is None or not any(scene.tokens[k].pos in ("VERB", "AUX") for k in rest):
            continue
        content = scene.runs(rest)
        if content:
            taken = tuple({scene.outermost(k) for k in rest} - {-1})
            scene.used.update(taken)
            found.append(
                Found(
                    content,
                    (colon,),
                    source_spans(scene, [speaker]),
                    (speaker,),
                    Stance.SAYS,
                    "label",
                    colon,
                    None,
                    taken,
                    colon=True,
                )
            )
    return found


def _without_mark(scene: Scene, tokens: range) -> range:
    """A paragraph's tokens after an opening mark: interviews are printed in marks too."""
    start = tokens.start
    while start < tokens.stop and scene.tokens[start].pos in ("PUNCT", "SPACE"):
        start += 1
    return range(start, tokens.stop)


def _speaker(scene: Scene, label: range) -> int | None:
    """The person or body that a label names; a place before a colon only dates a headline."""
    tokens = scene.tokens
    if any(tokens[k].pos in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT") for k in label):
        return None
    heading = tokens[label[-1]].lower.endswith(tuple(scene.words("heading_endings")))
    if all(tokens[k].text.isupper() and len(tokens[k].text) > 1 for k in label):
        return None if heading else label[-1]
    for k in label:
        entity = scene.draft.entity_at(k)
        known = scene.draft.entity_by_id.get(entity) if entity else None
        if known is not None and known.kind == "person" and known.names:
            return k
    return None
