"""Cues in relative clauses: « le projet auquel s'opposent les élus », « le trésorier que ses adjoints accusent de fraude ».

What is said, or who is blamed, is then the noun before the pronoun, and the speaker may stand behind the verb. The models
take such a noun for the verb's subject as often as not. (Grevisse § 709-724 on relative pronouns and inversion after them.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.extents import branch, scope
from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.sources import first_noun, noun_before

__all__ = ["Relative", "bare_phrase", "by_preposition", "object_relative", "speaker_in_relative"]

_REACH = 9
"""Words from a relative pronoun to its verb: a subject with office and name, and clitics, fit."""

_PHRASE = frozenset({"det", "amod", "nmod", "nummod", "flat"})


class Relative(NamedTuple):
    """A relative clause: the noun it is about, its pronoun, and the preposition that the pronoun stands with."""

    noun: int
    pronoun: int
    preposition: str


def bare_phrase(scene: Scene, noun: int) -> list[int]:
    """A noun with what makes its phrase, without the clauses it heads or has (« c'est la position que … »)."""
    parts = [k for k in scene.tokens[noun].children if scene.tokens[k].dep in _PHRASE]
    return sorted([noun, *(m for k in parts for m in branch(scene, k))])


def by_preposition(scene: Scene, cue: Cue) -> Relative | None:
    """« auquel », « dont », « contre laquelle », "to which": the noun that a cue in a relative clause is about."""
    joined = scene.pairs("prepositional")
    for k in _before(scene, cue):
        token = scene.tokens[k]
        if token.lower in joined:
            return _relative(scene, cue, k, (k, joined[token.lower]))
        if token.lower in scene.words("after_prepositions") and scene.tokens[k - 1].pos == "ADP":
            plain = scene.tokens[k - 1].lower
            return _relative(scene, cue, k, (k - 1, scene.contractions.get(plain, plain)))
    return _stranded(scene, cue)


def _stranded(scene: Scene, cue: Cue) -> Relative | None:
    """English leaves a preposition bare behind the verb of a relative clause: "the delays residents complain about"."""
    tokens = scene.tokens
    if scene.language != "en" or tokens[cue.i].dep != "acl:relcl":
        return None
    head = tokens[cue.i].head
    bare = (k for k in tokens[cue.i].children if k > cue.i and tokens[k].pos == "ADP" and not tokens[k].children)
    preposition = next((k for k in bare if tokens[k].dep in ("prep", "case")), None)
    return Relative(head, head, tokens[preposition].lower) if preposition is not None else None


def object_relative(scene: Scene, cue: Cue) -> Relative | None:
    """« le trésorier que ses adjoints accusent »: only of a verb that has no object behind it."""
    tokens = scene.tokens
    if (
        scene.language != "fr"
        or cue.passive
        or any(k > cue.i and tokens[k].dep == "obj" for k in tokens[cue.i].children)
    ):
        return None
    for k in _before(scene, cue):
        if tokens[k].lower in scene.words("complementisers"):
            noun = k - 1 - (tokens[k - 1].text == ",")
            follows = noun >= scope(scene, cue.i).start and tokens[noun].pos in ("NOUN", "PROPN", "ADJ")
            return _relative(scene, cue, k, (k, "")) if follows and tokens[k].head == cue.i else None
    return None


def _before(scene: Scene, cue: Cue) -> Iterator[int]:
    """Tokens before a cue's verb group, nearest first, up to another verb or a stop."""
    tokens, start = scene.tokens, max(scope(scene, cue.i).start + 1, cue.i - _REACH)
    for k in range(cue.i - 1, start - 1, -1):
        if k in cue.group:
            continue
        if tokens[k].pos in ("VERB", "AUX") or tokens[k].text in _STOPS or scene.inside[k] != cue.level:
            return
        yield k


_STOPS = frozenset({";", ":", ".", "(", ")"})


def _relative(scene: Scene, cue: Cue, pronoun: int, opens: tuple[int, str]) -> Relative | None:
    """The clause with a pronoun, where a noun stands before it; ``opens`` is its first word and its preposition."""
    first, preposition = opens
    head = scene.tokens[cue.i].head
    if scene.tokens[cue.i].dep == "acl:relcl" and scene.tokens[head].pos in ("NOUN", "PROPN") and head < first:
        return Relative(head, pronoun, preposition)
    noun = noun_before(scene, first, scope(scene, cue.i).start)
    return Relative(noun, pronoun, preposition) if noun is not None and scene.tokens[noun].pos != "PRON" else None


def speaker_in_relative(scene: Scene, cue: Cue) -> list[int]:
    """Who speaks in such a clause: the noun between pronoun and verb, else, where nothing is, the one behind the verb."""
    found = by_preposition(scene, cue) or object_relative(scene, cue)
    if found is None:
        return []
    tokens, own = scene.tokens, scene.clause(cue.i)
    inside = [k for k in (own.subjects if own else []) if found.pronoun < k < cue.i]
    if inside:
        return inside
    if any(tokens[k].pos in ("NOUN", "PROPN", "PRON") and k not in cue.group for k in range(found.pronoun + 1, cue.i)):
        return []
    behind = first_noun(scene, cue.i + 1, scope(scene, cue.i).stop)
    bare = behind is not None and not scene.preposition(behind) and tokens[behind].pos != "PRON"
    return [behind] if behind is not None and bare and can_speak(scene, [behind]) else []
