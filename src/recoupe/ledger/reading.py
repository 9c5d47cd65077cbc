"""Reports into readings, in one process or several, in the order given."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context

from recoupe.errors import LanguageError, LedgerError
from recoupe.extract.pipeline import read_many
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.model.reading import Reading
from recoupe.model.report import Report

__all__ = ["read_all", "read_in_order", "reading_of"]

BATCH = 16
"""Reports a worker takes at once: fills the model's batches, and little is read twice after a kill."""

_AHEAD = 3
"""Batches in flight for each worker: keeps all busy while the ledger writes, and holds few in memory."""

_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a fault in a rule raises. It costs the one report that met it, not the batch."""

Read = tuple[Report, Reading | Refusal]


def read_all(reports: Iterable[Report], workers: int = 1) -> Iterator[Read]:
    """Yield each report with its reading, or with the refusal where no reading could be made, in the order given."""
    batches = _batches(iter(reports))
    if workers <= 1:
        for batch in batches:
            yield from _read_batch(batch)
        return
    try:
        yield from _read_in_pool(batches, workers)
    except BrokenExecutor:
        raise LedgerError(
            "a process that read was killed, perhaps for want of memory",
            remedy="add the same again with fewer --workers: what was read is kept",
        ) from None


def _read_in_pool(batches: Iterable[list[Report]], workers: int) -> Iterator[Read]:
    # spawn, not fork: a forked copy of a loaded model and its threads is neither safe nor the same everywhere
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_quietly) as pool:
        pending: deque[Future[list[Read]]] = deque()
        try:
            for batch in batches:
                with _interrupts_later():
                    pending.append(pool.submit(_read_batch, batch))
                if len(pending) >= workers * _AHEAD:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # nothing is left to cancel but where somebody stops it


_INTERRUPT = {signal.SIGINT}


def _leave_quietly() -> None:
    """Let Ctrl-C, which every process of a terminal gets, end one that reads without a word: the first one speaks for all."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl-C back; processes started meanwhile hold it back too, until they are ready to leave quietly."""
    if not hasattr(signal, "pthread_sigmask"):  # not on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def read_in_order(arrivals: Iterable[Arrival], workers: int = 1) -> Iterator[tuple[Report | None, Reading | Refusal]]:
    """Yield (report, reading or refusal) for each arrival, in order; the report is None where none came in."""
    waiting: deque[Arrival] = deque()

    def reports() -> Iterator[Report]:
        for arrival in arrivals:
            waiting.append(arrival)
            if isinstance(arrival, Report):
                yield arrival

    for report, reading in read_all(reports(), workers):
        while isinstance(first := waiting.popleft(), Refusal):
            yield None, first
        yield report, reading
    for arrival in waiting:
        if isinstance(arrival, Refusal):
            yield None, arrival


def reading_of(report: Report) -> Reading | Refusal:
    """Return one report's reading, or the refusal that says why there is none. Raises ModelError."""
    try:
        return next(read_many([report]))
    except LanguageError as error:
        return Refusal.of(error, report.name, report.key)
    except _FAULTS as error:
        return Refusal(
            report.name,
            "fault",
            f"a rule failed on it: {type(error).__name__}: {error}",
            "please report it with the text",
            report.key,
        )


def _batches(reports: Iterator[Report]) -> Iterator[list[Report]]:
    while batch := list(islice(reports, BATCH)):
        yield batch


def _read_batch(batch: Sequence[Report]) -> list[Read]:
    """Read a batch at once; where that fails read its reports one by one, to find out which."""
    ordered = sorted(batch, key=lambda r: r.language or "")  # runs of one language are parsed together
    try:
        found: dict[str, Reading | Refusal] = {r.id: x for r, x in zip(ordered, read_many(ordered), strict=True)}
    except (LanguageError, *_FAULTS):
        found = {report.id: reading_of(report) for report in batch}
    return [(report, found[report.id]) for report in batch]
