"""« Selon Reuters, citant deux responsables »: whom an outlet cites speaks; the outlet passes it on."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.chains import is_medium
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.model.span import Span

__all__ = ["cite"]

_REACH = 5
"""Words after an outlet within which the verb of citing stands: a comma, « qui », an adverb, an auxiliary."""


def cite(scene: Scene) -> None:
    """Give each find whose source is an outlet that cites somebody that somebody for its source; mends in place."""
    passed: set[int] = set()
    for found in scene.found:
        if found.source and found.speakers and found.frame != "hearsay":
            passed.add(_cite(scene, found))
    scene.found[:] = [f for f in scene.found if f.head not in passed or f.via]  # "which cited a memo": the memo speaks


def _cite(scene: Scene, found: Found) -> int:
    """The verb of citing by which a find has got another source, -1 where there is none."""
    if found.frame not in ("according", "clause", "incise", "opening"):
        return -1
    if found.frame != "according" and not any(is_medium(scene, k) or _is_outlet_noun(scene, k) for k in found.speakers):
        return -1  # « selon X, qui cite Y »: whoever X is; "X cited Y" says what X says
    opening = _citing_before(scene, found)
    if opening is not None:
        _hand_over(scene, found, opening[1], range(0))
        return opening[0]
    last = max(k for s in found.source for k in scene.parse.between(*s))
    for verb in range(last + 1, min(last + 1 + _REACH, scene.sentence(last).stop)):
        token = scene.tokens[verb]
        if token.lemma.lower() not in scene.words("citing") or token.pos not in ("VERB", "NOUN", "ADJ"):
            continue
        if scene.tokens[verb + 1].lower in scene.words("agent_prepositions"):
            _without_passing_on(scene, found, verb)
            return -1  # « X, cité par Y »: Y passes on what X says
        cited = _cited(scene, verb)
        if cited:
            _hand_over(scene, found, cited, range(last + 1, max(branch(scene, cited[-1])) + 1))
            return verb
    return -1


def _without_passing_on(scene: Scene, found: Found, verb: int) -> None:
    """« Selon X, citée par Y, … »: the words that tell who passes it on are no content."""
    first = found.content[0]
    comma = next((k for k in range(verb, scene.sentence(verb).stop) if scene.tokens[k].text == ","), None)
    if first.start == scene.tokens[verb].start and comma is not None and scene.tokens[comma].end < first.end:
        rest = scene.trim(Span(scene.tokens[comma].end, first.end))
        found.content = (rest, *found.content[1:]) if rest else found.content


def _citing_before(scene: Scene, found: Found) -> tuple[int, list[int]] | None:
    """« Citant une source au ministère, le journal X écrit … »: the participle that opens the sentence, and whom it cites."""
    first = scene.sentence(min(found.cue)).start if found.cue else -1
    if first < 0 or found.speakers[0] < first:
        return None
    verb = scene.tokens[first]
    if verb.lemma.lower() not in scene.words("citing") or not verb.lower.endswith(tuple(scene.words("participles"))):
        return None
    cited = _cited(scene, first)
    comma = next((k for k in range(first, found.speakers[0]) if scene.tokens[k].text == ","), None)
    return (first, cited) if cited and comma is not None and cited[-1] < comma else None


def _is_outlet_noun(scene: Scene, k: int) -> bool:
    return scene.tokens[k].lemma.lower() in scene.words("medium_nouns")


def _cited(scene: Scene, verb: int) -> list[int]:
    for k in range(verb + 1, min(verb + _REACH, scene.sentence(verb).stop)):
        if scene.tokens[k].pos in ("NOUN", "PROPN") and can_speak(scene, [k]):
            return scene.parse.conjuncts(k)
        if scene.is_bound(k):
            break
    return []


def _hand_over(scene: Scene, found: Found, cited: list[int], clause: range) -> None:
    """The cited become the source; the clause that names them is no content."""
    content: list[Span] = []
    for span in found.content:
        kept = [k for k in scene.parse.between(*span) if k not in clause]
        content.extend(scene.runs(kept) if len(kept) < len(scene.parse.between(*span)) else (span,))
    if not content:
        return
    found.via = (found.speakers[0],)
    found.content = tuple(content)
    found.source = source_spans(scene, cited)
    found.speakers = tuple(cited)
