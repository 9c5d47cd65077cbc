"""What makes a place's name mean the ground around it: « près de Lens », "20 km south of Leeds", « entre Dax et Pau »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from recoupe.extract.figures.lexer import number
from recoupe.extract.mentions.spots import Spot
from recoupe.lang import table
from recoupe.model.distance import Degrees, moved
from recoupe.model.entity import Around
from recoupe.model.span import Span
from recoupe.model.words import Nearness, Precision
from recoupe.parse.tree import Parse

__all__ = ["Grounds", "around"]

REACH = 64
"""Characters before a name that are looked at: « à une cinquantaine de kilomètres au nord-ouest de la » has 58."""

_PLAIN = str.maketrans({"’": "'", "\n": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-"})


class Grounds(NamedTuple):
    """The located places of a report: point and precision of each cluster, and the spots of their names by first token."""

    points: Mapping[int, Degrees]
    precisions: Mapping[int, Precision]
    names: Mapping[int, Spot]


class Patterns(NamedTuple):
    """A language's patterns, each up to where the name begins, the most telling first."""

    listed: tuple[tuple[Nearness, re.Pattern[str]], ...]
    last: frozenset[str]
    """Words one of which stands straight before the name wherever a pattern can match."""
    units: Mapping[str, float]
    directions: Mapping[str, str]
    numbers: Mapping[str, float]
    decimal: str


def around(parse: Parse, spot: Spot, places: Grounds) -> Around | None:
    """What the words before a place's name make of it; None where they leave the place itself."""
    found = _patterns(parse.language)
    if not spot.first or parse.tokens[spot.first - 1].lower.replace("’", "'") not in found.last:
        return None
    opening = parse.tokens[parse.sentences[parse.tokens[spot.first].sentence].first].start
    end = parse.tokens[spot.first].start
    start = max(opening, end - REACH)
    text = parse.text[start:end].translate(_PLAIN).lower()
    for nearness, pattern in found.listed:
        match = pattern.search(text)
        if match is not None:
            span = Span(start + match.start(), start + len(text[: match.end("words")].rstrip()))
            return _placed(parse, _made(found, match, Around(span, nearness)), spot, places)
    return None


def _made(found: Patterns, match: re.Match[str], made: Around) -> Around:
    """With the direction and the distance that the words tell."""
    groups = match.groupdict()
    size = None
    if groups.get("unit"):
        words = groups["number"].strip()
        size = number(words.replace(" ", ""), found.decimal)
        if size is None:
            last = words.removesuffix(" de").split()[-1]
            size = found.numbers.get(last, found.numbers.get(last.removesuffix("s")))
        size = None if size is None else round(size * found.units[groups["unit"]], 1)
    return replace(made, direction=found.directions.get(groups.get("direction") or ""), kilometres=size)


_PARTS = {Precision.COUNTRY: Precision.REGION, Precision.TOWN: Precision.TOWN}
"""A part of a state is as wide as a region, a part of a town as the town; all else has no edge to tell."""


def _placed(parse: Parse, made: Around, spot: Spot, places: Grounds) -> Around | None:
    """With the point meant, where two places or a distance and a direction tell it; « entre » alone tells nothing."""
    own = places.points.get(spot.cluster)
    wide = places.precisions.get(spot.cluster)
    if made.nearness is Nearness.PART and wide in _PARTS:
        made = replace(made, precision=_PARTS[wide])
    if made.nearness is not Nearness.BETWEEN:
        if own is None or made.kilometres is None or made.direction is None:
            return made
        lat, lon = moved(own, made.kilometres, made.direction)
        return replace(made, lat=lat, lon=lon)
    tokens, last = parse.tokens, spot.last
    if last + 1 >= len(tokens) or tokens[last].lower not in table(parse.language, "nearness")["and"]:
        return None
    other = next((places.names[i] for i in range(last + 1, min(last + 3, len(tokens))) if i in places.names), None)
    if other is None:
        return None
    far = places.points.get(other.cluster)
    if own is None or far is None or abs(own[1] - far[1]) > 180:
        return made
    return replace(made, lat=round((own[0] + far[0]) / 2, 2), lon=round((own[1] + far[1]) / 2, 2))


@lru_cache(maxsize=4)
def _patterns(language: str) -> Patterns:
    rows, numbers = table(language, "nearness"), table(language, "numbers")
    link = "(?: ?(?:" + _any(rows["links"]) + "))"
    end = "(?: ?(?:" + _any(rows["articles"]) + "))? ?$"
    counts = _any([*numbers["units"], *rows["counts"]])
    size = (
        rf"(?:(?:{_any(rows['about'])}) )*(?P<number>\d{{1,3}}(?: \d{{3}})+|\d+(?:[.,]\d+)?"
        rf"|(?:(?:une|a|an) )?(?:{counts})(?: de)?)[ -]?(?P<unit>{_any(rows['units'])})(?: \([^)]*\))?(?: away)?"
    )
    pointed = rf"(?P<direction>{_any(rows['directions'])})"
    tied = dict.fromkeys(("near", "off", "part"), "" if rows["tied"] else link)

    def compiled(words: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?P<words>{words}){end}")

    listed = [
        (Nearness.BETWEEN, compiled(_any(rows["between"]))),
        (Nearness.PART, compiled(rf"(?<!{rows['outer']} )(?:{_any(rows['inside'])}) ?{pointed}{link}")),
        (Nearness.AWAY, compiled(rf"(?:{size} )?(?:{_any(rows['away'])}) ?{pointed}{link}")),
        (Nearness.OFF, compiled(rf"(?:{size} )?(?:{_any(rows['off'])}){tied['off']}")),
        (Nearness.AWAY, compiled(rf"{size} ?(?:{_any(rows['from'])})")),
        (Nearness.NEAR, compiled(rf"(?:{_any(rows['near'])}){tied['near']}")),
        (Nearness.PART, compiled(rf"(?:{_any(rows['part'])}){tied['part']}")),
    ]
    if rows["quarters"]:
        listed.append((Nearness.PART, compiled(rf"(?P<direction>{_any(rows['quarters'])})")))
    endings = [*rows["links"], *rows["articles"], *rows["from"], *rows["between"], *rows["quarters"]]
    phrases = [*rows["near"], *rows["off"], *rows["part"]] if rows["tied"] else []
    last = frozenset(words.split()[-1] for words in (*endings, *phrases))
    units = rows["units"]
    directions = {**rows["directions"], **rows["quarters"]}
    return Patterns(tuple(listed), last, units, directions, {**numbers["units"], **rows["counts"]}, numbers["decimal"])


def _any(words: Iterable[str]) -> str:
    """An alternative of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
