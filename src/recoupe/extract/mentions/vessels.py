"""Ships by name: « le pétrolier Erika », "a tanker, the Lady Arda"; the model takes them for people, towns or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse

__all__ = ["with_vessels"]

BETWEEN = 3
"""Tokens between the noun and the name at most: a comma, an article, an opening mark."""

LONGEST = 4
"""Tokens of a ship's name."""

_MARKS = frozenset({",", "«", '"', "“", "‘", "'"})


def with_vessels(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Spots with the names that a noun for a ship stands before as equipment, wherever the report has them.

    What looks like a form of address belongs to a ship's name ("Lady Arda").
    """
    tokens = parse.tokens
    known = {tuple(t.text for t in tokens[run.start : run.stop]) for run in _christened(parse, words)}
    if not known:
        return spots
    made = [
        Spot(t.i, t.i + len(name), head_of(parse, t.i, t.i + len(name)), EntityKind.EQUIPMENT)
        for name in known
        for t in tokens
        if t.text == name[0] and tuple(x.text for x in tokens[t.i : t.i + len(name)]) == name
    ]
    taken = {i for s in made for i in range(s.first, s.last)}
    kept = [s for s in spots if not taken & set(range(s.first, s.last))]
    return sorted([*kept, *made], key=lambda s: (s.first, -s.last))


def _christened(parse: Parse, words: Lexicon) -> Iterator[range]:
    """Tokens of each name that stands behind a noun for a ship, and hangs on it or is set apart by commas."""
    tokens = parse.tokens
    for noun in tokens:
        if noun.lower not in words.vessels or noun.pos not in ("NOUN", "PROPN"):
            continue
        if noun.text[0].isupper() and parse.sentences[noun.sentence].first < noun.i - 1:
            continue  # part of a name: "the Union of Ferry Workers"
        first = noun.i + 1
        while first < len(tokens) and first - noun.i <= BETWEEN and _between(parse, first):
            first += 1
        last = first
        while last < len(tokens) and last - first < LONGEST and tokens[last].text[0].isupper():
            last += 1
        if last > first and tokens[last - 1].sentence == noun.sentence:
            head = tokens[head_of(parse, first, last)]
            set_apart = tokens[noun.i + 1].text == "," and last < len(tokens) and tokens[last].text in (",", ".")
            if set_apart or head.head == noun.i or first <= noun.head < last:
                yield range(first, last)


def _between(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.text in _MARKS or (token.pos == "DET" and token.text[0].islower())
