"""With real readings and links: the same bytes, whatever the order of adding and the portions."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.intake.folder import read_path
from recoupe.ledger import Ledger
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [r for r in read_path(EXAMPLES) if isinstance(r, Report)]


@pytest.fixture(scope="module")
def whole(reports: list[Report], tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    book = Ledger(tmp_path_factory.mktemp("whole") / "ledger.sqlite")
    added = book.add(reports)
    assert (len(added.new), added.refused) == (len(reports), ())
    return book


def copied(whole: Ledger, portions: list[list[Report]]) -> str:
    """Digest of a ledger to which the same reports were added in these portions, with the readings of the whole one."""
    with Ledger(":memory:") as book:
        for portion in portions:
            for report in portion:
                book.store.put(report, whole.reading(report.id))
            book.relink()
        return book.digest()


def test_order_and_portions_make_no_difference(whole: Ledger, reports: list[Report]) -> None:
    expected = whole.digest()
    assert copied(whole, [reports[::-1]]) == expected
    assert copied(whole, [reports[1::2], reports[::2]]) == expected


def test_a_decision_and_its_withdrawal_leave_the_links_as_they_were(whole: Ledger) -> None:
    before = whole.links()
    named = max(before.identities, key=lambda i: (len({report for report, _ in i.members}), i.id))
    entities = [entity for _, entity in named.members]
    made = whole.decide(DecisionKind.WRONG, [before.claims[0].id, entities[0]], by="desk")
    whole.decide(DecisionKind.UNDO, [made.id], by="desk")
    assert whole.links() == before


def test_the_examples_verify(whole: Ledger) -> None:
    found = whole.verify(reread=False)
    assert found.problems == ()
    assert found.spans > 1000


def test_two_programs_that_link_in_turn_come_to_the_same(whole: Ledger, reports: list[Report], tmp_path: Path) -> None:
    """Each joins what the other linked before it tells what changed."""
    with Ledger(tmp_path / "shared.sqlite") as one, Ledger(tmp_path / "shared.sqlite") as other:
        for book, portion in ((one, reports[::3]), (other, reports[1::3]), (one, reports[2::3])):
            for report in portion:
                book.store.put(report, whole.reading(report.id))
                book.relink()
        assert one.digest() == other.digest()
        assert one.links() == whole.links()
