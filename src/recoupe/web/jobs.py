"""What was handed in and is read in the background, one thing after the other; how far it is, and what went wrong."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from starlette.exceptions import HTTPException

from recoupe.api import Desk
from recoupe.errors import RecoupeError
from recoupe.ledger import Refusal
from recoupe.model.report import Report

__all__ = ["Given", "Job", "Jobs"]

_KEPT = 20
"""Jobs remembered: a morning's."""

_WAITING = 4
"""Jobs that may wait at once: more would fill the memory with what was handed in."""

_AT_ONCE = 8
"""Reports read at once: the pages answer in between."""

_REFUSALS = 200
"""Refusals shown of one thing."""

Arrival = Report | Refusal


@dataclass
class Given:
    """One thing handed in (``kind``: text, file, link), how far it is and what became of it; ``new`` are ids of reports."""

    name: str
    kind: str
    read: Callable[[], Iterator[Arrival]] | None
    state: str = "waiting"
    """waiting, reading, done or failed."""
    new: list[str] = field(default_factory=list)
    known: int = 0
    refused: list[Refusal] = field(default_factory=list)
    more_refused: int = 0


@dataclass
class Job:
    """What one form handed in."""

    id: str
    given: list[Given]
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def added(self) -> int:
        """Reports that are new."""
        return sum(len(g.new) for g in self.given)


class Jobs:
    """Jobs over a ledger; they are forgotten when the server stops, and what they added stays."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._turn, self._changing = threading.Lock(), threading.Lock()

    def take(self, given: list[Given]) -> Job:
        """Begin a job. Raises HTTPException 503 where too many wait."""
        job = Job(secrets.token_urlsafe(12), given)
        with self._changing:
            if sum(not j.done.is_set() for j in self._jobs.values()) > _WAITING:
                raise HTTPException(503, "too much is being read; try again when it is done")
            self._jobs[job.id] = job
            for name in [n for n, j in self._jobs.items() if j.done.is_set()][: max(len(self._jobs) - _KEPT, 0)]:
                del self._jobs[name]
        threading.Thread(target=self._run, args=(job,), name=f"add-{job.id}", daemon=True).start()
        return job

    def find(self, name: str) -> Job | None:
        """The job with an id."""
        return self._jobs.get(name)

    def latest(self) -> list[Job]:
        """All jobs, the latest first."""
        with self._changing:
            return list(self._jobs.values())[::-1]

    def _run(self, job: Job) -> None:
        try:
            with self._turn:
                for given in job.given:
                    self._take_in(given)
        finally:
            job.done.set()

    def _take_in(self, given: Given) -> None:
        given.state = "reading"
        try:
            arrivals = iter(given.read() if given.read else ())
            while batch := list(islice(arrivals, _AT_ONCE)):
                with self._desk.asking() as ledger:
                    added = ledger.add(batch)
                given.new += added.new
                given.known += len(added.known)
                room = _REFUSALS - len(given.refused)
                given.refused += added.refused[:room]
                given.more_refused += max(len(added.refused) - room, 0)
            given.state = "done" if given.new or given.known or not given.refused else "failed"
        except RecoupeError as error:
            given.refused.append(Refusal.of(error, given.name))
        finally:
            given.read = None  # lets go of its bytes
            if given.state == "reading":
                given.state = "failed"
