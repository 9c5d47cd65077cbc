from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.export.layout import columns, cut, flush, rule, width_of, wrapped

words = st.lists(st.text("abcdéàç-’", min_size=1, max_size=14), min_size=1, max_size=30).map(" ".join)


@given(words, st.integers(12, 100))
def test_a_cut_fits_and_says_that_it_is_one(text: str, most: int) -> None:
    short = cut(text, most)
    assert width_of(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(words, st.integers(30, 100), st.integers(0, 12))
def test_lines_fit_and_lose_no_word(text: str, width: int, indent: int) -> None:
    lines = wrapped(text, width, indent)
    assert all(width_of(line) <= width for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())


def test_a_place_stands_flush_right_or_on_its_own_line() -> None:
    assert flush(["short"], "07:1–2", 20) == ["short         07:1–2"]
    assert flush(["a line that is long"], "07:1–2", 20) == ["a line that is long", "              07:1–2"]
    assert flush(["kept"], "", 20) == ["kept"]


def test_columns_keep_a_space_after_a_long_first() -> None:
    assert columns("a", "b", 4) == "a   b"
    assert columns("abcdef", "b", 4) == "abcdef b"


def test_a_rule_reaches_the_edge() -> None:
    assert width_of(rule("DISPUTED", "7", 40)) == 40


def test_wide_and_combining_characters_are_counted_as_printed() -> None:
    assert width_of("e\u0301") == 1
    assert width_of("港") == 2
