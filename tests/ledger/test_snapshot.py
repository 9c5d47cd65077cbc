"""What one program joined another goes on from; what doesn't fit is thrown away and joined anew."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growing import ENTRIES, follow
from recoupe.ledger import Ledger, ledger, snapshot
from recoupe.link.entry import Entry
from recoupe.link.links import Linker, link
from recoupe.link.state import StateError, fill, store
from recoupe.model.ledger import Decision
from recoupe.model.words import DecisionKind


@given(st.permutations(ENTRIES), st.sets(st.integers(1, len(ENTRIES) - 1), max_size=3))
@settings(max_examples=20, deadline=None)
def test_a_linker_goes_on_from_what_another_joined(order: list[Entry], cuts: set[int]) -> None:
    """In any order and portions, each portion by another program, the changes add up to all links."""
    known = {e.id: e for e in ENTRIES}
    book: dict[str, dict[str, object]] = {}
    kept = None
    for first, last in pairwise([0, *sorted(cuts), len(order)]):
        linker = Linker(read=known.__getitem__)
        if kept is not None:
            linker.resume((json.loads(kept[0]), kept[1]))
        linker.add(order[first:last])
        follow(book, linker.changes())
        tree, arrays = linker.state()
        kept = json.dumps(tree), arrays
    whole = link(ENTRIES)
    for kind, found in book.items():
        assert tuple(found[key] for key in sorted(found)) == getattr(whole, kind)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what was joined be kept after every report."""
    monkeypatch.setattr(snapshot, "LEAST", 1)


def _put(book: Ledger, entries: tuple[Entry, ...] | list[Entry]) -> None:
    for entry in entries:
        book.store.put(entry.report, entry.reading)
    book.relink()


def _digest(entries: list[Entry] | tuple[Entry, ...]) -> str:
    with Ledger(":memory:") as book:
        _put(book, entries)
        return book.digest()


def test_the_next_program_does_not_join_everything_anew(
    eager: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as book:
        _put(book, ENTRIES[:4])
    assert (tmp_path / "ledger.sqlite.linked").stat().st_mode == place.stat().st_mode
    expected = _digest(ENTRIES)
    monkeypatch.setattr(Ledger, "_all_joined", None)
    for entry in ENTRIES[4:]:
        with Ledger(place) as book:
            _put(book, [entry])
            digest = book.digest()
    assert digest == expected


def test_what_others_linked_since_is_joined_first(eager: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as book:
        _put(book, ENTRIES[:3])
    monkeypatch.setattr(ledger, "worth_keeping", lambda *_: False)
    for part in (ENTRIES[3:5], ENTRIES[5:]):
        with Ledger(place) as book:
            _put(book, part)
            digest = book.digest()
    assert digest == _digest(ENTRIES)


def _broken(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:200])


def _emptied(place: Path) -> None:
    place.write_bytes(b"")


def _of_another_form(place: Path) -> None:
    with np.load(place, allow_pickle=False) as found:
        parts = dict(found)
    told = json.loads(parts.pop("told").tobytes())
    told["tree"]["people"] = ["x", "Path", {}]
    with place.open("wb") as file:
        np.savez(file, told=np.frombuffer(json.dumps(told).encode(), np.uint8), **parts)


@pytest.mark.parametrize("spoil", [_broken, _emptied, _of_another_form])
def test_what_can_not_be_read_is_joined_anew(eager: None, tmp_path: Path, spoil: object) -> None:
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as book:
        _put(book, ENTRIES[:4])
    assert callable(spoil)
    spoil(tmp_path / "ledger.sqlite.linked")
    with Ledger(place) as book:
        _put(book, ENTRIES[4:])
        assert book.digest() == _digest(ENTRIES)


def test_other_code_and_other_reports_let_it_go(eager: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as book:
        _put(book, ENTRIES[:4])
    with Ledger(place) as book:
        assert book._resumed(4) is not None
        assert book._resumed(3) is None  # it is of a later revision
        with monkeypatch.context() as other:
            other.setattr(snapshot, "_version", lambda: "another")
            assert book._resumed(4) is None
    (tmp_path / "other.sqlite.linked").write_bytes((tmp_path / "ledger.sqlite.linked").read_bytes())
    with Ledger(tmp_path / "other.sqlite") as book:
        for entry in ENTRIES[3:]:
            book.store.put(entry.report, entry.reading)
        assert book._resumed(4) is None


def _decided(entries: tuple[Entry, ...], decisions: list[Decision]) -> str:
    with Ledger(":memory:") as book:
        for decision in decisions:
            book.store.decide(decision)
        _put(book, entries)
        return book.digest()


def test_decisions_taken_since_are_heeded_on_top_of_it(
    eager: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One program keeps, a second decides, a third has both open at once and takes it back; none joins everything anew."""
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as book:
        _put(book, ENTRIES[:4])
    with monkeypatch.context() as other, Ledger(place) as book, Ledger(place) as another:
        other.setattr(Ledger, "_all_joined", None)
        other.setattr(ledger, "worth_keeping", lambda *_: False)
        made = book.decide(DecisionKind.WITHDRAWN, [ENTRIES[0].id], by="desk")
        _put(another, ENTRIES[4:5])
        digests = [book.digest(), another.digest()]
        parted = another.decide(DecisionKind.NOT_SAME, [ENTRIES[0].id, ENTRIES[1].id], by="desk")
        undone = another.decide(DecisionKind.UNDO, [made.id], by="desk")
        _put(book, ENTRIES[5:])
        digests.append(book.digest())
    assert digests == [*[_decided(ENTRIES[:5], [made])] * 2, _decided(ENTRIES, [made, parted, undone])]


def test_decisions_that_are_not_there_let_it_go(eager: None, tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as book:
        _put(book, ENTRIES[:4])
        book.decide(DecisionKind.WITHDRAWN, [ENTRIES[0].id], by="desk")
        assert book._resumed(9) is not None
    (tmp_path / "other.sqlite.linked").write_bytes((tmp_path / "ledger.sqlite.linked").read_bytes())
    with Ledger(tmp_path / "other.sqlite") as book:
        _put(book, ENTRIES[:4])
        assert book.digest() == _digest(ENTRIES[:4])


def test_a_program_killed_while_it_keeps_leaves_what_was_kept(
    eager: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as book:
        _put(book, ENTRIES[:4])
    before = (tmp_path / "ledger.sqlite.linked").read_bytes()

    def killed(file: BinaryIO, **_: object) -> None:
        file.write(before[:100])
        raise KeyboardInterrupt

    with monkeypatch.context() as other, Ledger(place) as book:
        other.setattr("recoupe.ledger.snapshot.np.savez", killed)
        with pytest.raises(KeyboardInterrupt):
            _put(book, ENTRIES[4:5])
    assert (tmp_path / "ledger.sqlite.linked").read_bytes() == before
    with Ledger(place) as book:
        assert book._resumed(5) is not None
        _put(book, ENTRIES[5:])
        assert book.digest() == _digest(ENTRIES)


def test_a_ledger_in_memory_keeps_nothing(eager: None) -> None:
    with Ledger(":memory:") as book:
        _put(book, ENTRIES[:2])
        assert book._resumed(2) is None


def test_it_is_written_when_enough_came_in() -> None:
    assert not snapshot.worth_keeping(40, 0)
    assert snapshot.worth_keeping(100_000, 90_000)
    assert not snapshot.worth_keeping(100_000, 99_500)


def test_what_is_of_no_known_kind_is_neither_kept_nor_made() -> None:
    with pytest.raises(StateError):
        store({"part": object()})
    for tree in (["x", "Popen", {}], ["o", "Entity", 1], ["?"], ["r", 7], ["e", "EntityKind", "nothing"]):
        with pytest.raises(StateError):
            fill({"part": {}}, ({"part": tree}, []))
