"""Moments: time expressions and their values, in TIMEX3 and EDTF."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from recoupe.model.span import Span
from recoupe.model.words import MomentRole, MomentType

__all__ = ["Days", "Moment", "days_of"]

Days = tuple[date | None, date | None]
"""First and last day, both inside; None where that side is open."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression.

    ``value`` is a TIMEX3 value, ``edtf`` an EDTF one or None where the words fix no date; ``alternatives``
    other EDTF values that the words allow; ``reference`` the EDTF value it was resolved against, or None.
    """

    span: Span
    type: MomentType
    value: str | None
    edtf: str | None = None
    alternatives: tuple[str, ...] = ()
    role: MomentRole | None = None
    reference: str | None = None

    @property
    def days(self) -> Days | None:
        """The days it covers; None where it fixes none."""
        return days_of(self.edtf) if self.edtf else None


_SEASON_MONTHS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}
"""EDTF level 1 seasons (meteorological, northern), level 2 quarters and halves of the year, as first and last month; 13, 14 are next year's."""


def days_of(edtf: str) -> Days | None:
    """Return the first and last day of an EDTF value, None for a side that is open.

    Understands dates, times (their day), months, years, decades and centuries written with X, seasons and
    quarters, and intervals of these (EDTF, ISO 8601-2:2019). None where it is none of them.
    """
    text = re.sub(r"[~?%]", "", edtf.strip())
    if "/" in text:
        left, right = text.split("/", 1)
        first = None if left in ("", "..") else days_of(left)
        last = None if right in ("", "..") else days_of(right)
        if (first is None and left not in ("", "..")) or (last is None and right not in ("", "..")):
            return None
        return (first[0] if first else None, last[1] if last else None)
    try:
        return _instant_days(text)
    except (ValueError, OverflowError):
        return None


def _instant_days(text: str) -> Days | None:
    if m := re.match(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$", text):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        first = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return first, first + timedelta(days=6)
    if m := re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", text):
        year, month = int(m[1]), int(m[2])
        if month in _SEASON_MONTHS:
            return _months(year, *_SEASON_MONTHS[month])
        return _months(year, month, month)
    if m := re.fullmatch(r"(\d{1,4})(X{0,3})(?:-XX){0,2}", text):
        if len(m[1]) + len(m[2]) != 4:
            return None
        width = 10 ** len(m[2])
        year = int(m[1]) * width
        return date(max(year, 1), 1, 1), date(year + width - 1, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> Days:
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
