"""Two numerals that make one figure: ranges, shares such as 8 out of 10, bounds on both sides."""

from __future__ import annotations

from recoupe.extract.figures.frames import DASHES, Frame
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse

__all__ = ["is_change", "is_score", "joined", "lent", "noun_out_of", "opposed", "with_cents"]


def joined(parse: Parse, left: Frame, right: Frame, rules: Rules) -> bool:
    """Make one range of two neighbouring frames where the words between say so; ``left`` takes it up."""
    link = _link(parse, left, right)
    if link is None or left.ranged:
        return False
    kind = _link_kind(parse, (left, right), link, rules)
    if not kind:
        return False
    low, high = left.low, right.high
    if (
        right.numeral.scale > 1
        and left.numeral.scale == 1
        and (left.kind in ("", right.kind))
        and low <= high / right.numeral.scale
    ):
        low *= right.numeral.scale
    elif low < high / 1000 and high % 1000 == 0 and left.kind == "":
        low *= 1000  # « 5 à 10 000 hommes »
    if kind == "out of":
        low = high = left.low / right.low
        left.counts = True
        left.numeral.kind = "cardinal"  # « un sur trois »
        left.kind, left.unit = "share", "share"
    elif low >= high:
        return False
    else:
        left.kind, left.unit = (right.kind, right.unit) if right.kind else (left.kind, left.unit)
        left.ranged = True
    left.low, left.high, left.last, left.end = low, high, right.last, right.end
    left.numeral.scale, left.numeral.digits = right.numeral.scale, ""
    if kind in ("between", "from"):
        left.first -= 1
        left.start = parse.tokens[left.first].start
    return True


def _link(parse: Parse, left: Frame, right: Frame) -> str | None:
    """The words or the mark between two frames, lower-case; None where there are more than three."""
    gap = right.first - left.last
    if gap == 2:
        return parse.tokens[left.last + 1].lower
    if gap in (3, 4) and parse.tokens[left.last + 1].sentence == parse.tokens[right.first].sentence:
        return " ".join(parse.tokens[k].lower for k in range(left.last + 1, right.first))
    if gap in (0, 1):
        between = parse.text[left.end : right.start].strip()
        return between if between in DASHES and between else None
    return None


def _link_kind(parse: Parse, pair: tuple[Frame, Frame], link: str, rules: Rules) -> str:
    left, right = pair
    before = parse.tokens[left.first - 1].lower if left.first else ""
    ranges = rules.ranges
    if before in ranges["between"] and link in ranges["between_and"]:
        return "between"
    if left.kind and right.kind and left.unit != right.unit:
        return ""
    if left.kind and not right.kind and link in ranges["to"] and not (left.kind == "money" and right.numeral.scale > 1):
        return ""  # "lost 41 points to 5,120"
    if (link in ranges["to"] and link not in ranges["between_and"]) or (
        link in ranges["to"] and before in ranges["from"]
    ):
        return "from" if before in ranges["from"] and link in ranges["to"] else "to"
    if link in DASHES:
        return "dash"
    if link in ranges["either"] and right.high <= 3 * left.low:
        return "either"
    if link in rules.words["out_of"] and left.low < right.low and not left.kind and _whole_count(right):
        return "out of"
    return ""


def _whole_count(right: Frame) -> bool:
    """The wholes that press counts shares of: 8 out of 10, one in five, 3 in 1,000."""
    return right.low <= 10 or right.low in (12, 20, 50, 100, 1000, 10_000, 100_000)


def lent(parse: Parse, left: Frame, right: Frame, rules: Rules) -> None:
    """Lend the unit of the second to the first of two: « 3,1 et 3,6 % », "30 to 35 percent", « 21 et 18 ans »."""
    link = _link(parse, left, right)
    if link is None or left.numeral.kind != "cardinal" or left.numeral.scale > 1:
        return
    ranges = rules.ranges
    if link in DASHES or any(link in ranges[name] for name in ("between_and", "to", "either")):
        left.kind, left.unit = right.kind, right.unit
        if right.kind != "share":
            return
        left.low = left.high = float(f"{left.low / 100:.12g}")


def is_change(parse: Parse, left: Frame, right: Frame, rules: Rules) -> str | None:
    """Whether two frames stand as the ends or the size and the end of a change; how the first stands, "from" or "by".

    The verb above decides: "from 200 to 300" is a range where nothing changes.
    """
    if left.first == 0 or left.ranged:
        return None
    link = _link(parse, left, right)
    if link is None or link not in rules.ranges["to"] or link in rules.ranges["between_and"]:
        return None
    before = parse.tokens[left.first - 1].lower
    if before in rules.ranges["from"]:
        return "from"
    return "by" if not rules.noun_first else None


def is_score(parse: Parse, left: Frame, right: Frame, rules: Rules) -> bool:
    """Two small whole numbers, the larger first, with a dash or « à » between: 3-1, « 9 à 4 », "4 to 1"."""
    link = _link(parse, left, right)
    small = all(f.numeral.digits.isdigit() and f.high < 200 and not f.kind and not f.bound for f in (left, right))
    return link is not None and small and (link in DASHES or link in rules.ranges["to"] - rules.ranges["between_and"])


def opposed(parse: Parse, left: Frame, right: Frame, rules: Rules) -> bool:
    """Make a range of « au moins 30 et au plus 80 »."""
    if {left.bound, right.bound} != {"at_least", "at_most"} or left.kind != right.kind:
        return False
    link = _link(parse, left, right)
    if link != "," and link not in rules.ranges["between_and"]:
        return False
    low, high = (left.low, right.high) if left.bound == "at_least" else (right.low, left.high)
    if low >= high:
        return False
    left.low, left.high, left.ranged, left.bound = low, high, True, ""
    left.last, left.end = right.last, right.end
    return True


def noun_out_of(parse: Parse, left: Frame, right: Frame, rules: Rules) -> bool:
    """Make a share of « un habitant sur cinq »; « 90 lits sur 240 » stays two, a part and its total."""
    tokens, first, per = parse.tokens, left.last + 1, right.first - 1
    if not first < per <= first + 2 or tokens[per].lower not in rules.words["per"]:
        return False
    if left.kind or right.kind or left.high > 10 or left.low >= right.low or not _whole_count(right):
        return False
    nouns = [k for k in range(first, per) if tokens[k].pos in ("NOUN", "PROPN")]
    after = right.last + 1
    if not nouns or (after < len(tokens) and tokens[after].pos in ("NOUN", "PROPN", "ADJ", "NUM")):
        return False
    left.low = left.high = left.low / right.low
    left.kind, left.unit, left.inner, left.numeral.kind = "share", "share", (first, nouns[0], per - 1), "cardinal"
    left.last, left.end = right.last, right.end
    return True


def with_cents(parse: Parse, left: Frame, right: Frame, rules: Rules) -> bool:
    """Add hundredths to an amount: « douze euros et trente centimes »."""
    if _link(parse, left, right) not in rules.ranges["between_and"] or right.high >= 100 or left.low % 1:
        return False
    left.low = left.high = left.low + right.low / 100
    left.last, left.end = right.last, right.end
    return True
