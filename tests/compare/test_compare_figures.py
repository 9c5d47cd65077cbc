"""Comparing two figures: relations, agreement within precision, and why some can't be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.compare.figures import compare_figures
from recoupe.model.figure import Figure, Relation, relation
from recoupe.model.span import Span
from recoupe.model.words import Exactness

UNITS = [None, "share", "EUR", "USD", "km", "mi", "t", "kg", "year"]
MEASURES = [None, "killed", "wounded", "destroyed", "present", "other"]
HEADS = [None, "personne", "soldat", "soldier", "civil", "centrale"]
DATES = [None, "2025-03-01", "2025-03", "2025-02-10/..", "2024"]


def figure(low: float | None, high: float | None = None, /, **more: Any) -> Figure:
    exactness = Exactness.EXACT if low == high else Exactness.RANGE
    return replace(Figure(Span(0, 1), low, high, None, exactness), **more)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    bounds = sorted(draw(st.lists(st.floats(0, 1e9, allow_nan=False), min_size=2, max_size=2)))
    low = draw(st.sampled_from([bounds[0], None]))
    high = draw(st.sampled_from([bounds[1], bounds[0] if low is not None else None, None]))
    if low is None and high is None:
        low = high = bounds[0]
    return figure(low, high, unit=draw(st.sampled_from(UNITS)), measure=draw(st.sampled_from(MEASURES)), head=draw(st.sampled_from(HEADS)), as_of=draw(st.sampled_from(DATES)))  # fmt: skip


numbers = st.floats(allow_nan=False)
intervals = st.tuples(numbers, numbers).map(lambda p: (min(p), max(p)))


@given(intervals, intervals)
def test_relations_are_symmetric(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert relation(a, b) is relation(b, a)


@given(intervals)
def test_an_interval_equals_itself(a: tuple[float, float]) -> None:
    assert relation(a, a) is Relation.EQUAL


@given(intervals, intervals)
def test_relations_are_consistent_with_the_bounds(a: tuple[float, float], b: tuple[float, float]) -> None:
    match relation(a, b):
        case Relation.DISJOINT:
            assert max(a[0], b[0]) > min(a[1], b[1])
        case Relation.INCLUDES:
            assert (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
        case Relation.OVERLAPS:
            assert max(a[0], b[0]) <= min(a[1], b[1])
        case Relation.EQUAL:
            assert a == pytest.approx(b)
        case other:
            pytest.fail(f"two intervals always compare, not {other}")


@given(st.tuples(numbers, numbers, numbers, numbers, numbers, numbers).map(sorted))
def test_what_is_inside_a_disjoint_interval_is_disjoint(ends: list[float]) -> None:
    """Of six numbers in order the first two, or the last two, are an interval beside one that holds another."""
    for a, b, c in (
        ((ends[0], ends[1]), (ends[2], ends[5]), (ends[3], ends[4])),
        ((ends[4], ends[5]), (ends[0], ends[3]), (ends[1], ends[2])),
    ):
        apart = relation(a, b) is Relation.DISJOINT
        assert apart == (a[1] < b[0] or b[1] < a[0])
        assert not apart or relation(a, c) is Relation.DISJOINT


@given(figures(), figures())
def test_comparing_is_symmetric(left: Figure, right: Figure) -> None:
    one, other = compare_figures(left, right), compare_figures(right, left)
    assert (one.relation, one.agree, len(one.reasons)) == (other.relation, other.agree, len(other.reasons))


@given(figures())
def test_a_figure_agrees_with_itself(it: Figure) -> None:
    found = compare_figures(it, it)
    assert (found.relation, found.agree, found.reasons) == (Relation.EQUAL, True, ())


@given(figures(), figures())
def test_either_comparable_or_told_why(left: Figure, right: Figure) -> None:
    found = compare_figures(left, right)
    assert (found.relation is Relation.NOT_COMPARABLE) == (found.values is None)
    assert found.agree == (not found.reasons)


def test_thirty_per_cent_and_a_third_agree() -> None:
    one = figure(0.3, 0.3, unit="share", measure="destroyed", head="centrale")
    other = figure(1 / 3, 1 / 3, unit="share", measure="destroyed", head="station")
    found = compare_figures(one, other)
    assert (found.relation, found.agree) == (Relation.DISJOINT, True)


@pytest.mark.parametrize(
    ("left", "right", "wanted", "agree"),
    [
        (figure(12, 12), figure(12, 12), Relation.EQUAL, True),
        (figure(12, None), figure(34, 34), Relation.INCLUDES, True),
        (figure(80, 100), figure(90, 120), Relation.OVERLAPS, True),
        (figure(12, 12), figure(13, 13), Relation.DISJOINT, False),
        (figure(None, 10), figure(12, None), Relation.DISJOINT, False),
        (figure(1, 1, unit="km"), figure(1000, 1000, unit="m"), Relation.EQUAL, True),
        (figure(1, 1, unit="t"), figure(900, 1100, unit="kg"), Relation.INCLUDES, True),
    ],
)
def test_relations(left: Figure, right: Figure, wanted: Relation, agree: bool) -> None:
    found = compare_figures(left, right)
    assert (found.relation, found.agree) == (wanted, agree)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (figure(1, 1, unit="EUR"), figure(1, 1, unit="USD"), "unit: EUR and USD"),
        (figure(1, 1, unit="share"), figure(1, 1), "unit: share and a count"),
        (figure(1, 1, measure="killed"), figure(1, 1, measure="wounded"), "measure: killed and wounded"),
        (
            figure(1, 1, head="soldat", counted="soldats"),
            figure(1, 1, head="civil", counted="civils"),
            "counted: soldats and civils",
        ),
        (figure(1, 1, as_of="2025-03-01"), figure(1, 1, as_of="2025-04"), "time: 2025-03-01 and 2025-04"),
    ],
)
def test_why_not(left: Figure, right: Figure, reason: str) -> None:
    found = compare_figures(left, right)
    assert (found.relation, found.reasons) == (Relation.NOT_COMPARABLE, (reason,))


def test_two_places_do_not_compare() -> None:
    found = compare_figures(figure(1, 1), figure(1, 1), places=("kyiv", "odessa"))
    assert found.reasons == ("place: kyiv and odessa",)
    assert compare_figures(figure(1, 1), figure(1, 1), places=("kyiv", None)).agree


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (figure(1, 1, head="soldat"), figure(1, 1, head="soldier")),
        (figure(1, 1, head="personne"), figure(1, 1, head="soldier")),
        (figure(1, 1, measure=None), figure(1, 1, measure="killed")),
        (figure(1, 1, measure="present"), figure(1, 1, measure=None)),
        (figure(1, 1, as_of="2025-03"), figure(1, 1, as_of="2025-03-09")),
        (figure(1, 1, as_of="someday"), figure(1, 1, as_of="2025-03-09")),
    ],
)
def test_these_compare(left: Figure, right: Figure) -> None:
    assert compare_figures(left, right).agree
