"""Pages and answers of a large ledger under load: how soon the first byte comes, and whether every request is answered.

    python bench/serve.py [--statements 100000] [--ledger FILE] [--rate 20] [--seconds 20] [--adds 8] [--gate]

Serves a made-up ledger (bench/made.py; made once and kept, some minutes for 100,000 statements) on this machine, as
``recoupe serve`` does, and asks it over loopback: so many requests a second, spread over clients that wait for nobody, each
kind of page in turn with other words, names and days each time. Then reports come in, ``--adds`` of them with their links,
into a copy of that ledger, and the board is asked for right after each: before it is worked out anew it says of when it is.
``--gate`` fails where the board's median is over 150 ms, also right after an add, a search's over 100 ms, or any request failed.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.made import PLACES, SURNAMES, made_ledger, made_story
from recoupe.ledger import Ledger
from recoupe.link.links import Linker

CLIENTS = 16
"""Clients that ask: enough that a slow answer does not slow the asking down."""
AIMS = {"board": 150.0, "search": 100.0, "after an add": 150.0}
"""Milliseconds to the first byte, at the median."""
PATIENCE = 60.0
"""Seconds after which a request has failed."""

_DICE = random.Random(11)


def _days() -> dict[str, str]:
    year, month = _DICE.choice((2022, 2023, 2024)), _DICE.randint(1, 11)
    return {"since": f"{year}-{month:02d}-01", "until": f"{year}-{month + 1:02d}-01"}


def _search() -> str:
    asked = _DICE.choice((
        {"words": _DICE.choice(SURNAMES)}, {"words": f"{_DICE.choice(PLACES)} flooded"}, {"words": "trains"},
        {"speaker": _DICE.choice(SURNAMES)}, {"place": _DICE.choice(PLACES)}, {"words": _DICE.choice(PLACES)[:5] + "*"},
        {"words": _DICE.choice(PLACES), "standing": "disputed"}, {"speaker": _DICE.choice(SURNAMES), **_days()},
    ))  # fmt: skip
    return f"/search?{urlencode(asked)}"


def asked_of(server: tuple[str, int]) -> dict[str, Callable[[], str]]:
    """By name, what is asked: a path, another one each time."""
    claims = [c["id"] for c in json.loads(_get(server, "/api/v1/claims?limit=300")[1])["items"]]
    people = [e["id"] for e in json.loads(_get(server, "/api/v1/entities?limit=100")[1])["items"]]
    reports = [r["id"] for r in json.loads(_get(server, "/api/v1/reports?limit=300")[1])["items"]]
    return {
        "board": lambda: _DICE.choice(("/", "/?lang=fr", "/?lang=en")),
        "search": _search,
        "claims": lambda: "/claims?" + urlencode({"standing": _DICE.choice(("disputed", "reported", "superseded"))}),
        "evidence": lambda: f"/claims/{_DICE.choice(claims)}",
        "report": lambda: f"/reports/{_DICE.choice(reports)}",
        "person": lambda: f"/people/{_DICE.choice(people)}",
        "api search": lambda: _search().replace("/search", "/api/v1/statements").replace("standing=disputed", "stance=denies"),
        "api claims": lambda: "/api/v1/claims?" + urlencode({"limit": 50, **_days()}),
    }  # fmt: skip


def _get(server: tuple[str, int], path: str) -> tuple[float, bytes]:
    """Milliseconds to the first byte of an answer, and the answer. Raises OSError where it is none, or an error."""
    connection = http.client.HTTPConnection(*server, timeout=PATIENCE)
    try:
        start = time.perf_counter()
        connection.request("GET", path, headers={"accept-language": "en"})
        answer = connection.getresponse()
        first = answer.read(1)
        took = (time.perf_counter() - start) * 1000
        if answer.status != 200:
            raise OSError(f"{answer.status} for {path}")
        return took, first + answer.read()
    finally:
        connection.close()


class Load:
    """So many requests a second for so many seconds, by clients that take turns."""

    def __init__(self, server: tuple[str, int], rate: float, seconds: float) -> None:
        self.server, self.rate, self.seconds = server, rate, seconds
        self.took: dict[str, list[float]] = defaultdict(list)
        self.failed: list[str] = []
        self._lock = threading.Lock()

    def run(self) -> float:
        """Ask; return how many requests a second were answered."""
        kinds = asked_of(self.server)
        begin = time.perf_counter() + 0.2
        plan = [
            (begin + i / self.rate, name, kinds[name]())
            for i, name in zip(range(int(self.rate * self.seconds)), itertools.cycle(kinds))
        ]
        left = iter(plan)
        clients = [threading.Thread(target=self._client, args=(left,)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return sum(map(len, self.took.values())) / (time.perf_counter() - begin)

    def _client(self, left: object) -> None:
        while True:
            with self._lock:
                turn = next(left, None)  # type: ignore[call-overload]
            if turn is None:
                return
            due, name, path = turn
            time.sleep(max(due - time.perf_counter(), 0))
            try:
                took, _ = _get(self.server, path)
                self.took[name].append(took)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{name}: {error}")


def _served(ledger: Path) -> tuple[subprocess.Popen[bytes], tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("recoupe")), "serve", "--port", str(port), "--ledger", str(ledger)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(1200):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return server, ("127.0.0.1", port)
        time.sleep(0.1)
    server.kill()
    raise OSError("the server did not start within two minutes")


_OTHER = 1_000_000
"""Number of the first story that is added: none that the ledger has."""

_BETWEEN = 1.0
"""Seconds between two reports that come in: a busy wire."""


class After:
    """The board right after each of some reports came in with their links, and how long until it has them."""

    def __init__(self, server: tuple[str, int], ledger: Ledger) -> None:
        self.server, self.ledger, self.linker = server, ledger, Linker()
        self.took: list[float] = []
        self.fresh: list[float] = []

    def run(self, adds: int) -> None:
        """Add so many reports, and ask."""
        arriving = itertools.chain.from_iterable(made_story(_OTHER + i) for i in itertools.count())
        for report, reading in itertools.islice(arriving, adds):
            self.ledger.store.put(report, reading)
            self.linker.add(self.ledger.store.entries_of([report.id]))
            self.ledger.store.put_changes(self.linker.changes(), self.ledger.store.revision()[0])
            start = time.perf_counter()
            took, page = _get(self.server, "/?lang=en")
            self.took.append(took)
            while b'class="then"' in page:
                time.sleep(0.05)
                _, page = _get(self.server, "/?lang=en")
            self.fresh.append((time.perf_counter() - start) * 1000)
            time.sleep(_BETWEEN)


def _after(ledger: Path, adds: int) -> float:
    """Serve a copy of a ledger to which reports are added; print and return the board's median right after each."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / ledger.name
        shutil.copy(ledger, copy)
        server, address = _served(copy)
        try:
            for path in ("/?lang=en", "/?lang=en"):
                _get(address, path)
            with Ledger(copy) as book:
                asked = After(address, book)
                asked.run(adds)
        finally:
            server.terminate()
            server.wait(10)
    median = statistics.median(asked.took)
    print(
        f"  after an add {median:7.1f} ms median, {max(asked.took):7.1f} at most, {adds:4} asked  (aim: {AIMS['after an add']:.0f})"
    )
    print(f"  what was added is on the board {statistics.median(asked.fresh):,.0f} ms after it (median)")
    return median


def _spent(server: subprocess.Popen[bytes]) -> float:
    """Seconds of a processor's work that a server has taken: other than time, the same on a busy machine; 0 where it can't be told."""
    try:
        told = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def measured(ledger: Path, rate: float, seconds: float) -> dict[str, float]:
    """Serve and ask; print what was measured; return the medians, and ``failed``."""
    server, address = _served(ledger)
    try:
        cold, _ = _get(address, "/")
        print(f"first board after the start: {cold:,.0f} ms")
        for path in ("/?lang=fr", "/search?words=trains"):
            _get(address, path)
        load, before = Load(address, rate, seconds), _spent(server)
        held = load.run()
        worked = _spent(server) - before
    finally:
        server.terminate()
        server.wait(10)
    medians = {}
    for name, took in load.took.items():
        medians[name] = statistics.median(took)
        aim = f"  (aim: {AIMS[name]:.0f})" if name in AIMS else ""
        print(
            f"  {name:12} {medians[name]:7.1f} ms median, {statistics.quantiles(took, n=20)[-1]:7.1f} at 95 %, {len(took):4} asked{aim}"
        )
    print(f"load: {rate:.0f} requests a second asked for, {held:.1f} answered, {len(load.failed)} failed")
    answered = sum(map(len, load.took.values()))
    if answered and worked:
        print(
            f"  {worked / answered * 1000:.0f} ms of a processor a request: {answered / worked:.0f} requests a second on a quiet core"
        )
    for line in load.failed[:5]:
        print(f"  {line}")
    return medians | {"failed": float(len(load.failed))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, help="where the made-up ledger is kept")
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--adds", type=int, default=8, help="reports that come in; 0 leaves that out")
    parser.add_argument("--gate", action="store_true", help="fail where an aim is missed")
    options = parser.parse_args(arguments)
    place = options.ledger or Path(tempfile.gettempdir()) / f"recoupe-made-{options.statements}.sqlite"
    if not place.exists():
        start, making = time.perf_counter(), place.with_suffix(".making")
        made_ledger(making, options.statements).close()
        making.rename(place)
        print(f"{options.statements:,} statements made and linked in {time.perf_counter() - start:,.0f} s")
    print(f"{options.statements:,} statements, {place.stat().st_size / 1e6:,.0f} MB")
    found = measured(place, options.rate, options.seconds)
    found["after an add"] = _after(place, options.adds) if options.adds else 0.0
    missed = [name for name, aim in AIMS.items() if found.get(name, aim + 1) > aim]
    return 1 if options.gate and (missed or found["failed"]) else 0


if __name__ == "__main__":
    sys.exit(main())
