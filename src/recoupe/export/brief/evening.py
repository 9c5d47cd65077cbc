"""Links as they stood on the evening of a day: what was published later is not known yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from recoupe.link.links import Links
from recoupe.model.ledger import Claim, Happening, History, HistoryRow

__all__ = ["evening"]


def evening(links: Links, day: str, known: Collection[str]) -> Links:
    """Return the links on an evening (ISO 8601), when only some reports were known.

    A claim stands as it stood then; rows and tellings of later reports are gone, and a figure that only a later one
    replaced still stands.
    """
    return replace(
        links,
        claims=tuple(c for claim in links.claims if (c := _claim(claim, day, known))),
        histories=tuple(h for history in links.histories if (h := _history(history, known))),
        happenings=tuple(e for happening in links.happenings if (e := _happening(happening, known))),
    )


def _claim(claim: Claim, day: str, known: Collection[str]) -> Claim | None:
    positions = tuple(p for p in claim.positions if p.report in known)
    standings = tuple(s for s in claim.standings if not s.since or s.since[:10] <= day)
    if not positions:
        return None
    standing = standings[-1] if standings else claim.standing
    return replace(claim, positions=positions, standing=standing, standings=standings)


def _history(history: History, known: Collection[str]) -> History | None:
    rows = tuple(r for r in history.rows if r.report in known)
    return replace(history, rows=tuple(_row(r, rows) for r in rows)) if rows else None


def _row(row: HistoryRow, rows: tuple[HistoryRow, ...]) -> HistoryRow:
    """A row that was replaced stands where the one that replaced it is not known yet."""
    newer = any(
        r.source == row.source and (r.low, r.high) != (row.low, row.high) and (r.said or "") > (row.said or "")
        for r in rows
    )
    return row if row.status == "standing" or newer else replace(row, status="standing")


def _happening(happening: Happening, known: Collection[str]) -> Happening | None:
    tellings = tuple(t for t in happening.tellings if t.report in known)
    return replace(happening, tellings=tellings) if tellings else None
