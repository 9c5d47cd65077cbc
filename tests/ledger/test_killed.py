"""Killed in the middle of adding: the ledger is whole, and the same command takes it up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import making
from growing import ENTRIES
from recoupe.ledger import Ledger, snapshot
from recoupe.store.checks import misread_rows

PROGRAM = textwrap.dedent(
    """
    import sys, time
    sys.path.insert(0, sys.argv[2])
    import making
    from recoupe.ledger import Ledger, reading
    from recoupe.ledger import ledger as module

    def slow(found):
        for one in making.read_many(found):
            time.sleep(0.01)
            yield one

    reading.read_many = slow
    module.Linker = making.NoLinker
    print("ready", flush=True)
    Ledger(sys.argv[1]).add(making.reports(200))
    """
)


@pytest.mark.parametrize("after", [0.0, 0.35, 0.8])
def test_a_killed_run_leaves_a_whole_ledger_and_is_taken_up(quick: None, tmp_path: Path, after: float) -> None:
    path = tmp_path / "ledger.sqlite"
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), str(Path(__file__).parents[1])], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    time.sleep(after)
    os.kill(program.pid, signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    program.stdout.close()
    reports = making.reports(200)
    with Ledger(path) as book:
        held = list(book.entries())
        assert len(held) < 200
        for entry in held:
            assert entry.report in reports
            assert list(misread_rows(book.store, entry)) == []
        assert book.store.counts()["reports"] == book.store.counts()["readings"] == len(held)
        added = book.add(reports)
        assert (len(added.new), len(added.known)) == (200 - len(held), len(held))
        with Ledger(":memory:") as untouched:
            untouched.add(reports)
            assert book.digest() == untouched.digest()


def test_several_processes_read_the_same_bytes(tmp_path: Path) -> None:
    """With the real models: what one process reads, two read alike, also when one line is refused."""
    lines = [
        json.dumps({"id": f"w{i}", "text": text, "published": "2024-05-03"}) for i, text in enumerate(making.TEXTS)
    ]
    source = tmp_path / "wire.jsonl"
    source.write_text("\n".join([*lines, "{}"]), encoding="utf-8")
    digests, rules = set(), set()
    for workers in ("1", "2"):
        ledger = str(tmp_path / f"{workers}.sqlite")
        command = [sys.executable, "-c", "from recoupe.cli import main; main()"]
        added = subprocess.run(
            [*command, "add", str(source), "--ledger", ledger, "--workers", workers, "--json"],
            capture_output=True,
            text=True,
        )
        assert added.returncode == 1, added.stderr
        result = json.loads(added.stdout)
        assert (len(result["new"]), len(result["refused"])) == (4, 1)
        with Ledger(ledger) as book:
            digests.add(book.digest())
            rules |= {entry.reading.rules for entry in book.entries()}
    if len(rules) > 1:
        pytest.skip("a rule was edited between the two runs")
    assert len(digests) == 1


KEEPING = textwrap.dedent(
    """
    import sys, time
    sys.path.insert(0, sys.argv[2])
    import numpy
    from growing import ENTRIES
    from recoupe.ledger import Ledger, snapshot

    def stuck(file, **_):
        file.write(b"half of what was joined")
        file.flush()
        print("writing", flush=True)
        time.sleep(600)

    snapshot.LEAST = 1
    numpy.savez = stuck
    with Ledger(sys.argv[1]) as book:
        for entry in ENTRIES[:3]:
            book.store.put(entry.report, entry.reading)
        book.relink()
    """
)


def test_what_was_half_kept_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite"
    program = subprocess.Popen(
        [sys.executable, "-c", KEEPING, str(path), str(Path(__file__).parents[1])], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "writing\n"
    half = tmp_path / f"ledger.sqlite.linked.{program.pid}"
    assert half.is_file()
    monkeypatch.setattr(snapshot, "LEAST", 1)
    for name in ("ledger.sqlite.linked.bak", "ledger.sqlite.linked.7x", "other.sqlite.linked.999999999"):
        (tmp_path / name).write_bytes(b"somebody's")
    with Ledger(path) as book:
        _put(book, 3)
        assert half.is_file(), "its program still runs"
    os.kill(program.pid, signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    program.stdout.close()
    with Ledger(path) as book:
        _put(book, 4)
    left = {p.name for p in tmp_path.iterdir()}
    assert half.name not in left
    assert {"ledger.sqlite.linked", "ledger.sqlite.linked.bak", "ledger.sqlite.linked.7x"} <= left
    assert "other.sqlite.linked.999999999" in left, "of another ledger"


def test_what_nobody_can_still_write_is_swept_away_whoever_has_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "LEAST", 1)
    old, fresh = (tmp_path / f"ledger.sqlite.linked.{number}" for number in (os.getppid(), 1))
    for place in (old, fresh):
        place.write_bytes(b"half")
    os.utime(old, (0, 0))
    with Ledger(tmp_path / "ledger.sqlite") as book:
        _put(book, 0)
    assert (old.exists(), fresh.exists()) == (False, True)


def _put(book: Ledger, number: int) -> None:
    book.store.put(ENTRIES[number].report, ENTRIES[number].reading)
    book.relink()


READING = textwrap.dedent(
    """
    import sys, time
    sys.path.insert(0, sys.argv[2])
    import making
    from recoupe.ledger import Ledger, reading

    if __name__ == "__main__":
        print("ready", flush=True)
        try:
            Ledger(sys.argv[1]).add((making.reports(8)[i % 8] for i in range(100_000)), workers=2)
        except KeyboardInterrupt:
            sys.exit(130)
    """
)


def _heeding_stops() -> None:
    """Heed Ctrl-C, also where the tests run in the background of a shell, which lets it be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("after", [0.2, 1.5, 4.0])
def test_processes_that_read_leave_without_a_word_when_stopped(tmp_path: Path, after: float) -> None:
    """Ctrl-C goes to every process of a terminal: one answers."""
    script = tmp_path / "reads.py"
    script.write_text(READING, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "ledger.sqlite"), str(Path(__file__).parents[1])],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=_heeding_stops,
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    time.sleep(after)
    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=120)
    assert (program.returncode, said) == (130, "")
