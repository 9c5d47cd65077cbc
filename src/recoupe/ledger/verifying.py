"""Whether a ledger holds what it says: ids, spans, rows, readings."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.extract.pipeline import rules_version
from recoupe.intake.refusal import Refusal
from recoupe.ledger.reading import read_all
from recoupe.ledger.records import Problem, Progress, Verified
from recoupe.link.entry import Entry
from recoupe.model.convert import to_form
from recoupe.model.reading import Reading
from recoupe.model.span import Span
from recoupe.store.checks import misread_rows
from recoupe.store.digest import digest
from recoupe.store.store import Store

__all__ = ["spans_of", "verify"]


def verify(store: Store, *, reread: bool, progress: Progress) -> Verified:
    """Check every report of a store; with ``reread`` read each again and compare."""
    problems: list[Problem] = []
    reports = spans = reproduced = 0
    for entry in store.entries():
        reports += 1
        found = list(spans_of(entry.reading))
        spans += len(found)
        problems += _spans(entry, found)
        problems += _id(entry)
        problems += [
            Problem(entry.report.name, "row", message, "recoupe rebuild") for message in misread_rows(store, entry)
        ]
        progress("verify", 0 if reread else 1)
    if reread:
        for problem in _reproduced(store, progress):
            if problem is None:
                reproduced += 1
            else:
                problems.append(problem)
    revision, linked = store.revision()
    if revision != linked:
        problems.append(Problem(store.place, "links", "links are older than the reports", "recoupe rebuild"))
    return Verified(reports, spans, reproduced, digest(store), tuple(problems))


def spans_of(reading: Reading) -> Iterator[Span]:
    """Yield every span of a reading."""
    yield from (m.span for m in reading.mentions)
    yield from (m.span for m in reading.moments)
    yield from (f.span for f in reading.figures)
    for s in reading.statements:
        yield from (*s.content, *s.source, *(x.span for x in s.chain))
        yield from (x for x in (s.cue, s.said, s.place, s.medium, s.addressee) if x)
    for p in reading.propositions:
        yield from (p.span, p.head, *p.moments, *p.figures)
        yield from (x.span for x in (*p.actors, *p.recipients, *p.places))
    for e in reading.events:
        yield from (e.anchor, *(x.span for x in (*e.actors, *e.recipients)))
        yield from (x for x in (e.moment, e.place.span if e.place else None) if x)
    yield from (n.span for n in reading.notes if n.span)


def _spans(entry: Entry, spans: list[Span]) -> Iterator[Problem]:
    size = len(entry.report.text)
    for start, end in spans:
        if not 0 <= start < end <= size:
            yield Problem(
                entry.report.name, "span", f"[{start}, {end}) is not in a text of {size} characters", "recoupe rebuild"
            )


def _id(entry: Entry) -> Iterator[Problem]:
    if entry.reading.report != entry.report.id:
        yield Problem(
            entry.report.name,
            "id",
            "the text or what is known of it was changed by hand",
            "add the report again from its source",
        )


def _reproduced(store: Store, progress: Progress) -> Iterator[Problem | None]:
    """None for each reading that comes out the same again, a problem for each that does not."""
    held = {entry.report.id: entry.reading.rules for entry in store.entries()}
    for report, fresh in read_all(store.reports()):
        progress("verify", 1)
        if isinstance(fresh, Refusal):
            yield Problem(report.name, "reading", fresh.message, fresh.remedy)
            continue
        kept = store.reading(report.id)
        if kept is None:
            yield Problem(report.name, "reading", "it has no reading", "recoupe rebuild")
        elif held.get(report.id) != rules_version():
            yield Problem(report.name, "rules", f"its reading is by other rules ({kept.rules})", "recoupe rebuild")
        elif to_form(kept, report) != to_form(fresh, report):
            yield Problem(report.name, "reading", "reading it again gives another result", "recoupe rebuild")
        else:
            yield None
