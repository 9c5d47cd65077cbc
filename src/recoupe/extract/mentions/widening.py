"""What belongs to a name and the model left outside it."""

from __future__ import annotations

from recoupe.extract.mentions.labels import ORGANISATION, PERSON, PLACE, surname_alone
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["widened"]


def widened(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Take in what belongs to a name and the model left outside: « M. », the street's noun, a hyphenated end ("Kim Jong-un")."""
    tokens = parse.tokens
    before = 0
    for n, spot in enumerate(spots):
        first = spot.first
        if first and spot.kind is PERSON and tokens[first - 1].lower in words.courtesy:
            if surname_alone(parse, words, first, spot.last):
                spot.first -= 1
            else:
                spot.title = tokens[first - 1].lower
        elif spot.kind is not PERSON and (start := _street(tokens, words, first)) is not None and start >= before:
            spot.first, spot.kind, spot.sort, spot.head = start, PLACE, "", start
        elif spot.kind is not ORGANISATION and not spot.title:
            _take_work(parse, words, spot, before)
        if spot.kind is ORGANISATION and parse.language == "fr":
            spot.last = _with_adjective(parse, words, spot)
        if spot.kind is PERSON and tokens[spot.last - 1].lower in words.particles and spot.last - spot.first > 1:
            _close_surname(tokens, spots, n)
            spot.head = head_of(parse, spot.first, spot.last)
        limit = spots[n + 1].first if n + 1 < len(spots) else len(tokens)
        while (
            spot.last < limit
            and not tokens[spot.last - 1].spaced
            and tokens[spot.last].text[0] == "-"
            and len(tokens[spot.last].text) > 1
        ):
            spot.last += 1
        before = spot.last
    return spots


def _close_surname(tokens: list[Token], spots: list[Spot], n: int) -> None:
    """A name that breaks off at a particle ("Ursula von der") has its last word in what follows."""
    spot, i = spots[n], spots[n].last
    if i >= len(tokens) or not tokens[i].text[0].isupper() or tokens[i].sentence != tokens[i - 1].sentence:
        return
    spot.last = i + 1
    if n + 1 < len(spots) and spots[n + 1].first < spot.last:
        if spots[n + 1].last > spot.last:
            spots[n + 1].first = spot.last
        else:
            del spots[n + 1]


def _with_adjective(parse: Parse, words: Lexicon, spot: Spot) -> int:
    """« Affaires » is a department only with its « étrangères »: adjectives of the name's own words belong to it."""
    tokens, last = parse.tokens, spot.last
    if (
        last < len(tokens)
        and tokens[last].dep == "amod"
        and spot.first <= tokens[last].head < last
        and not tokens[last].entity
    ):
        common = tokens[spot.last - 1].pos == "NOUN" and fold(tokens[last].text) not in words.peoples
        return last + 1 if common else last
    return last


def _take_work(parse: Parse, words: Lexicon, spot: Spot, before: int) -> None:
    """« barrage de Kakhovka », "Kakhovka dam": the work, not the town or river it is named after."""
    tokens = parse.tokens
    if parse.language == "en":
        after = spot.last
        if (
            after < len(tokens)
            and tokens[after].lower in words.works
            and tokens[after].pos in ("NOUN", "PROPN")
            and tokens[after].head not in range(spot.first, spot.last)
        ):
            spot.last, spot.head, spot.kind, spot.sort = after + 1, after, EntityKind.FACILITY, ""
        return
    i = spot.first - 1
    if (
        i >= 1
        and tokens[i].lower in ("de", "du", "d'")
        and tokens[i - 1].lower in words.works
        and i - 1 >= before
        and tokens[i - 1].pos == "NOUN"
    ):
        spot.first, spot.head, spot.kind, spot.sort = i - 1, i - 1, EntityKind.FACILITY, ""


def _street(tokens: list[Token], words: Lexicon, first: int) -> int | None:
    """Start of « rue de la », « place du » before a name."""
    i = first - 1
    while i >= 0 and first - i <= 3 and tokens[i].lower in ("de", "du", "des", "la", "l'", "d'", "les"):
        i -= 1
    return i if 0 <= i < first and tokens[i].lower in words.streets and tokens[i].pos == "NOUN" else None
