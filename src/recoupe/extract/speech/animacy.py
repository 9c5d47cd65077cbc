"""Whether the words of a source can speak: people, bodies, documents do; events, figures and things don't."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from recoupe.extract.speech.scene import Scene
from recoupe.lang import table

__all__ = ["can_speak", "is_addressee"]

_SPEAKING = frozenset({"person", "organisation", "state", "group", "place"})
_ROLES = ("office", "person", "kin", "group", "institution")


@lru_cache(maxsize=4)
def _nouns(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Nouns that can speak, and the endings of such nouns."""
    words = table(language, "speech")
    roles = table(language, "roles")
    found = {*words["documents"], *words["speakers"], *words["anonymous"], *words["speaking"]}
    for name in _ROLES:
        for row in roles[name]:
            for form in row.replace("|", "/").split("/"):
                found.add(form.split(":")[0].lower())
    return frozenset(found), tuple(words["speaking_endings"])


def can_speak(scene: Scene, heads: Sequence[int]) -> bool:
    """Whether at least one head of a source can speak; an empty source can (the passive without an agent)."""
    relatives = scene.words("relatives")
    named = [k for k in heads if scene.tokens[k].lower not in relatives] or list(heads)
    return not heads or any(_speaks(scene, k) or _counts_speakers(scene, k) for k in named)


def _counts_speakers(scene: Scene, i: int) -> bool:
    """« 40 % des sondés », « des milliers de salariés »: a quantity speaks as what it counts does."""
    token = scene.tokens[i]
    if token.pos not in ("NUM", "SYM") and token.lower not in scene.words("quantities"):
        return False
    counted = [k for k in token.children if k > i and scene.tokens[k].dep in ("nmod", "obl", "fixed")]
    return any(_speaks(scene, k) for k in counted) or not counted


def _is_name(scene: Scene, i: int) -> bool:
    """A noun with a capital inside its sentence, or first in it without an article, is a name that the model missed."""
    token = scene.tokens[i]
    bare = (
        not any(scene.tokens[k].pos in ("DET", "ADJ", "NUM") for k in token.children)
        and token.morph.get("Number") != "Plur"
        and token.tag != "NNS"
    )
    return token.text[0].isupper() and (i != scene.sentence(i).start or bare)


def _speaks(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    if token.pos in ("VERB", "AUX"):
        return False
    if token.pos == "PRON":
        return token.lower not in scene.words("things")
    if token.pos != "NOUN" or token.lower in scene.words("person_titles") or _is_name(scene, i):
        return True
    nouns, endings = _nouns(scene.language)
    lemma = token.lemma.lower()
    if lemma in nouns or token.lower in nouns or lemma.endswith(endings) or _prefixed(scene, token.lower, nouns):
        return True
    entity = None if _is_inside_name(scene, i) else scene.draft.entity_at(i)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    if known is None or known.kind not in _SPEAKING:
        return False
    return known.kind != "place" or lemma in scene.words("speaking_places")  # « la route menace de céder »


def _prefixed(scene: Scene, word: str, nouns: frozenset[str]) -> bool:
    """« l'ex-trésorier »: whoever held an office speaks like its holder."""
    prefix, hyphen, office = word.partition("-")
    return bool(hyphen) and f"{prefix}-" in table(scene.language, "roles")["prefixes"] and office in nouns


def _is_inside_name(scene: Scene, i: int) -> bool:
    """« les conducteurs à la grève »: of words that name someone, a noun under another one of them names nobody."""
    token = scene.tokens[i]
    if token.dep not in ("nmod", "obl") or token.head == i:
        return False
    start = scene.tokens[token.head].start
    return any(m.span.start <= start < m.span.end for m in scene.draft.mentions_by_token.get(i, ()))


def is_addressee(scene: Scene, verb: int, k: int) -> bool:
    """Whether a word of a verb of telling is whom it tells: "Hale told the Herald"."""
    token = scene.tokens[k]
    told = token.dep in ("obj", "iobj") and scene.tokens[verb].lemma in scene.words("told")
    return told and can_speak(scene, [k])
