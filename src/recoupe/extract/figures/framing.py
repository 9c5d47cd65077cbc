"""Numerals into frames: with their unit, and without those that are ordinals, hours or identifiers."""

from __future__ import annotations

from recoupe.extract.figures.fractions import is_determined, is_fraction, with_article
from recoupe.extract.figures.frames import Frame
from recoupe.extract.figures.numerals import Numeral
from recoupe.extract.figures.rules import Rules
from recoupe.extract.figures.units import DEGREES, lead, tail, unit_after
from recoupe.parse.tree import Parse

__all__ = ["frame"]


def frame(parse: Parse, numeral: Numeral, rules: Rules) -> Frame | None:
    """Return the frame of one numeral; None where it is an ordinal, an hour, an identifier or no fraction."""
    made = Frame(numeral, numeral.value, numeral.value, numeral.first, numeral.last, numeral.start, numeral.end)
    if not lead(parse, made, rules) or not tail(parse, made, rules):
        return None
    if made.first and parse.tokens[made.first - 1].lower in rules.words["some"]:
        _some(parse, made, rules)
    if numeral.kind in ("group", "plural"):
        _scaled_group(parse, made, rules)
    if numeral.kind == "fraction":
        _part_of_scale(parse, made, rules)
    if made.kind in ("", "money"):
        unit_after(parse, made, rules)
    if numeral.kind == "fraction" and not made.kind and not is_fraction(parse, made, rules):
        return None
    if numeral.kind == "group" and numeral.atoms == 1 and not is_determined(parse, made, rules):
        return None
    _settled(parse, made, rules)
    return made


def _settled(parse: Parse, made: Frame, rules: Rules) -> None:
    """Bring a share to its value, a temperature to its sign, and take in a unit that stands before the number."""
    if made.kind == "share":
        made.low = made.high = float(f"{made.low / 100:.12g}")  # 39.4 % is 0.394, not 0.39399999999999996
    elif made.unit in DEGREES:
        _signed(parse, made, rules)
    elif made.kind:
        return
    elif made.numeral.kind == "fraction":
        made.kind, made.unit = "share", "share"
        with_article(parse, made, rules)
    elif found := rules.unit_before.ending(parse.tokens, made.first - 1):
        made.kind, made.unit = "unit", found[0]
        made.first -= found[1]
        made.start = parse.tokens[made.first].start


def _signed(parse: Parse, made: Frame, rules: Rules) -> None:
    if not made.negative and made.first and parse.tokens[made.first - 1].lower in rules.words["signs"]:
        made.first -= 1
        made.start = parse.tokens[made.first].start
        made.negative = True
    if made.negative:
        made.low = made.high = -made.low


def _some(parse: Parse, made: Frame, rules: Rules) -> None:
    """Vague hundreds: "several hundred", "a few thousand", "a couple dozen": as vague as the plural."""
    tokens, numeral = parse.tokens, made.numeral
    if numeral.atoms > 1 or rules.vocabulary.get(tokens[made.last].lower, ("",))[0] not in (
        "hundred",
        "scale",
        "group",
    ):
        return
    numeral.kind, made.some = "plural", True
    made.low = made.high = rules.vocabulary[tokens[made.last].lower][1]
    made.first -= 1
    if made.first and tokens[made.first - 1].lower in rules.words["articles"]:
        made.first -= 1
    made.start = tokens[made.first].start


def _scaled_group(parse: Parse, made: Frame, rules: Rules) -> None:
    """« une dizaine de milliers », "tens of thousands"."""
    tokens, after = parse.tokens, made.last + 1
    if after + 1 < len(tokens) and tokens[after].lower in rules.words["of"]:
        after += 1
    by = rules.plurals.get(tokens[after].lower, 0) if after < len(tokens) else 0
    if by >= 1000:
        made.low = made.high = made.low * by
        made.last, made.end = after, tokens[after].end


def _part_of_scale(parse: Parse, made: Frame, rules: Rules) -> None:
    """« un quart de million »."""
    tokens, after = parse.tokens, made.last + 2
    if after < len(tokens) and tokens[after - 1].lower in rules.words["of"]:
        role, scale = rules.vocabulary.get(tokens[after].lower, ("", 0.0))
        if role == "scale" and scale >= 1e6:
            made.low = made.high = made.low * scale
            made.last, made.end = after, tokens[after].end
            made.numeral.kind, made.numeral.scale = "cardinal", scale
