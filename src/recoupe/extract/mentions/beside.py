"""What stands beside a place's name: the region or state it lies in ("Mobile, Ala.", « Lens (Pas-de-Calais) »), the noun before it."""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.words import lexicon, pieces
from recoupe.lang import world
from recoupe.parse.tree import Parse, Token

__all__ = ["Area", "areas_named", "in_a_list", "regions_beside", "short_form", "sort_word"]

Area = tuple[str, str]
"""A state's code and its region's, "" for the whole state."""

LONGEST = 4
"""Tokens of a region's name after a comma ("District of Columbia" has three)."""

WITHIN_BRACKETS = 6
"""Tokens between brackets that may name a region (« Seine-Saint-Denis » comes as five)."""

_LIST_MARKS = (",", "and", "or", "et", "ou", "&")


@lru_cache(maxsize=1)
def _areas() -> dict[str, frozenset[Area]]:
    """Names of states and short forms of regions as printed; one name may be both ("Georgia")."""
    found: dict[str, set[Area]] = {}
    for row in world("regions"):
        for name in row["names"].split(";"):
            found.setdefault(name, set()).add((row["state"], row["region"]))
    for row in world("states"):
        for name in f"{row['fr']};{row['en']}".split(";"):
            if len(name) > 2:
                found.setdefault(name, set()).add((row["state"], ""))
    return {name: frozenset(areas) for name, areas in found.items()}


def areas_named(name: str) -> frozenset[Area]:
    """The states and regions that a name or short form means as printed ("Ohio", "Ala.")."""
    return _areas().get(name, frozenset())


def regions_beside(parse: Parse, last: int) -> frozenset[Area]:
    """Regions or states that the words after a name may mean: "Mobile, Ala.", « Marioupol (Ukraine) », « Lens (Pas-de-Calais) »."""
    tokens = parse.tokens
    if last + 1 >= len(tokens) or tokens[last].text not in (",", "("):
        return frozenset()
    found, _ = _area_at(tokens, last + 1)
    if not found and tokens[last].text == "(":
        found = _in_brackets(tokens, last + 1)
    return found


def _area_at(tokens: list[Token], first: int) -> tuple[frozenset[Area], int]:
    """The areas that the longest name from a token on may mean, and where it ends."""
    if first >= len(tokens) or not tokens[first].text[:1].isupper():
        return frozenset(), first
    for last in range(min(first + LONGEST, len(tokens)), first, -1):
        text = " ".join(t.text for t in tokens[first:last]).replace("- ", "-").replace(" -", "-")
        found = _areas().get(text) or _areas().get(text.replace(". ", "."))
        if found and (len(text) > 2 or text.isupper()):
            return found, last
    return frozenset(), first


def _in_brackets(tokens: list[Token], first: int) -> frozenset[Area]:
    """First-level regions and departments of the gazetteer that fill a bracket, as French reports place a town."""
    closing = next((i for i in range(first, min(first + WITHIN_BRACKETS, len(tokens))) if tokens[i].text == ")"), first)
    inside = tokens[first:closing]
    if not inside or not inside[0].text[0].isupper():
        return frozenset()
    key = " ".join(part for t in inside for part in pieces(t.text))
    return frozenset((p.state, p.region) for p in places_named(key) if p.sort in "rd")


def in_a_list(parse: Parse, first: int, last: int) -> bool:
    """Whether a region's or state's name stands in a list of such ("Ohio, Indiana and Texas"): what follows is its neighbour."""
    tokens = parse.tokens
    found, end = _area_at(tokens, first)
    if not found or end != last:
        return False
    if first > 1 and tokens[first - 1].text in _LIST_MARKS and _ends_area(tokens, first - 1):
        return True
    _, after = _area_at(tokens, last + 1)
    if after == last + 1 or after >= len(tokens):
        return False
    marks = after + (tokens[after].text == "," and after + 1 < len(tokens) and tokens[after + 1].text in _LIST_MARKS)
    return tokens[after].text in _LIST_MARKS and bool(_area_at(tokens, marks + 1)[0])


def _ends_area(tokens: list[Token], end: int) -> bool:
    """Whether an area's name ends at a token."""
    end -= tokens[end - 1].text == ","
    return any(_area_at(tokens, first)[1] == end for first in range(max(0, end - LONGEST), end))


def short_form(parse: Parse, first: int, last: int) -> Area | None:
    """The region whose short form stands after a comma ("Mobile, Ala."); None where it is none or may be two."""
    tokens = parse.tokens
    if first < 2 or tokens[first - 1].text not in (",", "("):
        return None
    found, end = _area_at(tokens, first)
    return next(iter(found)) if end >= last and len(found) == 1 else None


def sort_word(parse: Parse, first: int, last: int) -> str:
    """What the words around call it: « la région de X », "X County", "the city of X"."""
    tokens, sorts = parse.tokens, lexicon(parse.language).place_sorts
    if (
        last < len(tokens)
        and (sort := sorts.get(tokens[last].lower))
        and tokens[last].sentence == tokens[last - 1].sentence
    ):
        return sort
    i = first - 1
    while i >= 0 and first - i <= 3 and tokens[i].pos in ("ADP", "DET"):
        i -= 1
    return sorts.get(tokens[i].lower, "") if 0 <= i < first - 1 else ""
