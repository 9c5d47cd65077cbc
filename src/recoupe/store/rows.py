"""A report and its reading as rows of the tables: a pure function, so that a row can be made and checked anywhere."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from recoupe.model.convert import from_form, further, to_form
from recoupe.model.entity import Entity
from recoupe.model.event import Event
from recoupe.model.figure import Figure
from recoupe.model.form import ReadingForm
from recoupe.model.moment import days_of
from recoupe.model.reading import Reading
from recoupe.model.report import Report, Review
from recoupe.model.span import Span, covering, quoted
from recoupe.model.statement import Statement
from recoupe.model.words import Status
from recoupe.store.fold import fold

__all__ = ["Row", "packed", "reading_rows", "report_back", "report_row", "unpacked"]

Row = dict[str, Any]

_KEYS = {
    "entities": ("id",), "statements": ("id",), "about": ("statement", "entity"), "figures": ("start", "end"),
    "events": ("id",), "parties": ("event", "role", "entity"),
}  # fmt: skip
"""What tells the rows of one report apart, in each table."""


def packed(reading: Reading, report: Report) -> bytes:
    """Return the reading's public JSON form, compressed; the same reading gives the same bytes."""
    form = json.dumps(to_form(reading, report), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(form.encode("utf-8"), 6)


def unpacked(data: bytes) -> Reading:
    """Return the reading that was packed."""
    return from_form(cast("ReadingForm", json.loads(zlib.decompress(data))))


def report_row(report: Report) -> Row:
    """Return the row of a report."""
    return {
        "id": report.id, "key": report.key, "text": report.text, "day": _day(report), "published": report.published,
        "modified": report.modified, "language": report.language or "", "outlet": report.outlet, "url": report.url,
        "title": report.title, "credit": report.credit, "status": report.status.value, "replaces": report.replaces,
        "folded": fold(f"{report.title or ''}\n{report.text}"), "further": _further(report),
    }  # fmt: skip


def _further(report: Report) -> str | None:
    found = further(report)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else None


def report_back(row: Mapping[str, Any]) -> Report:
    """Return the report that a row holds."""
    return Report(
        text=row["text"], published=row["published"], language=row["language"] or None, outlet=row["outlet"],
        url=row["url"], title=row["title"], credit=row["credit"], modified=row["modified"],
        status=Status(row["status"]), replaces=row["replaces"], key=row["key"], **_further_back(row["further"]),
    )  # fmt: skip


def _further_back(kept: str | None) -> dict[str, Any]:
    if not kept:
        return {}
    found: dict[str, Any] = json.loads(kept)
    reviews = tuple(Review(**r) for r in found.pop("reviews", ()))
    return {"reviews": reviews, **{k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}}


def reading_rows(reading: Reading, report: Report) -> dict[str, list[Row]]:
    """Return the rows of a reading by table, each with the report's id."""
    names = {e.id: e for e in reading.entities}
    day = _day(report)
    moments = {m.span: m.edtf for m in reading.moments}
    rows: dict[str, list[Row]] = {
        "entities": [_entity(e) for e in reading.entities],
        "statements": [_statement(s, report.text, names, day) for s in reading.statements],
        "about": list(_about(reading)),
        "figures": [_figure(f, report.text, day) for f in reading.figures],
        "events": [_event(e, report.text, day, moments) for e in reading.events],
        "parties": list(_parties(reading.events)),
    }
    for name, found in rows.items():
        rows[name] = _once(found, *_KEYS[name])
        for row in found:
            row["report"] = report.id
    return rows


def _day(report: Report) -> str:
    return report.day.isoformat() if report.day else ""


def _words(text: str, spans: Iterable[Span]) -> str | None:
    found = tuple(spans)
    return quoted(text, found) if found else None


def _entity(e: Entity) -> Row:
    return {"id": e.id, "kind": e.kind.value, "name": e.name, "qid": e.qid, "folded": _folded_names(e)}


def _folded_names(e: Entity) -> str:
    return " ".join(dict.fromkeys(fold(name) for name in (e.name, *e.names, e.role or "") if name))


def _statement(s: Statement, text: str, names: Mapping[str, Entity], day: str) -> Row:
    hull = covering(s.content)
    words = quoted(text, s.content)
    speaker = names.get(s.speaker or "")
    return {
        "id": s.id, "day": day, "start": hull.start, "end": hull.end,
        "content": json.dumps([list(span) for span in s.content]), "words": words,
        "cue": _words(text, [s.cue] if s.cue else []), "source": _words(text, s.source),
        "speaker": s.speaker, "speaker_name": speaker.name if speaker else None, "anonymous": s.anonymous,
        "stance": s.stance.value, "form": s.form.value, "hedge": s.hedge.value, "answers": s.answers,
        "folded": fold(words),
    }  # fmt: skip


def _about(reading: Reading) -> Iterator[Row]:
    """Entities named inside each statement; mentions are in reading order, so each statement scans only its own."""
    starts = [m.span.start for m in reading.mentions]
    for statement in reading.statements:
        found = {
            reading.mentions[i].entity
            for span in statement.content
            for i in _between(starts, span)
            if span.holds(reading.mentions[i].span)
        }
        yield from ({"statement": statement.id, "entity": entity} for entity in sorted(found))


def _between(starts: list[int], span: Span) -> range:
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _once(rows: list[Row], *key: str) -> list[Row]:
    """Rows without a second one of the same key: two finds of one passage are one answer."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row[k] for k in key), row)
    return list(found.values())


def _figure(f: Figure, text: str, day: str) -> Row:
    words = quoted(text, [f.span])
    return {
        "day": day, "start": f.span.start, "end": f.span.end, "words": words, "low": f.low, "high": f.high,
        "unit": f.unit, "exactness": f.exactness.value, "counted": f.counted, "head": f.head, "measure": f.measure,
        "as_of": f.as_of, "folded": fold(f"{words} {f.counted or ''} {f.head or ''} {f.whole or ''} {f.measure or ''}"),
    }  # fmt: skip


def _event(e: Event, text: str, day: str, moments: Mapping[Span, str | None]) -> Row:
    edtf = moments.get(e.moment) if e.moment else None
    days = days_of(edtf) if edtf else None
    first, last = days or (None, None)
    actor = _words(text, (p.span for p in e.actors))
    recipient = _words(text, (p.span for p in e.recipients))
    place = _words(text, [e.place.span] if e.place else [])
    words = quoted(text, [e.anchor])
    return {
        "id": e.id, "day": first.isoformat() if first else day,
        "last_day": last.isoformat() if last else (first.isoformat() if first else day),
        "start": e.anchor.start, "end": e.anchor.end, "words": words, "type": e.type.value,
        "modality": e.modality.value, "actor": actor, "recipient": recipient, "place": place, "dated": first is not None,
        "folded": fold(" ".join(x for x in (words, actor, recipient, place) if x)),
    }  # fmt: skip


def _parties(events: Iterable[Event]) -> Iterator[Row]:
    for event in events:
        places = (event.place,) if event.place else ()
        for role, parties in (("actor", event.actors), ("recipient", event.recipients), ("place", places)):
            for entity in sorted({p.entity for p in parties if p.entity}):
                yield {"event": event.id, "role": role, "entity": entity}
