"""The whole ledger in outline: enough to count, to group and to choose from, without a text, reading or name.

A hundred thousand statements make some forty megabytes and a second of work; what was chosen is then looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import select

from recoupe.model.span import Span
from recoupe.model.words import Side, StandingWord
from recoupe.store import schema as t
from recoupe.store.store import Store

__all__ = ["ClaimOutline", "Outline", "Place", "ReportOutline", "StoryOutline", "outline_of"]


class ReportOutline(NamedTuple):
    """A report: day of publication ("" where unknown), language, outlet."""

    day: str
    language: str
    outlet: str | None


class Place(NamedTuple):
    """A position of a claim: in which report, on which side, whose, and of which origin its words are."""

    report: str
    side: Side
    source: str
    origin: str


class ClaimOutline(NamedTuple):
    """A claim: its positions, and how it came to stand as (since, standing)."""

    id: str
    standing: StandingWord
    history: str | None
    places: tuple[Place, ...]
    standings: tuple[tuple[str | None, StandingWord], ...]


class StoryOutline(NamedTuple):
    """A story: its title and reports."""

    id: str
    title: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Reports by id, the origin of each, claims and stories in order of ids; ``told`` are the figures of each report
    that stand in a history, as (span, history).
    """

    reports: Mapping[str, ReportOutline]
    origin: Mapping[str, str]
    claims: tuple[ClaimOutline, ...]
    stories: tuple[StoryOutline, ...]
    told: Mapping[str, tuple[tuple[Span, str], ...]]


def outline_of(store: Store) -> Outline:
    """Return the outline of what a store holds."""
    r, o = t.reports.c, t.origin_reports.c
    with store.asking() as connection:
        rows = connection.execute(select(r.id, r.day, r.language, r.outlet))
        reports = {row.id: ReportOutline(row.day, row.language, row.outlet) for row in rows}
        origin = {row.report: row.origin for row in connection.execute(select(o.report, o.origin))}
    own = {report: report for report in reports}
    claims = tuple(_claim(form, own) for form in _forms(store, "claims"))
    stories = tuple(StoryOutline(s["id"], s["title"], tuple(s["reports"])) for s in _forms(store, "stories"))
    told: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for history in _forms(store, "histories"):
        for row in history["rows"]:
            told[row["report"]].append((Span(*row["span"]), history["id"]))
    return Outline(reports, origin, claims, stories, {report: tuple(found) for report, found in told.items()})


def _forms(store: Store, name: str) -> Iterator[dict[str, Any]]:
    """The forms of all links of a kind, in order of ids."""
    table = t.metadata.tables[name]
    with store.asking() as connection:
        query = select(table.c.form).order_by(table.c.id).execution_options(yield_per=1000)
        for row in connection.execute(query):
            yield from_json(row.form, cache_strings="all")


_SIDES = {side.value: side for side in Side}
_STANDINGS = {word.value: word for word in StandingWord}


def _claim(form: dict[str, Any], own: Mapping[str, str]) -> ClaimOutline:
    places = tuple(
        Place(own.get(p["report"], p["report"]), _SIDES[p["side"]], intern(p["source"]), intern(p["origin"]))
        for p in form["positions"]
    )
    standings = tuple((s["since"], _STANDINGS[s["word"]]) for s in form["standings"])
    return ClaimOutline(form["id"], _STANDINGS[form["standing"]["word"]], form["history"], places, standings)
