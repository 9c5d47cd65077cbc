"""Ranges: ends that lend each other a month, a year or a unit, and the interval that the two make."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from recoupe.extract.moments.almanac import When
from recoupe.extract.moments.context import Context
from recoupe.extract.moments.finder import Node
from recoupe.extract.moments.meaning import Meaning, dated
from recoupe.model.words import MomentType

__all__ = ["joined", "lend", "ordered"]

PHRASE = 14
"""Tokens a text may have to be a phrase (a search, a caption, a cell of a table) rather than running text."""


def lend(context: Context, nodes: list[Node]) -> None:
    """Give the bare half of a range what only the other says: « du 19 au 23 juillet », "March to June 2004"."""
    for left, right in zip(reversed(nodes[:-1]), reversed(nodes[1:]), strict=True):
        if left.kind in ("half", "halflength", "date") and context.joint(left, right):
            _from_right(left, right)
    for left, right in pairwise(nodes):
        if right.kind == "half" and left.kind == "date" and context.joint(left, right):
            _from_left(left, right, dashed=(context.between(left, right) or "") in context.words.lists["dashes"])


def _from_right(left: Node, right: Node) -> None:
    mine, theirs = left.slots, right.slots
    if left.kind == "halflength":
        if right.kind == "duration" and "unit" in theirs:
            mine["unit"], left.kind = theirs["unit"], "duration"
            mine["ends"], theirs["begins"] = right, left
        return
    if right.kind != "date" or mine.get("era"):
        return
    if "month" not in mine and "month" in theirs and "day" in mine:
        mine["month"], left.kind = theirs["month"], "date"
        if "rel" in theirs:
            mine["rel"] = theirs["rel"]
    if left.kind == "date" and "year" not in mine and "month" in mine and "year" in theirs:
        crosses = "month" in theirs and mine["month"] > theirs["month"]
        mine["year"] = int(theirs["year"]) - (1 if crosses else 0)
    if "year" in mine and theirs.get("era"):
        mine["era"], left.kind = True, "date"


def _from_left(left: Node, right: Node, *, dashed: bool) -> None:
    mine, theirs = right.slots, left.slots
    if "day" in mine and "month" in theirs:
        mine.update({k: theirs[k] for k in ("month", "year") if k in theirs and k not in mine})
        right.kind = "date"
    elif "year" in theirs and "month" not in theirs and dashed:
        short = int(mine.pop("day", 0) or mine["year"]) % 100
        mine["year"] = int(theirs["year"]) // 100 * 100 + short
        right.kind = "date"


def ordered(context: Context, told: list[tuple[Node, Meaning]], published: date | None) -> list[tuple[Node, Meaning]]:
    """Let a range of weekdays run forward: « de lundi à jeudi » said on a Wednesday, of last week or of the next days."""
    result = list(told)
    for n, ((left, start), (right, end)) in enumerate(pairwise(told)):
        if not left.kind == right.kind == "weekday" or start.when is None or end.when is None or published is None:
            continue
        between = context.between(left, right)
        if (
            start.when.first <= end.when.first
            or not context.joint(left, right)
            or between in context.words.lists["weak_joints"]
        ):
            continue
        if end.when.first <= published:
            result[n] = (left, _moved(start, -7))
        else:
            result[n + 1] = (right, _moved(end, 7))
    return result


def _moved(meaning: Meaning, days: int) -> Meaning:
    assert meaning.when is not None
    return dated(When("D", meaning.when.first + timedelta(days=days)), reference=meaning.reference)


def joined(context: Context, told: list[tuple[Node, Meaning]]) -> list[tuple[Node, Meaning]]:
    """Make one moment of a range's two ends where the text is a single phrase (a title, a caption, a search).

    In running text both ends stay moments of their own, as TimeML has it.
    """
    if len(context.parse.tokens) > PHRASE:
        return told
    result: list[tuple[Node, Meaning]] = []
    for node, meaning in told:
        if result and (made := _interval(context, result[-1], (node, meaning))):
            result[-1] = made
        else:
            result.append((node, meaning))
    return result


def _interval(context: Context, left: tuple[Node, Meaning], right: tuple[Node, Meaning]) -> tuple[Node, Meaning] | None:
    (first, start), (last, end) = left, right
    if (
        first.kind == "range"
        or not start.type == end.type == MomentType.DATE
        or start.value is None
        or end.value is None
    ):
        return None
    between = context.between(first, last)
    if not context.joint(first, last):
        return None
    if between in context.words.lists["weak_joints"] and not context.before(first).startswith(context.words.between):
        return None
    made = _range(start, end)
    return (Node("range", {}, first.first, last.last), made) if made else None


def _range(start: Meaning, end: Meaning) -> Meaning | None:
    reference = start.reference or end.reference
    if start.when is None or end.when is None:
        return Meaning(MomentType.DATE, f"{start.value}/{end.value}", missing=start.missing or end.missing)
    if start.when.first > end.when.first:
        return None
    if start.when.grain == end.when.grain == "Y":
        value = f"{start.when.timex}/{end.when.timex}"
    else:
        value = f"{start.when.first.isoformat()}/{end.when.last.isoformat()}"
    return Meaning(MomentType.DATE, value, value, reference=reference)
