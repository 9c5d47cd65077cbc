"""Whom a speaker speaks for or belongs to: « le porte-parole de la présidence », "Jane Roe of the Environment Agency"."""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.speech.newcomers import new_entity
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakers import Voice
from recoupe.lang import table
from recoupe.model.span import covering
from recoupe.model.words import MentionMode

__all__ = ["affiliations_of"]

_BODIES = frozenset({"organisation", "state", "group", "facility"})
"""What one can be of, whatever one is there: « un cadre de l'hôpital »."""

_DEPTH = 3
"""Nouns on the way to a body: « le directeur du service de presse du ministère » has two."""

_OWNERS = frozenset({"nmod", "obl", "flat"})
"""Relations of a complement behind a preposition, as the models give them."""


@lru_cache(maxsize=4)
def _sorts(language: str) -> dict[str, str]:
    """The sort of each noun for people: office, person or kin."""
    roles = table(language, "roles")
    found: dict[str, str] = {}
    for sort in ("kin", "person", "office"):
        for row in roles[sort]:
            for form in row.replace("|", "/").split("/"):
                found[form.split(":")[0].lower()] = sort
    return found


def affiliations_of(scene: Scene, found: list[Found], voices: list[Voice]) -> list[str | None]:
    """Return for each find the entity that its speaker speaks for or belongs to, by its own words, else by the report's."""
    wanted = {v.speaker for v in voices if v.speaker}
    spoken: dict[str, list[int]] = {speaker: [] for speaker in sorted(wanted)}
    for mention in scene.draft.mentions:
        if mention.entity in wanted and mention.mode is not MentionMode.PRONOUN:
            spoken[mention.entity].extend(scene.parse.between(*mention.span))
    known = {speaker: _first(scene, sorted(tokens), speaker) for speaker, tokens in spoken.items()}
    result: list[str | None] = []
    for item, voice in zip(found, voices, strict=True):
        own = scene.parse.between(*covering(item.source)) if item.source else range(0)
        body = _on_behalf(scene, item, voice.speaker) or _first(scene, own, voice.speaker)
        result.append(body if body is not None or voice.speaker is None else known[voice.speaker])
    return result


def _on_behalf(scene: Scene, item: Found, speaker: str | None) -> str | None:
    """« a indiqué X au nom de la fédération »."""
    for k in scene.tokens[item.head].children if item.head is not None and item.source else ():
        if f"{scene.tokens[k - 1].lower}:{scene.tokens[k].lower}" in scene.words("behalf"):
            return _body(scene, k, speaker, 1)
    return None


def _first(scene: Scene, tokens: range | list[int], speaker: str | None) -> str | None:
    """The body that the first of some words hangs on, where that is not the speaker itself."""
    for k in tokens:
        if scene.tokens[k].pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        body = None
        if _is_office(scene, k):
            body = _body(scene, k, speaker, 0)
        elif _is_name(scene, k, speaker):
            beside = [c for c in scene.tokens[k].children if scene.tokens[c].dep == "appos" and _is_office(scene, c)]
            body = _body(scene, k, speaker, 0) or _after_name(scene, k, speaker)
            body = body or next((b for c in beside if (b := _body(scene, c, speaker, 0))), None)
        if body is not None:
            return body
    return None


def _is_office(scene: Scene, k: int) -> bool:
    """Whether a word is a noun for someone, and no kin."""
    sorts, token = _sorts(scene.language), scene.tokens[k]
    return (sorts.get(token.lemma.lower()) or sorts.get(token.lower, "kin")) != "kin"


def _is_name(scene: Scene, k: int, speaker: str | None) -> bool:
    """Whether a word belongs to the name of the person who speaks."""
    known = scene.draft.entity_by_id.get(speaker) if speaker else None
    person = known is not None and known.kind == "person" and scene.tokens[k].pos == "PROPN"
    return person and scene.draft.entity_at(k) == speaker


def _after_name(scene: Scene, k: int, speaker: str | None) -> str | None:
    """« Anne Verdier, du ministère de la Santé »: a body behind the comma after a name, whatever it hangs on."""
    tokens = scene.tokens
    if k + 3 >= len(tokens) or tokens[k + 1].text != "," or tokens[k + 2].dep != "case":
        return None
    word = scene.contractions.get(tokens[k + 2].lower, tokens[k + 2].lower)
    head = tokens[k + 2].head
    entity = scene.draft.entity_at(head) if word in scene.words("after_name") and head > k + 2 else None
    known = scene.draft.entity_by_id.get(entity) if entity else None
    return known.id if known is not None and known.kind == "organisation" and known.id != speaker else None


def _body(scene: Scene, head: int, speaker: str | None, depth: int) -> str | None:
    """The entity that a noun's complement, compound or possessive names, over nouns that name none."""
    for k in scene.tokens[head].children:
        child = scene.tokens[k]
        if scene.inside[k] != scene.inside[head] or not _belongs(scene, head, k):
            continue
        entity = scene.draft.entity_at(k)
        entity = None if entity == speaker else entity  # no mention of its own inside the speaker's
        if entity is None and _titled_by(scene, head, k):
            entity = new_entity(scene, k)
        if entity is not None:
            if entity != speaker and _fits(scene, head, entity, depth):
                return entity
        elif child.pos == "NOUN" and depth < _DEPTH and not _is_office(scene, k):
            further = _body(scene, k, speaker, depth + 1)
            if further is not None:
                return further
    return None


def _titled_by(scene: Scene, head: int, k: int) -> bool:
    """Whether a name in capitals stands before an office in small letters: "Coal Board spokesman Paul Hale"."""
    name, office = scene.tokens[k], scene.tokens[head]
    if name.dep != "compound" or name.pos != "PROPN" or name.entity not in ("", "ORG"):
        return False
    return office.text.islower() and _is_office(scene, head)


def _belongs(scene: Scene, head: int, k: int) -> bool:
    """Whether a word under a noun tells whose that is: a possessive, a compound before it, or behind « de », "of"."""
    child = scene.tokens[k]
    if child.dep == "nmod:poss" or (child.dep == "det" and child.lower in scene.words("possessives")):
        return True
    if child.dep == "compound":
        return k < head
    return child.dep in _OWNERS and scene.preposition(k) in scene.words("belonging")


def _fits(scene: Scene, head: int, entity: str, depth: int) -> bool:
    """A body; a town or a person only behind an office: « le maire de Calvenne », « la porte-parole de Morel »."""
    kind = scene.draft.entity_by_id[entity].kind
    if kind in _BODIES:
        return True
    lemma, lower = scene.tokens[head].lemma.lower(), scene.tokens[head].lower
    sorts = _sorts(scene.language)
    return kind in ("place", "person") and (depth > 0 or "office" in (sorts.get(lemma), sorts.get(lower)))
