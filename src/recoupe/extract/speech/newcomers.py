"""Entities for those who speak and whom the mentions step has nobody for: a name, an acronym, or a description."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.scene import Scene
from recoupe.model.entity import Entity, Mention
from recoupe.model.ids import content_id
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, MentionMode

__all__ = ["described", "is_paper", "named_entity", "new_entity"]


def described(scene: Scene, head: int) -> tuple[str, bool]:
    """Id of an entity for a description, « le projet de loi », « des usagers », and whether nobody could tell who it is."""
    token = scene.tokens[head]
    paper = is_paper(scene, head) or token.lemma.lower() in scene.words("documents")
    definite = any(
        scene.tokens[k].morph.get("Definite") == "Def" or scene.tokens[k].morph.get("Poss") == "Yes"
        for k in token.children
        if scene.tokens[k].pos in ("DET", "PRON")
    )
    unknown = not (definite and token.lemma.lower() in scene.words("rules"))  # the law is known, a note is anybody's
    span = scene.parse.phrase_span(head)
    kind = EntityKind.PERSON if can_speak(scene, [head]) and not paper else EntityKind.ORGANISATION
    name = scene.draft.words(span)
    plural = token.morph.get("Number") == "Plur"
    made = Entity(
        content_id("e", scene.draft.report.id, "speech", name, span.start), kind, name, plural=plural, anonymous=unknown
    )
    _register(scene, made, Mention(span, kind, made.id, mode=MentionMode.DESCRIPTION))
    return made.id, unknown


def _register(scene: Scene, entity: Entity, mention: Mention) -> None:
    scene.draft.entities.append(entity)
    scene.draft.entity_by_id[entity.id] = entity
    scene.draft.mentions.append(mention)


def is_paper(scene: Scene, head: int) -> bool:
    """Whether a word is a paper that somebody writes: a report, a letter."""
    return scene.tokens[head].lemma.lower() in scene.words("papers")


def new_entity(scene: Scene, head: int) -> str:
    """An entity for a name that the mentions step has none for: whoever speaks is someone."""
    span = scene.parse.phrase_span(head, determiner=False)
    kind = EntityKind.PERSON if scene.tokens[head].entity in ("PER", "PERSON") else EntityKind.ORGANISATION
    return named_entity(scene, span, kind)


def named_entity(scene: Scene, span: Span, kind: EntityKind) -> str:
    """The entity that some words name, a new one of this kind where no other is called so or abbreviated to it."""
    name = scene.draft.words(span)
    known = next((e for e in scene.draft.entities if name in e.names), None) or _abbreviated(scene, name)
    if known is None:
        known = Entity(content_id("e", scene.draft.report.id, "speech", name), kind, name, (name,))
        scene.draft.entities.append(known)
        scene.draft.entity_by_id[known.id] = known
    scene.draft.mentions.append(Mention(span, known.kind, known.id))
    return known.id


def _abbreviated(scene: Scene, name: str) -> Entity | None:
    """The one body whose capitals an acronym is made of: « l'OSF » for « Open Society Foundations »."""
    if not name.isupper() or len(name) < 2:
        return None
    fitting = [
        e
        for e in scene.draft.entities
        if e.kind == "organisation" and any("".join(c for c in n if c.isupper()) == name != n for n in e.names)
    ]
    return fitting[0] if len(fitting) == 1 else None
