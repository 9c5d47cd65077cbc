"""The days that an EDTF value covers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.moment import days_of


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2022-10-19", "2022-10-19", "2022-10-19"),
        ("2022-10-19T08:30", "2022-10-19", "2022-10-19"),
        ("2022-10", "2022-10-01", "2022-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2022-34", "2022-04-01", "2022-06-30"),
        ("2022-W41", "2022-10-10", "2022-10-16"),
        ("2022-10-10/..", "2022-10-10", None),
        ("../2022-10-10", None, "2022-10-10"),
        ("2022-10-10/2022-11", "2022-10-10", "2022-11-30"),
        ("2022-10~", "2022-10-01", "2022-10-31"),
    ],
)
def test_days(edtf: str, first: str | None, last: str | None) -> None:
    assert days_of(edtf) == (first and date.fromisoformat(first), last and date.fromisoformat(last))


@pytest.mark.parametrize("edtf", ["", "soon", "2022-13", "2022-02-30", "20", "2022-10-10/soon"])
def test_what_fixes_no_days(edtf: str) -> None:
    assert days_of(edtf) is None


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    assert days_of(day.isoformat()) == (day, day)


@given(st.text(max_size=12))
def test_any_words_are_answered(text: str) -> None:
    assert days_of(text) is None or len(days_of(text) or ()) == 2
