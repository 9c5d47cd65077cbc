"""Whom a pronoun that speaks stands for: who spoke last, who acted last, or a body named before it."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.span import Span
from recoupe.model.words import MentionMode

__all__ = [
    "Voice",
    "allows",
    "body_before",
    "gender_fits",
    "in_paragraph",
    "last_before",
    "latter",
    "paragraph_of",
    "pronoun_of",
    "since",
]


@dataclass(frozen=True, slots=True)
class Voice:
    """A resolved speaker: entity id or None, and whether nobody could tell who it is."""

    speaker: str | None
    anonymous: bool


_RECENT = 4
"""Of so many voices heard last a pronoun goes to a person before a body."""

_REACH = 60
"""Words looked back over for the subject that a pronoun stands for where nobody has spoken yet: two sentences."""


def paragraph_of(scene: Scene, i: int) -> range:
    """Tokens of the paragraph of a token."""
    return scene.parse.between(*scene.parse.blocks[scene.parse.sentences[scene.tokens[i].sentence].block])


def in_paragraph(scene: Scene, pronoun: int, speaker: str | None) -> bool:
    """Whether somebody is named or described before a pronoun in its paragraph."""
    tokens = paragraph_of(scene, pronoun)
    here = Span(scene.tokens[tokens.start].start, scene.tokens[pronoun].start)
    return any(
        m.entity == speaker and m.mode is not MentionMode.PRONOUN and here.holds(m.span) for m in scene.draft.mentions
    )


def since(scene: Scene, pronoun: int, voice: Voice, heard: list[tuple[int, Voice]]) -> Voice | None:
    """Whom a pronoun stands for, where they are the one person named in its paragraph and nobody has spoken there.

    « Yann Prévert, 61 ans, vide sa cave. Il ne dormait pas. “La sirène est restée muette”, raconte-t-il. »
    """
    if voice.speaker is None or not allows(scene, pronoun, voice.speaker):
        return None
    block = scene.parse.sentences[scene.tokens[pronoun].sentence].block
    first = min(s.first for s in scene.parse.sentences if s.block == block)
    if any(first <= place < pronoun for place, _ in heard):
        return None
    named = {
        mention.entity
        for k in range(first, pronoun)
        if scene.inside[k] < 0
        for mention in scene.draft.mentions_by_token.get(k, ())
        if mention.kind == "person" and mention.mode == "name"
    }
    return voice if named == {voice.speaker} else None


def latter(scene: Scene, pronoun: int) -> Voice | None:
    """« ce dernier »: the person named last before, else the body."""
    for kinds in (("person",), ("organisation", "state", "group")):
        for k in range(pronoun - 1, max(0, pronoun - _REACH), -1):
            for mention in scene.draft.mentions_by_token.get(k, ()):
                if mention.kind in kinds and mention.mode == "name" and scene.inside[k] < 0:
                    return Voice(mention.entity, False)
    return None


def pronoun_of(scene: Scene, item: Found) -> int | None:
    """The personal pronoun, or « ce dernier », that a source consists of."""
    k = item.speakers[-1]
    token = scene.tokens[k]
    text = scene.text[item.source[-1].start : item.source[-1].end].lower()
    if token.lower in scene.words("carrying") or text in scene.words("carrying"):
        return k
    return None


def last_before(scene: Scene, pronoun: int, heard: list[tuple[int, Voice]]) -> Voice | None:
    """Whoever spoke last, or the subject of a main clause since then, that the pronoun's gender and number fit."""
    beside = body_before(scene, pronoun)
    if beside is not None:
        return beside
    fits = [(place, v) for place, v in heard if place < pronoun and allows(scene, pronoun, v.speaker)]
    people = [
        (place, v) for place, v in fits[-_RECENT:] if v.speaker and scene.draft.entity_by_id[v.speaker].kind == "person"
    ]
    fits = people or fits
    spoken = fits[-1] if fits else None
    floor = spoken[0] if spoken else max(-1, pronoun - _REACH)
    for k in range(pronoun - 1, floor, -1):
        token = scene.tokens[k]
        if (
            token.dep in ("nsubj", "nsubj:pass")
            and token.pos in ("PROPN", "NOUN")
            and scene.inside[k] < 0
            and scene.tokens[token.head].dep == "root"
        ):
            entity = scene.draft.entity_at(k)
            if (
                entity is not None
                and allows(scene, pronoun, entity)
                and scene.draft.entity_by_id[entity].kind == "person"
            ):
                known = scene.draft.entity_by_id[entity]
                return Voice(entity, known.anonymous and not known.names)
    return spoken[1] if spoken else None


def gender_fits(scene: Scene, pronoun: int, speaker: str | None) -> bool:
    """Whether a person's gender does not speak against « l'intéressée »."""
    known = scene.draft.entity_by_id.get(speaker) if speaker else None
    if known is None or known.kind != "person" or not known.gender:
        return True
    word = _bare(scene, pronoun)
    wanted = (
        "m" if word in scene.words("masculine_pronouns") else "f" if word in scene.words("feminine_pronouns") else ""
    )
    return not wanted or wanted == known.gender


def body_before(scene: Scene, pronoun: int) -> Voice | None:
    """« Le ministère a proposé une taxe. Il a indiqué … »: the body of that gender that the sentence before is about.

    Only in the same paragraph, and where that sentence has no person for its subject: further off a person is meant.
    """
    sentence = scene.tokens[pronoun].sentence
    if sentence == 0 or scene.parse.sentences[sentence].block != scene.parse.sentences[sentence - 1].block:
        return None
    before = scene.parse.sentences[sentence - 1]
    for k in range(before.last - 1, before.first - 1, -1):
        token = scene.tokens[k]
        if token.dep != "nsubj" or scene.inside[k] >= 0 or scene.tokens[token.head].dep != "root":
            continue
        entity = scene.draft.entity_at(k)
        known = scene.draft.entity_by_id.get(entity) if entity else None
        if known is None or known.kind not in ("organisation", "state") or not known.gender:
            return None
        word = _bare(scene, pronoun)
        feminine, masculine = word in scene.words("feminine_pronouns"), word in scene.words("masculine_pronouns")
        agrees = (known.gender == "f" and feminine) or (known.gender == "m" and masculine)
        return Voice(known.id, False) if agrees and word not in scene.words("plural_pronouns") else None
    return None


def _bare(scene: Scene, pronoun: int) -> str:
    return scene.tokens[pronoun].lower.removeprefix("-t").removeprefix("-")


def allows(scene: Scene, pronoun: int, speaker: str | None) -> bool:
    """Whether a pronoun's gender and number allow the entity."""
    known = scene.draft.entity_by_id.get(speaker) if speaker else None
    if known is None:
        return False
    word = _bare(scene, pronoun)
    plural, feminine, masculine = (
        word in scene.words(name) for name in ("plural_pronouns", "feminine_pronouns", "masculine_pronouns")
    )
    if plural != (known.plural or known.kind == "group") and not (plural and known.kind in ("organisation", "state")):
        return False
    described = known.kind == "organisation" and not known.names and not plural  # a name of a body shows no gender
    if (known.kind == "person" or described) and known.gender:
        return not (feminine and known.gender == "m") and not (masculine and known.gender == "f")
    return known.kind != "equipment"
