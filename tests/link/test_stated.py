"""What reports say that they are based on, or cite, as a proof of origin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DISPATCH, OTHER, bare, report

from recoupe.link.decisions import rulings
from recoupe.link.origins import Origins, origins
from recoupe.link.stated import BASED, CITES, says_of
from recoupe.model.ledger import Decision
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind

LINK = "https://alize.example/depeche/9"
FIRST = report(DISPATCH, "first", outlet="Alizé", url=LINK)
SHORT = "Une scierie a brûlé à Saint-Armel ; trois ouvriers sont blessés."
BASED_ON = replace(
    report(SHORT, "based", "2025-03-04T19:00:00+01:00"), based_on=("http://www.alize.example/depeche/9/#top",)
)
CITING = replace(report(OTHER, "citing", "2025-03-05T19:00:00+01:00"), cites=(LINK,))
DRAWING = replace(
    report(
        "La scierie Kerval, à Saint-Armel, a brûlé. On compte trois blessés, et 400 tonnes de bois perdues, selon le Morbihan. "
        "Yann Pennec a entendu une explosion. Odile Garnier et Marc Tanguy sont venus de Vannes et de Lorient en 1962.",
        "drawing", "2025-03-05T20:00:00+01:00",
    ),
    cites=("first",),
)  # fmt: skip
ALL = (FIRST, BASED_ON, CITING, DRAWING)


@pytest.mark.parametrize(
    ("named", "other", "said"),
    [
        ({"based_on": (LINK,)}, FIRST, BASED), ({"based_on": ("first",)}, FIRST, BASED), ({"cites": (FIRST.id,)}, FIRST, CITES),
        ({"based_on": ("https://alize.example/depeche/90",)}, FIRST, None), ({"based_on": ("https://ALIZE.example/depeche/9",)}, FIRST, BASED),
        ({"cites": ("Rapport annuel",)}, FIRST, None), ({}, FIRST, None),
    ],
)  # fmt: skip
def test_what_a_report_says_of_another(named: dict[str, tuple[str, ...]], other: Report, said: str | None) -> None:
    assert says_of(replace(report(SHORT, "x"), **named), other) == said


def test_a_stated_base_is_one_origin_and_a_citation_only_where_it_is_drawn_on() -> None:
    found = next(o for o in origins(bare(*ALL)) if o.first == FIRST.id)
    assert {link.report: link.reason.rule for link in found.links} == {
        BASED_ON.id: "based on",
        DRAWING.id: "credited rewrite",
    }
    assert len(origins(bare(*ALL))) == 2


def test_nothing_is_based_on_what_came_later() -> None:
    early = replace(BASED_ON, published="2025-03-01")
    assert len(origins(bare(FIRST, early))) == 2


@given(st.permutations(ALL))
@settings(max_examples=24, deadline=None)
def test_the_order_of_adding_makes_no_difference(order: list[Report]) -> None:
    growing = Origins()
    for one in order:
        growing.add(one)
    assert growing.origins() == origins(bare(*ALL))


def test_a_person_may_hold_them_apart() -> None:
    apart = Decision("d-1", DecisionKind.NOT_SAME, (FIRST.id, BASED_ON.id), "x", "2025-03-09")
    growing = Origins(rulings([apart]))
    for one in (FIRST, BASED_ON):
        growing.add(one)
    assert len(growing.origins()) == 2
