"""Numerals into frames: the unit, the bounds that the words beside it set, and ranges of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.extract.figures.numerals import Numeral
from recoupe.extract.figures.rules import Rules, Widths
from recoupe.model.words import Exactness
from recoupe.parse.tree import Parse, Token

__all__ = ["Frame", "bounded", "bounded_after", "frame", "interval"]

DASHES = frozenset("-–—‑")
_LETTERS = re.compile(r"[^\W\d_]+[²³]?|[%°€$£]")
"""What a glued unit may consist of, where more stands behind it ("121ft)-long")."""


@dataclass(slots=True)
class Frame:
    """A figure in the making. Tokens ``[first, last]``, both inside; ``start`` and ``end`` are places in the report.

    ``bound`` is the kind that the words beside it name ("" none); ``kind`` is ``share``, ``money``, ``unit``, ``time`` or
    "" where no unit stands there; ``of`` says that a preposition parts the number from what it counts.
    """

    numeral: Numeral
    low: float
    high: float
    first: int
    last: int
    start: int
    end: int
    kind: str = ""
    unit: str | None = None
    bound: str = ""
    ranged: bool = False
    of: bool = False
    change: str | None = None
    reaches: bool = False
    """Whether the bound is one that a change may reach (« jusqu'à »)."""


def frame(parse: Parse, numeral: Numeral, rules: Rules) -> Frame | None:
    """Return the frame of one numeral with its unit; None where it is an ordinal, an hour or an identifier."""
    made = Frame(numeral, numeral.value, numeral.value, numeral.first, numeral.last, numeral.start, numeral.end)
    if not _lead(parse, made, rules) or not _tail(parse, made, rules):
        return None
    if numeral.kind in ("group", "plural"):
        _scaled_group(parse, made, rules)
    if made.kind in ("", "money"):
        _unit_after(parse, made, rules)
    if numeral.kind == "fraction" and not made.kind and not _is_fraction(parse, made, rules):
        return None
    if numeral.kind == "group" and numeral.atoms == 1 and not _determined(parse, made):
        return None
    if made.kind == "share":
        made.low, made.high = made.low / 100, made.high / 100
    elif not made.kind and numeral.kind == "fraction":
        made.kind, made.unit = "share", "share"
    elif not made.kind and (found := rules.unit_before.ending(parse.tokens, made.first - 1)):
        made.kind, made.unit = "unit", found[0]
        made.first -= found[1]
        made.start = parse.tokens[made.first].start
    return made


def _is_fraction(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether words that may be a fraction are one: "half of", « le tiers des », "a third of"; not "third party"."""
    tokens, numeral, after = parse.tokens, made.numeral, made.last + 1
    follows = tokens[after] if after < len(tokens) else None
    if follows is not None and follows.text in DASHES and not follows.spaced:
        return False
    before = tokens[made.first - 1] if made.first else None
    if numeral.atoms > 1:
        plain = follows is None or follows.pos not in ("NOUN", "ADJ", "PROPN") or numeral.value == 0.5
        return plain or tokens[made.first].lower not in rules.words["articles"]
    if numeral.value != 0.5 or tokens[made.last].text[:1].isdigit() or not tokens[made.last].text.isalpha():
        partitive = follows is not None and follows.lower in rules.words["of"]
        slash = not tokens[made.last].text.isalpha()
        return slash or (partitive and before is not None and before.pos in ("DET", "ADP") and rules.language == "fr")
    if tokens[made.last].lower not in rules.words["whole_fractions"]:
        return False
    if before is not None and (before.pos in ("ADJ", "NOUN", "NUM") or before.lower in ("demi", "-")):
        return before.lower in ("plus",)
    return rules.language == "fr" or (
        follows is not None and (follows.lower in rules.words["of"] or follows.pos in ("DET", "PRON", "NOUN", "ADJ"))
    )


def _determined(parse: Parse, made: Frame) -> bool:
    """« la centaine de », « une bonne centaine », "the dozen": a lone group needs its article."""
    k = made.first - 1
    if k >= 0 and parse.tokens[k].pos == "ADJ":
        k -= 1
    return k >= 0 and parse.tokens[k].pos in ("DET", "NUM")


def _lead(parse: Parse, made: Frame, rules: Rules) -> bool:
    """A currency before the number; False where letters are glued to it that are none."""
    lead, tokens, first = made.numeral.lead, parse.tokens, made.first
    if lead:
        unit = rules.before.get(lead)
        if unit is None:
            return _sign(made, lead.lower(), rules)
        made.kind, made.unit = "money", unit
        made.start -= len(lead)
        return True
    if first == 0 or made.numeral.first != first:
        return True
    before = tokens[first - 1]
    unit = rules.before.get(before.text)
    if unit is None:
        return True
    start = first - 1
    if start and (joined := rules.before.get(tokens[start - 1].text + before.text)):
        unit, start = joined, start - 1
    made.kind, made.unit, made.first, made.start = "money", unit, start, tokens[start].start
    return True


LEADS = {
    "~": "approximate",
    "±": "approximate",
    "<": "at_most",
    ">": "at_least",
    "≤": "at_most",
    "≥": "at_least",
    "sub-": "at_most",
    "+": "",
    "(": "",
    "to-": "",
    "mid-": "",
}
"""What may be glued to the front of a number without making an identifier of it, and the bound that it sets."""


def _sign(made: Frame, lead: str, rules: Rules) -> bool:
    if lead in rules.words["minus_lead"]:
        made.low = made.high = -made.low
    elif lead in LEADS:
        made.bound = LEADS[lead]
        made.start -= len(lead) if made.bound else 0
    else:
        return False
    return True


def _tail(parse: Parse, made: Frame, rules: Rules) -> bool:
    """A unit or scale glued to the number; False where it makes an ordinal, an hour or an identifier of it."""
    tail = made.numeral.tail
    if not tail:
        return True
    if tail in ("m", "M") and (made.kind == "money" or _counts_millions(parse, made, rules)):
        _scale(made, 1e6, made.numeral.tail_end)
        return True
    if tail in ("+", "x", "'", "’", "~"):
        return True
    mark, symbol = _split(tail, rules)
    if not mark and symbol is None and (m := _LETTERS.match(tail)) and m.end() < len(tail):
        mark, symbol = _split(m[0], rules)
        made.numeral.tail_end -= len(tail) - m.end()
    if mark:
        _scale(made, mark, made.numeral.tail_end)
    if symbol is not None:
        made.kind, made.unit = symbol
        made.end = made.numeral.tail_end
        return True
    return bool(mark)


def _split(tail: str, rules: Rules) -> tuple[float | None, tuple[str, str] | None]:
    """Scale and unit that a glued tail stands for: ``bn``, ``km``, ``Md€``, ``m€``."""
    tail = tail.rstrip(".")
    found = rules.glued.get(tail)
    if found:
        return None, found
    if tail in rules.marks:
        return rules.marks[tail], None
    for cut in range(1, len(tail)):
        if tail[:cut] in rules.marks and tail[cut:] in rules.glued and rules.glued[tail[cut:]][0] == "money":
            return rules.marks[tail[:cut]], rules.glued[tail[cut:]]
    return None, None


def _scale(made: Frame, by: float, end: int) -> None:
    made.low = made.high = made.low * by
    made.numeral.scale = by
    made.end = end


def _counts_millions(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether an "m" after digits means millions: a unit, "of", or a plural noun follows. Else it means metres."""
    after = made.last + 1
    if after >= len(parse.tokens):
        return False
    token = parse.tokens[after]
    if rules.units.at(parse.tokens, after) or token.lower == "of":
        return True
    head = after
    while head < len(parse.tokens) and parse.tokens[head].pos == "ADJ" and head < after + 3:
        head += 1
    return (
        head < len(parse.tokens)
        and parse.tokens[head].pos == "NOUN"
        and parse.tokens[head].morph.get("Number") == "Plur"
    )


def _scaled_group(parse: Parse, made: Frame, rules: Rules) -> None:
    """« une dizaine de milliers », "tens of thousands"."""
    tokens, after = parse.tokens, made.last + 1
    if after + 1 < len(tokens) and tokens[after].lower in rules.words["of"]:
        by = rules.plurals.get(tokens[after + 1].lower)
        if by and by >= 1000:
            made.low = made.high = made.low * by
            made.last, made.end = after + 1, tokens[after + 1].end
    elif after < len(tokens) and (by := rules.plurals.get(tokens[after].lower)) and by >= 1000:
        made.low = made.high = made.low * by
        made.last, made.end = after, tokens[after].end


def _unit_after(parse: Parse, made: Frame, rules: Rules) -> None:
    """The unit in the words after the number, across « de » after a scale and a hyphen after anything."""
    tokens, at = parse.tokens, made.last + 1
    if at >= len(tokens) or tokens[at].sentence != tokens[made.last].sentence:
        return
    token = tokens[at]
    if token.text in rules.marks and made.numeral.digits and made.numeral.scale == 1 and _is_mark(parse, made, rules):
        _scale(made, rules.marks[token.text], token.end)
        made.last = at
        at += 1
    elif made.numeral.digits and made.numeral.scale == 1:
        mark, symbol = _split(token.text, rules)
        if mark and symbol:
            _scale(made, mark, token.end)
            made.kind, made.unit, made.last = *symbol, at
            return
    if at >= len(tokens):
        return
    if (tokens[at].text in DASHES and not tokens[at].spaced and not tokens[at - 1].spaced) or (
        tokens[at].lower in rules.words["of"] and (made.numeral.scale > 1 or made.numeral.kind in ("group", "plural"))
    ):
        at += 1
    found = _unit_at(tokens, at, made, rules)
    if found is None or (found[0][0] != "money" and made.kind == "money"):
        return
    if made.numeral.kind == "one" and not _one_unit(tokens, at, found):
        return
    (made.kind, made.unit), size = found
    made.last, made.end = at + size - 1, tokens[at + size - 1].end
    if made.unit in DEGREES and made.first and tokens[made.first - 1].lower in rules.words["signs"] and made.low > 0:
        made.low = made.high = -made.low
        made.first -= 1
        made.start = tokens[made.first].start


DEGREES = frozenset({"°C", "°F", "degree"})
"""Units that are said below zero; elsewhere « - 7,7 % » tells a fall, not a sign."""


def _one_unit(tokens: Sequence[Token], at: int, found: tuple[tuple[str, str], int]) -> bool:
    """Whether an article before a unit counts: of money in words, with no noun behind it ("a dollar", not "a euro area")."""
    after = at + found[1]
    free = after >= len(tokens) or tokens[after].pos not in ("NOUN", "PROPN", "NUM")
    return found[0][0] == "money" and tokens[at].text.isalpha() and free


def _is_mark(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether a lone letter after digits is a scale rather than a unit."""
    token = parse.tokens[made.last + 1]
    if made.kind == "money":
        return True
    if len(token.text) == 1 and token.text != "m":
        return not parse.tokens[made.last].spaced and token.text not in rules.glued
    if token.text == "m":
        return _counts_millions_after(parse, made, rules)
    return token.text not in rules.glued


def _counts_millions_after(parse: Parse, made: Frame, rules: Rules) -> bool:
    made.last += 1
    found = _counts_millions(parse, made, rules)
    made.last -= 1
    return found


def _unit_at(tokens: Sequence[Token], at: int, made: Frame, rules: Rules) -> tuple[tuple[str, str], int] | None:
    if at >= len(tokens):
        return None
    words = rules.units.at(tokens, at)
    if at + 1 < len(tokens) and not tokens[at].spaced:
        text, size = tokens[at].text, 1
        while size < 3 and at + size < len(tokens) and not tokens[at + size - 1].spaced:
            text += tokens[at + size].text
            size += 1
            if (more := rules.glued.get(text)) and (words is None or words[1] < size):
                return more, size
    if words is not None:
        return words
    symbol = rules.glued.get(tokens[at].text)
    if symbol is not None and (made.numeral.digits or made.numeral.scale > 1 or len(tokens[at].text) > 1):
        return symbol, 1
    return None


def bounded(parse: Parse, made: Frame, rules: Rules) -> None:
    """Take in the words before a frame that bound or approximate it, across an article (« plus de la moitié »)."""
    at = made.first - 1
    if at > 0 and parse.tokens[at].lower in rules.words["article_groups"] and made.kind == "share":
        at -= 1
    found = rules.bounds.ending(parse.tokens, at)
    if found is None:
        return
    made.bound, size = found
    made.first = at - size + 1
    made.reaches = parse.tokens[made.first].lower in rules.words["reaching"]
    made.start = parse.tokens[made.first].start


def bounded_after(parse: Parse, made: Frame, at: int, rules: Rules) -> int | None:
    """Take the bound that stands at token ``at``, after a frame; return its last token, None without one."""
    if made.bound or at >= len(parse.tokens):
        return None
    found = rules.bounds_after.at(parse.tokens, at)
    if found is None:
        return None
    kind, size = found
    end = at + size
    if end < len(parse.tokens) and (parse.tokens[end].pos == "NUM" or parse.tokens[end].lower in rules.words["of"]):
        return None
    made.bound = kind
    return end - 1


def interval(made: Frame, widths: Widths) -> tuple[float | None, float | None, Exactness]:
    """Low, high and exactness of a finished frame, by the table of widths."""
    low, high, kind = made.low, made.high, made.numeral.kind
    if made.ranged:
        return low, high, Exactness.RANGE
    if kind == "plural":
        return low * widths.plural[0], low * widths.plural[1] - 1, Exactness.INDEFINITE
    if made.bound == "at_least":
        return low, None, Exactness.AT_LEAST
    if made.bound == "at_most":
        return None, high, Exactness.AT_MOST
    if kind == "group":
        pair = widths.nearly_group if made.bound == "nearly" else widths.group
    elif made.bound in ("approximate", "nearly"):
        pair = widths.nearly if made.bound == "nearly" else widths.approximate
    else:
        return low, high, Exactness.EXACT
    a, b = (pair[0], pair[1]) if low >= 0 else (pair[1], pair[0])
    return low * a, high * b, Exactness.APPROXIMATE
