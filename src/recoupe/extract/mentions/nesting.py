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
            end = _town_inside(parse, spot, i)
            if end:
                found.append(Spot(i, end, head_of(parse, i, end), PLACE))
            i = max(end, i + 1)
    return found


_TOWN_HEADS = frozenset(
    {
        "county",
        "police",
        "high",
        "school",
        "university",
        "city",
        "public",
        "fire",
        "community",
        "township",
        "department",
        "sheriff",
        "unified",
        "regional",
        "hospital",
        "area",
    }
)
"""Words of English names that a town's name stands before."""


def _town_inside(parse: Parse, spot: Spot, i: int) -> int:
    """End of a town's name that begins at a token inside a longer name, 0 where none does."""
    tokens = parse.tokens
    if not tokens[i].text[0].isupper():
        return 0
    if parse.language == "en" and i == spot.first and spot.kind is ORGANISATION:
        for end in (i + 2, i + 1):
            if end < spot.last and tokens[end].lower in _TOWN_HEADS and known_town(gazetteer_key(tokens[i:end])):
                return end + (tokens[end].lower == "county" and end + 1 < spot.last)
    if i > spot.first and tokens[i - 1].lower in ("de", "d'", "of", "in") and big_town(tokens[i].text):
        return i + 1
    return 0
