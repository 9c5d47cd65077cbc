"""What a person decides shows in the links, and goes again when the decision is taken back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.extract.pipeline import read, read_many
from recoupe.link.links import Entry, Linker, Links, link
from recoupe.model.ledger import Claim, Decision
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind, Form, Side, StandingWord

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


# ---------------------------------------------------------------------------- claims made one, claims kept apart

PAPERS = (
    ("2025-04-07", "La Balise", """MORVAC - Le préfet Alain Guirec a fermé le pont de Kerlann dimanche soir après la tempête.

« La société Ardan avait ignoré trois rapports d'inspection », a déclaré la maire, Rose Tallec. Douze camions sont bloqués sur la rive nord, selon la mairie."""),
    ("2025-04-08", "Le Cap", """MORVAC - La fermeture du pont de Kerlann va durer un mois, a annoncé le préfet Alain Guirec après la tempête.

« Personne chez Ardan n'avait lu les avertissements des ingénieurs », a affirmé Hugo Brenn, un ancien contremaître. Une quinzaine de poids lourds attendent au nord, selon les gendarmes."""),
    ("2025-04-09", "Ouest Gazette", """MORVAC - Le pont de Kerlann reste fermé après la tempête, a rappelé le préfet Alain Guirec.

« La société Ardan n'a ignoré aucun rapport d'inspection », a répondu sa directrice, Maud Ferrand. Dix-huit camions sont bloqués sur la rive nord, selon la mairie."""),
)  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> tuple[Entry, ...]:
    reports = [Report(text, published=day, language="fr", outlet=name, key=name) for day, name, text in PAPERS]
    return tuple(Entry(r, reading) for r, reading in zip(reports, read_many(reports), strict=True))


def claim(links: Links, words: str) -> Claim:
    found = [c for c in links.claims if words in c.words]
    assert len(found) == 1, [c.words for c in links.claims]
    return found[0]


def ruled(kind: DecisionKind, *targets: str, key: str = "d1") -> Decision:
    return Decision(key, kind, targets, "desk", f"2025-04-10T10:00:00+00:00 {key}", "read by two people")


def test_two_claims_that_a_person_holds_to_be_one(papers: tuple[Entry, ...]) -> None:
    before = link(papers)
    ignored, unread = claim(before, "avait ignoré trois"), claim(before, "Personne chez Ardan")
    same = ruled(DecisionKind.SAME, ignored.id, unread.id)
    after = claim(link(papers, [same]), "avait ignoré trois")
    assert {p.source for p in after.positions if p.side is Side.FOR} == {
        p.source for c in (ignored, unread) for p in c.positions if p.side is Side.FOR
    }
    assert after.id == ignored.id
    assert after.reasons[0].rule == "decision"
    assert "desk" in after.reasons[0].detail
    undo = ruled(DecisionKind.UNDO, same.id, key="d2")
    assert link(papers, [same, undo]) == before


def test_one_claim_that_a_person_parts(papers: tuple[Entry, ...]) -> None:
    before = claim(link(papers), "avait ignoré trois")
    against = next(p for p in before.positions if p.side is Side.AGAINST)
    parted = link(papers, [ruled(DecisionKind.NOT_SAME, before.positions[0].statement, against.statement)])
    after = claim(parted, "avait ignoré trois")
    assert before.standing.word is StandingWord.DISPUTED
    assert (after.id, after.standing.word) == (before.id, StandingWord.REPORTED)
    assert "not to be one" in after.reasons[0].detail


def test_figures_that_a_person_parts_or_joins(papers: tuple[Entry, ...]) -> None:
    before = link(papers)
    twelve, fifteen = claim(before, "Douze camions"), claim(before, "quinzaine de poids lourds")
    assert twelve.history != fifteen.history
    joined = link(papers, [ruled(DecisionKind.SAME, twelve.id, fifteen.id)])
    assert {p.report for p in claim(joined, "Douze camions").positions} >= {papers[0].id, papers[1].id}
    eighteen = claim(before, "Dix-huit camions")
    assert eighteen.history == twelve.history
    apart = link(papers, [ruled(DecisionKind.NOT_SAME, twelve.id, eighteen.id)])
    assert claim(apart, "Dix-huit camions").history != claim(apart, "Douze camions").history


def test_a_decision_holds_though_the_claim_has_grown(papers: tuple[Entry, ...]) -> None:
    """The id is that of a claim in a ledger of one report; more of it comes in before and after."""
    lone = claim(link(papers[2:]), "Dix-huit camions")
    assert any("Dix-huit" in c.words for c in link(papers).claims)
    wrong = link(papers, [ruled(DecisionKind.WRONG, lone.id)])
    assert not any("Dix-huit" in c.words for c in wrong.claims)


@given(st.permutations(range(len(PAPERS))), st.sets(st.integers(0, 2)))
@settings(max_examples=20, deadline=None)
def test_decisions_come_to_the_same_in_any_order(papers: tuple[Entry, ...], order: list[int], asked: set[int]) -> None:
    before = link(papers)
    decisions = [
        ruled(DecisionKind.SAME, claim(before, "avait ignoré trois").id, claim(before, "Personne chez Ardan").id),
        ruled(DecisionKind.NOT_SAME, claim(before, "Douze").id, claim(before, "Dix-huit").id, key="d2"),
    ]
    linker = Linker(decisions)
    for place, number in enumerate(order):
        linker.add([papers[number]])
        if place in asked:
            linker.links()
    assert linker.links() == link(papers, decisions)


def test_no_two_claims_have_one_id(papers: tuple[Entry, ...]) -> None:
    ids = [c.id for c in link(papers).claims]
    assert len(ids) == len(set(ids))


def test_claims_of_two_affairs_are_made_one_where_a_person_says_so(papers: tuple[Entry, ...], entry: Entry) -> None:
    before = link([entry, papers[0]])
    sunk, ignored = claim(before, "a coulé"), claim(before, "avait ignoré trois")
    assert sunk.story != ignored.story
    after = link([entry, papers[0]], [ruled(DecisionKind.SAME, sunk.id, ignored.id)])
    assert {p.report for p in claim(after, "a coulé").positions} == {entry.id, papers[0].id}
    assert after.stories == before.stories
