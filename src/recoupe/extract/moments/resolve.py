"""From what the words say to a value: one function a kind of time expression."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recoupe.extract.moments import composed, dates, relative
from recoupe.extract.moments.finder import Node
from recoupe.extract.moments.frame import Frame
from recoupe.extract.moments.meaning import Meaning
from recoupe.model.words import MomentType

__all__ = ["KINDS", "meaning_of", "resolve"]

KINDS: dict[str, Callable[[Frame, Node, dict[str, Any]], Meaning]] = {
    "date": dates.day_and_month,
    "holiday": dates.holiday,
    "season": dates.season,
    "decade": dates.decade,
    "century": dates.century,
    "quarter": dates.quarter,
    "fiscal": dates.fiscal,
    "weeknumber": dates.weeknumber,
    "day": relative.day,
    "thatday": relative.thatday,
    "same": relative.same,
    "period": relative.period,
    "weekday": relative.weekday,
    "weekdays": relative.weekdays,
    "away": relative.away,
    "duration": relative.duration,
    "stretch": relative.stretch,
    "set": relative.every,
    "often": relative.often,
    "ref": relative.vague,
    "clock": composed.clock,
    "part": composed.part,
    "daypart": composed.daypart,
    "datetime": composed.datetime_,
    "edge": composed.edge,
    "nth": composed.nth,
    "nthof": composed.nthof,
    "weekdayof": composed.weekdayof,
    "dayof": composed.dayof,
    "seasonof": composed.seasonof,
    "dateof": composed.dateof,
    "firstof": composed.firstof,
    "then": relative.then,
    "thatdayof": composed.thatdayof,
}


def meaning_of(frame: Frame, node: Node) -> Meaning:
    """What a node means by itself, without remembering it."""
    try:
        return KINDS[node.kind](frame, node, node.slots)
    except (OverflowError, ValueError):  # a day before year 1 or after 9999, where Python's calendar ends
        return Meaning(MomentType.DATE, None, conflict="no such day")


def resolve(frame: Frame, node: Node, leads: bool = True) -> Meaning:
    """What a node means; what it tells is remembered for the next. ``leads`` where it opens its sentence or stands alone."""
    meaning = meaning_of(frame, node)
    if meaning.when is not None and meaning.type in (MomentType.DATE, MomentType.TIME):
        frame.tell(meaning.when, frame.sentence(node), passing=meaning.when.grain == "Y" and not leads)
    return meaning
