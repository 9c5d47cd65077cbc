"""What looks like a figure and is none: years, scores, labels, names, telephone numbers, lengths of time."""

from __future__ import annotations

from recoupe.extract.figures.counted import Counted
from recoupe.extract.figures.frames import DASHES, Frame
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse

__all__ = ["is_age", "trap"]


def trap(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    """Whether a frame is no figure."""
    if made.kind or made.bound:
        return False
    if made.numeral.kind == "plural":
        return not _indefinite(parse, made, rules)
    return (
        _ordinal(parse, made, rules)
        or _labelled(parse, made, found, rules)
        or _year(made, found)
        or _leading_zero(made)
        or _score(parse, made, found)
        or _named(parse, made, found)
    )


def _indefinite(parse: Parse, made: Frame, rules: Rules) -> bool:
    """« des dizaines », "dozens of": a plural without its determiner or its preposition is an ordinary noun."""
    tokens = parse.tokens
    if made.first and tokens[made.first - 1].lower in rules.words["indefinite"]:
        if rules.language == "fr":
            made.first -= 1
            made.start = tokens[made.first].start
        return True
    return rules.language == "en"


def _ordinal(parse: Parse, made: Frame, rules: Rules) -> bool:
    after = made.last + 1
    return after < len(parse.tokens) and bool(made.numeral.digits) and parse.tokens[after].lower in rules.words["ordinals"] and parse.tokens[after].lower not in rules.words["of"]


def _labelled(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    if made.first == 0:
        return False
    before = parse.tokens[made.first - 1].lower
    if made.numeral.digits:
        return before in rules.labels
    return before in rules.spelled_labels and found is None


def _year(made: Frame, found: Counted | None) -> bool:
    digits = made.numeral.digits
    return found is None and len(digits) == 4 and digits.isdigit() and 1700 <= made.low <= 2100


def _leading_zero(made: Frame) -> bool:
    digits = made.numeral.digits
    return len(digits) > 1 and digits[0] == "0" and digits.isdigit()


def _score(parse: Parse, made: Frame, found: Counted | None) -> bool:
    """Two small numbers joined by a dash that count nothing."""
    tokens = parse.tokens
    if made.ranged:
        return found is None and made.high < 200 and any(tokens[k].text in DASHES for k in range(made.first, made.last + 1))
    for k in (made.first - 1, made.last + 1):
        if 0 <= k < len(tokens) and tokens[k].text in DASHES and (k == 0 or not tokens[k - 1].spaced) and not tokens[k].spaced:
            return True
    return False


def _named(parse: Parse, made: Frame, found: Counted | None) -> bool:
    """A number after a name belongs to it: Airbus 320, Galaxy 20."""
    if made.first == 0 or not made.numeral.digits.isdigit() or found is not None:
        return False
    return parse.tokens[made.first - 1].pos == "PROPN"


def is_age(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether a length of time is somebody's age."""
    if made.unit not in ("year", "month", "day", "week"):
        return False
    tokens = parse.tokens
    if rules.age_after.at(tokens, made.last + 1):
        return True
    k = made.first - 1
    while k >= 0 and tokens[k].lower in ("tous", "toutes", "de", "d'", "respectivement"):
        k -= 1
    for at in (made.first - 1, k, k + 1):
        if at >= 0 and rules.age_before.ending(tokens, at):
            return True
    return made.unit == "year" and k >= 1 and tokens[k].text == "," and any(tokens[j].lower in rules.persons or tokens[j].pos == "PROPN" for j in range(max(0, k - 3), k))
