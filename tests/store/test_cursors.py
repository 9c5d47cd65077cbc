"""Cursors and database URLs: what is given comes back, what is none says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import LedgerError
from recoupe.store.engine import url_of
from recoupe.store.question import cursor_of, place_of

HELD = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.integers(-(2**63) + 1, 2**63 - 1)
PLACE = st.lists(HELD, min_size=1, max_size=5).map(tuple)


@given(PLACE)
def test_a_place_comes_back_from_its_cursor(place: tuple[str | int, ...]) -> None:
    assert place_of(cursor_of(place), len(place)) == place


@given(st.text(max_size=40))
def test_any_other_cursor_says_so(cursor: str) -> None:
    try:
        place = place_of(cursor, 4)
    except LedgerError as error:
        assert error.remedy  # noqa: PT017
    else:
        assert len(place) == 4


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("book.sqlite", "sqlite:///book.sqlite"),
        (Path("/x/book.sqlite"), "sqlite:////x/book.sqlite"),
        ("postgres://desk@h/b", "postgresql+psycopg://desk@h/b"),
        ("postgresql://desk@h:5433/b?sslmode=require", "postgresql+psycopg://desk@h:5433/b?sslmode=require"),
        ("sqlite:///b.sqlite", "sqlite:///b.sqlite"),
    ],
)
def test_urls(place: str | Path, url: str) -> None:
    assert url_of(place).render_as_string(hide_password=False) == url


@pytest.mark.parametrize("place", ["mysql://h/b", "http://h/b", "postgresql://h:port/b"])
def test_other_urls_say_so(place: str) -> None:
    with pytest.raises(LedgerError, match=r"no ledger can be kept in|can't be read") as raised:
        url_of(place)
    assert raised.value.remedy
