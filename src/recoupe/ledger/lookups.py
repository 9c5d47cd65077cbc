"""Looking things up in a ledger by their ids, many at once; and one state for many questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Self, TypeVar, cast

from recoupe.ledger.kept import Kept
from recoupe.ledger.outline import Outline, Outliner
from recoupe.link.entry import Entry
from recoupe.model.ledger import Claim, Happening, History, Identity, Origin, Story
from recoupe.model.span import Span
from recoupe.store import lookup
from recoupe.store.answers import EventRow, FigureRow, StatementRow
from recoupe.store.ask import found
from recoupe.store.rows import unpacked
from recoupe.store.store import Store

__all__ = ["Lookups"]

T = TypeVar("T")

_AT_HAND = 1_024
"""Readings kept as they were unpacked, which takes longer than all that is done with them: those of a board, some fifty
megabytes. What is kept is found by the bytes that the ledger holds, so it is never of another state."""

_unpacked = lru_cache(maxsize=_AT_HAND)(unpacked)


class Lookups:
    """The part of a ledger that looks things up; nothing here links or writes."""

    store: Store
    _kept: Kept
    _outliner: Outliner

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Let all questions of this thread see one state of the ledger with its links as they are.

        What the thread writes itself it sees. A ledger in memory has no other states to be kept from.
        """
        with self.store.snapshot():
            yield self

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key in the ledger's present state; make it where it is not there."""
        return cast("T", self._kept.get(self.store.revision(), key, make))

    def outline(self) -> Outline:
        """Return the whole ledger in outline, kept until it changes."""
        return self.kept("outline", lambda: self._outliner.outline(self.store))

    def names(self) -> dict[str, str]:
        """What each report is called, by its id; kept until the ledger changes, so nobody may change it."""
        return self.kept("names", lambda: lookup.names(self.store))

    def entries_of(self, reports: Iterable[str]) -> list[Entry]:
        """Return these reports with their readings, in order of ids; unknown ids are left out."""
        return sorted(self.store.entries_of(sorted(set(reports)), _unpacked), key=lambda e: e.id)

    def identities_in(self, reports: Iterable[str]) -> list[Identity]:
        """Return who and what is named in these reports, each with its members in these reports only, without reasons."""
        return lookup.identities_in(self.store, reports)

    def origins_of(self, reports: Iterable[str]) -> list[Origin]:
        """Return the origins that hold any of these reports."""
        return lookup.origins_of(self.store, reports)

    def happenings_in(self, reports: Iterable[str]) -> list[Happening]:
        """Return the events across reports that any of these reports tells."""
        return lookup.links_touching(self.store, "happenings", "tellings", reports)

    def claims_in(self, reports: Iterable[str]) -> list[Claim]:
        """Return the claims that any of these reports takes part in."""
        return lookup.links_touching(self.store, "claims", "positions", reports)

    def claim(self, id: str) -> Claim | None:  # noqa: A002 (what it is)
        """Return the claim with this id, None where there is none."""
        return cast("Claim | None", lookup.one_link(self.store, "claims", id))

    def claims_of(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids."""
        return lookup.some_links(self.store, "claims", ids)

    def history(self, id: str) -> History | None:  # noqa: A002
        """Return the history of figures with this id, None where there is none."""
        return cast("History | None", lookup.one_link(self.store, "histories", id))

    def histories_of(self, ids: Iterable[str]) -> list[History]:
        """Return the histories with these ids."""
        return lookup.some_links(self.store, "histories", ids)

    def identity(self, id: str) -> Identity | None:  # noqa: A002
        """Return the identity with this id, with all its members; None where there is none."""
        return cast("Identity | None", lookup.one_link(self.store, "identities", id))

    def link(self, kind: str, id: str) -> Any:  # noqa: A002
        """Return the link of a kind (``origins``, ``stories``, ``happenings`` …) with this id, None where there is none."""
        return lookup.one_link(self.store, kind, id)

    def statement(self, id: str) -> StatementRow | None:  # noqa: A002
        """Return the statement with this id, None where there is none."""
        return cast("StatementRow | None", found(self.store, "statements", {"id": id}))

    def event(self, id: str) -> EventRow | None:  # noqa: A002
        """Return the event with this id, as its report tells it; None where there is none."""
        return cast("EventRow | None", found(self.store, "events", {"id": id}))

    def figure(self, report: str, span: Span) -> FigureRow | None:
        """Return the figure at a passage of the report with this id (ours), None where there is none."""
        place = {"report": report, "start": span.start, "end": span.end}
        return cast("FigureRow | None", found(self.store, "figures", place))

    def stories_of(self, reports: Iterable[str]) -> list[Story]:
        """Return the stories that hold any of these reports."""
        return lookup.links_touching(self.store, "stories", "story_reports", reports)
