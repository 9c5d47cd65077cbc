"""Figure histories: the figures given for one measure, in order, with who gave them, and which replaced which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from recoupe.compare.passages import fold
from recoupe.lang import table
from recoupe.link.amounts import base_of
from recoupe.link.answers import gives_figures
from recoupe.link.bound import Bound
from recoupe.link.groups import Groups
from recoupe.link.measures import GROWING, SHARE, SMALL, UNSAID, matters, measure_of, share_of, tallied
from recoupe.link.phrases import listed
from recoupe.link.points import Point
from recoupe.link.voices import Scene, Source
from recoupe.model.event import Proposition
from recoupe.model.figure import Figure, Relation, relation
from recoupe.model.ids import content_id
from recoupe.model.ledger import History, HistoryRow, Reason
from recoupe.model.moment import days_of
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, Exactness, MentionMode, MomentRole, MomentType

__all__ = ["Row", "excludes", "grouped", "histories", "newer", "rows", "same_step"]

PLACES = frozenset({EntityKind.PLACE, EntityKind.STATE})
"""Kinds of entities where a figure can hold."""
SPEAKING = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.GROUP})
"""Kinds of entities that can give a figure."""
CARRY = 160
"""Characters over which a bare number goes on from the figure before it."""
AUXILIARIES = 2
"""Words that may stand between a comma and the verb whose subject follows it."""
_NAMED = re.compile(r"\s+(l['’]|\w+\s)[\w’-]+")
PAST = timedelta(days=30)
"""What lies this long before a story's first report is another affair, told as background."""
STEP = 1.5
"""A lower bound and a figure further above it than this factor are not given for the same moment."""
BOUNDS = 1.25
"""The same of two lower bounds: "at least 11" and "more than 30" are two counts though both can hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in its point, with who gave it and for which day."""

    figure: Figure
    point: Point
    source: Source
    measure: str
    day: date | None
    """The day it holds for: as dated, else the report's."""
    dated: date | None
    place: int
    """Place of the report in the order of the ledger."""
    where: str | None = None
    """Identity of the place that is named with it, where one is."""

    @property
    def bounds(self) -> tuple[float, float]:
        """The interval that the words leave open."""
        low, high = self.figure.precision()
        return low * self.size, high * self.size

    @property
    def size(self) -> float:
        """How many of the base unit its unit holds: 1,000 for tonnes."""
        return base_of(self.figure.unit or "")[1]


def rows(scene: Scene, points: Iterable[Point]) -> list[Row]:
    """Return the figures of some points that measure something, in order of what holds for when."""
    found: list[Row] = []
    for point in points:
        told = sorted(scene.entries[point.report].reading.propositions, key=lambda p: (p.span.size, p.id))
        for figure in point.figures:
            if not point.span.holds(figure.span) or _set_right(scene, point, figure):
                continue
            acts = [p for p in told if figure.span in p.figures or _counted_in(figure, p)]
            text = scene.entries[point.report].report.text
            heads = [fold(text[p.head.start : p.head.end]) for p in acts]
            heads += tallied(acts, text, point.language) if not figure.counted and not figure.unit else ()
            measure = measure_of(figure, matters(figure, acts, heads, point.language), point.language)
            if measure == figure.unit == SHARE:
                measure = share_of(acts, text, point.language) or measure
            before = None if measure else _carried(figure, point, found)
            if measure or before:
                source = (
                    _according(scene, point, figure)
                    or _giver(scene, point, acts)
                    or scene.source(point.report, point.statement, point.span)
                )
                dated = (
                    before.dated if before else _dated(figure, point) or _same_sentence(figure, point, measure, found)
                )
                kind = before.measure if before else measure or ""
                day = (
                    _holds(figure, kind, dated, scene.day(point.report)) if not _retold(scene, figure, point) else dated
                )
                where = _where(scene, figure, point)
                found.append(Row(figure, point, source, kind, day, dated, scene.places[point.report], where))
    return sorted(_of_units(scene, found), key=lambda r: (r.day or date.min, r.place, r.figure.span))


@lru_cache(maxsize=4)
def _instead(language: str) -> re.Pattern[str]:
    """Words right before a figure that is not so: « 870 000 et non 120 000 », "not 120,000"."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(listed(language, 'instead'))))})\s+$", re.IGNORECASE)


def _set_right(scene: Scene, point: Point, figure: Figure) -> bool:
    """Whether a figure is named only to say that another one holds."""
    text = scene.entries[point.report].report.text
    return _instead(point.language).search(text[max(0, figure.span.start - CARRY // 8) : figure.span.start]) is not None


def _where(scene: Scene, figure: Figure, point: Point) -> str | None:
    """The place named with a figure, up to the next one or from the one before: « neuf morts à Morvac, trois à Kerlann »."""
    ends = [f.span for f in point.figures if f.span != figure.span]
    until = min((s.start for s in ends if s.start >= figure.span.end), default=point.span.end)
    since = max((s.end for s in ends if s.end <= figure.span.start), default=point.span.start)
    named = [
        (m.span.start < figure.span.end, abs(m.span.start - figure.span.start), m.entity)
        for m in scene.entries[point.report].reading.mentions
        if m.mode is MentionMode.NAME and m.kind in PLACES and since <= m.span.start and m.span.end <= until
    ]
    return scene.known(point.report, min(named)[2]) if named else None


def _contrasted(found: Sequence[Row]) -> frozenset[tuple[str, str | None]]:
    """Measures with places that a report sets beside each other, each with a figure: what is counted there is not all."""
    made: set[tuple[str, str | None]] = set()
    told = sorted(found, key=lambda r: (r.place, r.figure.span))
    for one, other in pairwise(told):
        near = one.point.report == other.point.report and other.figure.span.start - one.figure.span.end <= CARRY
        if near and one.measure == other.measure and one.where and other.where and one.where != other.where:
            made |= {(one.measure, one.where), (one.measure, other.where)}
    return frozenset(made)


def _of_units(scene: Scene, found: Sequence[Row]) -> Iterator[Row]:
    """Give a figure of a bare unit ("150 tonnes") the noun of the nearest one of its report that has one.

    A share only that of its paragraph: a report gives shares of many things.
    """
    for row in found:
        named = [
            (abs(r.figure.span.start - row.figure.span.start), r.measure)
            for r in found
            if r.point.report == row.point.report
            and _unit(r) == _unit(row)
            and r.measure != row.measure
            and (row.measure != SHARE or _one_paragraph(scene, row, r))
        ]
        yield (replace(row, measure=min(named)[1]) if row.figure.unit and row.measure == _unit(row) and named else row)


def _unit(row: Row) -> str:
    return base_of(row.figure.unit or "")[0]


def _one_paragraph(scene: Scene, one: Row, other: Row) -> bool:
    """Whether no line ends between two figures of a report."""
    places = sorted((one.figure.span.start, other.figure.span.start))
    return "\n" not in scene.entries[one.point.report].report.text[places[0] : places[1]]


def _same_sentence(figure: Figure, point: Point, measure: str | None, before: Sequence[Row]) -> date | None:
    """The day of a figure of the same measure just before: « jeudi, 2 000 selon les uns, 900 selon les autres »."""
    if not before or before[-1].measure != measure or before[-1].point.report != point.report:
        return None
    return before[-1].dated if figure.span.start - before[-1].figure.span.end <= CARRY else None


def _counted_in(figure: Figure, told: Proposition) -> bool:
    """Whether a clause's party is what a figure counts."""
    return any(p.span.overlaps(figure.span) for p in (*told.actors, *told.recipients))


def _carried(figure: Figure, point: Point, before: Sequence[Row]) -> Row | None:
    """The figure just before, for a bare number that goes on from it ("police put it at 800")."""
    if figure.counted or figure.unit or (figure.high or figure.low or 0) < SMALL or not before:
        return None
    last = before[-1]
    near = last.point.report == point.report and 0 <= figure.span.start - last.figure.span.end <= CARRY
    return last if near and last.figure.unit is None else None


@lru_cache(maxsize=4)
def _attribution(language: str) -> re.Pattern[str]:
    """What follows a figure where it has a source of its own: « 900, selon la police », up to a mark or the next figure."""
    words = "|".join(map(re.escape, sorted(listed(language, "according"))))
    return re.compile(
        rf"(?:\s+[^\W\d_]+){{0,3}}?,?\s+(?:{words})\s*([^,.;:()\d]{{3,40}}?)(?=[,.;:()]|\s+(?:et|and|mais|but|while)\s)"
    )


def _according(scene: Scene, point: Point, figure: Figure) -> Source | None:
    """Who a figure is according to, where words right behind it say so: two may stand in one sentence, each with its own."""
    entry = scene.entries[point.report]
    behind = _attribution(point.language).match(entry.report.text, figure.span.end)
    if behind is None:
        return None
    place = Span(behind.start(1), behind.end(1))
    if point.statement is not None and any(s.overlaps(place) for s in point.statement.source):
        return None  # the statement's own source, which it knows better
    for mention in entry.reading.mentions:
        identity = scene.known(point.report, mention.entity)
        if identity and mention.kind in SPEAKING and place.holds(mention.span):
            return Source(identity, scene.names[identity], identity)
    name = behind[1].strip()
    return Source(f"called {fold(name)}", name)


def _giver(scene: Scene, point: Point, acts: Sequence[Proposition]) -> Source | None:
    """Who puts the number to it, where the report tells that without a cue of speech."""
    if point.statement is not None:
        return None
    for act in acts:
        if not gives_figures(point.language, act.lemma):
            continue
        for actor in act.actors:
            identity = scene.known(point.report, actor.entity)
            entity = scene.entity(point.report, actor.entity)
            if identity and entity and entity.kind in SPEAKING:
                return Source(identity, scene.names[identity], identity)
        if not act.actors and (name := _turned(point, act)):
            return Source(f"called {fold(name)}", name)
    return None


def _turned(point: Point, act: Proposition) -> str | None:
    """Who stands behind a verb that closes its sentence: « un tiers est perdu, a établi la capitainerie »."""
    start, end = act.head.start - point.span.start, act.head.end - point.span.start
    before, after = point.words[: max(start, 0)], _NAMED.match(point.words[end:])
    opening = before.rpartition(",")[2].split()
    if "," not in before or len(opening) > AUXILIARIES or after is None:
        return None
    articles = table(point.language, "clauses").get("clitic_articles", ())
    return after[0].strip() if fold(after[1].strip()) in {fold(a) for a in articles} else None


def _dated(figure: Figure, point: Point) -> date | None:
    """The day that the words give a figure: its own or its clause's."""
    days = (days_of(figure.as_of) if figure.as_of else None) or point.days
    return (days[1] or days[0]) if days else None


def _holds(figure: Figure, measure: str, dated: date | None, published: date | None) -> date | None:
    """The day that a figure holds for: its own, else the day it is told; of what is not counted on, its clause's.

    A count goes on after what happened: the day of the fire is not the day of the toll. « Depuis le 3 mai » counts up to
    the day of the report, and what lies long before that is another affair, which has no day but its own.
    """
    if figure.as_of and (own := days_of(figure.as_of)):
        return own[1] or published or own[0]
    if dated is None or published is None:
        return dated or published
    if measure.partition(":")[0] not in GROWING:
        return min(dated, published)  # what is foreseen for a later day is counted today
    return dated if dated < published - PAST else published


def _retold(scene: Scene, figure: Figure, point: Point) -> bool:
    """Whether the nearest date of its passage is the day that the count was given (« il parlait mardi de neuf morts »)."""
    near = [
        (abs(m.span.start - figure.span.start), m.role)
        for m in scene.entries[point.report].reading.moments
        if point.span.holds(m.span) and m.days and m.type in (MomentType.DATE, MomentType.TIME)
    ]
    return bool(near) and min(near, key=lambda n: n[0])[1] is MomentRole.SAID


def agree(one: Row, other: Row) -> Relation:
    """How two figures of one measure stand to each other, within their precision."""
    return relation(one.bounds, other.bounds)


def same_step(one: Row, other: Row) -> bool:
    """Whether two figures can be one count: their intervals meet, and lower bounds are of one size."""
    if agree(one, other) is Relation.DISJOINT:
        return False
    lows = [r.figure.low * r.size for r in (one, other) if r.figure.low]
    open_ended = sum(r.figure.exactness is Exactness.AT_LEAST for r in (one, other))
    if not open_ended or len(lows) < 2:
        return True
    return max(lows) <= (BOUNDS if open_ended == 2 else STEP) * min(lows)


def excludes(one: Row, other: Row) -> bool:
    """Whether two figures of two sources can't both hold: disjoint, and not a count that grew from one day to the next."""
    own = one.source.one_with(other.source) and not (
        one.source.narrated and one.point.report == other.point.report and one.point.id != other.point.id
    )  # nor does « 14 des 212 bureaux » contradict itself
    if own or agree(one, other) is not Relation.DISJOINT:
        return False
    if not _grows(one) or one.day is None or other.day is None or one.day == other.day:
        return True
    earlier, later = sorted((one, other), key=lambda r: r.day or date.min)
    return earlier.bounds[0] > later.bounds[1]


def grouped(scene: Scene, found: Sequence[Row], begins: date | None, bound: Bound) -> list[list[Row]]:
    """Return the rows by history: what was decided, else one measure, one affair, places and days that don't exclude each other."""
    keys = [f"{place:06d}" for place in range(len(found))]
    cells = {(row.point.id, row.figure.span): key for row, key in zip(found, keys, strict=True)}
    apart = [frozenset(cells[c] for c in pair) for pair in bound.figures_apart if pair <= cells.keys()]
    groups = Groups(apart)
    for key in keys:
        groups.add(key)
    for left, right, _ in bound.figures:
        if left in cells and right in cells:
            groups.join(cells[left], cells[right])
    local = _contrasted(found)
    buckets: dict[object, list[int]] = defaultdict(list)
    for place, row in enumerate(found):
        where = row.where if (row.measure, row.where) in local else None
        alone = row.point.report if row.measure == UNSAID else ""
        buckets["measure", row.measure, _affair(row, begins), alone, where].append(place)
        buckets["value", _root(scene, row), row.figure.low, row.figure.high, row.figure.unit].append(place)
    for name, places in buckets.items():
        first = name[0] if isinstance(name, tuple) else ""
        for place, other in pairwise(places) if not apart else _nearest_first(found, places):
            if first == "measure" or _same_passage(found[place], found[other]):
                groups.join(keys[place], keys[other])
    return [[found[int(key)] for key in members] for members in groups.groups()]


def _nearest_first(found: Sequence[Row], places: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of rows, those first that give one count, then those whose counts are nearest: what is kept apart parts them there."""

    def distance(pair: tuple[int, int]) -> tuple[bool, float, tuple[int, int]]:
        one, other = (found[place] for place in pair)
        size = [r.figure.low or r.figure.high or 0.0 for r in (one, other)]
        return not same_step(one, other), abs(size[0] - size[1]), pair

    return sorted(combinations(places, 2), key=distance)


def _root(scene: Scene, row: Row) -> str:
    origin = scene.origin.get(row.point.report)
    return origin.first if origin else row.point.report


def _same_passage(one: Row, other: Row) -> bool:
    """Whether equal figures of one origin stand for the same thing told in other words."""
    low = one.figure.low or one.figure.high or 0.0
    return low > 10 and one.point.report != other.point.report


def _grows(row: Row) -> bool:
    return row.measure.partition(":")[0] in GROWING and not row.measure.endswith(": one")


def _affair(row: Row, begins: date | None) -> str:
    """Which affair a figure belongs to: the story's, one before it, or, for what is no running count, one day's."""
    if row.day is not None and begins is not None and row.day < begins - PAST:
        return f"before {row.day:%Y-%m}"
    if row.figure.unit is None and not _grows(row) and row.dated:
        return f"on {row.dated}"
    return ""


def histories(scene: Scene, groups: Sequence[Sequence[Row]], story: Mapping[str, str]) -> list[History]:
    """Return the histories of a story's figures."""
    return [_history(scene, members, story) for members in groups if members]


def _history(scene: Scene, members: Sequence[Row], story: Mapping[str, str]) -> History:
    status = _statuses(scene, members)
    made = tuple(
        HistoryRow(
            r.point.report, r.figure.span, r.figure.low, r.figure.high, r.figure.unit, r.figure.exactness, r.source.name,
            str(scene.day(r.point.report) or "") or None, r.day.isoformat() if r.day else None,
            r.point.statement.id if r.point.statement else None, status[place],
        )
        for place, r in enumerate(members)
    )  # fmt: skip
    relations = tuple(_relation(a, b) for a, b in pairwise(members))
    first = members[0]
    return History(
        content_id("h", first.point.id, *first.figure.span),
        first.measure,
        made,
        relations,
        story.get(first.point.report),
    )


def _statuses(scene: Scene, members: Sequence[Row]) -> Mapping[int, str]:
    """Standing, superseded by the same source, or gone with its report."""
    status = {}
    for place, row in enumerate(members):
        status[place] = "standing"
        if newer(row, members):
            status[place] = "superseded"
        if row.point.report in scene.ends:
            status[place] = "withdrawn" if scene.withdrawn(row.point.report) else "corrected"
    return status


def newer(row: Row, members: Iterable[Row]) -> Row | None:
    """The first later figure of the same source that the older one's own precision does not cover."""
    if row.source.narrated or row.day is None:
        return None
    for other in members:
        if not row.source.one_with(other.source) or other.day is None or other.day <= row.day:
            continue
        closed = row.figure.exactness is Exactness.APPROXIMATE
        if (closed and agree(row, other) is not Relation.DISJOINT) or same_step(row, other):
            continue
        return other
    return None


def _relation(one: Row, other: Row) -> Reason:
    how = agree(one, other)
    if one.source.one_with(other.source) and not same_step(one, other):
        return Reason("superseded", f"{one.source.name} gave another figure later", 1.0, _shown(one), _shown(other))
    detail = {
        Relation.DISJOINT: f"{one.source.name} and {other.source.name} can't both be right",
        Relation.EQUAL: "the same figure",
    }.get(how, "the figures agree within their precision")
    return Reason(how.value, detail, 1.0, _shown(one), _shown(other))


def _shown(row: Row) -> str:
    low, high = row.figure.low, row.figure.high
    if low == high:
        return f"{low:g}"
    return f"{'' if low is None else f'{low:g}'}–{'' if high is None else f'{high:g}'}"
