"""Spots from spans that are given, sorted into names, descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.extract.mentions.matching import match
from recoupe.extract.mentions.phrases import KINDS, is_definite, noun_of, pronoun_of
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import Parse

__all__ = ["given_spots"]


def given_spots(
    parse: Parse, words: Lexicon, spans: Iterable[tuple[Span, EntityKind]]
) -> tuple[list[Spot], list[Spot]]:
    """Return the names and the other mentions among spans, each in order."""
    names: list[Spot] = []
    others: list[Spot] = []
    for span, kind in sorted(set(spans)):
        tokens = parse.between(*span)
        if not tokens:
            continue
        spot = Spot(tokens[0], tokens[-1] + 1, head_of(parse, tokens[0], tokens[-1] + 1), kind, span=span)
        named = _is_name(parse, words, spot)
        if spot.mode is MentionMode.DESCRIPTION:
            spot.first = _with_article(parse, spot)
        (names if named else others).append(spot)
    return names, others


def _with_article(parse: Parse, spot: Spot) -> int:
    """First token with the article before the phrase, which others' marks often leave out."""
    first = spot.first
    children = set(parse.tokens[spot.head].children)
    while first and first - 1 in children and parse.tokens[first - 1].dep in ("det", "nmod:poss"):
        first -= 1
    return first


def _is_name(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """Decide the mode of a given mention, with what a name's table row or a description's noun tells."""
    tokens = parse.tokens
    features = pronoun_of(parse, words, tokens[spot.head]) if spot.last - spot.first == 1 else None
    if features is not None:
        spot.mode, spot.sort = (
            MentionMode.PRONOUN,
            "possessive" if tokens[spot.head].dep in ("det", "nmod:poss") else "pronoun",
        )
        spot.gender, spot.plural = (features[0] if features[0] in "mfn" else ""), features.endswith("p")
        return False
    found = match(tokens, spot.first, words.names)
    if found is not None and found[0] == spot.last:
        spot.row = found[1]
        return True
    noun = noun_of(parse, words, tokens[spot.head])
    capitals = any(
        t.text[0].isupper() and t.i != parse.sentences[t.sentence].first for t in tokens[spot.first : spot.last]
    )
    if capitals or (noun is None and tokens[spot.first].text[0].isupper()):
        spot.gender = words.first_names.get(fold(tokens[spot.first].text), "") if spot.kind is EntityKind.PERSON else ""
        return True
    spot.mode = MentionMode.DESCRIPTION
    spot.sort = noun.sort if noun else next((s for s, k in KINDS.items() if k is spot.kind), "person")
    spot.root = noun.root if noun else fold(tokens[spot.head].lemma)
    spot.gender = noun.gender if noun else {"Masc": "m", "Fem": "f"}.get(tokens[spot.head].morph.get("Gender", ""), "")
    spot.plural = tokens[spot.head].morph.get("Number") == "Plur"
    spot.definite = is_definite(parse, tokens[spot.head], list(range(spot.first, spot.last)))
    return False
