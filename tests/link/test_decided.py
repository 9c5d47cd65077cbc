"""What a person decides shows in the links, and goes again when the decision is taken back."""

from __future__ import annotations

import pytest

from recoupe.extract.pipeline import read
from recoupe.link.links import Entry, link
from recoupe.model.ledger import Decision
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind, Form, StandingWord

TEXT = "Le ferry Aurélie a coulé lundi au large de Morvac, a déclaré la capitainerie du port. Neuf personnes ont été tuées, selon la capitainerie."


@pytest.fixture(scope="module")
def entry() -> Entry:
    report = Report(TEXT, published="2025-02-04", language="fr", outlet="La Balise", key="ferry")
    return Entry(report, read(report))


def decided(kind: DecisionKind, target: str, at: str = "2025-02-05T10:00:00+00:00") -> Decision:
    return Decision(f"d-{kind}-{at}", kind, (target,), "desk", at)


def test_a_report_that_a_person_withdrew_no_longer_counts(entry: Entry) -> None:
    before = link([entry])
    after = link([entry], [decided(DecisionKind.WITHDRAWN, entry.id)])
    assert any(c.standing.word is StandingWord.REPORTED for c in before.claims)
    assert {c.standing.word for c in after.claims} == {StandingWord.RETRACTED}
    assert {row.status for h in after.histories for row in h.rows} == {"withdrawn"}


def test_a_decision_taken_back_leaves_no_trace(entry: Entry) -> None:
    taken = decided(DecisionKind.WITHDRAWN, entry.id)
    undo = decided(DecisionKind.UNDO, taken.id, "2025-02-06T10:00:00+00:00")
    assert link([entry], [taken, undo]) == link([entry])


def test_a_statement_held_to_be_read_wrongly_bears_on_nothing(entry: Entry) -> None:
    wrong = next(s for s in entry.reading.statements if s.form is not Form.NARRATED)
    after = link([entry], [decided(DecisionKind.WRONG, wrong.id)])
    assert any(p.statement == wrong.id for c in link([entry]).claims for p in c.positions)
    assert not any(p.statement == wrong.id for c in after.claims for p in c.positions)


def test_a_claim_held_to_be_wrong_is_left_out(entry: Entry) -> None:
    claim = link([entry]).claims[0]
    after = link([entry], [decided(DecisionKind.WRONG, claim.id)])
    assert claim.id not in {c.id for c in after.claims}
