"""The figure ladder: a measure's figures as bars from low to high, a lane a speaker, drawn on the server as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.export.layout import cut
from recoupe.export.pictures.svg import Drawn, Where, tag
from recoupe.export.wording import Wording
from recoupe.model.ledger import History, HistoryRow

__all__ = ["WIDE", "Axis", "Ladder", "Rung", "draw_ladder", "ladder"]

Axis = Literal["said", "as_of"]
"""What orders the figures: the day on which they were given, or for which they hold."""

WIDE = 400.0
"""Units of the picture's width: text in it stays readable at 320 pixels."""

_LEFT, _RIGHT = 14.0, 386.0
"""Where the scale begins and ends: room for arrows on both sides."""

_STEP = 30.0
"""Units from one bar to the next: a line of words and the bar."""

_LEAST = 7.0
"""Units of the width of a figure without a width: a square, its middle at the value."""

_MOST = 60
"""Bars at most: beyond, a table of the interface for programs is the better tool."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One figure as somebody gave it: where its bar lies, which ends are open; ``places`` are (label, row) of each telling."""

    row: HistoryRow
    who: str
    places: tuple[tuple[str, HistoryRow], ...]
    day: str | None
    y: float
    x: float
    width: float
    open_low: bool
    open_high: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """Bars from the top in the order of the axis, speaker by speaker, and the marks of the scale as (x, value)."""

    rungs: tuple[Rung, ...]
    height: float
    scale: tuple[tuple[float, float], ...]


def ladder(book: Book, history: History, axis: Axis = "said") -> Ladder:
    """Return the ladder of a history; ``axis`` orders by the day something was said or holds for."""
    groups = _ordered(book, history.rows, axis)
    bounds = [b for r in history.rows for b in (r.low, r.high) if b is not None]
    low, high = min([0.0, *bounds]), max(bounds, default=1.0)
    if low == high:
        high = low + 1.0

    def place(value: float) -> float:
        return _LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT)

    rungs = []
    for i, group in enumerate(groups[:_MOST]):
        row = group[0]
        first = place(row.low) if row.low is not None else _LEFT
        last = place(row.high) if row.high is not None else _RIGHT
        wide = last - first
        rungs.append(Rung(
            row, _who(book, row), tuple((book.labels[r.report], r) for r in group), getattr(row, axis) or row.said, i * _STEP + 18.0, round(first - (_LEAST - wide) / 2 if wide < _LEAST else first, 1),
            round(max(wide, _LEAST), 1), row.low is None, row.high is None, row.status in ("withdrawn", "corrected"),
        ))  # fmt: skip
    marks = tuple((round(place(v), 1), v) for v in (low, (low + high) / 2, high))
    return Ladder(tuple(rungs), len(rungs) * _STEP + 24.0, marks)


def _ordered(book: Book, rows: Sequence[HistoryRow], axis: Axis) -> list[list[HistoryRow]]:
    """Speaker by speaker, in the order in which each first spoke; what one said of one day in several reports is one."""

    def when(row: HistoryRow) -> str:
        return str(getattr(row, axis) or row.said or "")

    lanes: dict[str, dict[tuple[object, ...], list[HistoryRow]]] = {}
    for row in sorted(rows, key=lambda r: (when(r), book.rank.get(r.report, 0), r.span)):
        same = (when(row)[:10], row.low, row.high, row.unit, row.exactness, row.status)
        lanes.setdefault(_who(book, row), {}).setdefault(same, []).append(row)
    return [group for lane in lanes.values() for group in lane.values()]


def _who(book: Book, row: HistoryRow) -> str:
    return (book.entry[row.report].report.outlet or "") if row.source == NARRATOR else book.name(row.source)


_WHO = 28
"""Characters of a speaker's name in the picture: what fits beside the figure at 320 pixels."""


def draw_ladder(made: Ladder, w: Wording, title: str, where: Where) -> Drawn:
    """Return the ladder as a picture; each bar leads to its passage."""
    parts: list[str] = [tag("title", title)]
    for i, (x, value) in enumerate(made.scale):
        anchor = ("start", "middle", "end")[i]
        parts.append(tag("line", class_="grid", x1=x, x2=x, y1=0, y2=made.height - 14))
        shown = w.interval(value, value, made.rungs[0].row.unit if made.rungs else None, "exact")
        parts.append(tag("text", shown, class_="scale", x=x, y=made.height - 3, text_anchor=anchor))
    who = None
    for number, rung in enumerate(made.rungs, start=1):
        parts.append(_rung(rung, number, w, where))
        if who is not None and rung.who != who:
            parts.append(tag("line", class_="lane", x1=0, x2=WIDE, y1=rung.y - 17, y2=rung.y - 17))
        who = rung.who
    return tag("svg", *parts, viewBox=f"0 0 {WIDE:g} {made.height:g}", role="group", aria_label=title)


def _rung(r: Rung, number: int, w: Wording, where: Where) -> Drawn:
    day = f" · {w.moment(r.day)}" if r.day else ""
    times = f" · × {len(r.places)}" if len(r.places) > 1 else ""
    amount = w.interval(r.row.low, r.row.high, r.row.unit, r.row.exactness.value)
    state = f" · {w.text('row.' + r.row.status)}" if r.ended else ""
    top = r.y
    shapes = [
        tag("text", f"{number} · {amount} · {cut(r.who, _WHO)}{day}{times}{state}", class_="label", x=14, y=top - 4),
        tag("rect", class_="rung ended" if r.ended else "rung", x=r.x, y=top, width=r.width, height=7),
    ]
    if r.open_high:
        shapes.append(tag("path", class_="arrow", d=f"M {_RIGHT} {top - 1} l 10 4.5 l -10 4.5 z"))
    if r.open_low:
        shapes.append(tag("path", class_="arrow", d=f"M {_LEFT} {top - 1} l -10 4.5 l 10 4.5 z"))
    if r.ended:
        left, right = r.x - 3, r.x + r.width + 3
        cross = f"M {left:g} {top - 2} L {right:g} {top + 9} M {left:g} {top + 9} L {right:g} {top - 2}"
        shapes.append(tag("path", class_="cross", d=cross))
    return tag("a", *shapes, href=where(r.row.report, r.row.span))
