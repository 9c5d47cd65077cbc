"""Times of day, and moments made of moments: a part of a day, an edge of a period, the nth of one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from recoupe.extract.moments.almanac import When, moved, of_day, of_season, part_of, valid_day
from recoupe.extract.moments.dates import coming_season, week_of
from recoupe.extract.moments.finder import Node
from recoupe.extract.moments.frame import AHEAD, BACK, Frame
from recoupe.extract.moments.meaning import Meaning, dated, length_of, opened
from recoupe.model.words import MomentType

__all__ = ["clock", "datetime_", "dayof", "daypart", "edge", "nth", "nthof", "part", "thatdayof", "weekdayof"]

Slots = dict[str, Any]


def clock(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``clock``: the time of the last day told, else of the published day."""
    return _at(frame.day_near(node), _clock_of(s))


def _clock_of(s: Slots) -> str:
    """``18:30Z`` out of the slots."""
    if "noon" in s:
        return str(s["noon"]) + str(s.get("zone", ""))
    if "decimal" in s:
        hour, minute = int(s["decimal"]), round(float(s["decimal"]) % 1 * 100)
    else:
        hour, minute = int(s["hour"]), int(s.get("minute", 0))
    minute = 30 if s.get("half") else 15 if s.get("quarter") else minute
    half_day = s.get("part") or s.get("half_day")
    if half_day in ("AF", "EV", "PM") and hour < 12:
        hour += 12
    elif half_day in ("MO", "NI", "AM") and hour == 12:
        hour = 0
    if s.get("less"):
        hour, minute = hour - 1, 45
    return f"{hour:02}:{minute:02}{s.get('zone', '')}"


def _at(day: date | None, time: str) -> Meaning:
    if day is None:
        return Meaning(MomentType.TIME, f"T{time}", missing=True)
    if time.startswith("24:"):
        day, time = day + timedelta(days=1), "00" + time[2:]
    return Meaning(
        MomentType.TIME, f"{day.isoformat()}T{time}", f"{day.isoformat()}T{_edtf_clock(time)}", of_day("D", day)
    )


def _edtf_clock(time: str) -> str:
    plain, zone = time[:5], time[5:]
    if zone == "Z":
        return f"{plain}:00Z"
    return f"{plain}:00{zone}:00" if len(zone) == 3 else f"{plain}:00{zone}"


def part(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``part``: this evening (of the published day), the morning (of the last day told)."""
    if s.get("loose"):
        return Meaning(MomentType.TIME, f"XXXX-XX-XXT{s['part']}")
    rel = int(s.get("rel") or 0)
    told = not (s.get("this") or rel)
    day = frame.day_near(node) if told else frame.day(told=False)
    name = str(s["part"])
    if s.get("ana") and day:
        day += timedelta(days=int(s["ana"]))
    if rel and day:
        day += timedelta(days=rel)
    return _in_part(day, name)


def _in_part(day: date | None, name: str) -> Meaning:
    if day is None:
        return Meaning(MomentType.TIME, f"XXXX-XX-XXT{name}", missing=True)
    return Meaning(MomentType.TIME, f"{day.isoformat()}T{name}", day.isoformat(), of_day("D", day))


def _inner(frame: Frame, node: Node) -> Meaning:
    from recoupe.extract.moments.resolve import meaning_of

    return meaning_of(frame, node)


def daypart(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``daypart``: Tuesday evening, the night from Monday to Tuesday (told by its first day)."""
    name = str(s["part"].slots["part"])
    if "day" in s:
        return _in_part(_numbered(frame, node, int(s["day"])), name)
    if "from" in s:
        to = _inner(frame, s["to"])
        day = to.when.first - timedelta(days=1) if to.when and to.when.grain == "D" else None
        return _in_part(day, name).but(reference=to.reference)
    inner = _inner(frame, s["of"])
    if inner.when is None or inner.when.grain != "D":
        return Meaning(MomentType.TIME, f"{inner.value}T{name}" if inner.value else f"T{name}", missing=inner.missing)
    made = _in_part(inner.when.first, name)
    return made.but(reference=inner.reference, conflict=inner.conflict, alternatives=inner.alternatives)


def _numbered(frame: Frame, node: Node, day: int) -> date | None:
    """« l'aube du 16 »: the 16th next to the published day, on the side that the clause looks to, else the last one."""
    base = frame.base(told=False)
    if base is None:
        return None
    months = (moved(of_day("M", base.first), n) for n in ((0, 1, 2) if frame.looks(node) == AHEAD else (0, -1, -2)))
    found = [d for month in months if month and (d := valid_day(month.first.year, month.first.month, day))]
    ahead = frame.looks(node) == AHEAD
    return next((d for d in found if (d >= base.first if ahead else d <= base.first)), None)


def datetime_(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``datetime``: a clock time and its day, or the part of the day that it belongs to."""
    slots = dict(s["clock"].slots)
    if "part" in s:
        slots.setdefault("half_day", s["part"].slots["part"])
        return _at(frame.day_near(node), _clock_of(slots))
    inner = _inner(frame, s["of"])
    if inner.when is None or inner.when.grain != "D":
        return Meaning(MomentType.TIME, f"{inner.value or ''}T{_clock_of(slots)}", missing=inner.missing)
    made = _at(inner.when.first, _clock_of(slots))
    return made.but(reference=inner.reference, conflict=inner.conflict)


def edge(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``edge``: the beginning, middle or end of a period; TIMEX3 has the period, EDTF about a third of it."""
    if "of" not in s:
        return _edge_of_unit(frame, s)
    inner = _inner(frame, s["of"])
    if s["edge"].kind == "ref":
        return inner
    side = str(s["edge"].slots["edge"])
    if inner.when is None or inner.type != MomentType.DATE:
        return inner
    if side == "before" and s["of"].kind == "season" and inner.reference and "year" not in s["of"].slots:
        inner = coming_season(frame, s["of"])
    if side == "before" and inner.when:
        return inner.but(edtf=f"../{inner.when.first.isoformat()}~")
    if inner.when is None or side in ("later", "earlier", "before") or inner.when.grain == "D":
        return inner
    if side in ("H1", "H2") and inner.when.grain == "Y":
        half = When("H", inner.when.first.replace(month=1 if side == "H1" else 7))
        return dated(half, reference=inner.reference)
    first, last = part_of(inner.when, {"H1": "start", "H2": "end"}.get(side, side))
    return inner.but(edtf=f"{first.isoformat()}~/{last.isoformat()}~")


def _edge_of_unit(frame: Frame, s: Slots) -> Meaning:
    """Tell "end of year": the period in hand."""
    base = frame.base(told=frame.published is None)
    return dated(of_day(str(s["unit"]), base.first), reference=base.edtf) if base else opened("XXXX")


def nth(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``nth`` by itself: the first quarter, of the year in hand."""
    base = frame.base(told=frame.published is None)
    unit, n = str(s.get("unit", "")), int(s["ordinal"])
    if unit not in ("Q", "H") or base is None:
        return Meaning(MomentType.DATE, "XXXX-XX-XX")
    found = _nth(of_day("Y", base.first), unit, n)
    return dated(found, reference=base.edtf)


def _nth(of: When, unit: str, n: int) -> When | None:
    """The nth (or, below zero, nth last) period of a kind inside another; weeks of a month are full ones."""
    if unit == "W" and of.grain == "Y":
        first = of_day("W", of.first.replace(month=1, day=4))
        last = of_day("W", of.last.replace(day=28))
    elif unit in ("W", "WE"):
        first = of_day(unit, of.first)
        first = first if first.first >= of.first else moved(first, 1) or first
        last = of_day(unit, of.last)
        last = last if last.last <= of.last else moved(last, -1) or last
    else:
        first, last = of_day(unit, of.first), of_day(unit, of.last)
    found = moved(first, n - 1) if n > 0 else moved(last, n + 1)
    return found if found and of.first <= found.last and found.first <= of.last else None


def nthof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``nthof``: the last week of March, the first Sunday of May, the third quarter of 2005."""
    inner = _inner(frame, s["of"])
    slots = s["nth"].slots
    if s["nth"].kind == "weeknumber":
        return week_of(inner.when.first.year, int(slots["n"]), inner.reference) if inner.when else opened("XXXX-WXX")
    if s["nth"].kind in ("period", "weekday"):
        return _last_of(inner, slots)
    n = int(slots["ordinal"]) * (-1 if slots.get("back") else 1)
    if inner.when is None:
        return opened("XXXX-XX-XX")
    if "weekday" in slots:
        found = _nth_weekday(inner.when, int(slots["weekday"]), n)
    else:
        unit = str(slots["unit"])
        found = None if unit[0] == "T" or unit == "NI" else _nth(inner.when, unit, n)
    return dated(found, reference=inner.reference) if found else opened("XXXX-XX-XX")


def _last_of(inner: Meaning, slots: Slots) -> Meaning:
    """Tell "the last week of March", which is no week before the published day."""
    if slots.get("weak") and slots.get("unit") == "D":
        return inner  # « la journée du 17 mars »
    if inner.when and slots.get("weak") and slots.get("unit") in ("W", "M"):
        return dated(of_day(str(slots["unit"]), inner.when.first), reference=inner.reference)
    if inner.when is None or int(slots.get("rel", 0)) >= 0:
        return opened("XXXX-XX-XX")
    if "weekday" in slots:
        found = _nth_weekday(inner.when, int(slots["weekday"]), -1)
    else:
        found = _nth(inner.when, str(slots["unit"]), -1)
    return dated(found, reference=inner.reference) if found else opened("XXXX-XX-XX")


def _nth_weekday(of: When, weekday: int, n: int) -> When | None:
    if n > 0:
        day = of.first + timedelta(days=(weekday - of.first.isoweekday()) % 7 + 7 * (n - 1))
    else:
        day = of.last - timedelta(days=(of.last.isoweekday() - weekday) % 7 + 7 * (-n - 1))
    return When("D", day) if of.first <= day <= of.last else None


def seasonof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``seasonof``: the spring of that year."""
    inner = _inner(frame, s["of"])
    if inner.when is None or inner.when.grain != "Y":
        return _inner(frame, s["season"])
    return dated(of_season(str(s["season"].slots["season"]), inner.when.first.year), reference=inner.reference)


def dateof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``dateof``: the 17th of October of last year."""
    inner = _inner(frame, s["of"])
    if inner.when is None or inner.when.grain != "Y" or "year" in s["date"].slots:
        return _inner(frame, s["date"])
    told = Node("date", {**s["date"].slots, "year": inner.when.first.year}, s["date"].first, s["date"].last)
    return _inner(frame, told).but(reference=inner.reference)


def firstof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``firstof``: the first three months (of the year): a length, with its days where they are known."""
    slots = s["first"].slots if "first" in s else s
    unit = str(slots["unit"])
    if "n" not in slots or slots.get("few"):
        return Meaning(MomentType.DURATION, length_of(None, unit))
    n = int(slots["n"])
    meaning = Meaning(MomentType.DURATION, length_of(n, unit))
    inner = _inner(frame, s["of"]) if "of" in s else None
    if inner is None or inner.when is None or unit[0] == "T" or unit == "NI":
        return meaning
    last = int(slots.get("rel") or slots["bound"]) < 0
    first_period = _nth(inner.when, unit, -n if last else 1)
    last_period = _nth(inner.when, unit, -1 if last else n)
    if first_period is None or last_period is None:
        return meaning
    edtf = f"{first_period.first.isoformat()}/{last_period.last.isoformat()}"
    return meaning.but(edtf=edtf, reference=inner.reference)


def weekdayof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``weekdayof``: Tuesday of last week."""
    inner = _inner(frame, s["of"])
    wanted = int(s["weekday"].slots["weekday"])
    if s["weekday"].slots.get("rel") and inner.when and inner.when.grain != "W":
        return _last_of(inner, s["weekday"].slots)
    if inner.when is None or inner.when.grain != "W":
        return opened(f"XXXX-WXX-{wanted}")
    return dated(When("D", inner.when.first + timedelta(days=wanted - 1)), reference=inner.reference)


def dayof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``dayof``: the 15th of next month, the 15th."""
    day = int(s["day"].slots["day"] if isinstance(s["day"], Node) else s["day"])
    inner = _inner(frame, s["of"]) if "of" in s else _month_in_hand(frame)
    if inner.when is None or inner.when.grain != "M":
        return opened(f"XXXX-XX-{day:02}")
    found = inner.when.first + timedelta(days=day - 1)
    today = frame.published
    if "of" not in s and today is not None and inner.when.first <= today < found and frame.looks(node) == BACK:
        found = (moved(inner.when, -1) or inner.when).first + timedelta(days=day - 1)
        return dated(When("D", found), reference=inner.reference)
    return (
        dated(When("D", found), reference=inner.reference) if found <= inner.when.last else opened(f"XXXX-XX-{day:02}")
    )


def _month_in_hand(frame: Frame) -> Meaning:
    base = frame.base(told=True)
    return dated(of_day("M", base.first), reference=base.edtf) if base else opened("XXXX-XX")


def thatdayof(frame: Frame, node: Node, s: Slots) -> Meaning:
    """Kind ``thatdayof``: the day after 13 February."""
    inner = _inner(frame, s["of"])
    slots = s["thatday"].slots if isinstance(s["thatday"], Node) else s
    if inner.when is None or inner.when.grain != "D" or ("sign" in s and slots.get("unit") != "D"):
        return opened("XXXX-XX-XX")
    step = int(s["sign"] if "sign" in s else slots["thatday"])
    return dated(moved(inner.when, step), reference=inner.reference)
