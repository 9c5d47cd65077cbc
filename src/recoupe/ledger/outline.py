"""The whole ledger in outline: enough to count, to group and to choose from, without a text, reading or name.

A hundred thousand statements make some forty megabytes and a second of work; what was chosen is then looked up.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from sys import intern
from threading import Lock
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import select

from recoupe.model.span import Span
from recoupe.model.words import Side, StandingWord
from recoupe.store import schema as t
from recoupe.store.store import Store

__all__ = ["ClaimOutline", "Outline", "Outliner", "Place", "ReportOutline", "Stood", "StoryOutline"]


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


class Stood(NamedTuple):
    """How a claim stood: since which day, and after which report."""

    word: StandingWord
    since: str | None
    after: str | None


class ClaimOutline(NamedTuple):
    """A claim: its positions, how it stands and how it came to.

    ``several`` says whether those who assert it are of several origins and sources; ``weight`` how widely it is told.
    """

    id: str
    history: str | None
    places: tuple[Place, ...]
    standing: Stood
    standings: tuple[Stood, ...]
    several: bool
    weight: int

    def on(self, places: tuple[Place, ...], standings: tuple[Stood, ...]) -> ClaimOutline:
        """The claim with these of its positions and standings only."""
        standing = standings[-1] if standings else self.standing
        return ClaimOutline(self.id, self.history, places, standing, standings, *_told(places))


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
    told: Mapping[str, Sequence[tuple[Span, str]]]


class Outliner:
    """Makes outlines of one ledger; what has not changed since the last one is taken from there."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: dict[str, dict[str, tuple[int, Any]]] = {"claims": {}, "stories": {}, "histories": {}}

    def outline(self, store: Store) -> Outline:
        """Return the outline of what a store holds."""
        with self._lock, _without_collecting():
            r, o = t.reports.c, t.origin_reports.c
            with store.asking() as connection:
                rows = connection.execute(select(r.id, r.day, r.language, r.outlet))
                reports = {row.id: ReportOutline(row.day, row.language, row.outlet) for row in rows}
                origin = {row.report: row.origin for row in connection.execute(select(o.report, o.origin))}
            claims, stories, rows_of = (self._links(store, name, make) for name, make in _MADE.items())
            told: dict[str, list[tuple[Span, str]]] = defaultdict(list)
            for history, places in rows_of:
                for report, span in places:
                    told[report].append((span, history))
            return Outline(reports, origin, tuple(claims), tuple(stories), told)

    def _links(self, store: Store, name: str, make: Callable[[dict[str, Any]], Any]) -> list[Any]:
        """The links of a kind in outline, in order of ids; a form that is as it was is not read again."""
        table, before = t.metadata.tables[name], self._made[name]
        after: dict[str, tuple[int, Any]] = {}
        query = select(table.c.id, table.c.form).order_by(table.c.id).execution_options(yield_per=1000)
        with store.asking() as connection:
            for id_, form in connection.execute(query):
                mark, known = hash(form), before.get(id_)
                after[id_] = (
                    known if known and known[0] == mark else (mark, make(from_json(form, cache_strings="keys")))
                )
        self._made[name] = after
        return [made for _, made in after.values()]


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Make many small things without looking for cycles among them, then or later: there are none.

    Looking takes two thirds of the time here, and a second at odd moments of every request after (100,000 statements).
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.freeze()
            gc.enable()


_SIDES = {side.value: side for side in Side}
_STANDINGS = {word.value: word for word in StandingWord}


def _claim(form: dict[str, Any]) -> ClaimOutline:
    places = tuple(
        Place(intern(p["report"]), _SIDES[p["side"]], intern(p["source"]), intern(p["origin"]))
        for p in form["positions"]
    )
    standings = tuple(map(_stood, form["standings"]))
    return ClaimOutline(form["id"], form["history"], places, _stood(form["standing"]), standings, *_told(places))


_NARRATOR = "narrator"
"""The source of what a report says in its own voice (model.ledger.Position)."""

_ENOUGH = 4
"""Origins and sources that count: from then on, a claim is rather a topic (as in a brief's salience)."""


def _told(places: Sequence[Place]) -> tuple[bool, int]:
    """Whether several assert it, and its weight: 2 an origin, 1 a source, 1 for an identity, 3 off for reports' own voice alone."""
    taking = [p for p in places if p.side is Side.FOR] or places
    origins = {p.origin for p in taking}
    sources = {p.source if p.source != _NARRATOR else f"{_NARRATOR} {p.origin}" for p in taking}
    weight = 2 * min(len(origins), _ENOUGH) + min(len(sources), _ENOUGH)
    weight += any(p.source.startswith("i-") for p in taking) - 3 * all(p.source == _NARRATOR for p in taking)
    return len(origins) > 1 and len(sources) > 1, weight


def _stood(form: dict[str, Any]) -> Stood:
    return Stood(_STANDINGS[form["word"]], form["since"], form["after"])


def _story(form: dict[str, Any]) -> StoryOutline:
    return StoryOutline(form["id"], form["title"], tuple(form["reports"]))


def _rows(form: dict[str, Any]) -> tuple[str, tuple[tuple[str, Span], ...]]:
    return form["id"], tuple((intern(row["report"]), Span(*row["span"])) for row in form["rows"])


_MADE: dict[str, Callable[[dict[str, Any]], Any]] = {"claims": _claim, "stories": _story, "histories": _rows}
