"""Peoples: demonyms as nouns and adjectives (« les Ukrainiens », "Russian forces"), one group for each state."""

from __future__ import annotations

from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse

__all__ = ["ADJECTIVE", "people_spots"]

ADJECTIVE = "adjective"
"""Sort of a demonym that only qualifies another word: it names the people but nobody points back to it."""


def people_spots(parse: Parse, words: Lexicon, names: list[Spot]) -> list[Spot]:
    """Return a spot for each demonym outside names, with the state in ``root``."""
    taken = {i for s in names for i in range(s.first, s.last)}
    found = []
    for token in parse.tokens:
        if token.i in taken or token.pos not in ("ADJ", "NOUN", "PROPN"):
            continue
        state = words.demonyms.get(fold(token.text))
        if state is None or not (token.text[0].isupper() or parse.language == "fr"):
            continue
        noun = token.text[0].isupper() and token.pos != "ADJ" and token.dep not in ("amod", "compound", "flat")
        spot = Spot(
            token.i,
            token.i + 1,
            token.i,
            EntityKind.GROUP,
            plural=True,
            root=f"demonym:{state}",
            sort="" if noun else ADJECTIVE,
        )
        found.append(spot)
    return found
