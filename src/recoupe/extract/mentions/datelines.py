"""Datelines: the place a report is written from, before its first words ("LILLE (Reuters) -", « Lyon, 12 mars (AFP) — »)."""

from __future__ import annotations

from collections.abc import Container, Iterator

from recoupe.extract.mentions.evidence import gazetteer_key, known_town
from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.labels import PLACE
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.parse.tree import Parse, Token

__all__ = ["shouted_towns", "with_datelines"]

LONGEST = 4
"""Tokens of a town's name ("SAN JUAN DEL RIO")."""

REACH = 14
"""Tokens from the name to the dash: a region, a date and an agency stand between."""

SHORTEST = 3
"""Letters of a town in capitals: shorter words in capitals are acronyms."""

_MARKS = frozenset({",", "(", "-", "—", "–", ".", ":"})

_DASHES = frozenset({"-", "–", "—", "--"})


def with_datelines(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Spots with the town of each dateline as a place, whatever the model took capitals there for."""
    found = [s for t in parse.sentences if (s := _dateline(parse, words, t.first)) is not None]
    if not found:
        return spots
    taken = {i for s in found for i in range(s.first, s.last)}
    for spot in spots:
        spot.dateline = spot.row is not None and spot.first in taken
    kept = [s for s in spots if s.dateline or not taken & set(range(s.first, s.last))]
    rows = {s.first for s in kept if s.dateline}
    return sorted([*kept, *(s for s in found if s.first not in rows)], key=lambda s: s.first)


def _dateline(parse: Parse, words: Lexicon, first: int) -> Spot | None:
    """The town that opens a sentence and has a dash behind it, with nothing but a region, a date and a credit between."""
    tokens = parse.tokens
    last = first
    while last < len(tokens) and last - first < LONGEST and _named(tokens[last]):
        last += 1
    if last == first or last >= len(tokens) or (last - first == 1 and fold(tokens[first].text) in words.lone):
        return None
    dash = _dash(tokens, last)
    if dash is None:
        return None
    shouted = all(t.text.isupper() for t in tokens[first:last]) and len(tokens[first].text) >= SHORTEST
    credited = any(t.text == "(" for t in tokens[last:dash])
    known = bool(places_named(gazetteer_key(tokens[first:last])))
    if not (known and (shouted or credited)) and not (shouted and credited):
        return None
    return Spot(first, last, head_of(parse, first, last), PLACE, dateline=True)


def shouted_towns(parse: Parse, words: Lexicon, taken: Container[int]) -> Iterator[Spot]:
    """Known towns in capitals at the head of a sentence that no name has, where no dash follows (« LYON, le 12 mars. »)."""
    tokens = parse.tokens
    for sentence in parse.sentences:
        i = sentence.first
        if i in taken or i - 1 in taken or i + 1 >= len(tokens) or tokens[i + 1].text not in _MARKS:
            continue
        shouted = tokens[i].text.isupper() and len(tokens[i].text) >= SHORTEST
        if shouted and fold(tokens[i].text) not in words.lone and known_town(gazetteer_key([tokens[i]])):
            yield Spot(i, i + 1, i, PLACE, dateline=True)


def _named(token: Token) -> bool:
    return token.text[0].isupper() and any(c.isalpha() for c in token.text)


def _dash(tokens: list[Token], start: int) -> int | None:
    """The dash that closes a dateline; what stands before it are marks, names, numbers and months, no words of a sentence."""
    bracket = False
    for i in range(start, min(start + REACH, len(tokens))):
        token = tokens[i]
        if token.text in _DASHES and not bracket:
            return i if token.spaced or i == start or tokens[i - 1].text == ")" else None
        bracket = token.text == "(" or (bracket and token.text != ")")
        if not bracket and token.pos in ("VERB", "AUX", "PRON", "SCONJ", "ADV") and token.text[0].islower():
            return None
    return None
