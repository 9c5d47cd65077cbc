"""One behaviour, every store: what is put in comes out, questions have one answer, pages follow each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from making import links, reading_of, reports
from recoupe.errors import LedgerError
from recoupe.link.links import Changes, Links
from recoupe.model.ledger import Decision
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind
from recoupe.store.ask import KINDS_ASKED, ask
from recoupe.store.checks import misread_rows
from recoupe.store.digest import digest
from recoupe.store.filters import FILTERS
from recoupe.store.question import Question
from recoupe.store.rows import reading_rows
from recoupe.store.schema import metadata
from recoupe.store.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    for report in reports(8):
        store.put(report, reading_of(report))
    return store


def test_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    with store.asking() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    ours = [d for d in found if "_words" not in str(d)]  # full-text indexes are made by hand
    assert ours == []


def test_a_ledger_is_opened_again_with_all_it_holds(place: str) -> None:
    first = Store(place)
    report = reports(1)[0]
    first.put(report, reading_of(report))
    first.close()
    again = Store(place, create=False)
    assert again.report(report.id) == report
    again.close()


def test_reports_and_readings_come_out_as_they_went_in(filled: Store) -> None:
    for report in reports(8):
        assert filled.report(report.id) == report
        assert filled.report(report.name) == report
        assert filled.reading(report.id) == reading_of(report)
    assert [e.id for e in filled.entries()] == sorted(r.id for r in reports(8))
    assert filled.report("nobody") is None


def test_the_same_twice_changes_nothing(filled: Store) -> None:
    before = filled.counts(), filled.revision(), digest(filled)
    for report in reports(8):
        assert filled.put(report, reading_of(report)) is False
    assert (filled.counts(), filled.revision(), digest(filled)) == before


def test_another_reading_takes_the_place_of_the_old_one(filled: Store) -> None:
    report = reports(1)[0]
    filled.put(report, reading_of(report, "newer"))
    found = filled.reading(report.id)
    assert found is not None
    assert found.rules == "newer"
    assert filled.counts()["statements"] == 16
    assert filled.read_by([report.id], "test") == set()


def test_a_put_that_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reports(1)[0]
    twice = {name: rows * 2 for name, rows in reading_rows(reading_of(report), report).items()}
    monkeypatch.setattr("recoupe.store.store.reading_rows", lambda *_: twice)
    with pytest.raises(LedgerError, match="could not be written"):
        store.put(report, reading_of(report))
    assert store.counts()["reports"] == store.counts()["readings"] == 0


def test_order_of_putting_makes_no_difference(store: Store, place: str) -> None:
    for report in reversed(reports(8)):
        store.put(report, reading_of(report))
    other = Store(":memory:")
    for report in reports(8):
        other.put(report, reading_of(report))
    assert digest(store) == digest(other)
    other.close()


@pytest.mark.parametrize("kind", ["reports", "statements", "figures", "events"])
def test_pages_follow_each_other_without_gap_or_repeat(filled: Store, kind: str) -> None:
    whole = ask(filled, kind, Question(limit=1000)).items
    found, cursor = [], None
    while True:
        page = ask(filled, kind, Question(limit=3, cursor=cursor))
        assert len(page.items) <= 3
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    assert tuple(found) == whole
    assert len(whole) in (8, 16)


@pytest.mark.parametrize(
    ("kind", "question", "count"),
    [
        ("reports", {"words": "oeuvres"}, 2),
        ("reports", {"words": "ŒUVRES brule"}, 2),
        ("reports", {"words": "musée"}, 2),
        ("reports", {"words": "museum"}, 2),
        ("reports", {"words": "muse*"}, 4),
        ("reports", {"words": '"a confirmé jeudi"'}, 2),
        ("reports", {"words": '"jeudi confirmé"'}, 0),
        ("reports", {"words": "l'incendie"}, 2),
        ("reports", {"words": "; ' \" * : & | !"}, 8),
        ("reports", {"since": "2024-05-05", "until": "2024-05-06"}, 2),
        ("reports", {"language": "en"}, 2),
        ("reports", {"outlet": "La Vigie"}, 4),
        ("reports", {"report": "wire-03"}, 1),
        ("statements", {"speaker": "brassac"}, 4),
        ("statements", {"speaker": "Hélène Brassac"}, 4),
        ("statements", {"speaker": "Brassac Hélène"}, 0),
        ("statements", {"speaker": "%"}, 0),
        ("statements", {"stance": "denies"}, 2),
        ("statements", {"stance": "denies", "speaker": "aldgate"}, 0),
        ("statements", {"about": "corvanne"}, 12),
        ("statements", {"words": "paintings"}, 2),
        ("statements", {"form": "narrated", "language": "fr"}, 6),
        ("statements", {"until": "2024-05-03"}, 2),
        ("figures", {"measure": "destroyed"}, 8),
        ("figures", {"words": "paintings"}, 2),
        ("events", {"type": "ASSAULT", "place": "Corvanne"}, 8),
        ("events", {"place": "Q999999"}, 8),
        ("events", {"speaker": "aldgate"}, 2),
        ("events", {"speaker": "corvanne"}, 0),
    ],
)
def test_questions(filled: Store, kind: str, question: dict[str, str], count: int) -> None:
    assert len(ask(filled, kind, Question(**question)).items) == count  # type: ignore[arg-type]


def test_names_of_many_entities_are_asked_otherwise_and_answered_alike(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = [
        ("statements", {"about": "corvanne"}),
        ("statements", {"speaker": "brassac"}),
        ("events", {"place": "corvanne"}),
    ]
    few = [ask(filled, kind, Question(**asked)).items for kind, asked in kinds]
    monkeypatch.setattr("recoupe.store.filters._FEW", 1)
    assert [ask(filled, kind, Question(**asked)).items for kind, asked in kinds] == few
    assert all(few)


def test_answers_quote_the_report(filled: Store) -> None:
    texts = {r.id: r.text for r in reports(8)}
    for kind in ("figures", "events"):
        found = ask(filled, kind, Question()).items
        assert found, kind
        for row in found:
            assert texts[row.report][row.start : row.end] == row.words
    statements = ask(filled, "statements", Question()).items
    assert statements
    for row in statements:
        assert " … ".join(texts[row.report][s:e] for s, e in row.content) == row.words
        assert row.name.startswith("wire-")


def test_links_come_out_as_they_went_in(filled: Store) -> None:
    made = links(reports(8))
    written = filled.put_links(made, 8)
    assert filled.links() == made
    assert written["claims"] == (1, 0)
    assert filled.put_links(made, 8)["claims"] == (0, 0)
    assert filled.put_links(Links(), 9)["claims"] == (0, 1)
    assert filled.links() == Links()
    assert filled.counts()["positions"] == 0


@pytest.mark.parametrize(
    ("kind", "question", "count"),
    [
        ("claims", {}, 1),
        ("claims", {"standing": "corroborated"}, 1),
        ("claims", {"standing": "disputed"}, 0),
        ("claims", {"speaker": "brassac", "words": "musée"}, 1),
        ("claims", {"words": "tremblement"}, 0),
        ("claims", {"story": "st-1", "since": "2024-05-10"}, 1),
        ("claims", {"since": "2024-06-01"}, 0),
        ("claims", {"report": "wire-02"}, 1),
        ("statements", {"claim": "c-1"}, 8),
        ("statements", {"story": "st-1"}, 16),
        ("statements", {"origin": "o-2"}, 0),
        ("statements", {"speaker": "i-1"}, 1),
        ("people", {"words": "mme brassac"}, 1),
        ("people", {"kind": "place"}, 0),
        ("origins", {"report": "wire-00"}, 1),
        ("stories", {"until": "2024-05-03"}, 1),
        ("histories", {"measure": "destroyed"}, 1),
        ("happenings", {"type": "ASSAULT"}, 1),
    ],
)
def test_questions_about_links(filled: Store, kind: str, question: dict[str, str], count: int) -> None:
    filled.put_links(links(reports(8)), 8)
    assert len(ask(filled, kind, Question(**question)).items) == count  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(KINDS_ASKED))
def test_a_filter_that_is_not_heeded_says_so(store: Store, kind: str) -> None:
    unheeded = next(n for n in ("standing", "hedge", "kind") if n not in FILTERS[kind])
    with pytest.raises(LedgerError, match=rf"{kind} can't be asked by '{unheeded}' \(ask by: "):
        ask(store, kind, Question(**{unheeded: "x"}))  # type: ignore[arg-type]


@pytest.mark.parametrize("cursor", ["x", "eyJ9", "W10", "WzEsMl0"])
def test_a_wrong_cursor_says_so(store: Store, cursor: str) -> None:
    with pytest.raises(LedgerError, match=r"is no cursor of this question"):
        ask(store, "statements", Question(cursor=cursor))


def test_bad_days_and_limits_say_so(store: Store) -> None:
    with pytest.raises(LedgerError, match=r"'tuesday' is no day \(write it as 2024-05-03\)"):
        ask(store, "statements", Question(since="tuesday"))
    with pytest.raises(LedgerError, match=r"limit is 0"):
        ask(store, "statements", Question(limit=0))


def test_decisions_are_only_appended(store: Store) -> None:
    decision = Decision("d-1", DecisionKind.WRONG, ("s-1",), "desk", "2024-05-03T10:00:00+00:00", "misread")
    assert store.decide(decision) is True
    assert store.decide(decision) is False
    assert store.decisions() == [decision]
    for change in ("UPDATE decisions SET why = 'x'", "DELETE FROM decisions"):
        with pytest.raises((LedgerError, DatabaseError), match="append-only"), store.writing() as connection:
            connection.execute(text(change))
    assert store.decisions() == [decision]


def test_rows_are_checked_against_readings(filled: Store) -> None:
    entry = next(filled.entries())
    assert list(misread_rows(filled, entry)) == []
    with filled.writing() as connection:
        connection.execute(text("UPDATE statements SET stance = 'admits' WHERE report = :r"), {"r": entry.id})
    assert [m.split(" rows of ")[1].split()[0] for m in misread_rows(filled, entry)] == ["statements"]


def test_two_programs_may_add_at_once(place: str) -> None:
    Store(place).close()

    def add(order: list[Report]) -> list[bool]:
        own = Store(place)
        try:
            return [own.put(report, reading_of(report)) for report in order]
        finally:
            own.close()

    found = reports(20)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(add, [found[:15], found[:4:-1]])
    assert sum(one) + sum(other) == 20
    both = Store(place)
    assert both.counts()["reports"] == both.counts()["readings"] == 20
    assert both.revision() == (20, 0)
    both.close()


def test_changes_are_written_without_looking_at_the_rest(filled: Store) -> None:
    made = links(reports(8))
    filled.put_links(made, 8)
    (identity,), (story,) = made.identities, made.stories
    member = (reports(2)[1].id, "e1")
    grown = replace(identity, members=tuple(sorted((*identity.members, member))))
    changes = Changes(grown=[(grown, [member])])
    changes.put("claims", ["c-1"], [])
    changes.put("stories", [story.id], [replace(story, id="st-2")])
    changes.put("origins", [], made.origins)
    counted = filled.put_changes(changes, 9)
    assert (counted["claims"], counted["stories"], counted["origins"]) == ((0, 1), (1, 1), (0, 0))
    assert filled.links() == replace(made, identities=(grown,), claims=(), stories=(replace(story, id="st-2"),))
    assert filled.revision()[1] == 9
    assert filled.counts()["members"] == len(grown.members)
    other = Store(":memory:")
    for report in reports(8):
        other.put(report, reading_of(report))
    other.put_changes(Changes.of(filled.links()), 9)
    assert digest(other) == digest(filled)
    other.close()


def test_what_arrived_since_is_told(filled: Store) -> None:
    every = [r.id for r in reports(8)]
    revision, _ = filled.revision()
    assert filled.arrived(-1, revision) == sorted(every)
    assert filled.arrived(revision, revision + 1) == []
    filled.put(reports(1)[0], reading_of(reports(1)[0], "newer"))
    assert filled.arrived(revision, revision + 1) == every[:1]
    assert filled.arrived(-1, revision) == sorted(every[1:])
