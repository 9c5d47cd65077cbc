"""The day that a report itself says it is of, for reports without a published date."""

from __future__ import annotations

import re
from datetime import date

from recoupe.extract.moments.almanac import valid_day
from recoupe.extract.moments.context import Context
from recoupe.extract.moments.finder import Node

__all__ = ["dateline"]

_REACH = 300
"""A dateline stands in the first code points of a report, after a title at most."""

_PLACE = re.compile(r"[^\n.!?]{0,40}$")
_DASH = re.compile(r"\s*(?:\([^)\n]{1,30}\))?[\s.,]*(?:[-–—]|$|\n)")


def dateline(context: Context, nodes: list[Node]) -> tuple[Node, date] | None:
    """The first full date that has its own line, or opens a paragraph with at most a place and is closed by a dash."""
    text = context.parse.text
    for node in nodes[:5]:
        s = node.slots
        if node.kind != "date" or not all(isinstance(s.get(k), int) for k in ("year", "month", "day")) or s.get("era"):
            continue
        start, end = context.atoms.start(node.first), context.atoms.end(node.last - 1)
        if start > _REACH:
            break
        line_start = text.rfind("\n", 0, start) + 1
        if _PLACE.fullmatch(text[line_start:start]) and _DASH.match(text, end) and _headed(text[line_start:start]):
            day = valid_day(s["year"], s["month"], s["day"])
            if day:
                return node, day
    return None


def _headed(place: str) -> bool:
    """Nothing, or a place in a dateline's form: "PARIS, ", "Kyiv (AFP), le "."""
    return not place.strip() or (bool(re.match(r"\s*[\W]*[A-ZÀ-Ý]", place)) and "," in place)
