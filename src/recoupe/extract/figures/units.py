"""The unit and the scale of a number: symbols glued to it, words after it, currencies before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recoupe.extract.figures.frames import DASHES, Frame
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse, Token

__all__ = ["DEGREES", "lead", "tail", "unit_after"]

Unit = tuple[str, str]
"""Kind and unit."""

DEGREES = frozenset({"°C", "°F", "degree"})
"""Units that are said below zero; elsewhere « - 7,7 % » tells a fall, not a sign."""

_LETTERS = re.compile(r"[^\W\d_]+[²³]?|[%°€$£]")
"""What a glued unit may consist of, where more stands behind it ("90ft)-high")."""

LEADS = {"~": "approximate", "±": "approximate", "<": "at_most", ">": "at_least", "≤": "at_most", "≥": "at_least", "sub-": "at_most", "+": "", "(": "", "to-": "", "mid-": "", "-": "", "−": "", "–": "", "minus-": ""}  # fmt: skip
"""What may be glued to the front of a number without making an identifier of it, and the bound that it sets."""

LONGEST_MARK = 6
"""Letters of the longest scale with a currency (``Mrds€.``); longer words are looked at as units only."""

MINUS = frozenset({"-", "−", "–", "minus-"})


def lead(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Take a currency before the number; False where letters are glued to it that are none."""
    glued = made.numeral.lead
    if glued:
        unit = rules.before.get(glued)
        if unit is not None and (glued not in rules.words["not_before"] or len(made.numeral.digits) > 2):
            made.kind, made.unit = "money", unit
            made.start -= len(glued)
            return True
        return _sign(made, glued.lower())
    if made.first == 0:
        return True
    tokens, start = parse.tokens, made.first - 1
    unit = rules.before.get(tokens[start].text)
    if unit is None:
        return True
    if start and (whole := rules.before.get(tokens[start - 1].text + tokens[start].text)):
        unit, start = whole, start - 1
    made.kind, made.unit, made.first, made.start = "money", unit, start, tokens[start].start
    return True


def _sign(made: Frame, glued: str) -> bool:
    if glued not in LEADS:
        return False
    made.bound = LEADS[glued]
    made.negative = glued in MINUS
    made.start -= len(glued) if made.bound or made.negative else 0
    return True


def tail(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Take a unit or scale glued to the number; False where it makes an ordinal, an hour or an identifier of it."""
    glued, end = made.numeral.tail, made.numeral.tail_end
    if not glued:
        return True
    if glued in ("m", "M") and (made.kind == "money" or _counts_millions(parse, made.last + 1, rules)):
        _scale(made, 1e6, end)
        return True
    if glued in ("b", "B"):
        if made.kind == "money":
            _scale(made, 1e9, end)
        return made.kind == "money"
    if glued in ("+", "x", "'", "’", "~", "-", "–"):
        return True
    mark, symbol, size = _split(glued, rules)
    if mark:
        _scale(made, mark, end - len(glued) + size)
    if symbol is not None:
        made.kind, made.unit = symbol
        made.end = end - len(glued) + size
    return bool(mark) or symbol is not None


def _split(glued: str, rules: Rules) -> tuple[float | None, Unit | None, int]:
    """Scale and unit that glued letters stand for (``bn``, ``km``, ``Md€``, ``ft)-long``), and how many of them."""
    for text in (glued, glued.rstrip("."), m[0] if (m := _LETTERS.match(glued)) else ""):
        if text in rules.glued:
            return None, rules.glued[text], len(text)
        if text in rules.marks:
            return rules.marks[text], None, len(text)
        for cut in range(1, len(text)):
            unit = rules.glued.get(text[cut:])
            if text[:cut] in rules.marks and unit is not None and unit[0] == "money":
                return rules.marks[text[:cut]], unit, len(text)
    return None, None, 0


def _scale(made: Frame, by: float, end: int) -> None:
    made.low = made.high = made.low * by
    made.numeral.scale = by
    made.end = end


def _counts_millions(parse: Parse, at: int, rules: Rules) -> bool:
    """Whether an "m" before token ``at`` means millions: a unit, "of", or a plural noun follows. Else it means metres."""
    tokens = parse.tokens
    if at >= len(tokens):
        return False
    if rules.units.at(tokens, at) or tokens[at].lower in rules.words["of"]:
        return True
    head = at
    while head < len(tokens) and (tokens[head].pos == "ADJ" or tokens[head].tag == "VBN") and head < at + 3:
        head += 1
    return head < len(tokens) and tokens[head].pos == "NOUN" and tokens[head].morph.get("Number") == "Plur"


def unit_after(parse: Parse, made: Frame, rules: Rules) -> None:
    """Take the unit in the words after the number, across « de » after a scale and a hyphen after anything."""
    tokens, at = parse.tokens, made.last + 1
    if at >= len(tokens) or not parse.together(made.last, at):
        return
    if tokens[at].text.isspace() and at + 1 < len(tokens):
        at += 1
    at = _mark(parse, made, at, rules)
    if at >= len(tokens):
        return
    if _passed(tokens, at, made, rules):
        at += 1
    found = _unit_at(tokens, at, made, rules)
    if found is None or (found[0][0] != "money" and made.kind == "money"):
        return
    if made.numeral.kind == "one" and not _one_unit(tokens, at, found):
        return
    (made.kind, made.unit), size = found
    made.last, made.end = at + size - 1, tokens[at + size - 1].end
    if tokens[made.last].text.endswith(".") and tokens[made.last].text not in rules.glued:
        made.end -= 1


def _mark(parse: Parse, made: Frame, at: int, rules: Rules) -> int:
    """Take a scale written as a word of its own (15 bn, 2,4 Md€); return where to go on."""
    token = parse.tokens[at]
    if not made.numeral.in_digits or made.numeral.scale > 1 or len(token.text) > LONGEST_MARK:
        return at
    text = token.text.rstrip(".")
    mark, symbol, size = (rules.marks[text], None, len(text)) if text in rules.marks else _split(token.text, rules)
    if not mark or (symbol is None and not _is_mark(parse, made, token.text[:size], rules)):
        return at
    _scale(made, mark, token.start + size)
    made.last = at
    if symbol is not None:
        made.kind, made.unit = symbol
    return at + 1


def _is_mark(parse: Parse, made: Frame, text: str, rules: Rules) -> bool:
    """Whether a lone word after digits is a scale rather than a unit."""
    if made.kind == "money":
        return True
    after = made.last + 2
    if text == "m":
        return _counts_millions(parse, after, rules)
    if len(text) > 1:
        return text not in rules.glued
    money = after < len(parse.tokens) and (rules.glued.get(parse.tokens[after].text) or ("", ""))[0] == "money"
    return money or (text not in rules.glued and not parse.tokens[made.last].spaced)


def _passed(tokens: Sequence[Token], at: int, made: Frame, rules: Rules) -> bool:
    """Whether the unit stands behind a hyphen, or behind « de » after a scale."""
    if tokens[at].text in DASHES:
        return not tokens[at].spaced and not tokens[at - 1].spaced
    return tokens[at].lower in rules.words["of"] and (
        made.numeral.scale > 1 or made.numeral.kind in ("group", "plural")
    )


def _unit_at(tokens: Sequence[Token], at: int, made: Frame, rules: Rules) -> tuple[Unit, int] | None:
    if at >= len(tokens):
        return None
    words = rules.units.at(tokens, at)
    pieces = _in_pieces(tokens, at, rules) if not tokens[at].spaced else None
    if pieces is not None and (words is None or words[1] < pieces[1]):
        return pieces
    if words is not None:
        return words
    text = tokens[at].text
    symbol = rules.glued.get(text) or rules.glued.get(text.rstrip("."))
    if symbol is not None and (made.numeral.in_digits or len(text) > 1):
        return symbol, 1
    return None


def _in_pieces(tokens: Sequence[Token], at: int, rules: Rules) -> tuple[Unit, int] | None:
    """A symbol that the parser cut: ``km`` ``/`` ``h``, ``°`` ``C``."""
    text, found = tokens[at].text, None
    for size in (2, 3):
        if at + size > len(tokens) or tokens[at + size - 2].spaced:
            break
        text += tokens[at + size - 1].text
        if unit := rules.glued.get(text) or rules.glued.get(text.rstrip(".")):
            found = unit, size
    return found


def _one_unit(tokens: Sequence[Token], at: int, found: tuple[Unit, int]) -> bool:
    """Whether an article before a unit counts: of money in words, with no noun behind it ("a dollar", not "a euro area")."""
    after = at + found[1]
    free = after >= len(tokens) or tokens[after].pos not in ("NOUN", "PROPN", "NUM")
    return found[0][0] == "money" and tokens[at].text.isalpha() and free
