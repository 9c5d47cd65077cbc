"""Links as rows: one table a kind with the whole record as JSON, and one that says which entries it joins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from recoupe.link.shelves import Links
from recoupe.model.ledger import Claim, Happening, History, Identity, Origin, Story
from recoupe.store.fold import fold
from recoupe.store.rows import Row

__all__ = ["KINDS", "Kind", "form_of", "record_of", "row_of", "rows_of"]


class Kind(NamedTuple):
    """One kind of link: its list in Links, its record, its table's own columns, and its table of members."""

    name: str
    record: type[Any]
    columns: Callable[[Any, Mapping[str, str]], Row]
    members: str | None = None
    member_rows: Callable[[Any], Iterable[Row]] = lambda _: ()


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {
    record: TypeAdapter(record) for record in (Identity, Origin, Story, Claim, History, Happening)
}


def form_of(record: Any) -> str:
    """Return a link as JSON; the same link gives the same characters."""
    return _ADAPTERS[type(record)].dump_json(record).decode("utf-8")


def record_of(kind: type[Any], form: str) -> Any:
    """Return the link that a form was made of."""
    return _ADAPTERS[kind].validate_json(form)


def rows_of(links: Links, days: Mapping[str, str]) -> dict[str, dict[str, tuple[Row, list[Row]]]]:
    """Return for each kind, by id, its row and the rows of its members; ``days`` gives each report's day."""
    return {
        kind.name: {record.id: row_of(kind, record, days) for record in getattr(links, kind.name)} for kind in KINDS
    }


def row_of(kind: Kind, record: Any, days: Mapping[str, str]) -> tuple[Row, list[Row]]:
    """Return a link's row and the rows of its members."""
    row = {"id": record.id, "form": form_of(record), **kind.columns(record, days)}
    return row, _once(kind.member_rows(record))


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows without a second one for the same link and entry (a statement may bear on a claim with two passages)."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row.values())[:3], row)
    return list(found.values())


def _span_of_days(reports: Iterable[str], days: Mapping[str, str]) -> Row:
    known = sorted({days.get(report, "") for report in reports} - {""}) or [""]
    return {"day": known[0], "last_day": known[-1]}


def _identity(i: Identity, _: Mapping[str, str]) -> Row:
    folded = " | ".join(dict.fromkeys(fold(name) for name in (i.name, *i.names)))
    return {"kind": i.kind.value, "name": i.name, "qid": i.qid, "size": len(i.members), "folded": f" {folded} "}


def _origin(o: Origin, days: Mapping[str, str]) -> Row:
    return {"first": o.first, "size": len(o.reports), "day": days.get(o.first, "")}


def _story(s: Story, days: Mapping[str, str]) -> Row:
    return {"title": s.title, **_span_of_days(s.reports, days)}


def _claim(c: Claim, days: Mapping[str, str]) -> Row:
    return {
        "words": c.words, "standing": c.standing.word.value, "story": c.story, "history": c.history,
        "folded": fold(c.words), **_span_of_days((p.report for p in c.positions), days),
    }  # fmt: skip


def _history(h: History, days: Mapping[str, str]) -> Row:
    return {"measure": h.measure, "story": h.story, "day": _span_of_days((r.report for r in h.rows), days)["day"]}


def _happening(h: Happening, days: Mapping[str, str]) -> Row:
    told = _span_of_days((t.report for t in h.tellings), days)
    return {"type": h.type.value, "modality": h.modality.value, "place": h.place, **told}


KINDS = (
    Kind("identities", Identity, _identity, "members",
         lambda i: ({"identity": i.id, "report": report, "entity": entity} for report, entity in i.members)),
    Kind("origins", Origin, _origin, "origin_reports",
         lambda o: ({"origin": o.id, "report": report} for report in o.reports)),
    Kind("stories", Story, _story, "story_reports",
         lambda s: ({"story": s.id, "report": report} for report in s.reports)),
    Kind("claims", Claim, _claim, "positions",
         lambda c: ({"claim": c.id, "report": p.report, "statement": p.statement, "side": p.side.value,
                     "source": p.source} for p in c.positions)),
    Kind("histories", History, _history),
    Kind("happenings", Happening, _happening, "tellings",
         lambda h: ({"happening": h.id, "report": t.report, "event": t.event} for t in h.tellings)),
)  # fmt: skip
