"""Speed and size of linking and of asking as a ledger grows.

    python bench/run.py --scale REPORTS.jsonl [--sizes 5000 20000]

Four figures for each size: reports a second through origins and stories once they are read (on one core, by its own
clock), kilobytes that these keep of a report beside its text, milliseconds to add one report to a ledger (median: to join
it, and until all that it changes in the links is told), and milliseconds for a page of answers out of a ledger. The
readings are made up here, a few entities and statements for each report, so that no syntax model is needed; reports are
taken from the file as they come. In a ledger beyond ``WHOLE`` reports what the others say is not worked out before: what a
report that is added touches is all the same.
"""

from __future__ import annotations

import gc
import itertools
import json
import re
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from recoupe.cli.app import COLLECTING
from recoupe.compare.prints import parts_of, prints
from recoupe.link.entry import Entry, moment_of
from recoupe.link.links import Linker
from recoupe.link.origins import Origins
from recoupe.link.register import Register
from recoupe.link.stories import Stories
from recoupe.model.entity import Entity, Mention
from recoupe.model.ids import content_id
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Form, Hedge, Stance
from recoupe.store.ask import ask
from recoupe.store.question import Question
from recoupe.store.store import Store

WHOLE = 2_000
"""Reports up to which claims are worked out for all before one more is added: some minutes for a hundred thousand."""
ADDED = 25
"""Reports added one by one for the median."""
ASKED = 7
STATEMENTS = 8
"""Statements made up for each report: what press reports hold in the middle."""

_NAME = re.compile(r"(?<=[a-zé,] )[A-Z][a-zé]{2,} [A-Z][a-zé]{2,}\b")
_SENTENCE = re.compile(r"[^.!?\n]{30,}[.!?]")


def reports(path: Path, many: int) -> list[Report]:
    """The first reports of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, many)]
    known = ("text", "published", "language", "title", "outlet", "url")
    return [Report(**{k: r.get(k) for k in known}, key=r["id"]) for r in rows]


def entry(report: Report) -> Entry:
    """A report with a small reading: its names of two words, and its first sentences as statements of the first name."""
    found = {m[0]: m for m in reversed(list(_NAME.finditer(report.text)))}
    named = sorted(found.values(), key=lambda m: m.start())[:6]
    entities = [Entity(content_id("e", report.id, m[0]), EntityKind.PERSON, m[0], (m[0],)) for m in named]
    mentions = [Mention(Span(*m.span()), e.kind, e.id) for m, e in zip(named, entities, strict=True)]
    speaker = entities[0].id if entities else None
    statements = [
        Statement(
            content_id("s", report.id, m.start()), (Span(*m.span()),), None, (), speaker, Stance.SAYS,
            anonymous=speaker is None, form=Form.INDIRECT, hedge=Hedge.NONE,
        )
        for m in itertools.islice(_SENTENCE.finditer(report.text), STATEMENTS)
    ]  # fmt: skip
    reading = Reading(
        report.id, report.language or "en", "bench", tuple(entities), tuple(mentions), statements=tuple(statements)
    )
    return Entry(report, reading)


def joined(found: Sequence[Report]) -> tuple[Origins, Stories]:
    """Origins and stories of all reports, in the order in which a ledger joins what comes in together."""
    register = Register()
    origins, stories = Origins(register=register), Stories(register=register)
    for part in parts_of(sorted(found, key=lambda r: (moment_of(r), r.id))):
        made = prints(part)
        origins.extend(part, made)
        stories.extend(part, made)
    stories.stories(origins.origins())
    return origins, stories


def speed(found: Sequence[Report]) -> float:
    """Reports a second of this process's own time."""
    start = time.process_time()
    joined(found)
    return len(found) / (time.process_time() - start)


def size(found: Sequence[Report]) -> float:
    """Kilobytes of a report that origins and stories keep."""
    gc.collect()
    tracemalloc.start()
    kept = joined(found)
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return used / len(found) / 1024


def adding(found: Sequence[Report]) -> tuple[float, float, float]:
    """Milliseconds to add one report to the others: to join it (median), and with all that changed told (median, nine in ten).

    Those added are the last in the order of publication, as reports come in.
    """
    entries = [entry(r) for r in sorted(found, key=lambda r: (moment_of(r), r.id))]
    linker = Linker()
    linker.add(entries[:-ADDED])
    if len(entries) > WHOLE:
        _unsaid(linker)
    linker.changes()
    if len(entries) > WHOLE:
        del linker._growing._tell
    alone, whole = [], []
    for one in entries[-ADDED:]:
        start = time.process_time()
        linker.add([one])
        between = time.process_time()
        linker.changes()
        alone.append(between - start)
        whole.append(time.process_time() - start)
    return (
        statistics.median(alone) * 1000,
        statistics.median(whole) * 1000,
        statistics.quantiles(whole, n=10)[-1] * 1000,
    )


def _unsaid(linker: Linker) -> None:
    """Let a linker leave out for now what affairs tell."""
    linker._growing._tell = lambda *_: []  # type: ignore[method-assign]


def asking(found: Sequence[Report]) -> Iterator[tuple[str, float]]:
    """Milliseconds for a first page of statements, by what was asked."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "bench.db")
        for one in map(entry, found):
            store.put(one.report, one.reading)
        questions = {
            "all": Question(limit=50),
            "by words": Question(limit=50, words="hospital"),
            "by day": Question(limit=50, since="2016-08-01", until="2016-08-31"),
        }
        for name, question in questions.items():
            yield name, _median(partial(ask, store, "statements", question))
        store.close()


def _median(call: Callable[[], object]) -> float:
    took = []
    for _ in range(ASKED):
        start = time.process_time()
        call()
        took.append(time.process_time() - start)
    return statistics.median(took) * 1000


def scale(path: Path, sizes: Sequence[int]) -> None:
    """Print the figures for each size, cycles being looked for as the program does."""
    gc.set_threshold(*COLLECTING)
    for many in sizes:
        found = reports(path, many)
        sys.stdout.write(f"{len(found):,} reports\n  origins and stories: {speed(found):,.0f} reports/s")
        sys.stdout.write(f", {size(found):.1f} KB a report beside the text\n")
        sys.stdout.flush()
        alone, whole, most = adding(found)
        sys.stdout.write(f"  one more report: {alone:.1f} ms to join it, {whole:.0f} ms with all that changes")
        sys.stdout.write(f" (nine in ten under {most:.0f} ms)\n")
        for name, took in asking(found):
            sys.stdout.write(f"  {len(found) * STATEMENTS:,} statements, {name}: {took:.1f} ms\n")
        sys.stdout.flush()
