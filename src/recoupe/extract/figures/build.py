"""The figures of a draft: numerals, framed, freed of what only looks like one, with what they count."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from recoupe.extract.draft import Draft
from recoupe.extract.figures.counted import Counted, counted, counted_elsewhere
from recoupe.extract.figures.dating import dated_by
from recoupe.extract.figures.frames import Frame, bounded, bounded_after, interval
from recoupe.extract.figures.framing import frame
from recoupe.extract.figures.measures import (
    MeasureRules,
    change_of,
    measure_of,
    measure_rules,
    predicate,
    way_of,
)
from recoupe.extract.figures.numerals import numerals
from recoupe.extract.figures.ranges import is_change, is_score, joined, lent, noun_out_of, opposed, with_cents
from recoupe.extract.figures.rules import Rules, rules, widths
from recoupe.extract.figures.singles import Made, singles
from recoupe.extract.figures.traps import bare_age, is_age, trap
from recoupe.model.figure import Figure
from recoupe.model.moment import Moment
from recoupe.model.span import Span
from recoupe.model.words import MomentType
from recoupe.parse.tree import Parse

__all__ = ["build"]


def build(draft: Draft) -> list[Figure]:
    """Return the figures of a draft whose moments are known, in reading order."""
    known, measures = rules(draft.language), measure_rules(draft.language)
    dated = _dated(draft, known)
    frames = _frames(draft.parse, known, measures, dated)
    if not frames:
        return []
    moments = _moments(draft)
    found = singles(draft.parse, _shared(list(_figures(draft.parse, frames, (known, measures), dated))), measures)
    return [_figure(draft, made, moments, measures) for made in found]


def _dated(draft: Draft, known: Rules) -> set[int]:
    """Tokens inside dates and times of day; a lone year with a unit behind it, or in words, is none."""
    found: set[int] = set()
    tokens = draft.parse.tokens
    for moment in draft.moments:
        if moment.type in (MomentType.DATE, MomentType.TIME):
            inside = draft.parse.between(*moment.span)
            unit = known.units.at(tokens, inside[0] + 1) if len(inside) == 1 else None
            spelled = all(
                known.vocabulary.get(tokens[k].lower, ("", 0))[0] in ("unit", "hundred", "scale") for k in inside
            )
            if not spelled and (unit is None or unit[0][0] == "time"):
                found.update(inside)
            if inside and _counts_on(draft, inside[-1], known):
                found.discard(inside[-1])
    return found


def _counts_on(draft: Draft, last: int, known: Rules) -> bool:
    """Whether the number at the end of a moment counts what follows: « jeudi 12 millions d'euros »."""
    tokens = draft.parse.tokens
    if last + 1 >= len(tokens) or not tokens[last].text.isdigit() or len(tokens[last].text) > 2:
        return False
    after = tokens[last + 1]
    if known.vocabulary.get(after.lower, ("", 0))[0] == "scale":
        return True
    return after.pos == "NOUN" and after.morph.get("Number") == "Plur" and known.units.at(tokens, last + 1) is None


def _moments(draft: Draft) -> list[tuple[int, Moment]]:
    """Moments that fix a date, each with its first token."""
    placed = ((draft.parse.between(*m.span), m) for m in draft.moments if m.edtf)
    return [(where[0], m) for where, m in placed if where]


def _frames(parse: Parse, known: Rules, changes: MeasureRules, dated: set[int]) -> list[Frame]:
    """Framed numerals with what bounds them, ranges joined."""
    result: list[Frame] = []
    for numeral in numerals(parse, known, dated):
        if result and numeral.start < result[-1].end:
            continue
        made = frame(parse, numeral, known)
        if made is None:
            continue
        bounded(parse, made, known)
        while result and result[-1].numeral.kind == "one" and result[-1].start >= made.start:
            result.pop()  # "an estimated 5,000": the article belongs to the bound
        if result and result[-1].last + 6 > made.first and _linked(parse, (result[-1], made), known, changes):
            continue
        result.append(made)
    return result


def _linked(parse: Parse, pair: tuple[Frame, Frame], known: Rules, changes: MeasureRules) -> bool:
    """Join two frames; where a verb of change stands above they stay two, from and to."""
    left, right = pair
    if right.bound and left.bound:
        return opposed(parse, left, right, known)
    if left.kind == "" and right.kind in ("share", "time") and right.numeral.kind != "fraction":
        lent(parse, left, right, known)
    if right.numeral.kind == "one":
        return False
    if left.kind == "money" and right.unit == "cent" and with_cents(parse, left, right, known):
        return True
    if noun_out_of(parse, left, right, known):
        return True
    stands = is_change(parse, left, right, known)
    if stands:
        way = way_of(parse, left, predicate(parse, left.last), changes)
        if way is not None and not (way == "down" and left.low < right.high):
            left.change, right.change = stands, "to"
            return False
    if joined(parse, left, right, known):
        return True
    if is_score(parse, left, right, known):
        left.score = right.score = True
    return False


def _figures(parse: Parse, frames: list[Frame], tables: tuple[Rules, MeasureRules], dated: set[int]) -> Iterator[Made]:
    """What each frame counts, those left out that only look like figures."""
    known, measures = tables
    for made in frames:
        if made.numeral.kind == "one" and (
            made.kind not in ("", "money") or known.units.at(parse.tokens, made.last + 1)
        ):
            continue
        if bare_age(parse, made, known):
            made.kind, made.unit = "time", "year"
            yield Made(made, None, made.end)
            continue
        found = counted(parse, made, known, dated) or _beyond_bound(parse, made, known)
        if trap(parse, made, found, known) or (made.kind == "time" and not is_age(parse, made, known)):
            continue
        end = _closed(parse, made, found, known)
        if found is None and not made.kind:
            found = counted_elsewhere(parse, made, predicate(parse, made.last), (measures.toll, known))
        yield Made(made, found, end)


def _beyond_bound(parse: Parse, made: Frame, known: Rules) -> Counted | None:
    """The noun behind a bound that follows its number: "50 or so people"."""
    last, bound = made.last, made.bound
    made.last = bounded_after(parse, made, made.last + 1, known) or last
    if made.last > last:
        if found := counted(parse, made, known):
            return found
        made.last, made.bound = last, bound
    return None


def _shared(found: list[Made]) -> list[Made]:
    """Give both ends of a change the noun that only the second has: « de 400 à 560 gendarmes »."""
    result = list(found)
    for n, (left, right) in enumerate(itertools.pairwise(found)):
        if left.made.change == "from" and right.made.change == "to" and left.counted is None:
            result[n] = left._replace(counted=right.counted)
    return result


def _closed(parse: Parse, made: Frame, found: Counted | None, known: Rules) -> int:
    """Take in a bound that stands behind the number or the noun; return where the figure ends."""
    end = max(made.end, parse.tokens[found.last].end) if found else made.end
    for at in (made.last + 1, found.last + 1 if found else 0):
        if at and (last := bounded_after(parse, made, at, known)) is not None:
            return max(end, parse.tokens[last].end)
    return end


def _figure(draft: Draft, it: Made, moments: list[tuple[int, Moment]], known: MeasureRules) -> Figure:
    parse, made, found = draft.parse, it.made, it.counted
    measured = measure_of(parse, made, found, known)
    change = change_of(parse, made, measured.predicate, known)
    if made.reaches and way_of(parse, made, measured.predicate, known) == "down":
        made.bound = ""  # « réduit jusqu'à 38 milliards »: that far, not at most
    low, high, exactness = interval(made, widths())
    counted_span = Span(parse.tokens[found.first].start, parse.tokens[found.last].end) if found else None
    whole = (
        Span(counted_span.start, parse.tokens[found.whole].end)
        if found and counted_span and made.unit == "share"
        else None
    )
    return Figure(
        span=Span(made.start, it.end),
        low=low,
        high=high,
        unit=made.unit,
        exactness=exactness,
        counted=draft.words(counted_span) if counted_span else None,
        counted_span=counted_span,
        head=parse.tokens[found.head].lemma.lower() if found else None,
        whole=draft.words(whole) if whole else None,
        measure=measured.measure,
        as_of=dated_by(parse, made, (measured, known), moments) if moments else None,
        change=change,
    )
