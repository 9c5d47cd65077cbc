"""What looks like a figure and is none: years, scores, labels, names, telephone numbers, lengths of time."""

from __future__ import annotations

from recoupe.extract.figures.counted import Counted
from recoupe.extract.figures.frames import DASHES, Frame
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse, Token

__all__ = ["bare_age", "is_age", "trap"]


def trap(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    """Whether a frame is no figure."""
    if made.numeral.kind == "plural":
        return not _indefinite(parse, made, rules)
    if made.kind:
        return False
    if _year(parse, made, found, rules) or _hour(parse, made, rules):
        return True
    if made.bound:
        return False
    if made.score and found is None:
        return True
    return (
        _ordinal(parse, made, rules)
        or _labelled(parse, made, found, rules)
        or _leading_zero(made)
        or _enumerator(parse, made, found)
        or _in_name(parse, made)
        or _score(parse, made, found)
        or _named(parse, made, found, rules)
        or _singular(parse, made, found, rules)
        or _pronoun(parse, made, found, rules)
    )


def _indefinite(parse: Parse, made: Frame, rules: Rules) -> bool:
    """« des dizaines », "dozens of": a plural without its determiner or its preposition is an ordinary noun."""
    tokens, k = parse.tokens, made.first - 1
    if k > 0 and tokens[k].text in '«“"':
        k -= 1
    before = tokens[k].lower if k >= 0 else ""
    if not rules.noun_first:
        return tokens[made.numeral.last].lower in rules.words["plural_forms"] or made.some
    if before in rules.words["indefinite"] and k == made.first - 1:
        made.first -= 1
        made.start = tokens[made.first].start
    return before in rules.words["indefinite"]


def _ordinal(parse: Parse, made: Frame, rules: Rules) -> bool:
    after = made.last + 1
    return (
        after < len(parse.tokens)
        and bool(made.numeral.digits)
        and parse.tokens[after].lower in rules.words["ordinals"]
        and parse.tokens[after].lower not in rules.words["of"]
    )


def _labelled(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    if made.first == 0:
        return False
    before = parse.tokens[made.first - 1].lower
    if made.numeral.digits:
        adjective = made.first > 1 and parse.tokens[made.first - 1].pos == "ADJ" and found is None
        return before in rules.labels or (adjective and parse.tokens[made.first - 2].lower in rules.labels)
    return before in rules.spelled_labels and found is None


def _year(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    if made.ranged:
        return found is None and 1700 <= made.low < made.high <= 2100 and made.numeral.scale == 1
    digits = made.numeral.digits
    if len(digits) != 4 or not digits.isdigit() or not 1700 <= made.low <= 2100:
        return False
    tokens = parse.tokens
    before = tokens[made.first - 1] if made.first else None
    if found is None:
        return not made.bound and not _elliptic(parse, made, before)
    dated = before is not None and (before.lower in rules.words["since"] or before.pos in ("PROPN", "NUM"))
    return dated or found.first != found.head or tokens[found.head].morph.get("Number") != "Plur"


def _elliptic(parse: Parse, made: Frame, before: Token | None) -> bool:
    """« … et 1 240 ont perdu la vie »: a number in a noun's stead is the subject of a verb behind it."""
    after = made.last + 1
    joined = before is not None and before.pos in ("CCONJ", "PUNCT", "PRON")
    return (
        joined
        and after < len(parse.tokens)
        and parse.tokens[after].pos in ("AUX", "VERB")
        and parse.tokens[made.last].pos != "PROPN"
    )


def _hour(parse: Parse, made: Frame, rules: Rules) -> bool:
    """« 23 h 30 », "11 a.m."."""
    tokens, after = parse.tokens, made.last + 1
    hours = rules.words["hours"]
    if after < len(tokens) and tokens[after].lower in hours:
        return True
    return made.first > 0 and tokens[made.first - 1].lower in hours and bool(made.numeral.digits)


def _singular(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    """A number above one before a noun in the singular is a name or a year: the 737 jet, the 500 index."""
    if (
        found is None
        or made.high < 2
        or (not made.numeral.digits.isdigit() and not made.ranged)
        or len(made.numeral.digits) > 4
    ):
        return False
    head = parse.tokens[found.head]
    if parse.tokens[made.last + 1].lower in rules.words["of"]:
        return False
    if head.morph.get("Number") != "Sing" or head.lower in rules.words["collective"]:
        return False
    if rules.noun_first:
        return head.pos == "NOUN" and head.lower[-1:] not in "sxz" and not head.text[:1].isupper()
    return True


def _pronoun(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    """« tous deux », and the English "one" that stands for somebody or something, or names a channel."""
    if made.first and not made.numeral.in_digits and parse.tokens[made.first - 1].lower in rules.words["together"]:
        return True
    if rules.noun_first or made.numeral.atoms != 1 or parse.tokens[made.last].lower != "one":
        return False
    if found is None or parse.tokens[made.last + 1].lower in rules.words["of"]:
        return True
    return made.first > 0 and parse.tokens[made.first - 1].lower in rules.words["no_one"]


def _leading_zero(made: Frame) -> bool:
    digits = made.numeral.digits
    return len(digits) > 1 and digits[0] == "0" and digits.isdigit()


def _in_name(parse: Parse, made: Frame) -> bool:
    """Names such as "six old 505 tractors", "the maker's larger 909 tractors": three digits inside a noun phrase that is counted or owned."""
    tokens, k = parse.tokens, made.first - 1
    if k < 1 or len(made.numeral.digits) != 3 or tokens[k].pos != "ADJ":
        return False
    return tokens[k - 1].pos == "NUM" or tokens[k - 1].tag == "POS"


def _enumerator(parse: Parse, made: Frame, found: Counted | None) -> bool:
    """The number of an item: "1. The commission …", "2) …"."""
    if found is not None or not made.numeral.digits or made.last + 2 >= len(parse.tokens):
        return False
    if not parse.together(made.last, made.last + 2):
        return False
    opens = (
        made.first == 0 or not parse.together(made.first - 1, made.first) or parse.tokens[made.first - 1].text in "(.;:"
    )
    return opens and parse.tokens[made.last + 1].text in (".", ")", "-", "–", "°", "/")


def _score(parse: Parse, made: Frame, found: Counted | None) -> bool:
    """Two small numbers joined by a dash that count nothing."""
    tokens = parse.tokens
    if made.ranged:
        return (
            found is None
            and made.high < 200
            and any(tokens[k].text in DASHES for k in range(made.first, made.last + 1))
        )
    for k in (made.first - 1, made.last + 1):
        if (
            0 <= k < len(tokens)
            and tokens[k].text in DASHES
            and (k == 0 or not tokens[k - 1].spaced)
            and not tokens[k].spaced
        ):
            return True
    return False


def _named(parse: Parse, made: Frame, found: Counted | None, rules: Rules) -> bool:
    """A number after a name or a noun belongs to it: Airbus 320, Galaxy 20, « le numéro d'urgence 112 »."""
    if made.first == 0:
        return False
    if not made.numeral.digits.isdigit():  # Ground Zero, BBC One
        capital = parse.tokens[made.first].text[:1].isupper() and made.numeral.atoms == 1
        return capital and found is None and parse.tokens[made.first - 1].pos == "PROPN"
    if found is not None:  # France 3 Bretagne
        head = parse.tokens[found.head]
        single = head.pos == "PROPN" or head.morph.get("Number") == "Sing"
        names = parse.tokens[made.first - 1].pos == "PROPN" and single
        return names and len(made.numeral.digits) < 3
    tokens, before = parse.tokens, made.first - 1
    closed = made.last + 1 < len(tokens) and tokens[made.last + 1].text
    if tokens[before].text == "[" and closed == "]":
        return True  # a note's number
    if tokens[before].text == "(" and before and closed == ")":
        before -= 1  # a player and his number
    others = made.last + 1 < len(tokens) and tokens[made.last + 1].lower in rules.words["others"]
    if others:
        return False
    phrase = before > 0 and tokens[before - 1].pos in (
        "DET",
        "ADP",
        "ADJ",
        "NOUN",
        "PROPN",
    )  # else a verb mistaken for one
    return tokens[before].pos == "PROPN" or (tokens[before].pos == "NOUN" and phrase)


def is_age(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether a length of time is somebody's age."""
    if made.unit not in ("year", "month", "day", "week"):
        return False
    tokens = parse.tokens
    if rules.age_after.at(tokens, made.last + 1):
        return True
    k = made.first - 1
    while k >= 0 and tokens[k].lower in rules.ages["fillers"]:
        k -= 1
    if any(rules.age_before.ending(tokens, at) for at in (made.first - 1, made.numeral.first - 1, k) if at >= 0):
        return True
    if made.unit != "year" or k < 1:
        return False
    if k + 1 < made.first or tokens[k].lower in rules.words["of"]:
        j = k if tokens[k].lower in rules.words["of"] else k + 1
        if tokens[j].lower in rules.words["of"] and _person(tokens[j - 1], rules):
            return True
    if tokens[k].lower in rules.ages["verbs"]:
        return tokens[k - 1].lower not in rules.ages["impersonal"]
    after = made.last + 1
    closed = after >= len(tokens) or tokens[after].pos == "PUNCT"
    return closed and tokens[k].text == "," and any(_person(tokens[j], rules) for j in range(max(0, k - 3), k))


def _person(token: Token, rules: Rules) -> bool:
    return token.pos == "PROPN" or token.lower in rules.persons or token.lemma.lower() in rules.persons


def bare_age(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether a number with nothing behind it is an age: "aged 34", "Name, 65, said"."""
    if made.kind or made.numeral.kind != "cardinal" or not 0 < made.high <= 115 or made.high % 1:
        return False
    tokens, before, after = parse.tokens, made.first - 1, made.last + 1
    if before < 1 or after >= len(tokens):
        return False
    if rules.age_bare.ending(tokens, before):
        return tokens[after].pos not in ("NOUN", "PROPN")
    return (
        tokens[before].text == ","
        and tokens[after].text == ","
        and tokens[before - 1].pos == "PROPN"
        and bool(made.numeral.digits)
    )
