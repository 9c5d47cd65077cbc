"""Ids are hashes of content: equal content, equal id; fields never run together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model import ids

FIELDS = st.lists(st.one_of(st.text(max_size=5), st.none(), st.integers()), max_size=4)


@given(FIELDS)
def test_same_content_same_id(fields: list[object]) -> None:
    assert ids.content_id("s", *fields) == ids.content_id("s", *fields)


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_other_content_other_id(left: list[str], right: list[str]) -> None:
    assert (ids.content_id("s", *left) == ids.content_id("s", *right)) == (left == right)


@given(st.text(min_size=1, max_size=6), st.data())
def test_where_fields_end_matters(word: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(word)))
    assert ids.content_id("s", word[:cut], word[cut:]) != ids.content_id("s", word)


@pytest.mark.parametrize(
    ("left", "right"),
    [((None,), ("",)), ((("a", "b"),), ("a", "b")), ((("a",), "b"), (("a", "b"),)), (("ab", "c"), ("a", "bc"))],
)
def test_neighbours_are_kept_apart(left: tuple[object, ...], right: tuple[object, ...]) -> None:
    assert ids.content_id("s", *left) != ids.content_id("s", *right)


def test_form() -> None:
    assert re.fullmatch(r"r-[0-9a-f]{16}", ids.content_id("r", "x"))


def test_a_lone_surrogate_is_hashed() -> None:
    assert ids.content_id("r", "a\ud800b")


def test_what_has_no_one_spelling_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no one spelling to hash"):
        ids.content_id("r", {"a"})
