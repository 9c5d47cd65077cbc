"""Figures compare as intervals; shares within their precision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model import figure
from recoupe.model.figure import Figure, Relation
from recoupe.model.span import Span
from recoupe.model.words import Exactness

BOUND = st.floats(0, 1000, allow_nan=False)
INTERVAL = st.tuples(BOUND, BOUND).map(lambda p: (min(p), max(p)))


@given(INTERVAL, INTERVAL)
def test_a_relation_has_no_direction(left: tuple[float, float], right: tuple[float, float]) -> None:
    assert figure.relation(left, right) == figure.relation(right, left)


@given(INTERVAL, INTERVAL)
def test_disjoint_means_nothing_in_common(left: tuple[float, float], right: tuple[float, float]) -> None:
    meet = max(left[0], right[0]) <= min(left[1], right[1])
    found = figure.relation(left, right)
    assert (found is Relation.DISJOINT) == (not meet) or found is Relation.EQUAL


@given(BOUND, BOUND, BOUND)
def test_intervals_that_touch_share_a_number(a: float, b: float, c: float) -> None:
    low, middle, high = sorted((a, b, c))
    assert figure.relation((low, middle), (middle, high)) is not Relation.DISJOINT


def share(value: float) -> Figure:
    return Figure(Span(0, 1), value, value, "share", Exactness.EXACT)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (0.30, 1 / 3, Relation.OVERLAPS),
        (0.32, 0.33, Relation.OVERLAPS),
        (0.30, 0.50, Relation.DISJOINT),
        (0.325, 0.33, Relation.OVERLAPS),
        (0.25, 1 / 3, Relation.DISJOINT),
    ],
)
def test_shares_agree_within_their_precision(left: float, right: float, relation: Relation) -> None:
    found = figure.relation(share(left).precision(), share(right).precision())
    assert found is relation or (relation is Relation.OVERLAPS and found is Relation.INCLUDES)


def test_a_count_is_exact_and_an_open_side_is_open() -> None:
    count = Figure(Span(0, 1), 12, 12, None, Exactness.EXACT)
    least = Figure(Span(0, 1), 12, None, None, Exactness.AT_LEAST)
    assert count.precision() == (12, 12)
    assert least.precision() == (12, float("inf"))
    assert figure.relation(count.precision(), least.precision()) is Relation.INCLUDES
