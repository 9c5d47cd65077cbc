"""Lanes as SVG: a scale of days, a lane a speaker, what lies outside of the scale at its edge with an arrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recoupe.export.layout import cut
from recoupe.export.pictures.lanes import Mark
from recoupe.export.pictures.svg import Drawn, Where, tag
from recoupe.export.wording import Wording
from recoupe.model.moment import Days
from recoupe.model.span import Span

__all__ = ["LANES", "draw_lanes"]

WIDE = 1000.0
"""Units of the picture's width: it scrolls below that many pixels, as maps and diagrams may (WCAG 1.4.10)."""

_LEFT, _RIGHT = 20.0, 980.0
"""Where the scale begins and ends: room for arrows on both sides."""

_HEAD, _NAME, _ROW = 22.0, 17.0, 15.0
"""Units of the scale's labels, of a lane's name, of a row of marks."""

LANES = 24
"""Lanes at most, those with most marks; the list beneath has all."""

_ROWS = 8
"""Rows of one lane at most."""

_BEFORE, _AFTER = 21, 45
"""Days around what was said that the scale may add. What happened more than three weeks before the first word said stands at the edge: it would squash the rest."""


_GAP_DAYS, _GAP = 45, 36.0
"""Days without anything from which the scale is broken, and the units that a break takes."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days to units, in parts of one measure with breaks between; outside days are held at the edges."""

    parts: tuple[tuple[date, date], ...]

    @property
    def day(self) -> float:
        """Units of one day."""
        days = sum((last - first).days + 1 for first, last in self.parts)
        return (_RIGHT - _LEFT - _GAP * (len(self.parts) - 1)) / days

    def edges(self) -> Iterator[tuple[date, date, float, float]]:
        """Each part with its first and last unit."""
        at = _LEFT
        for first, last in self.parts:
            end = at + ((last - first).days + 1) * self.day
            yield first, last, at, end
            at = end + _GAP

    def x(self, day: date) -> float:
        """The middle of a day; of a break, for a day in it."""
        if day < self.parts[0][0]:
            return _LEFT - 6
        for first, last, at, _ in self.edges():
            if day < first:
                return at - _GAP / 2
            if day <= last:
                return at + ((day - first).days + 0.5) * self.day
        return _RIGHT + 6

    def end(self, day: date) -> date:
        """The last day of the part that a day lies in: how far an open end is drawn."""
        return next((last for first, last in self.parts if day <= last), self.parts[-1][1])

    def start(self, day: date) -> date:
        """The first day of the part that a day lies in."""
        return next((first for first, last in reversed(self.parts) if day >= first), self.parts[0][0])


def draw_lanes(marks: Sequence[Mark], w: Wording, title: str, where: Where) -> Drawn | None:
    """Return the picture; None where no mark has a day. Each mark leads to its passage."""
    scale = _scale(marks)
    if scale is None:
        return None
    parts: list[str] = []
    bands: list[str] = []
    places: dict[int, tuple[float, float]] = {}
    top = _HEAD
    for number, (lane, members) in enumerate(_lanes(marks)):
        rows = _packed([(n, *_reach(marks[n], scale)) for n in members])
        height = _NAME + _ROW * (max(rows.values()) + 1)
        if number % 2 == 0:
            bands.append(tag("rect", class_="band", x=0, y=top, width=WIDE, height=height))
        parts.append(tag("text", cut(lane, 70), class_="label", x=_LEFT - 10, y=top + 12.5))
        for n in members:
            if n in rows:
                y = top + _NAME + _ROW * rows[n] + 5
                places[n] = (_point(marks[n], scale), y)
                parts.append(_mark(marks[n], scale, y, (w, where)))
        top += height
    arrows = [_arrow(places[n], places[m.answers]) for n, m in enumerate(marks) if n in places and m.answers in places]
    head = [*_ticks(scale, w, top)]
    return tag("svg", tag("title", title), *bands, *head, *parts, *arrows, viewBox=f"0 0 {WIDE:g} {top + 6:g}", role="group",
               aria_label=title)  # fmt: skip


def _scale(marks: Sequence[Mark]) -> _Scale | None:
    said = [m.said for m in marks if m.said]
    days = [d for m in marks for d in (m.days or ()) if d]
    if not said and not days:
        return None
    first, last = (min(said), max(said)) if said else (min(days), max(days))
    near = [d for d in days if first.toordinal() - _BEFORE <= d.toordinal() <= last.toordinal() + _AFTER]
    used = sorted({*said, *near}) if said else sorted(set(days))
    parts = [[used[0], used[0]]]
    for day in used:
        if (day - parts[-1][1]).days > _GAP_DAYS and len(parts) < _PARTS:
            parts.append([day, day])
        parts[-1][1] = day
    return _Scale(tuple((a, b) for a, b in parts))


_PARTS = 8
"""Parts of a scale at most: with more breaks than that it is no scale."""


def _lanes(marks: Sequence[Mark]) -> list[tuple[str, list[int]]]:
    """Speakers, who first spoke first, of the ones with most marks."""
    found: dict[str, list[int]] = {}
    for number, mark in enumerate(marks):
        if mark.said or mark.days:
            found.setdefault(mark.lane, []).append(number)
    most = sorted(found, key=lambda lane: (-len(found[lane]), lane))[:LANES]
    return [(lane, members) for lane, members in found.items() if lane in most]


def _reach(mark: Mark, scale: _Scale) -> tuple[float, float]:
    """From where to where a mark is drawn."""
    ends = [scale.x(d) for d in (mark.said, *(mark.days or ())) if d]
    if mark.days and None in mark.days:
        known = next(d for d in mark.days if d)
        ends.append(scale.x(scale.start(known) if mark.days[0] is None else scale.end(known)))
    return min(ends) - 7, max(ends) + (26 if mark.times > 1 else 7)


def _packed(reaches: Sequence[tuple[int, float, float]]) -> dict[int, int]:
    """The row of each mark: the first with room; what finds none in the rows there are is left to the list."""
    ends: list[float] = []
    rows: dict[int, int] = {}
    for number, first, last in sorted(reaches, key=lambda r: (r[1], r[0])):
        row = next((i for i, end in enumerate(ends) if end <= first), len(ends))
        if row >= _ROWS:
            continue
        ends[row:] = [last, *ends[row + 1 :]]
        rows[number] = row
    return rows


def _point(mark: Mark, scale: _Scale) -> float:
    day = mark.said or next(d for d in mark.days or () if d)
    return scale.x(day)


def _mark(mark: Mark, scale: _Scale, y: float, told: tuple[Wording, Where]) -> Drawn:
    w, where = told
    shapes: list[str] = [tag("title", words_of(mark, w))]
    if mark.days:
        shapes += _happened(mark, mark.days, scale, y)
    if mark.said:
        x = scale.x(mark.said)
        shapes.append(
            tag("rect", class_="said denies" if mark.denies else "said", x=x - 3.5, y=y - 3.5, width=7, height=7)
        )
        if mark.times > 1:
            shapes.append(tag("text", f"× {mark.times}", class_="times", x=x + 8, y=y + 3.5))
        if mark.denies:
            shapes.append(tag("path", class_="no", d=f"M {x - 5:.1f} {y - 5:.1f} l 10 10 m 0 -10 l -10 10"))
    return tag("a", *shapes, href=where(mark.passage.report, Span(mark.passage.start, mark.passage.end)))


def _happened(mark: Mark, days: Days, scale: _Scale, y: float) -> Iterator[Drawn]:
    """When it happened: a circle for a day, a bar for more, an arrow where an end is open or outside of the scale."""
    known = [d for d in days if d]
    first, last = days[0] or scale.start(known[0]), days[1] or scale.end(known[-1])
    left, right = scale.x(first), scale.x(last)
    kind = "happened open" if mark.open or mark.denies else "happened"
    if mark.said and not left <= scale.x(mark.said) <= right:
        near = right if scale.x(mark.said) > right else left
        yield tag("line", class_="join", x1=near, x2=scale.x(mark.said), y1=y, y2=y)
    if first == last:
        yield tag("circle", class_=kind, cx=left, cy=y, r=4.5)
    else:
        half = min(scale.day / 2, 6.0)
        yield tag("rect", class_=kind, x=left - half, y=y - 3.5, width=right - left + 2 * half, height=7, rx=3.5)
    if days[0] is None or left < _LEFT:
        yield tag("path", class_="beyond", d=f"M {left - 8:.1f} {y} l 7 -4 l 0 8 z")
    if days[1] is None or right > _RIGHT:
        yield tag("path", class_="beyond", d=f"M {right + 8:.1f} {y} l -7 -4 l 0 8 z")


def words_of(mark: Mark, w: Wording) -> str:
    """A mark in words: who said it when, and when it happened."""
    said = w.day(mark.said, year=True)
    happened = w.days(*mark.days, year=True) if mark.days else ""
    return " · ".join(
        x for x in (cut(mark.lane, 60), said, f"→ {happened}" if happened else "", cut(mark.passage.words, 140)) if x
    )


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> Drawn:
    """From a denial to what it denies, curved so that it runs beside the marks between."""
    (x, y), (a, b) = start, end
    up = -1 if b < y else 1
    bend = 14.0 + abs(y - b) / 12
    path = f"M {x:.1f} {y + 5 * up:.1f} C {x + bend:.1f} {y + 22 * up:.1f} {a + bend:.1f} {b - 22 * up:.1f} {a:.1f} {b - 7 * up:.1f}"
    head = f"M {a:.1f} {b - 5 * up:.1f} l -3.5 {-6 * up} l 7 0 z"
    return tag("g", tag("path", class_="denial", d=path), tag("path", class_="denial-head", d=head))


_STEPS = (1, 2, 7, 14, 31, 92, 183, 366, 1830, 3660)
"""Days between two labels of the scale: the smallest that leaves each room."""

_LABELS = 9
"""Labels at most: of ten characters each they stand apart at the picture's own width."""


def _ticks(scale: _Scale, w: Wording, height: float) -> Iterator[Drawn]:
    total = sum((last - first).days for first, last in scale.parts)
    step = next((s for s in _STEPS if total / s <= _LABELS), _STEPS[-1] * (total // _STEPS[-1] // _LABELS + 1))
    free = 0.0
    for first, last, at, _ in scale.edges():
        if at > _LEFT:
            middle = at - _GAP / 2
            zigzag = f"M {middle - 4:.1f} {_HEAD - 8} l 4 4 l -4 4 l 4 4 L {middle:.1f} {height:g}"
            yield tag("path", class_="break", d=zigzag)
        for day in range(0, (last - first).days + 1, step):
            moment = first + timedelta(days=day)
            x = scale.x(moment)
            yield tag("line", class_="grid", x1=x, x2=x, y1=_HEAD - 4, y2=height)
            words = w.day(moment, year=total > 300 or day == 0)
            start = min(max(x - len(words) * 3.2, 2.0), WIDE - len(words) * 6.4 - 2)
            if start > free:  # labels stand apart
                free = start + len(words) * 6.4 + 8
                yield tag("text", words, class_="scale", x=start, y=12)
