"""Origins: what goes back to one text, with its proof, in any order of adding."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DISPATCH, OTHER, bare, report

from recoupe.link.decisions import rulings
from recoupe.link.entry import in_order, moment_of
from recoupe.link.origins import Origins, origins
from recoupe.model.ledger import Decision, Origin
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind, Status

FIRST = report(DISPATCH, "first", outlet="Alizé")
CUT = report(DISPATCH.split("\n\n")[0] + "\n\n" + DISPATCH.split("\n\n")[1], "cut", "2025-03-04T09:00:00+01:00")
LATER = report(DISPATCH.replace("trois blessés", "quatre blessés"), "later", "2025-03-04T12:00:00+01:00")
REWRITE = report(
    "La scierie Kerval, à Saint-Armel, a brûlé. On compte trois blessés, et 400 tonnes de bois perdues, disent les pompiers du Morbihan. "
    "Yann Pennec, contremaître, a entendu une explosion. Odile Garnier et Marc Tanguy sont venus de Vannes et de Lorient. Fondée en 1962, la maison compte 85 salariés.",
    "rewrite", "2025-03-04T18:00:00+01:00", credit="D'après Alizé",
)  # fmt: skip
CORRECTED = report(
    REWRITE.text.replace("trois", "deux"),
    "fixed",
    "2025-03-05T08:00:00+01:00",
    status=Status.CORRECTED,
    replaces="rewrite",
)
ALONE = report(OTHER, "alone", "2025-03-06T08:00:00+01:00")
ALL = (FIRST, CUT, LATER, REWRITE, CORRECTED, ALONE)


def _named(found: tuple[Origin, ...], reports: tuple[Report, ...] = ALL) -> list[list[str]]:
    names = {r.id: r.name for r in reports}
    return sorted([names[r] for r in o.reports] for o in found)


def test_reports_of_one_text_are_one_origin() -> None:
    assert _named(origins(bare(*ALL))) == [["alone"], ["first", "cut", "later", "rewrite", "fixed"]]


def test_each_link_says_why() -> None:
    found = next(o for o in origins(bare(*ALL)) if o.first == FIRST.id)
    rules = {link.report: link.reason.rule for link in found.links}
    assert rules == {
        CUT.id: "copy",
        LATER.id: "copy",
        REWRITE.id: "credited rewrite",
        CORRECTED.id: "corrected version",
    }
    copy = next(link for link in found.links if link.report == CUT.id)
    assert all(CUT.text[slice(*mine)] == FIRST.text[slice(*theirs)] for mine, theirs in copy.spans)
    assert copy.of == FIRST.id


@given(st.permutations(ALL))
@settings(max_examples=30, deadline=None)
def test_the_order_of_adding_makes_no_difference(order: list[Report]) -> None:
    growing = Origins()
    for one in order:
        growing.add(one)
    assert growing.origins() == origins(bare(*ALL))


def test_a_report_twice_changes_nothing() -> None:
    growing = Origins()
    for one in (*ALL, *ALL):
        growing.add(one)
    assert growing.origins() == origins(bare(*ALL))


def _decision(kind: DecisionKind, *targets: str, key: str = "d1", at: str = "2025-03-07") -> Decision:
    return Decision(key, kind, targets, "desk", at, "seen by a person")


def test_a_person_may_hold_two_to_be_one_or_not_one() -> None:
    same = _decision(DecisionKind.SAME, FIRST.id, ALONE.id)
    assert len(origins(bare(*ALL), [same])) == 1
    apart = _decision(DecisionKind.NOT_SAME, FIRST.id, CUT.id)
    assert ["cut"] in _named(origins(bare(FIRST, CUT), [apart]))


def test_a_decision_that_was_undone_counts_no_longer() -> None:
    same = _decision(DecisionKind.SAME, FIRST.id, ALONE.id)
    undone = _decision(DecisionKind.UNDO, "d1", key="d2", at="2025-03-08")
    assert origins(bare(*ALL), [same, undone]) == origins(bare(*ALL))


def test_a_version_is_found_by_our_id_too() -> None:
    notice = report(
        "Le Courrier retire cet article.", "notice", "2025-03-09", status=Status.WITHDRAWN, replaces=ALONE.id
    )
    found = origins(bare(ALONE, notice))
    assert len(found) == 1
    assert found[0].links[0].reason.rule == "withdrawal"


def test_times_are_compared_in_one_zone() -> None:
    east = report("x", "east", "2025-03-04T10:00:00+03:00")
    west = report("y", "west", "2025-03-04T08:00:00+00:00")
    assert [e.report.name for e in in_order(bare(west, east))] == ["east", "west"]
    assert moment_of(report("z", "none", published="")) == ""


DECIDED = (
    _decision(DecisionKind.NOT_SAME, FIRST.id, CUT.id),
    _decision(DecisionKind.SAME, REWRITE.id, ALONE.id, key="d2"),
    _decision(DecisionKind.SAME, CUT.id, CORRECTED.id, key="d3", at="2025-03-09"),
)


@given(st.permutations(ALL), st.integers(0, len(ALL)))
@settings(max_examples=30, deadline=None)
def test_the_order_makes_no_difference_beside_decisions(order: list[Report], asked: int) -> None:
    growing = Origins(rulings(DECIDED))
    for place, one in enumerate(order):
        growing.add(one)
        if place == asked:
            growing.origins()
    found = growing.origins()
    assert found == origins(bare(*ALL), DECIDED)
    assert _named(found) == [["cut", "fixed"], ["first", "later", "rewrite", "alone"]]


def test_what_is_decided_goes_before_what_is_alike() -> None:
    """A copy of two that a person holds apart goes with the one that the person named."""
    apart = _decision(DecisionKind.NOT_SAME, FIRST.id, CUT.id)
    same = _decision(DecisionKind.SAME, CUT.id, LATER.id, key="d2")
    assert _named(origins(bare(FIRST, CUT, LATER), [apart])) == [["cut"], ["first", "later"]]
    assert _named(origins(bare(FIRST, CUT, LATER), [apart, same])) == [["cut", "later"], ["first"]]


def test_asking_twice_gives_the_same_links() -> None:
    growing = Origins(rulings(DECIDED[1:2]))
    for one in ALL:
        growing.add(one)
    assert growing.origins() == growing.origins()
    assert "decision" in {link.reason.rule for o in growing.origins() for link in o.links}
