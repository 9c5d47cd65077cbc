"""The ledger: what is added, what it is asked, what a person decides; links follow from these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, cast

from recoupe.errors import DecisionError, NotFoundError, SpanError
from recoupe.extract.pipeline import rules_version
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.ledger.kept import Kept
from recoupe.ledger.lookups import Lookups
from recoupe.ledger.outline import Outliner
from recoupe.ledger.reading import BATCH, read_all
from recoupe.ledger.records import Added, Progress, Rebuilt, Verified
from recoupe.ledger.snapshot import keep, resumed, worth_keeping
from recoupe.ledger.verifying import verify
from recoupe.link.entry import Entry
from recoupe.link.links import Changes, Linker, Links, first_of
from recoupe.model.ids import content_id
from recoupe.model.ledger import Claim, Decision, Happening, History, Identity, Origin, Story
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind
from recoupe.settings import settings
from recoupe.store import lookup
from recoupe.store.answers import EventRow, FigureRow, ReportRow, StatementRow
from recoupe.store.ask import ask
from recoupe.store.digest import digest
from recoupe.store.question import Page, Question
from recoupe.store.store import Store

__all__ = ["Ledger"]


def _quiet(_what: str, _more: int) -> None:
    """Report no progress."""


_AT_HAND = 512
"""Reports with their readings kept ready while linking: those of an affair and more; some 100 kilobytes each."""


@dataclass(slots=True)
class _Known:
    """What was joined while the ledger was open: the decisions heeded, and the revision up to which."""

    linker: Linker
    decisions: list[Decision]
    revision: int
    kept: int = 0
    """Its size when that was last kept for other programs."""

    @property
    def size(self) -> int:
        """How many reports were joined and decisions heeded."""
        return len(self.linker) + len(self.decisions)


class Ledger(Lookups):
    """A ledger at a path (SQLite) or URL (PostgreSQL); also a context manager that closes it.

    What is kept: reports, readings, decisions. Links are derived from these, whatever the order of adding. All methods
    raise LedgerError where the database fails.
    """

    def __init__(self, place: str | Path | None = None, *, create: bool = True) -> None:
        self.store = Store(place if place is not None else settings().ledger, create=create)
        self._linker: _Known | None = None
        self._linking = RLock()
        self._at_hand: dict[str, Entry] = {}
        self._kept, self._outliner = Kept(), Outliner()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    # ------------------------------------------------------------------ add

    def add(self, reports: Iterable[Arrival], *, workers: int = 1, progress: Progress = _quiet) -> Added:
        """Read the reports and keep them, then derive the links anew; return what became of each.

        Each report is one transaction: a killed run leaves whole reports, and the same call again goes on where it
        stopped. A report that is known changes nothing. Refusals among the reports are passed on. ``workers`` is the
        number of processes that read. Raises ModelError and LedgerError.
        """
        new: list[str] = []
        known: list[str] = []
        refused: list[Refusal] = []
        fresh = self._unread(reports, known, refused, progress)
        for report, reading in read_all(fresh, workers):
            try:
                if isinstance(reading, Refusal):
                    refused.append(reading)
                else:
                    (new if self.store.put(report, reading) else known).append(report.id)
            except SpanError as error:  # a passage outside the text: a fault in a rule, and it costs this report alone
                refused.append(Refusal.of(error, report.name, report.key))
            progress("read", 1)
        self.relink(progress=progress)
        return Added(tuple(new), tuple(known), tuple(refused))

    def _unread(
        self, arrivals: Iterable[Arrival], known: list[str], refused: list[Refusal], progress: Progress
    ) -> Iterator[Report]:
        """Reports without a reading by today's rules; the others are sorted out on the way."""
        seen: set[str] = set()
        for batch in _batches(arrivals):
            reports = [a for a in batch if isinstance(a, Report)]
            refused += [a for a in batch if isinstance(a, Refusal)]
            held = self.store.read_by([r.id for r in reports], rules_version())
            progress("read", len(batch) - len(reports))
            for report in reports:
                if report.id in held or report.id in seen:
                    known.append(report.id)
                    progress("read", 1)
                else:
                    seen.add(report.id)
                    yield report

    def relink(self, *, force: bool = False, progress: Progress = _quiet) -> dict[str, tuple[int, int]]:
        """Derive the links anew where anything changed since; return links (written, dropped) by kind."""
        revision, linked = self.store.revision()
        if revision == linked and not force:
            return {}
        with self._linking:  # what was joined is kept in memory: one thread at a time
            revision, linked = self.store.revision()
            if revision == linked and not force:
                return {}
            known, self._linker = (None if force else self._linker), None  # nothing is known if this fails
            known, changes = self._joined(known if known or force else self._resumed(linked), linked, revision)
            progress("link", 1)
            written = self.store.put_changes(changes, revision, [d.id for d in known.decisions])
            self._linker = known
            if worth_keeping(known.size, known.kept):
                keep(self.store, known.linker, known.decisions, known.revision)
                known.kept = known.size
            return written

    def _settle(self) -> None:
        """Link what a run left that was killed between adding and linking; a snapshot is answered from as it is."""
        if not self.store.held:
            self.relink()

    def _joined(self, known: _Known | None, linked: int, revision: int) -> tuple[_Known, Changes]:
        """What changed in the links up to a revision, and what is known then; all links where it can't be told what changed.

        ``linked`` is the revision that the links kept are of: what another program linked since is joined first.
        """
        decisions = self.store.decisions()
        if known is None or known.revision > linked:
            return self._all_joined(decisions, revision)
        heeded = self._heeded(decisions, known if known.revision == linked else None)
        if heeded is None or not _grown(known.decisions, heeded, decisions):
            return self._all_joined(decisions, revision)
        changes = Changes()
        for until, ruled in ((linked, heeded), (revision, decisions)):
            new = self.store.arrived(known.revision, until)
            if any(report in known.linker for report in new):  # read anew by other rules
                return self._all_joined(decisions, revision)
            known.revision, changed = until, ruled != known.decisions
            if changed:
                known.linker.decide(ruled)
                known.decisions = ruled
            if new:
                known.linker.add(self.store.entries_of(new))
            changes = known.linker.changes() if new or changed else Changes()
        return known, changes

    def _heeded(self, decisions: list[Decision], known: _Known | None) -> list[Decision] | None:
        """The decisions that the links kept were made by; None where that is not known, nor by what made them."""
        ids = self.store.heeded()
        if ids is None:
            return known.decisions if known else None
        inside = set(ids)
        return [d for d in decisions if d.id in inside]

    def _resumed(self, linked: int) -> _Known | None:
        """What another program had joined, where it was kept and still holds."""
        found = resumed(self.store, self._new_linker, self.store.decisions(), linked)
        if found is None:
            return None
        known = _Known(found.linker, found.decisions, found.revision)
        known.kept = known.size
        return known

    def _new_linker(self, decisions: Sequence[Decision]) -> Linker:
        return Linker(decisions, self._entry, self._find)

    def _find(self, target: str) -> str | None:
        """The report in which something was read, or that a history or happening starts in."""
        found = lookup.report_of(self.store, target)
        kind = {"h-": "histories", "ha": "happenings"}.get(target[:2])
        record = lookup.one_link(self.store, kind, target) if kind and not found else None
        return first_of(record) if record is not None else found

    def _all_joined(self, decisions: list[Decision], revision: int) -> tuple[_Known, Changes]:
        linker = self._new_linker(decisions)
        self._at_hand.clear()
        for part in _parts(self.store.arrived(-1, revision)):
            linker.add(self.store.entries_of(part))
        changes = linker.changes()
        changes.fresh = True
        return _Known(linker, decisions, revision), changes

    def _entry(self, report: str) -> Entry:
        """A report with its reading; those asked for last are at hand."""
        known = self._at_hand.pop(report, None) or next(iter(self.store.entries_of([report])))
        self._at_hand[report] = known
        if len(self._at_hand) > _AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]
        return known

    def rebuild(self, *, workers: int = 1, progress: Progress = _quiet) -> Rebuilt:
        """Read again what other rules read, and derive all links anew."""
        refused: list[Refusal] = []
        known: list[str] = []
        read = 0
        for report, reading in read_all(self._unread(self.store.reports(), known, refused, progress), workers):
            if isinstance(reading, Refusal):
                refused.append(reading)
            else:
                self.store.put(report, reading)
                read += 1
            progress("read", 1)
        return Rebuilt(read, self.relink(force=True, progress=progress), tuple(refused))

    # ------------------------------------------------------------------ ask

    def reports(self, question: Question = Question()) -> Page[ReportRow]:  # noqa: B008 (frozen)
        """Return reports, without their texts, in order of day."""
        return cast("Page[ReportRow]", self._ask("reports", question))

    def statements(self, question: Question = Question()) -> Page[StatementRow]:  # noqa: B008
        """Return statements, in order of day, report and place in it."""
        return cast("Page[StatementRow]", self._ask("statements", question))

    def figures(self, question: Question = Question()) -> Page[FigureRow]:  # noqa: B008
        """Return figures, in order of day, report and place in it."""
        return cast("Page[FigureRow]", self._ask("figures", question))

    def events(self, question: Question = Question()) -> Page[EventRow]:  # noqa: B008
        """Return events as each report tells them, in order of their day."""
        return cast("Page[EventRow]", self._ask("events", question))

    def people(self, question: Question = Question()) -> Page[Identity]:  # noqa: B008
        """Return identities of every kind, the most often named first."""
        return cast("Page[Identity]", self._ask("people", question))

    def origins(self, question: Question = Question()) -> Page[Origin]:  # noqa: B008
        """Return origins, in order of the first report's day."""
        return cast("Page[Origin]", self._ask("origins", question))

    def stories(self, question: Question = Question()) -> Page[Story]:  # noqa: B008
        """Return stories, in order of their first day."""
        return cast("Page[Story]", self._ask("stories", question))

    def claims(self, question: Question = Question()) -> Page[Claim]:  # noqa: B008
        """Return claims, in order of their first day."""
        return cast("Page[Claim]", self._ask("claims", question))

    def histories(self, question: Question = Question()) -> Page[History]:  # noqa: B008
        """Return histories of figures, in order of their first day."""
        return cast("Page[History]", self._ask("histories", question))

    def happenings(self, question: Question = Question()) -> Page[Happening]:  # noqa: B008
        """Return events across reports, in order of the day they were first told."""
        return cast("Page[Happening]", self._ask("happenings", question))

    def _ask(self, kind: str, question: Question) -> Page[Any]:
        self._settle()
        return ask(self.store, kind, question)

    def standings(self) -> dict[str, tuple[str, str]]:
        """Return the standing and the words of every claim, by its id: enough to see what moved."""
        self._settle()
        return self.store.standings()

    def report(self, name: str) -> Report:
        """Return the report with this id, or the caller's. Raises NotFoundError."""
        found = self.store.report(name)
        if found is None:
            raise NotFoundError(
                f"no report {name!r}", remedy="ids stand in: recoupe claims --json, or in what add printed"
            )
        return found

    def reading(self, name: str) -> Reading:
        """Return the reading of a report by its id, or the caller's. Raises NotFoundError."""
        found = self.store.reading(self.report(name).id)
        if found is None:
            raise NotFoundError(f"no reading of {name!r}", remedy="recoupe rebuild")
        return found

    def entries(self) -> Iterator[Entry]:
        """Yield every report with its reading, in order of ids."""
        return self.store.entries()

    def links(self) -> Links:
        """Return all links."""
        self._settle()
        return self.store.links()

    # ------------------------------------------------------------------ decide

    def decide(
        self, kind: DecisionKind, targets: Sequence[str], *, by: str, why: str = "", at: str | None = None
    ) -> Decision:
        """Append a person's decision and derive the links anew; return it. Raises DecisionError on a decision that can't be taken.

        ``targets`` are ids (a report may be called by the caller's id, and is kept under its own): two or more for SAME and NOT_SAME; a report for WITHDRAWN; one decision for UNDO.
        """
        self._check(kind, targets, by)
        targets = [self._id_of(target) for target in targets]
        at = at or datetime.now(UTC).isoformat(timespec="microseconds")
        decision = Decision(content_id("d", str(kind), list(targets), by, at, why), kind, tuple(targets), by, at, why)
        self.store.decide(decision)
        self.relink()
        return decision

    def _id_of(self, target: str) -> str:
        """A report's own id where it was called by the caller's; any other target as it is."""
        found = self.store.report(target)
        return found.id if found else target

    def decisions(self) -> list[Decision]:
        """Return every decision, also those withdrawn, in order of time."""
        return self.store.decisions()

    def _check(self, kind: DecisionKind, targets: Sequence[str], by: str) -> None:
        if not by.strip():
            raise DecisionError("a decision has someone who takes it", remedy="name them: --by NAME")
        least = 2 if kind in (DecisionKind.SAME, DecisionKind.NOT_SAME) else 1
        if len(set(targets)) < least:
            raise DecisionError(
                f"{kind.value!r} takes {least} or more ids, not {len(set(targets))}", remedy="name them by their ids"
            )
        if kind is DecisionKind.UNDO:
            made = {d.id for d in self.store.decisions()}
            for target in targets:
                if target not in made:
                    raise DecisionError(
                        f"no decision {target!r} to take back", remedy="recoupe decide --list shows them"
                    )
        elif missing := [target for target in targets if not self.store.holds(target)]:
            raise DecisionError(f"the ledger holds no {missing[0]!r}", remedy="ids stand in every answer with --json")

    # ------------------------------------------------------------------ verify

    def verify(self, *, reread: bool = True, progress: Progress = _quiet) -> Verified:
        """Check that every span is found again, every row holds, and (``reread``) every reading is reproduced."""
        return verify(self.store, reread=reread, progress=progress)

    def digest(self) -> str:
        """Return a hash of all reports, readings, decisions and links: the same for the same contents, however added."""
        self._settle()
        return digest(self.store)


def _grown(*lists: Sequence[Decision]) -> bool:
    """Whether each list of decisions holds all of the one before it."""
    ids = [{d.id for d in decisions} for decisions in lists]
    return all(before <= after for before, after in pairwise(ids))


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    batch: list[Arrival] = []
    for arrival in arrivals:
        batch.append(arrival)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _parts(reports: Sequence[str]) -> Iterator[Sequence[str]]:
    return (reports[start : start + _AT_HAND] for start in range(0, len(reports), _AT_HAND))
