"""Days and periods told from the published day or from the moment told before, lengths and sets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from recoupe.extract.moments.almanac import When, moved, of_day
from recoupe.extract.moments.finder import Node
from recoupe.extract.moments.frame import AHEAD, Frame
from recoupe.extract.moments.meaning import Meaning, dated, length_of, opened
from recoupe.model.words import MomentType

__all__ = [
    "away",
    "day",
    "duration",
    "every",
    "often",
    "period",
    "same",
    "stretch",
    "thatday",
    "then",
    "vague",
    "weekday",
    "weekdays",
]

Slots = dict[str, Any]

UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
}
"""TIMEX3 for a period of which only the kind is known."""


def day(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``day``: yesterday, today; with a weekday that may contradict it."""
    step = s["day"][1]
    if frame.published is None:
        return opened("PRESENT_REF" if step == 0 else UNKNOWN["D"])
    when = moved(of_day("D", frame.published), step)
    return dated(when, reference=frame.reference)


def thatday(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``thatday``: the next day, the day before, of the last day told; of an event, a day that is not known."""
    if s.get("event"):
        return Meaning(MomentType.DATE, UNKNOWN["D"])
    base = frame.day(told=True)
    if base is None:
        return opened(UNKNOWN["D"])
    return dated(moved(of_day("D", base), int(s["thatday"])), reference=base.isoformat())


def same(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``same``: that year, the same day."""
    unit = str(s["unit"])
    base = frame.day() if unit == "D" else (b.first if (b := frame.base(told=True)) else None)
    if base is None:
        return opened(UNKNOWN.get(unit, "XXXX"))
    return dated(of_day(unit, base), reference=base.isoformat())


def period(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``period``: last week, this month, the following year, the year."""
    unit = str(s["unit"])
    told = "ana" in s or (frame.published is None and not s.get("this") and "rel" not in s)
    base = frame.base(told)
    if base is None:
        return opened(UNKNOWN.get(unit, "XXXX"))
    if s.get("weekend"):
        return _weekend(frame, node, base)
    start = base.first if unit != "D" or base.grain == "D" else frame.day() or base.first
    when = moved(of_day(unit, start), int(s.get("rel") or s.get("ana") or 0))
    return dated(when, reference=base.edtf)


def _weekend(frame: Frame, node: Node, base: When) -> Meaning:
    """Tell "over the weekend": the latest that has begun, or the next where the clause looks ahead."""
    this = of_day("WE", base.first)
    found = this if frame.looks(node) == AHEAD or this.first <= base.first else moved(this, -1)
    return dated(found, reference=base.edtf)


def weekday(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``weekday``: the latest such day, the published day included, unless the clause looks ahead."""
    wanted = int(s["weekday"])
    if s.get("the") and not (s.get("rel") or s.get("ana")):
        return Meaning(MomentType.SET, f"XXXX-WXX-{wanted}")
    base = frame.day(told="ana" in s)
    if base is None:
        return opened(f"XXXX-WXX-{wanted}")
    latest = base - timedelta(days=(base.isoweekday() - wanted) % 7)
    coming = base + timedelta(days=(wanted - base.isoweekday()) % 7)
    step = s.get("rel") or s.get("ana")
    if step:
        gap = timedelta(days=7 if latest == base else 0)
        found = latest - gap if int(step) < 0 else coming + gap
        other = found + timedelta(days=7 * int(step))  # "next Thursday" said on a Wednesday is often a week off
        return dated(of_day("D", found), alternatives=(other.isoformat(),), reference=base.isoformat())
    ahead = frame.looks(node) == AHEAD
    first, second = (coming, latest) if ahead else (latest, coming)
    if first == second:
        second = first + timedelta(days=7 if ahead else -7)
    return dated(of_day("D", first), alternatives=(second.isoformat(),), reference=base.isoformat())


def weekdays(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``weekdays``: « du lundi au vendredi », every week."""
    first, last = s["of"].slots["weekday"], s["to"].slots["weekday"]
    return Meaning(MomentType.SET, f"XXXX-WXX-{first}/XXXX-WXX-{last}")


_UNIT_DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}
_UNIT_MONTHS = {"M": 1, "2M": 2, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12_000}


def shifted(base: date, n: float, unit: str) -> date | None:
    """The day ``n`` units away; None beyond the calendar or for clock units."""
    try:
        if unit in _UNIT_DAYS:
            return base + timedelta(days=round(n * _UNIT_DAYS[unit]))
        if unit in _UNIT_MONTHS:
            months = moved(When("M", base.replace(day=1)), round(n * _UNIT_MONTHS[unit]))
            last = of_day("M", months.first).last.day if months else 1
            return months.first.replace(day=min(base.day, last)) if months else None
    except (OverflowError, ValueError):
        return None
    return None


def away(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``away``: so long ago, in so long, so much later; as fine as its unit."""
    unit, sign = str(s["unit"]), int(s["sign"])
    told = s.get("from") == "last"
    if s.get("few") or "n" not in s:
        return Meaning(MomentType.DATE, "PAST_REF" if sign < 0 else "FUTURE_REF", _side(frame, sign, told))
    n = float(s["n"]) + (0.5 if s.get("half") else 0)
    if unit[0] == "T":
        return Meaning(MomentType.DURATION, length_of(float(s["n"]), unit, bool(s.get("half"))))
    base = frame.base(told)
    if base is None or (told and sign > 0 and frame.last is None and frame.tensed(node) and frame.looks(node) != AHEAD):
        return opened(UNKNOWN.get(unit, "XXXX"))
    start = base.first
    found = shifted(start, sign * n, unit)
    if found is None:
        return Meaning(MomentType.DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    grain = {"DE": "Y", "CE": "Y", "ML": "Y", "2W": "W", "WE": "W", "Q": "M", "H": "M", "2M": "M"}.get(unit, unit)
    if n != int(n) and grain == "Y":
        grain = "M"
    if base.grain != "D" and grain in ("D", "W", "M") and base.grain != grain:
        return dated(None) if grain == "D" else dated(of_day(grain, found), reference=base.edtf)
    return dated(of_day(grain, found), reference=base.edtf)


def _side(frame: Frame, sign: int, told: bool) -> str | None:
    base = frame.base(told)
    if base is None:
        return None
    return f"../{base.last.isoformat()}" if sign < 0 else f"{base.first.isoformat()}/.."


def duration(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``duration``."""
    if "term" in s:
        size, unit = _term(str(s["term"]))
        return Meaning(MomentType.DURATION, length_of(size, unit))
    unit = str(s.get("unit") or "D")
    if s.get("few"):
        return Meaning(MomentType.DURATION, length_of(None, unit))
    n = float(s.get("n", 1))
    if "n2" in s:
        hours, minutes = int(n), int(s["n2"])
        return Meaning(MomentType.DURATION, f"PT{hours}H{minutes}M")
    return Meaning(MomentType.DURATION, length_of(n, unit, bool(s.get("half"))))


def _term(term: str) -> tuple[float, str]:
    size = term.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return float(size), term[len(size) :]


def stretch(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``stretch``: the last three weeks: a length that touches the reference, with its days as EDTF."""
    unit = str(s["unit"])
    n = None if s.get("few") or "n" not in s else float(s["n"])
    meaning = Meaning(MomentType.DURATION, length_of(n, unit))
    told = "ana" in s
    base = frame.base(told)
    step = int(s.get("rel") or s.get("ana") or -1)
    if base is None or n is None or not (end := shifted(base.first, step * n, unit)):
        return meaning.but(edtf=_side(frame, step, told), missing=base is None)
    first, last = sorted((base.first, end))
    return meaning.but(edtf=f"{first.isoformat()}/{last.isoformat()}", reference=base.edtf)


def every(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``set``: each, every, a."""
    if "weekday" in s:
        part = f"T{s['part']}" if "part" in s else ""
        return Meaning(MomentType.SET, f"XXXX-WXX-{s['weekday']}{part}")
    if "month" in s:
        return Meaning(MomentType.SET, f"XXXX-{s['month']:02}")
    if "season" in s:
        return Meaning(MomentType.SET, f"P1{s['season']}")
    if "part" in s:
        return Meaning(MomentType.SET, f"T{s['part']}")
    if "of" in s and "n" in s:
        return Meaning(MomentType.SET, length_of(float(s["n"]), str(s["of"])))
    unit, n = str(s["unit"]), 2.0 if s.get("other") else float(s.get("n") or s.get("n2") or 1)
    if unit == "WE" and n == 1:
        return Meaning(MomentType.SET, "XXXX-WXX-WE")
    return Meaning(MomentType.SET, length_of(n, unit))


def then(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``then``: at that time, « à l'époque »: the moment told before, or a past left vague."""
    if frame.last is None:
        return Meaning(MomentType.DATE, "PAST_REF", f"../{frame.reference}" if frame.reference else None)
    return dated(frame.last, reference=frame.last.edtf)


def often(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``often``: weekly, annual."""
    return Meaning(MomentType.SET, str(s["often"]))


def vague(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``ref``: what stays vague: now, recently, soon; its side of the published day as EDTF."""
    value = str(s["ref"])
    today = frame.reference
    sides = {"PAST_REF": f"../{today}", "FUTURE_REF": f"{today}/..", "PRESENT_REF": today}
    return Meaning(MomentType.DATE, value, sides.get(value) if today else None, reference=today)
