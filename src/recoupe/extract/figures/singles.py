"""Articles that count: « un mort », « trois femmes et un homme », « un seul survivant »."""

from __future__ import annotations

from typing import NamedTuple

from recoupe.extract.figures.counted import Counted
from recoupe.extract.figures.frames import Frame
from recoupe.extract.figures.measures import MeasureRules, measure_of
from recoupe.parse.tree import Parse

__all__ = ["Made", "singles"]

LINKS = frozenset({",", "et", "and", "ou", "or", "puis", "mais"})


class Made(NamedTuple):
    """A frame, what it counts, and where the figure ends in the report."""

    made: Frame
    counted: Counted | None
    end: int


def singles(parse: Parse, found: list[Made], known: MeasureRules) -> list[Made]:
    """Return the figures without the articles that count nothing."""
    if not any(it.made.numeral.kind == "one" and not it.made.kind for it in found):
        return found
    kept = [it.made.numeral.kind != "one" or bool(it.made.kind) or _counts(parse, it, known) for it in found]
    for n in range(len(found) - 1, -1, -1):  # from the end, for lists run on to the figure after « et »
        kept[n] = kept[n] or (n + 1 < len(found) and kept[n + 1] and _listed(parse, found[n], found[n + 1]))
    for n in range(1, len(found)):
        kept[n] = kept[n] or (kept[n - 1] and _listed(parse, found[n - 1], found[n]))
    return [it for it, keep in zip(found, kept, strict=True) if keep]


def _counts(parse: Parse, it: Made, known: MeasureRules) -> bool:
    """Whether an article counts by itself: a casualty noun, a person killed or arrested."""
    if it.counted is None:
        return False
    head = parse.tokens[it.counted.head]
    lemma = head.lemma.lower()
    if it.counted.first > it.made.last + 1:
        return False  # « une autre personne »
    if known.nouns.get(lemma) in known.single:
        return True
    after = it.counted.last + 1
    if lemma not in known.persons or (after < len(parse.tokens) and parse.tokens[after].text == ","):
        return False
    return measure_of(parse, it.made, it.counted, known).measure in known.single


def _listed(parse: Parse, left: Made, right: Made) -> bool:
    """Whether two neighbours are members of one list: of nouns, or of numbers with places (« six à A, une à B »)."""
    tokens = parse.tokens
    if left.counted is None and right.counted is None:
        after, then = left.made.last + 1, right.made.last + 1
        return then < len(tokens) and right.made.first - after <= 8 and tokens[after].pos == "ADP" and tokens[after].lower == tokens[then].lower
    if left.counted is None or right.counted is None:
        return False
    between = range(left.counted.whole + 1, right.made.first)
    words = [tokens[k] for k in between]
    if not words or len(words) > 4 or words[-1].lower not in LINKS or any(w.pos in ("VERB", "AUX") for w in words):
        return False
    if words[-1].text == "," and left.made.numeral.kind == "one" and right.made.numeral.kind != "one":
        return False  # « selon un officier, cinq assaillants … »
    return tokens[right.counted.head].dep in (("conj",) if words[-1].text == "," else ("conj", "appos", "nmod"))
