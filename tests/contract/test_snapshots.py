"""A snapshot sees one state whatever others write; what is looked up many at once is what is asked one by one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import making
from recoupe.ledger import Ledger
from recoupe.ledger.kept import Kept
from recoupe.store.question import Question


@pytest.fixture
def book(place: str, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger of four reports, linked by hand."""
    monkeypatch.setattr("recoupe.ledger.reading.read_many", making.read_many)
    monkeypatch.setattr(
        "recoupe.ledger.ledger.Linker", making.linker(lambda entries, _: making.links([e.report for e in entries]))
    )
    made = Ledger(place)
    made.add(making.reports(4))
    return made


def test_others_write_and_a_snapshot_stays(book: Ledger) -> None:
    with ThreadPoolExecutor(1) as others, book.snapshot() as now:
        before = now.store.revision(), len(now.reports().items), now.digest()
        others.submit(book.add, making.reports(6)).result()
        assert (now.store.revision(), len(now.reports().items), now.digest()) == before
    assert len(book.reports().items) == 6


def test_a_thread_sees_what_it_writes(book: Ledger) -> None:
    with book.snapshot() as now, now.snapshot():
        revision = now.store.revision()
        now.add(making.reports(5))
        assert len(now.reports().items) == 5
        assert now.store.revision() > revision
        assert now.store.revision()[0] == now.store.revision()[1], "linked"


def test_a_snapshot_links_nothing(book: Ledger) -> None:
    more = making.reports(5)[4]
    book.store.put(more, making.reading_of(more))
    with book.snapshot() as now:
        revision, linked = now.store.revision()
        assert revision > linked
        assert now.claims().items
        assert now.store.revision() == (revision, linked)
    book.claims()
    assert book.store.revision()[1] == revision


def test_many_ask_at_once_while_one_writes(book: Ledger) -> None:
    def asked(_: int) -> bool:
        with book.snapshot() as now:
            reports = {r.id for r in now.reports(Question(limit=100)).items}
            return all(set(s.reports) <= reports for s in now.stories().items) and len(now.entries_of(reports)) == len(
                reports
            )

    with ThreadPoolExecutor(4) as others:
        found = others.map(asked, range(40))
        for count in range(5, 9):
            book.add(making.reports(count))
        assert list(found) == [True] * 40


def test_looked_up_at_once_or_one_by_one(book: Ledger) -> None:
    reports = [r.id for r in book.reports().items]
    assert [e.report for e in book.entries_of([*reports, "r-none"])] == [book.report(r) for r in sorted(reports)]
    assert book.origins_of(reports[:1]) == list(book.origins(Question(report=reports[0])).items)
    assert book.stories_of(reports[:1]) == list(book.stories(Question(report=reports[0])).items)
    assert book.claims_in(reports) == list(book.claims().items)
    assert book.happenings_in(reports) == list(book.happenings().items)
    claim, person = book.claims().items[0], book.people().items[0]
    assert (book.claim(claim.id), book.claim("c-none")) == (claim, None)
    assert book.identity(person.id) == person
    assert book.history(str(claim.history)) == book.histories().items[0]
    (found,) = book.identities_in([m[0] for m in person.members])
    assert (found.id, found.kind, found.name, found.names, found.members) == (
        person.id,
        person.kind,
        person.name,
        person.names,
        person.members,
    )
    assert book.identities_in(r for r in reports if r not in {m[0] for m in person.members}) == []
    assert book.names() == {r.id: r.name for r in book.reports().items}


def test_an_outline_counts_what_the_ledger_holds(book: Ledger) -> None:
    outline = book.outline()
    assert outline.reports.keys() == book.names().keys()
    (claim,) = outline.claims
    record = book.claims().items[0]
    assert [(p.report, p.side, p.source, p.origin) for p in claim.places] == [
        (p.report, p.side, p.source, p.origin) for p in record.positions
    ]
    assert (claim.standing.word, claim.history) == (record.standing.word, record.history)
    assert [s.reports for s in outline.stories] == [s.reports for s in book.stories().items]
    row = book.histories().items[0].rows[0]
    assert outline.told[row.report] == [(row.span, record.history)]


def test_what_several_want_is_made_once() -> None:
    kept, made = Kept(), []

    def make() -> int:
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: kept.get(1, "key", make), range(64))) == {1}
    assert kept.get(2, "key", make) == 2

    def fails() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        kept.get(3, "other", fails)
    assert kept.get(3, "other", make) == 3
