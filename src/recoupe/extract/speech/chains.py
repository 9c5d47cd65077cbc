"""Through whom a statement came, and when, where and to whom it was said."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import noun_span
from recoupe.model.span import Span
from recoupe.model.statement import Link

__all__ = ["Circumstances", "circumstances_of"]


@dataclass(slots=True)
class Circumstances:
    """Links outside the statement's own source, and the spans of moment, place, medium and addressee."""

    links: list[Link] = field(default_factory=list)
    said: Span | None = None
    place: Span | None = None
    medium: Span | None = None
    addressee: Span | None = None


def circumstances_of(scene: Scene, found: Found) -> Circumstances:
    """Return what the cue clause tells besides source and content."""
    result = Circumstances()
    if found.head is None:
        return result
    place = _clause_tokens(scene, found)
    _moment(scene, place, result)
    for k in _quoting(scene, found):
        result.links.append(Link(scene.draft.entity_at(k), noun_span(scene, k)))
        result.medium = result.medium or noun_span(scene, k)
    for k in place:
        if _is_medium(scene, k) and not _covered(scene, found, k):
            _add_medium(scene, k, result)
    _addressee(scene, found, place, result)
    return result


def _quoting(scene: Scene, found: Found) -> list[int]:
    """Who quotes somebody as saying something: its subject, or agent where it is passive."""
    assert found.head is not None
    for verb in (found.head, scene.tokens[found.head].head):
        if scene.tokens[verb].lemma in scene.words("quoting"):
            own = scene.tokens[verb].children
            return [
                k
                for k in own
                if k not in found.speakers
                and (
                    scene.tokens[k].dep in ("nsubj", "obl:agent")
                    or scene.preposition(k) in scene.words("agent_prepositions")
                )
                and scene.tokens[k].pos in ("NOUN", "PROPN")
            ]
    return []


def _clause_tokens(scene: Scene, found: Found) -> list[int]:
    """Tokens of the cue clause: what hangs on the cue or its source, outside the content."""
    assert found.head is not None
    content = {k for s in found.content for k in scene.parse.between(*s)}
    sentence = scene.sentence(found.head)
    own = set(branch(scene, found.head))
    for k in found.speakers:
        if k in sentence:
            own.update(branch(scene, k))
    after = max((*found.cue, *(k for k in found.speakers if k in sentence)), default=found.head)
    k = after + 1
    while (
        k < sentence.stop
        and k not in content
        and scene.inside[k] == scene.inside[found.head]
        and scene.tokens[k].text not in (":", ";", ".")
    ):
        own.add(k)
        k += 1
    before = min((*found.cue, *(k for k in found.speakers if k in sentence)))
    if not content or min(content) > before:
        own.update(
            m for m in range(sentence.start, before) if m not in content and scene.inside[m] == scene.inside[found.head]
        )
    return sorted(m for m in own if m not in content and m in sentence and scene.inside[m] == scene.inside[found.head])


def _moment(scene: Scene, place: list[int], result: Circumstances) -> None:
    inside = set(place)
    for moment in scene.draft.moments:
        tokens = scene.parse.between(*moment.span)
        if tokens and tokens[0] in inside:
            result.said = moment.span
            return


def _is_medium(scene: Scene, k: int) -> bool:
    """A known outlet or agency by name, or a noun that names one."""
    token = scene.tokens[k]
    names = scene.words("media")
    if token.pos in ("PROPN", "NOUN", "X", "ADJ") and token.text in names:
        return True
    if token.pos == "PROPN" and token.text in scene.words("media_endings"):
        return True
    two = f"{token.text} {scene.tokens[k + 1].text}" if k + 1 < len(scene.tokens) else ""
    return two in names or (
        token.lemma.lower() in scene.words("medium_nouns") and token.pos == "NOUN" and _has_name(scene, k)
    )


def _has_name(scene: Scene, k: int) -> bool:
    return any(scene.tokens[c].pos == "PROPN" and c > k for c in scene.tokens[k].children) or (
        k + 1 < len(scene.tokens) and scene.tokens[k + 1].pos == "PROPN"
    )


def _covered(scene: Scene, found: Found, k: int) -> bool:
    """Whether a medium stands in the source itself, as its head or in apposition to it."""
    token = scene.tokens[k]
    return k in found.speakers or (
        any(s.holds(token.span) for s in found.source)
        and token.head in found.speakers
        and token.dep in ("flat", "appos", "compound")
    )


def _add_medium(scene: Scene, k: int, result: Circumstances) -> None:
    span = noun_span(scene, k)
    head = scene.tokens[k]
    if scene.tokens[head.head].pos == "PROPN" and head.dep in ("flat", "compound"):
        span = noun_span(scene, head.head)
    if any(link.span.overlaps(span) for link in result.links):
        return
    entity = _entity(scene, span)
    if entity is not None and any(link.speaker == entity for link in result.links):
        return
    result.medium = result.medium or span
    result.links.append(Link(entity, span))


def _entity(scene: Scene, span: Span) -> str | None:
    for k in scene.parse.between(*span):
        for mention in scene.draft.mentions_by_token.get(k, ()):
            if mention.kind == "organisation":
                return mention.entity
    return None


def _addressee(scene: Scene, found: Found, place: list[int], result: Circumstances) -> None:
    """« à X », "told X": the person or body that the cue is said to."""
    assert found.head is not None
    inside = set(place)
    for k in scene.tokens[found.head].children:
        token = scene.tokens[k]
        if k not in inside or k in found.speakers or token.pos not in ("NOUN", "PROPN", "PRON"):
            continue
        told = token.dep == "iobj" or (
            token.dep == "obj" and scene.language == "en" and scene.tokens[found.head].lemma in scene.words("told")
        )
        if told or (
            token.dep == "obl"
            and scene.preposition(k) in scene.words("addressee_prepositions")
            and (scene.draft.entity_at(k) is not None)
        ):
            result.addressee = noun_span(scene, k)
            return
