"""Articles that count: « un mort », « deux infirmières et un médecin », « un seul survivant »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from recoupe.extract.figures.counted import Counted
from recoupe.extract.figures.frames import Frame
from recoupe.extract.figures.measures import MeasureRules, measure_of
from recoupe.parse.tree import Parse

__all__ = ["Made", "singles"]


class Made(NamedTuple):
    """A frame, what it counts, and where the figure ends in the report."""

    made: Frame
    counted: Counted | None
    end: int


def singles(parse: Parse, found: list[Made], known: MeasureRules) -> list[Made]:
    """Return the figures without the articles that count nothing."""
    if not any(it.made.numeral.kind in ("one", "several") and not it.made.kind for it in found):
        return found
    found = [it for it in found if it.made.numeral.kind != "several" or _harmed(parse, it, known)]
    kept = [not _bare(it) or _counts(parse, it, known) for it in found]
    for first, last in _lists(parse, found, known):
        real = any(kept[first : last + 1])
        for n in range(first, last + 1):
            kept[n] = kept[n] or (real and _member(parse, found, n, (first, last)))
    for n in range(1, len(found)):
        kept[n] = kept[n] or (kept[n - 1] and _by_place(parse, found[n - 1], found[n]))
    return [it for it, keep in zip(found, kept, strict=True) if keep]


def _harmed(parse: Parse, it: Made, known: MeasureRules) -> bool:
    """Whether « plusieurs » counts people or things that came to harm; elsewhere it is no figure."""
    return (
        it.counted is not None
        and not it.made.kind
        and measure_of(parse, it.made, it.counted, known).measure in known.several
    )


def _bare(it: Made) -> bool:
    """Whether it is an article with no unit."""
    return it.made.numeral.kind == "one" and not it.made.kind


def _lists(parse: Parse, found: list[Made], known: MeasureRules) -> Iterator[tuple[int, int]]:
    """First and last index of figures that stand in one list, the last two joined by « et » or the like."""
    first = 0
    while first < len(found):
        last = end = first
        while last + 1 < len(found) and (link := _link(parse, found[last], found[last + 1], known)):
            last += 1
            if link != ",":
                end = last
        if end > first:
            yield first, end
        first = last + 1


def _link(parse: Parse, left: Made, right: Made, known: MeasureRules) -> str:
    """The comma or conjunction that alone parts two counted nouns; "" where there is more."""
    if left.counted is None or right.counted is None:
        return ""
    words = [parse.tokens[k].lower for k in range(left.counted.last + 1, right.made.first)]
    while len(words) > 1 and words[0] == ",":
        words = words[1:]
    return words[0] if len(words) == 1 and words[0] in known.links else ""


def _member(parse: Parse, found: list[Made], n: int, ends: tuple[int, int]) -> bool:
    """Whether an article in a list counts: of two members the parser must see the list too, and « selon un élu, … » is none."""
    made, counted = found[n].made, found[n].counted
    if n == ends[0] and made.first and parse.tokens[made.first - 1].pos == "ADP":
        return False
    if ends[1] - ends[0] > 1 or counted is None:
        return True
    second = found[ends[1]].counted
    return second is not None and parse.tokens[second.head].dep in ("conj", "appos", "nmod")


def _by_place(parse: Parse, left: Made, right: Made) -> bool:
    """« six à Morlaix, une à Brest »: numbers without nouns, each with its place."""
    if left.counted is not None or right.counted is not None:
        return False
    tokens, after, then = parse.tokens, left.made.last + 1, right.made.last + 1
    near = then < len(tokens) and right.made.first - after <= 8
    return near and tokens[after].pos == "ADP" and tokens[after].lower == tokens[then].lower


def _counts(parse: Parse, it: Made, known: MeasureRules) -> bool:
    """Whether an article counts by itself: a casualty noun, a person killed or arrested."""
    if it.counted is None:
        return False
    head = parse.tokens[it.counted.head]
    lemma = head.lemma.lower()
    if it.counted.first > it.made.last + 1:
        return False  # « une autre personne »
    if parse.tokens[it.made.last + 1].lemma.lower() in known.only:
        return True
    if known.nouns.get(lemma) in known.single:
        return True
    after = it.counted.last + 1
    if lemma not in known.persons or (after < len(parse.tokens) and parse.tokens[after].text == ","):
        return False
    return measure_of(parse, it.made, it.counted, known).measure in known.single
