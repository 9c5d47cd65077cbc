"""Stories: reports about one affair, across languages, whatever comes first."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DISPATCH, OTHER, bare, report

from recoupe.link.decisions import rulings
from recoupe.link.origins import origins
from recoupe.link.stories import Stories, stories
from recoupe.model.ledger import Decision
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind

FIRE = report(DISPATCH, "fire", title="Incendie à la scierie Kerval de Saint-Armel")
NEXT = report(
    "Deux jours après l'incendie de la scierie Kerval, à Saint-Armel, les experts cherchent la cause du feu. Marc Tanguy, le directeur de la scierie, "
    "pense à l'atelier de séchage. Les pompiers du Morbihan surveillent encore le bois. Odile Garnier, la préfète, a remercié Vannes et Lorient.",
    "next", "2025-03-06", title="Scierie Kerval : la cause de l'incendie reste inconnue",
)  # fmt: skip
ENGLISH = report(
    "Investigators are looking into the fire at the Kerval sawmill in Saint-Armel, Morbihan. Its director, Marc Tanguy, blamed the drying shed. "
    "Prefect Odile Garnier thanked crews from Vannes and Lorient. Yann Pennec raised the alarm.",
    "english", "2025-03-06", language="en",
)  # fmt: skip
VOTE = report(OTHER, "vote", "2025-03-05")
YEARS_ON = report(NEXT.text, "years on", "2027-03-06")
ALL = (FIRE, NEXT, ENGLISH, VOTE)


def _named(reports: tuple[Report, ...], decisions: tuple[Decision, ...] = ()) -> list[list[str]]:
    names = {r.id: r.name for r in reports}
    found = stories(bare(*reports), origins(bare(*reports)), decisions)
    return sorted([names[r] for r in s.reports] for s in found)


def test_one_affair_is_one_story_in_two_languages() -> None:
    assert [sorted(s) for s in _named(ALL)] == [["english", "fire", "next"], ["vote"]]


def test_years_later_it_is_another() -> None:
    assert len(_named((FIRE, YEARS_ON))) == 2


def test_a_story_is_called_after_its_first_report() -> None:
    found = next(s for s in stories(bare(*ALL)) if FIRE.id in s.reports)
    assert found.title == FIRE.title
    assert all(r.rule == "alike" and r.score > 0.2 for r in found.reasons)


@given(st.permutations(ALL))
@settings(max_examples=20, deadline=None)
def test_the_order_of_adding_makes_no_difference(order: list[Report]) -> None:
    growing = Stories()
    for one in order:
        growing.add(one)
    assert growing.stories() == stories(bare(*ALL))


def test_a_person_may_part_them() -> None:
    apart = Decision("d", DecisionKind.NOT_SAME, (FIRE.id, NEXT.id), "desk", "2025-03-07")
    assert ["fire", "next"] not in [sorted(s) for s in _named((FIRE, NEXT), (apart,))]


def _decided(kind: DecisionKind, *targets: str, at: str = "2025-03-07") -> Decision:
    return Decision(f"d-{at}", kind, targets, "desk", at)


def test_a_person_may_join_and_part_stories_by_their_ids() -> None:
    vote = next(s.id for s in stories(bare(*ALL)) if VOTE.id in s.reports)
    fire = next(s.id for s in stories(bare(*ALL)) if FIRE.id in s.reports)
    joined = _decided(DecisionKind.SAME, vote, fire)
    assert len(_named(ALL, (joined,))) == 1
    undone = Decision("u", DecisionKind.UNDO, (joined.id,), "desk", "2025-03-08")
    assert _named(ALL, (joined, undone)) == _named(ALL)


@given(st.permutations(ALL), st.integers(0, len(ALL)))
@settings(max_examples=20, deadline=None)
def test_the_order_makes_no_difference_beside_decisions(order: list[Report], asked: int) -> None:
    decisions = (
        _decided(DecisionKind.NOT_SAME, FIRE.id, NEXT.id),
        _decided(DecisionKind.SAME, ENGLISH.id, NEXT.id, at="2025-03-08"),
    )
    growing = Stories(rulings(decisions))
    for place, one in enumerate(order):
        growing.add(one)
        if place == asked:
            growing.stories()
    assert growing.stories() == stories(bare(*ALL), (), decisions)
    assert sorted(sorted(s) for s in _named(ALL, decisions)) == [["english", "next"], ["fire"], ["vote"]]
