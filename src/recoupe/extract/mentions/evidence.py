"""What the words around a name and the gazetteer tell of it."""

from __future__ import annotations

from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.words import Lexicon, pieces
from recoupe.parse.tree import Parse, Token

__all__ = ["CITY", "TOWN", "after_place_word", "big_town", "called_place", "gazetteer_key", "known_town", "opens"]

TOWN = 15_000
"""Population from which the gazetteer's word is taken against the model's for a lone word: below, most are surnames too."""


CITY = 100_000
"""Population from which an unlabelled capitalised word after a preposition of place is taken for the town."""


def gazetteer_key(tokens: list[Token]) -> str:
    """The spelling by which the gazetteer knows these words."""
    return " ".join(part for t in tokens for part in pieces(t.text))


def big_town(word: str) -> bool:
    """Whether a word is the name of a city."""
    return any(p.population >= CITY and p.sort == "c" for p in places_named(" ".join(pieces(word))))


def known_town(key: str) -> bool:
    """Whether folded words are the name of a town or region."""
    return any(p.population >= TOWN or p.sort in "rd" for p in places_named(key.replace("-", " ").replace("'", " ")))


def called_place(parse: Parse, words: Lexicon, first: int) -> bool:
    """« la maire de X », "the town of X", "north of X", and in English "in X"."""
    tokens = parse.tokens
    if tokens[first].lower in words.seasons:
        return False
    before = tokens[first - 1].lower if first else ""
    if before in ("de", "d'", "of") and first > 1:
        return tokens[first - 2].lower in words.place_sorts or tokens[first - 2].lower in words.directions
    return parse.language == "en" and before == "in" and tokens[first].dep in ("obl", "nmod")


def after_place_word(parse: Parse, words: Lexicon, first: int) -> bool:
    """Whether a preposition of place stands before a token."""
    return (
        first > 0 and parse.tokens[first - 1].lower in words.locative and parse.tokens[first].lower not in words.seasons
    )


def opens(parse: Parse, token: Token) -> bool:
    """Whether only marks stand before the token in its sentence, so that its capital tells nothing."""
    return all(t.pos in ("PUNCT", "SPACE") for t in parse.tokens[parse.sentences[token.sentence].first : token.i])
