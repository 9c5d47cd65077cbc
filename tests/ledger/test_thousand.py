"""A thousand files of many formats with a bad one among them: killed on the way, taken up, and the bad one is named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

import making
from recoupe.intake import folder
from recoupe.ledger import Ledger

COUNT = 1000

PROGRAM = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    import making
    from recoupe.intake import folder
    from recoupe.ledger import Ledger, reading
    from recoupe.ledger import ledger as module

    reading.read_many = making.read_many
    module.Linker = making.NoLinker
    print("ready", flush=True)
    Ledger(sys.argv[1]).add(folder.read_path(Path(sys.argv[3])))
    """
)


def mail(text: str) -> bytes:
    made = EmailMessage()
    made["Subject"] = "Incendie"
    made.set_content(text)
    return bytes(made)


def page(text: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body><article><p>{text}</p></article></body></html>".encode()


def rss(text: str) -> bytes:
    return f"<rss version='2.0'><channel><item><description>{text}</description></item></channel></rss>".encode()


def item(text: str) -> bytes:
    number = text.rpartition("(")[2]
    body = f"<contentSet><inlineXML><p>{text}</p></inlineXML></contentSet>"
    return f"<newsItem guid='urn:{number}'>{body}</newsItem>".encode()


MAKERS = {".txt": str.encode, ".html": page, ".eml": mail, ".rss": rss, ".xml": item}


@pytest.fixture
def thousand(tmp_path: Path) -> Path:
    """The folder: 999 good files and a page that was cut off in the middle of a letter's bytes."""
    place = tmp_path / "incoming"
    place.mkdir()
    for i in range(COUNT - 1):
        ending = list(MAKERS)[i % len(MAKERS)]
        text = f"{making.TEXTS[i % 4]} ({i})"
        (place / f"{i:04d}{ending}").write_bytes(MAKERS[ending](text))
    (place / "0500-bad.txt").write_bytes("Le préfet a confirmé".encode("utf-16-le")[:-1] + b"\xd8")
    return place


def test_a_thousand_files_with_a_bad_one_killed_and_taken_up(quick: None, thousand: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), str(Path(__file__).parents[1]), str(thousand)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.6)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
    with Ledger(path) as book:
        held = book.store.counts()["reports"]
        added = book.add(folder.read_path(thousand))
        assert (len(added.new), len(added.known)) == (COUNT - 1 - held, held)
        assert book.store.counts()["reports"] == book.store.counts()["readings"] == COUNT - 1
        again = book.add(folder.read_path(thousand))
    for run in (added, again):
        (refusal,) = run.refused
        assert refusal.where.endswith("0500-bad.txt")
        assert (refusal.code, bool(refusal.message), bool(refusal.remedy)) == ("encoding", True, True)
    assert (len(again.new), len(again.known)) == (0, COUNT - 1)
