"""Acronyms that no table knows: « l'ARS dément », « le directeur de l'ANPR ». A body, where they act or have people in office."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.extract.mentions.evidence import called_place
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon
from recoupe.parse.tree import Parse, Token

__all__ = ["acting_acronyms", "stands_for"]

_LETTERS = range(2, 8)
"""Letters of an acronym; longer words in capitals are shouted."""

_ACTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})


def acting_acronyms(parse: Parse, words: Lexicon, spots: Iterable[Spot]) -> set[str]:
    """Return the acronyms that the report shows as bodies, by their text: subjects, agents, and those that have an office.

    A town is not spelled in capitals outside lines that are so throughout, and « à », "in" before one tells a place.
    """
    found, places = set(), set()
    for spot in spots:
        token = parse.tokens[spot.first]
        if spot.row is not None or not stands_for(parse, words, spot):
            continue
        if called_place(parse, words, token.i) or (token.i and parse.tokens[token.i - 1].lower in words.locative):
            places.add(token.text)
        elif token.dep in _ACTS or _has_office(parse, words, token) or _tells(parse, words, token):
            found.add(token.text)
    return found - places


def stands_for(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """Whether a name is an acronym, alone or before what it belongs to (« l'ARS du Val d'Aune »)."""
    tokens = parse.tokens
    joined = spot.last - spot.first == 1 or tokens[spot.first + 1].lower in words.particles
    return joined and _is_acronym(parse, tokens[spot.first])


def _is_acronym(parse: Parse, token: Token) -> bool:
    """Capitals between words that are not: a headline in capitals throughout tells nothing."""
    text = token.text.replace(".", "").replace("-", "")
    if not (text.isupper() and text.isalpha() and len(text) in _LETTERS):
        return False
    sentence = parse.sentences[token.sentence]
    return any(t.text.islower() and len(t.text) > 1 for t in parse.tokens[sentence.first : sentence.last])


def _has_office(parse: Parse, words: Lexicon, token: Token) -> bool:
    """« la directrice de l'ARS », "the head of the ARS"; before an office English sets towns too ("the LA mayor")."""
    noun = words.nouns.get(parse.tokens[token.head].lower)
    return token.dep == "nmod" and noun is not None and noun.sort == "office"


def _tells(parse: Parse, words: Lexicon, token: Token) -> bool:
    """« selon l'ARS »."""
    return any(parse.tokens[k].dep == "case" and parse.tokens[k].lower in words.telling for k in token.children)
