"""Peoples: demonyms as nouns and adjectives (« les Ukrainiens », "Russian forces"), one group for each state."""

from __future__ import annotations

from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse

__all__ = ["ADJECTIVE", "outside_peoples", "people_spots"]

ADJECTIVE = "adjective"
"""Sort of a demonym that only qualifies another word: it names the people but nobody points back to it."""


def outside_peoples(parse: Parse, words: Lexicon, names: list[Spot]) -> list[Spot]:
    """Names without the demonyms of two words that the model takes for names or into them ("Sri Lankan President …")."""
    pairs = {i for i in range(len(parse.tokens)) if _of_two(parse, words, i)}
    if not pairs:
        return names
    kept = []
    for spot in names:
        while spot.first < spot.last and (spot.first in pairs or spot.first - 1 in pairs):
            spot.first += 1
        if spot.first < spot.last:
            kept.append(spot)
    return kept


def _of_two(parse: Parse, words: Lexicon, i: int) -> str | None:
    """The state of a demonym of two words that begins at a token: "South Korean"."""
    tokens = parse.tokens
    if i + 1 >= len(tokens) or not tokens[i].text[0].isupper() or not tokens[i + 1].text[0].isupper():
        return None
    return words.demonyms.get(f"{fold(tokens[i].text)} {fold(tokens[i + 1].text)}")


def people_spots(parse: Parse, words: Lexicon, names: list[Spot]) -> list[Spot]:
    """Return a spot for each demonym outside names, with the state in ``root``."""
    taken = {i for s in names for i in range(s.first, s.last)}
    found = []
    for token in parse.tokens:
        if token.i in taken or token.pos not in ("ADJ", "NOUN", "PROPN"):
            continue
        state = words.demonyms.get(fold(token.text))
        if state is not None and (token.text[0].isupper() or parse.language == "fr"):
            found.append(_people(parse, range(token.i, token.i + 1), state))
        elif (state := _of_two(parse, words, token.i)) and token.i + 1 not in taken:
            found.append(_people(parse, range(token.i, token.i + 2), state))
    return found


def _people(parse: Parse, at: range, state: str) -> Spot:
    head = parse.tokens[at.stop - 1]
    noun = head.text[0].isupper() and head.pos != "ADJ" and head.dep not in ("amod", "compound", "flat")
    return Spot(
        at.start,
        at.stop,
        head.i,
        EntityKind.GROUP,
        plural=True,
        root=f"demonym:{state}",
        sort="" if noun else ADJECTIVE,
    )
