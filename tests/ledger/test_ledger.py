"""The book: what is added stays, once; what is decided stays for ever; what is derived can be derived again."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import making
from recoupe.errors import DecisionError, LedgerError, NotFoundError
from recoupe.intake.refusal import Refusal
from recoupe.ledger import Ledger, Question
from recoupe.link.links import Links
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.words import DecisionKind

REFUSED = Refusal("x.txt", "format", "the file is empty", "leave it out")


def test_adding_says_what_is_new_known_and_refused(book: Ledger) -> None:
    reports = making.reports(6)
    seen: list[tuple[str, int]] = []
    first = book.add([reports[0], REFUSED, *reports[1:], reports[2]], progress=lambda what, n: seen.append((what, n)))
    assert first.new == tuple(r.id for r in reports)
    assert first.known == (reports[2].id,)
    assert first.refused == (REFUSED,)
    assert sum(n for what, n in seen if what == "read") == 8
    again = book.add(reports)
    assert (again.new, again.known) == ((), tuple(r.id for r in reports))


def test_adding_again_changes_nothing(book: Ledger) -> None:
    book.add(making.reports(6))
    before = book.digest(), book.store.counts(), book.store.revision()
    book.add(making.reports(6))
    assert (book.digest(), book.store.counts(), book.store.revision()) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(9)), cuts=st.lists(st.integers(0, 9), max_size=3))
def test_any_order_and_any_portions_give_the_same_bytes(quick: None, order: list[int], cuts: list[int]) -> None:
    reports = making.reports(9)
    with Ledger(":memory:") as whole, Ledger(":memory:") as portions:
        whole.add(reports)
        bounds = [0, *sorted(cuts), 9]
        for start, end in itertools.pairwise(bounds):
            portions.add([reports[i] for i in order[start:end]])
        assert whole.digest() == portions.digest()


def test_a_correction_supersedes_and_both_versions_stay(book: Ledger) -> None:
    first, second = making.reports(2)
    corrected = Report(second.text, second.published, "fr", key="wire-00b", replaces=first.key)
    book.add([first, corrected])
    assert book.report("wire-00").text == first.text
    assert book.report("wire-00b").replaces == "wire-00"
    assert len(book.reports().items) == 2


def test_two_reports_may_bear_one_name(book: Ledger) -> None:
    one, other = making.reports(2)
    twin = Report(other.text, other.published, "fr", key=one.key)
    assert len(book.add([one, twin]).new) == 2
    assert {row.id for row in book.reports(Question(report=one.key)).items} == {one.id, twin.id}


def test_a_fault_in_a_rule_costs_one_report(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = making.reports(5)

    def faulty(found: list[Report]) -> Iterator[Reading]:
        for report in found:
            if report.id == reports[3].id:
                raise IndexError("no such token")
            yield from making.read_many([report])

    monkeypatch.setattr("recoupe.ledger.reading.read_many", faulty)
    added = book.add(reports)
    assert len(added.new) == 4
    (refusal,) = added.refused
    assert (refusal.where, refusal.code) == ("wire-03", "fault")
    assert "IndexError: no such token" in refusal.message


def test_links_are_made_after_a_run_that_was_killed_before_them(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = making.reports(4)

    def killed(*_: object) -> Links:
        raise KeyboardInterrupt

    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.linker(killed))
    with pytest.raises(KeyboardInterrupt):
        book.add(reports)
    calls = []

    def linked(entries: list[object], _decisions: object) -> Links:
        calls.append(len(entries))
        return making.links(reports)

    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.linker(linked))
    with Ledger(book.store.place) as again:
        assert [c.id for c in again.claims().items] == ["c-1"]
        again.claims()
    assert calls == [4]


def test_rebuild_reads_again_what_other_rules_read(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add(making.reports(4))
    assert book.rebuild().read == 0
    monkeypatch.setattr("recoupe.ledger.ledger.rules_version", lambda: "newer")
    monkeypatch.setattr("recoupe.ledger.verifying.rules_version", lambda: "newer")
    assert {p.code for p in book.verify().problems} == {"rules"}
    assert book.rebuild().read == 4
    assert book.reading("wire-01").rules == "newer"
    assert book.verify().problems == ()


def test_adding_again_under_newer_rules_reads_again(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add(making.reports(2))
    monkeypatch.setattr("recoupe.ledger.ledger.rules_version", lambda: "newer")
    added = book.add(making.reports(2))
    assert (len(added.new), len(added.known)) == (0, 2)
    assert book.reading("wire-01").rules == "newer"


# ---------------------------------------------------------------------------- decide


def test_decisions_stay_and_are_taken_back_by_later_ones(book: Ledger) -> None:
    book.add(making.reports(2))
    wrong = book.decide(
        DecisionKind.WITHDRAWN, ["wire-00"], by="desk", why="kill notice", at="2024-05-03T14:10:00+00:00"
    )
    undo = book.decide(DecisionKind.UNDO, [wrong.id], by="desk", at="2024-05-03T15:00:00+00:00")
    assert book.decisions() == [wrong, undo]
    assert (
        book.decide(DecisionKind.WITHDRAWN, ["wire-00"], by="desk", why="kill notice", at="2024-05-03T14:10:00+00:00")
        == wrong
    )
    assert len(book.decisions()) == 2


def test_decisions_reach_the_links(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []

    def linked(_entries: object, decisions: list[object]) -> Links:
        heard.extend(decisions)
        return Links()

    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.linker(linked))
    book.add(making.reports(2))
    made = book.decide(DecisionKind.WRONG, [making.reports(1)[0].id], by="desk")
    assert heard == [made]


@pytest.mark.parametrize(
    ("kind", "targets", "by", "says"),
    [
        (DecisionKind.SAME, ["wire-00"], "desk", r"'same' takes 2 or more ids, not 1 \(name them by their ids\)"),
        (DecisionKind.NOT_SAME, ["wire-00", "wire-00"], "desk", r"'not same' takes 2 or more ids, not 1"),
        (DecisionKind.WRONG, [], "desk", r"'wrong' takes 1 or more ids, not 0"),
        (DecisionKind.WRONG, ["nothing"], "desk", r"the ledger holds no 'nothing'"),
        (DecisionKind.UNDO, ["wire-00"], "desk", r"no decision 'wire-00' to take back \(recoupe decide --list"),
        (DecisionKind.WRONG, ["wire-00"], " ", r"a decision has someone who takes it"),
    ],
)
def test_a_decision_that_cannot_be_taken_says_why(
    book: Ledger, kind: DecisionKind, targets: list[str], by: str, says: str
) -> None:
    book.add(making.reports(2))
    with pytest.raises(DecisionError, match=says) as raised:
        book.decide(kind, targets, by=by)
    assert raised.value.remedy
    assert book.decisions() == []


# ---------------------------------------------------------------------------- verify


def test_a_whole_ledger_verifies(book: Ledger) -> None:
    book.add(making.reports(4))
    found = book.verify()
    assert (found.reports, found.reproduced, found.problems) == (4, 4, ())
    assert found.spans > 20
    assert found.digest == book.digest()


TAMPERED: list[tuple[str, str]] = [
    ("UPDATE reports SET text = text || ' Not so.'", "id"),
    ("UPDATE reports SET outlet = 'Another'", "id"),
    ("UPDATE statements SET words = 'He admitted it'", "row"),
    ("DELETE FROM figures", "row"),
    ("UPDATE meta SET value = '99' WHERE name = 'revision'", "links"),
]


@pytest.mark.parametrize(("change", "code"), TAMPERED, ids=[t[0][:30] for t in TAMPERED])
def test_what_was_changed_by_hand_is_found(book: Ledger, change: str, code: str) -> None:
    book.add(making.reports(4))
    with book.store.writing() as connection:
        connection.execute(text(change))
    found = book.verify(reread=False)
    assert code in {p.code for p in found.problems}
    assert all(p.message and p.remedy and p.where for p in found.problems)


def test_a_reading_that_comes_out_otherwise_is_found(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    book.add(making.reports(2))

    def other(found: list[Report]) -> Iterator[Reading]:
        for reading in making.read_many(found):
            yield replace(reading, statements=reading.statements[:1])

    monkeypatch.setattr("recoupe.ledger.reading.read_many", other)
    assert [p.code for p in book.verify().problems] == ["reading", "reading"]


# ---------------------------------------------------------------------------- errors


def test_an_unknown_report_says_so(book: Ledger) -> None:
    with pytest.raises(NotFoundError, match=r"no report 'wire-77' \(ids stand in"):
        book.report("wire-77")


def _other_tables(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _newer(path: Path) -> None:
    import sqlite3

    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda p: None, r"no ledger at .*make one: recoupe add"),
        (lambda p: p.write_bytes(b"this is no database" * 100), r"can't be opened: file is not a database"),
        (_other_tables, r"holds other tables \(give the ledger a database of its own\)"),
        (_newer, r"was made by a newer Recoupe \(tables 9999\)"),
        (lambda p: p.mkdir(), r"can't be opened"),
    ],
)
def test_what_is_no_ledger_says_so(tmp_path: Path, made: Callable[[Path], None], says: str) -> None:
    path = tmp_path / "ledger.sqlite"
    made(path)
    with pytest.raises(LedgerError, match=says) as raised:
        Ledger(path, create=False)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://desk@localhost/ledger", r"no ledger can be kept in 'mysql'"),
        (
            "postgresql://desk:secret@127.0.0.1:1/ledger",
            r"the ledger at postgresql\+psycopg://desk:\*\*\*@127.0.0.1:1/ledger can't be opened",
        ),
    ],
)
def test_a_database_that_cannot_be_reached_says_so_without_the_password(url: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says) as raised:
        Ledger(url)
    assert "secret" not in str(raised.value)


def test_a_passage_outside_the_text_costs_one_report(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = making.reports(3)

    def astray(found: list[Report]) -> Iterator[Reading]:
        for reading in making.read_many(found):
            if reading.report == reports[1].id:
                wrong = replace(reading.figures[0], span=Span(5, 9_999))
                reading = replace(reading, figures=(wrong,))
            yield reading

    monkeypatch.setattr("recoupe.ledger.reading.read_many", astray)
    added = book.add(reports)
    assert len(added.new) == 2
    assert [(r.where, r.code) for r in added.refused] == [("wire-01", "span")]
    assert book.store.counts()["reports"] == 2


def test_an_id_given_twice_is_one_answer(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(found: list[Report]) -> Iterator[Reading]:
        for reading in making.read_many(found):
            yield replace(reading, events=reading.events * 2, statements=(*reading.statements, reading.statements[0]))

    monkeypatch.setattr("recoupe.ledger.reading.read_many", twice)
    assert len(book.add(making.reports(1)).new) == 1
    assert (len(book.events().items), len(book.statements().items)) == (1, 2)
    assert book.verify(reread=False).problems == ()


def test_a_reading_process_that_is_killed_says_what_to_do(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> Iterator[object]:
        raise BrokenExecutor

    monkeypatch.setattr("recoupe.ledger.reading._read_in_pool", killed)
    with pytest.raises(LedgerError, match=r"a process that read was killed.*fewer --workers"):
        book.add(making.reports(2), workers=2)


def test_only_what_is_new_is_joined_while_a_ledger_is_open(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    entered: list[int] = []

    class Counting(making.NoLinker):
        def add(self, entries: Iterable[object]) -> None:
            found = list(entries)
            entered.append(len(found))
            super().add(found)

    monkeypatch.setattr("recoupe.ledger.ledger.Linker", Counting)
    reports = making.reports(6)
    book.add(reports[:4])
    book.add(reports[4:])
    assert entered == [4, 2]
    book.decide(DecisionKind.WRONG, [reports[0].id], by="desk")  # what it touches is joined anew, not all
    assert entered == [4, 2]
    monkeypatch.setattr("recoupe.ledger.ledger.rules_version", lambda: "newer")
    book.add(reports[:1])  # read anew: what it was joined to must be looked at again
    assert entered == [4, 2, 6]
