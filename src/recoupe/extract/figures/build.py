"""The figures of a draft: numerals, framed, freed of what only looks like one, with what they count."""

from __future__ import annotations

from recoupe.extract.draft import Draft
from recoupe.extract.figures.counted import Counted, counted
from recoupe.extract.figures.frames import Frame, bounded, bounded_after, frame, interval, joined
from recoupe.extract.figures.numerals import numerals
from recoupe.extract.figures.rules import Rules, rules, widths
from recoupe.extract.figures.traps import is_age, trap
from recoupe.model.figure import Figure
from recoupe.model.span import Span
from recoupe.model.words import MomentType
from recoupe.parse.tree import Parse

__all__ = ["build"]


def build(draft: Draft) -> list[Figure]:
    """Return the figures of a draft whose moments are known, in reading order."""
    known = rules(draft.language)
    parse = draft.parse
    frames = _frames(parse, known, _dated(draft))
    return [f for made in frames if (f := _figure(draft, made, known)) is not None]


def _dated(draft: Draft) -> set[int]:
    """Tokens inside dates and times of day."""
    found: set[int] = set()
    for moment in draft.moments:
        if moment.type in (MomentType.DATE, MomentType.TIME):
            found.update(draft.parse.between(*moment.span))
    return found


def _frames(parse: Parse, known: Rules, dated: set[int]) -> list[Frame]:
    """Framed numerals, ranges joined."""
    result: list[Frame] = []
    for numeral in numerals(parse, known, dated):
        made = frame(parse, numeral, known)
        if made is None:
            continue
        if result and result[-1].last + 4 > made.first and joined(parse, result[-1], made, known):
            continue
        result.append(made)
    return result


def _figure(draft: Draft, made: Frame, known: Rules) -> Figure | None:
    parse = draft.parse
    bounded(parse, made, known)
    if made.numeral.kind == "one" and not made.kind:
        return None
    found = counted(parse, made, known)
    if trap(parse, made, found, known):
        return None
    if made.kind == "time" and not is_age(parse, made, known):
        return None
    _closed(parse, made, found, known)
    low, high, exactness = interval(made, widths())
    span = Span(made.start, max(made.end, parse.tokens[found.whole].end if found else 0))
    return Figure(span, low, high, made.unit, exactness, **_words(draft, made, found))


def _closed(parse: Parse, made: Frame, found: Counted | None, known: Rules) -> None:
    """Take in a bound that stands behind the number or the noun."""
    for at in (made.last + 1, found.last + 1 if found else 0):
        if at and (last := bounded_after(parse, made, at, known)) is not None:
            made.end = max(made.end, parse.tokens[last].end)
            return


def _words(draft: Draft, made: Frame, found: Counted | None) -> dict[str, object]:
    if found is None:
        return {}
    tokens = draft.parse.tokens
    span = Span(tokens[found.first].start, tokens[found.last].end)
    whole = None
    if made.unit == "share":
        whole = draft.words(Span(span.start, tokens[found.whole].end))
    return {"counted": draft.words(span), "counted_span": span, "head": tokens[found.head].lemma.lower(), "whole": whole}
