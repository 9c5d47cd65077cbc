"""Places inside longer names."""

from __future__ import annotations

from recoupe.extract.mentions.evidence import big_town, gazetteer_key, known_town
from recoupe.extract.mentions.labels import ORGANISATION, PERSON, PLACE
from recoupe.extract.mentions.matching import match
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon
from recoupe.parse.tree import Parse

__all__ = ["nested"]


def nested(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """States and places inside longer names (« Tour de France », "University of Lagos")."""
    found = []
    towns = {gazetteer_key(parse.tokens[s.first : s.last]) for s in spots if s.kind is PLACE}
    for spot in spots:
        if spot.last - spot.first < 2 or spot.kind is PERSON or spot.row is not None:
            continue
        i = spot.first + (parse.language == "fr")
        while i < spot.last:
            row = match(parse.tokens, i, words.names)
            if (
                row is not None
                and row[0] <= spot.last
                and row[0] - i < spot.last - spot.first
                and row[1].table in ("states", "places")
            ):
                found.append(Spot(i, row[0], head_of(parse, i, row[0]), row[1].kind, row=row[1]))
                i = row[0]
                continue
            end = _town_inside(parse, words, spot, towns) if i == spot.first else _town_after(parse, i)
            if end:
                found.append(Spot(i, end, head_of(parse, i, end), PLACE))
            i = max(end, i + 1)
    return found


def _town_inside(parse: Parse, words: Lexicon, spot: Spot, towns: set[str]) -> int:
    """End of the town's name that opens a body's ("Dalton Police", "Dalton Historical Society"), 0 where none does.

    Before the noun of a public body a town is taken at its word; before any other only where the report names it elsewhere.
    """
    tokens, i = parse.tokens, spot.first
    if spot.kind is not ORGANISATION or not tokens[i].text[0].isupper():
        return 0
    for end in (i + 3, i + 2, i + 1):
        if end >= spot.last:
            continue
        key = gazetteer_key(tokens[i:end])
        if (tokens[end].lower in words.town_bodies and known_town(key)) or key in towns:
            return end + (tokens[end].lower == "county" and end + 1 < spot.last)
    return 0


def _town_after(parse: Parse, i: int) -> int:
    """End of a city's name inside a longer one, after a preposition ("University of Lagos")."""
    tokens = parse.tokens
    if not tokens[i].text[0].isupper():
        return 0
    return i + 1 if tokens[i - 1].lower in ("de", "d'", "of", "in") and big_town(tokens[i].text) else 0
