"""Calendar periods: days, weeks, months, seasons and the like, moved about and written as TIMEX3 and EDTF."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = ["When", "easter", "moved", "of_day", "part_of", "valid_day"]

MONTHS = {"M": 1, "2M": 2, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
BEFORE_CHRIST = 4000
"""Years before Christ are kept as 4000 plus their astronomical number (480 BC, year -479, is 3521), where Python's
calendar can reckon and no report's year is; back to 1500 BC."""

SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
"""First month and EDTF number; meteorological, northern hemisphere, as the press means them. Winter is named after the
year in which it begins (TIMEX3)."""


@dataclass(frozen=True, slots=True)
class When:
    """A calendar period: its kind and its first day; ``season`` where it is one.

    Kinds go from a day to a millennium: D, WE (weekend), W, 2W, M, 2M, SE (season), Q, H (half-year), Y, DE, CE, ML.
    """

    grain: str
    first: date
    season: str = ""

    @property
    def last(self) -> date:
        """Its last day."""
        if self.grain == "D":
            return self.first
        if self.grain in ("W", "2W", "WE"):
            days = {"W": 6, "2W": 13, "WE": 1}[self.grain]
            return date.fromordinal(min(self.first.toordinal() + days, date.max.toordinal()))
        months = 3 if self.grain == "SE" else MONTHS[self.grain]
        following = _add_months(self.first, months)
        return following - timedelta(days=1) if following < date.max else following

    @property
    def before_christ(self) -> int | None:
        """Its year before Christ, None after."""
        return BEFORE_CHRIST + 1 - self.first.year if 2500 < self.first.year <= BEFORE_CHRIST else None

    def _timex_before_christ(self, year: int) -> str:
        rest = {"D": self.first.isoformat()[4:], "M": f"-{self.first.month:02}", "SE": f"-{self.season}"}.get(
            self.grain, ""
        )
        return (
            f"BC{year // 10:03}"
            if self.grain == "DE"
            else f"BC{year // 100:02}"
            if self.grain == "CE"
            else f"BC{year:04}{rest}"
        )

    def _edtf_before_christ(self, year: int) -> str | None:
        rest = {"D": self.first.isoformat()[4:], "M": f"-{self.first.month:02}", "Y": ""}.get(self.grain)
        if self.grain == "SE":
            rest = f"-{SEASONS[self.season][1]}"
        return f"-{year - 1:04}{rest}" if rest is not None else None

    @property
    def timex(self) -> str:
        """Its TIMEX3 value."""
        if year := self.before_christ:
            return self._timex_before_christ(year)
        y, m = self.first.year, self.first.month
        iso = self.first.isocalendar()
        match self.grain:
            case "D":
                return self.first.isoformat()
            case "W":
                return f"{iso.year}-W{iso.week:02}"
            case "WE":
                return f"{iso.year}-W{iso.week:02}-WE"
            case "M":
                return f"{y:04}-{m:02}"
            case "Q":
                return f"{y:04}-Q{(m + 2) // 3}"
            case "H":
                return f"{y:04}-H{1 if m < 7 else 2}"
            case "SE":
                return f"{y:04}-{self.season}"
            case "Y":
                return f"{y:04}"
            case "DE":
                return f"{y // 10:03}"
            case "CE":
                return f"{y // 100:02}"
            case _:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def edtf(self) -> str | None:
        """Its EDTF value (level 1 and 2); a weekend or fortnight is an interval. None for decades before Christ."""
        if year := self.before_christ:
            return self._edtf_before_christ(year)
        y = self.first.year
        match self.grain:
            case "Q":
                return f"{y:04}-{33 + (self.first.month - 1) // 3}"
            case "H":
                return f"{y:04}-{40 if self.first.month < 7 else 41}"
            case "SE":
                return f"{y:04}-{SEASONS[self.season][1]}"
            case "DE":
                return f"{y // 10:03}X"
            case "CE":
                return f"{y // 100:02}XX"
            case "WE" | "2W" | "2M" | "ML":
                return f"{self.first.isoformat()}/{self.last.isoformat()}"
            case _:
                return self.timex


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_day(grain: str, day: date) -> When:
    """The period of a kind that holds a day."""
    match grain:
        case "D":
            return When("D", day)
        case "W" | "2W":
            return When(grain, day - timedelta(days=day.weekday()))
        case "WE":
            return When("WE", day + timedelta(days=5 - day.weekday()))
        case "SE":
            name = next(s for s, (first, _) in SEASONS.items() if (day.month - first) % 12 < 3)
            return of_season(name, day.year - (name == "WI" and day.month < 3))
        case _:
            size = MONTHS[grain]
            if grain in ("DE", "CE") and (year := When("Y", day).before_christ):
                top = year // (size // 12) * (size // 12) + size // 12 - 1
                return When(grain, date(BEFORE_CHRIST + 1 - top, 1, 1))
            index = (day.year * 12 + day.month - 1) // size * size
            return When(grain, date(max(index // 12, 1), index % 12 + 1, 1))


def of_season(season: str, year: int) -> When:
    """A season that begins in a year."""
    return When("SE", date(year, SEASONS[season][0], 1), season)


def moved(when: When, n: int) -> When | None:
    """The period ``n`` of its kind later, None beyond the calendar."""
    try:
        if when.grain in ("D", "W", "WE", "2W"):
            return replace(when, first=when.first + timedelta(days=n * {"D": 1, "2W": 14}.get(when.grain, 7)))
        if when.grain == "SE":
            return replace(when, first=_add_months(when.first, 12 * n))
        return replace(when, first=_add_months(when.first, n * MONTHS[when.grain]))
    except (OverflowError, ValueError):
        return None


def _add_months(day: date, n: int) -> date:
    index = day.year * 12 + day.month - 1 + n
    year, month = index // 12, index % 12 + 1
    if year > 9999:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def part_of(when: When, edge: str) -> tuple[date, date]:
    """First and last day of the beginning, middle or end of a period: its thirds, the usual press reading of "early"."""
    days = (when.last - when.first).days + 1
    third = days / 3
    begin, end = {"start": (0.0, third), "mid": (third, 2 * third), "end": (2 * third, float(days))}[edge]
    first = when.first + timedelta(days=round(begin))
    return first, max(first, when.first + timedelta(days=round(end) - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, day = divmod(h + x - 7 * m + 114, 31)
    return date(year, month, day + 1)
