"""Calendar dates, seasons and feasts: with a year, or completed from the published day or the moment told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from recoupe.extract.moments.almanac import BEFORE_CHRIST, When, easter, moved, of_day, of_season, valid_day
from recoupe.extract.moments.finder import Node
from recoupe.extract.moments.frame import AHEAD, BACK, Frame
from recoupe.extract.moments.meaning import Meaning, dated, opened
from recoupe.model.words import MomentType

__all__ = [
    "century",
    "coming_season",
    "day_and_month",
    "decade",
    "fiscal",
    "holiday",
    "quarter",
    "season",
    "weeknumber",
]

Slots = dict[str, Any]
Made = Callable[[int], "When | None"]


def day_and_month(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``date``: any of day, month and year."""
    if s.get("era") and "year" in s:
        return _before_christ(s)
    if "ymd" in s or "dotted" in s:
        return _written(s)
    day, month, year = s.get("day"), s.get("month"), s.get("year")
    if day is not None and month is None:
        return _day_of_month(frame, node, day, s["weekday"])
    if year is not None:
        return _full(s, int(year), month, day)
    return _yearless(frame, node, s)


def _full(s: Slots, year: int, month: int | None, day: int | None) -> Meaning:
    if not 1 <= year <= 9999:
        return Meaning(MomentType.DATE, None)
    if month is None:
        return dated(When("Y", date(year, 1, 1)))
    if day is None:
        return dated(When("M", date(year, month, 1)))
    found = valid_day(year, month, day)
    if found is None:
        return Meaning(MomentType.DATE, f"{year:04}-{month:02}-{day:02}", conflict="no such day")
    return _checked(dated(When("D", found)), s.get("weekday"))


def _checked(meaning: Meaning, weekday: int | None) -> Meaning:
    """Mark a weekday that the date does not have, and keep the nearest day that has it as the other reading."""
    if weekday is None or meaning.when is None or meaning.when.first.isoweekday() == weekday:
        return meaning
    first = meaning.when.first
    other = first + timedelta(days=(weekday - first.isoweekday() + 3) % 7 - 3)
    return meaning.but(alternatives=(other.isoformat(),), conflict="weekday")


def _before_christ(s: Slots) -> Meaning:
    """The years of an era that count down; a day is not checked against a weekday."""
    year = BEFORE_CHRIST + 1 - int(s["year"])
    if not 2500 < year <= BEFORE_CHRIST:
        return Meaning(MomentType.DATE, f"BC{int(s['year']):04}")
    return _full({}, year, s.get("month"), s.get("day"))


def _written(s: Slots) -> Meaning:
    if "ymd" in s:
        year, month, day = int(s["ymd"][:4]), int(s["ymd"][4:6]), int(s["ymd"][6:])
    else:
        day, month, year = (int(p) for p in s["dotted"].split("."))
        year += (2000 if year < 40 else 1900) if year < 100 else 0
    return _full(s, year, month, day) if 1 <= month <= 12 else Meaning(MomentType.DATE, None)


def _day_of_month(frame: Frame, node: Node, day: int, weekday: int) -> Meaning:
    """« lundi 21 »: the nearest month whose 21st is a Monday."""
    base = frame.base(told=False) or frame.last
    if base is None:
        return opened(f"XXXX-XX-{day:02}")
    start = of_day("M", base.first)
    looks = frame.looks(node)
    for n in sorted(range(-6, 7), key=lambda n: (abs(n), -n * looks)):
        month = moved(start, n)
        found = valid_day(month.first.year, month.first.month, day) if month else None
        if found and found.isoweekday() == weekday:
            return dated(When("D", found), reference=base.edtf)
    return opened(f"XXXX-XX-{day:02}")


def _yearless(frame: Frame, node: Node, s: Slots) -> Meaning:
    month, day = int(s["month"]), s.get("day")

    def made(year: int) -> When | None:
        if day is None:
            return When("M", date(year, month, 1))
        found = valid_day(year, month, day)
        return When("D", found) if found else None

    when, reference = _nearest(frame, node, s, made)
    if when is None:
        return opened(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    return _checked(dated(when, reference=reference), s.get("weekday"))


def _nearest(frame: Frame, node: Node, s: Slots, made: Made) -> tuple[When | None, str | None]:
    """The year that is meant where none is told: the told one, or next to the published day as the clause looks."""
    if frame.published is None:
        return (_onward(frame.story, made), frame.story.edtf) if frame.story else (None, None)
    today = frame.published
    near = [w for year in (today.year - 1, today.year, today.year + 1) if 1 <= year <= 9999 and (w := made(year))]
    if "weekday" in s:
        near = [w for w in near if w.grain != "D" or w.first.isoweekday() == s["weekday"]] or near
    if not near:
        return None, None
    return _chosen(frame, node, s, near), today.isoformat()


ONWARD = 270
"""Days that a story may go back within its year; a month further back is the next year's, for stories move on."""


def _onward(story: When, made: Made) -> When | None:
    same = made(story.first.year)
    if same and story.grain != "Y" and (story.first - same.last).days > ONWARD:
        return made(story.first.year + 1)
    return same


SOON = 60
"""Days ahead that a date without year may be where its clause does not say: reports mostly look back."""


def _chosen(frame: Frame, node: Node, s: Slots, near: list[When]) -> When:
    today = frame.published
    assert today is not None
    if s.get("this"):
        return next((w for w in near if w.first.year == today.year), near[0])
    rel = s.get("rel")
    direction = BACK if rel == -1 else AHEAD if rel == 1 else frame.looks(node)
    passed = [w for w in near if (w.last < today if rel else w.first <= today)]
    coming = [w for w in near if (w.first > today if rel else w.last >= today)]
    if direction == BACK and passed:
        return passed[-1]
    if direction == AHEAD and coming:
        return coming[0]
    nearest = min(near, key=lambda w: min(abs((w.first - today).days), abs((w.last - today).days)))
    if passed and (nearest.first - today).days > SOON:
        return passed[-1]
    return nearest


def holiday(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``holiday``: feasts with a date, or a distance from Easter."""
    rule = str(s["holiday"])

    def made(year: int) -> When | None:
        if rule.startswith("easter"):
            return When("D", easter(year) + timedelta(days=int(rule[6:])))
        month, day = rule.split("-")
        return When("D", date(year, int(month), int(day)))

    if s.get("year"):
        return dated(made(int(s["year"])))
    when, reference = _nearest(frame, node, s, made)
    return dated(when, reference=reference) if when else opened(f"XXXX-{rule}" if rule[0].isdecimal() else "XXXX-XX-XX")


def season(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``season``."""
    name = str(s["season"])
    if s.get("year"):
        year = BEFORE_CHRIST + 1 - int(s["year"]) if s.get("era") else int(s["year"])
        return dated(of_season(name, year))
    if s.get("ana") and frame.last:
        return dated(_stepped(name, frame.last.first, int(s["ana"])), reference=frame.last.edtf)
    base = frame.base(told=frame.published is None)
    if base is None:
        return opened(f"XXXX-{name}")
    step = int(s.get("rel") or s.get("ana") or 0)
    if step:
        return dated(_stepped(name, base.first, step), reference=base.edtf)
    if s.get("this") or s.get("rel") == 0:
        return dated(_closest(name, base.first), reference=base.edtf)
    when, reference = _nearest(frame, node, s, lambda year: of_season(name, year))
    return dated(when, reference=reference)


def coming_season(frame: Frame, node: Node) -> Meaning:
    """« à l'approche de l'hiver »: the season that begins next."""
    base = frame.base(told=frame.published is None)
    name = str(node.slots["season"])
    return dated(_stepped(name, base.first, 1), reference=base.edtf) if base else opened(f"XXXX-{name}")


def _closest(name: str, base: date) -> When:
    found = [of_season(name, base.year + n) for n in (-1, 0, 1)]
    return min(
        found,
        key=lambda w: 0 if w.first <= base <= w.last else min(abs((w.first - base).days), abs((w.last - base).days)),
    )


SOLSTICE = timedelta(days=20)
"""Seasons begin with their month here, by the almanac some twenty days later: « au printemps prochain » may still be said
on 12 March."""


def _stepped(name: str, base: date, step: int) -> When:
    """The last such season that is over, or the next that is to come."""
    found = [of_season(name, base.year + n) for n in (-2, -1, 0, 1, 2)]
    if step < 0:
        return [w for w in found if w.last < base][-1]
    return next(w for w in found if w.first + SOLSTICE > base)


def decade(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``decade``; two figures are the twentieth century's, save the first two decades."""
    first = int(s["decade"])
    if s.get("era"):
        return dated(of_day("DE", date(BEFORE_CHRIST + 1 - first, 1, 1)))
    year = first if first >= 1000 else 1900 + first if first >= 20 else 2000 + first
    return dated(When("DE", date(year // 10 * 10, 1, 1)))


def century(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``century``: the nineteenth is 18 in TIMEX3."""
    n = int(s["century"])
    if s.get("era"):
        return Meaning(MomentType.DATE, f"BC{n - 1:02}")
    if not 2 <= n <= 22:
        return Meaning(MomentType.DATE, f"{max(n - 1, 0):02}")
    return dated(When("CE", date((n - 1) * 100, 1, 1)))


def quarter(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``quarter``: « T1 2005 », "Q3"."""
    n = int(s["n"])
    if not 1 <= n <= 4:
        return Meaning(MomentType.DATE, None)
    base = frame.base(told=frame.published is None)
    year = int(s["year"]) if s.get("year") else base.first.year if base else None
    return dated(When("Q", date(year, 3 * n - 2, 1))) if year else opened(f"XXXX-Q{n}")


def fiscal(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``fiscal``: which months it has depends on who keeps the books."""
    return Meaning(MomentType.DATE, f"FY{int(s['year']):04}")


def weeknumber(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``weeknumber``: ISO week of the year in hand."""
    base = frame.base(told=frame.published is None)
    return week_of(base.first.year, int(s["n"]), base.edtf) if base else opened(f"XXXX-W{int(s['n']):02}")


def week_of(year: int, week: int, reference: str | None = None) -> Meaning:
    """An ISO week of a year."""
    if not 1 <= week <= 52 + (date(year, 12, 28).isocalendar().week == 53):
        return Meaning(MomentType.DATE, None)
    return dated(When("W", date.fromisocalendar(year, week, 1)), reference=reference)
