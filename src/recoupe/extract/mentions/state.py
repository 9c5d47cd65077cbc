"""What coreference knows at one point of the reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from recoupe.extract.mentions.capitals import capital_of
from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, fold, pieces
from recoupe.lang import table
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse

__all__ = ["Mentioned", "Seen", "State", "governing", "modifiers", "state_told"]


class Mentioned(NamedTuple):
    """The spots of a report: names, the others (descriptions and pronouns), and its day of publication."""

    names: list[Spot]
    others: list[Spot]
    day: date | None


@dataclass(slots=True)
class Seen:
    """The latest mention of a cluster: sentence, token, whether it was a subject and whether of a verb of speech."""

    sentence: int
    token: int
    subject: bool
    spoke: bool = False


@dataclass(slots=True)
class State:
    """What is known at one point of the reading."""

    parse: Parse
    words: Lexicon
    clusters: list[Cluster]
    day: date | None = None
    seen: dict[int, Seen] = field(default_factory=dict)
    heads: dict[int, Spot] = field(default_factory=dict)
    """Spot by the token that it hangs on."""
    names: dict[int, Spot] = field(default_factory=dict)
    """Spot of the name of a place or state by each of its tokens."""


def modifiers(state: State, spot: Spot) -> frozenset[str]:
    """Folded content words of a phrase besides its head: what tells this minister from that."""
    skip = ("DET", "ADP", "PUNCT", "NUM", "PRON", "CCONJ", "PART")
    content = [t for t in state.parse.tokens[spot.first : spot.last] if t.i != spot.head and t.pos not in skip]
    if spot.sort == "institution":
        code = state_told(state, spot)
        if code is not None:
            rest = (t for t in content if not _tells_state(state, spot, t.i))
            return frozenset({f"state:{code}", *(fold(t.lemma) for t in rest)})
    return frozenset(fold(t.lemma) for t in content)


def state_told(state: State, spot: Spot) -> str | None:
    """The state whose body a description is: « le gouvernement ukrainien », « le gouvernement de l'Ukraine », "the Kyiv government"."""
    for i in range(spot.first, spot.last):
        found = _tells_state(state, spot, i) if i != spot.head else None
        if found:
            return found
    return None


def _tells_state(state: State, spot: Spot, i: int) -> str | None:
    """The state that a word of a body's description tells: a demonym, a state's name, its capital where the body governs."""
    named = state.names.get(i)
    if named is None:
        token = state.parse.tokens[i]
        if token.dep not in ("amod", "compound", "nmod"):
            return None
        seated = spot.root in governing(state.parse.language) and token.text[0].isupper()
        return state.words.demonyms.get(fold(token.text)) or (capital_of(pieces(token.text)) if seated else None)
    if named.first > i or named.row is not None:
        return named.row.state if named.row is not None and named.row.table == "states" else None
    if spot.root in governing(state.parse.language) and named.kind is EntityKind.PLACE:
        key = tuple(p for t in state.parse.tokens[named.first : named.last] for p in pieces(t.text))
        return capital_of(key)
    return None


@lru_cache(maxsize=4)
def governing(language: str) -> frozenset[str]:
    """Roots of nouns for the power over a state."""
    return frozenset(map(fold, table(language, "bodies")["governing"]))
