"""Pronouns that a list or the other side of a talk explains: "the former", « le second », "…, but he replied"."""

from __future__ import annotations

from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.words import EntityKind, MentionMode

__all__ = ["of_pair", "replier"]

_PAIR_REACH = 2
"""Sentences back in which the two stand that "the former" and "the latter" tell apart: the one before, or its lead."""

_ANSWERED = frozenset({"obj", "iobj", "obl"})
"""How whoever is asked or told hangs on the verb."""


def of_pair(scene: Scene, item: Found) -> str | None:
    """The entity that "the former" or « la seconde » stands for: of exactly two people, or bodies, named before; else None."""
    words = scene.text[item.source[-1].start : item.source[-1].end].lower()
    first = words in scene.words("pair_first")
    if not (first or words in scene.words("pair_second")):
        return None
    here = scene.tokens[item.speakers[-1]].sentence
    for number in range(here - 1, max(-1, here - 1 - _PAIR_REACH), -1):
        for kinds in ((EntityKind.PERSON,), (EntityKind.ORGANISATION, EntityKind.STATE)):
            named = _named_in(scene, number, kinds)
            if len(named) == 2:
                return named[0 if first else 1]
    return None


def _named_in(scene: Scene, number: int, kinds: tuple[EntityKind, ...]) -> list[str]:
    """Entities of some kinds that a sentence names, in order of the text."""
    sentence = scene.parse.sentences[number]
    found: dict[str, None] = {}
    for k in range(sentence.first, sentence.last):
        for mention in scene.draft.mentions_by_token.get(k, ()):
            if mention.mode is MentionMode.NAME and mention.kind in kinds:
                found.setdefault(mention.entity)
    return list(found)


def replier(scene: Scene, item: Found, last: int | None) -> str | None:
    """Who answers in "Hale asked Reed to leave, but she replied …": whom the last one to speak, at a token, has spoken to.

    Only for a verb of answering, in the same sentence or the next; None where nobody named was spoken to.
    """
    if item.head is None or last is None or scene.tokens[item.head].lemma not in scene.words("replying"):
        return None
    verb = scene.tokens[scene.tokens[last].head]
    if not 0 <= scene.tokens[item.head].sentence - verb.sentence <= 1:
        return None
    speaker = scene.draft.entity_at(last)
    for k in verb.children:
        if k < verb.i or scene.tokens[k].dep not in _ANSWERED:
            continue
        found = _owner(scene, last) if scene.tokens[k].pos == "PRON" else scene.draft.entity_at(k)
        known = scene.draft.entity_by_id.get(found) if found else None
        if known is not None and known.id != speaker and known.kind is EntityKind.PERSON and known.names:
            return known.id
    return None


def _owner(scene: Scene, i: int) -> str | None:
    """Whose a speaker is: in "Paul's sister begged him" the pronoun stands for Paul, not for who is named further off."""
    for k in scene.tokens[i].children:
        if scene.tokens[k].dep in ("nmod:poss", "nmod") and scene.tokens[k].pos == "PROPN":
            return scene.draft.entity_at(k)
    return None
