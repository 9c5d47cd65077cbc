"""Spans: half-open code points of one text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import SpanError
from recoupe.model.span import Span, covering, merged, overlaps, quoted, trimmed

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=8)


@given(SPANS)
def test_merging_keeps_every_place_and_adds_none(spans: list[Span]) -> None:
    places = {i for s in spans for i in range(*s)}
    joined = merged(spans)
    assert {i for s in joined for i in range(*s)} == places
    assert all(a.end < b.start for a, b in itertools.pairwise(joined))
    assert merged(joined) == joined


@given(SPANS.filter(bool))
def test_covering_holds_them_all(spans: list[Span]) -> None:
    whole = covering(spans)
    assert all(whole.holds(s) for s in spans)
    assert whole.start in {s.start for s in spans}
    assert whole.end in {s.end for s in spans}


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_trimming_only_takes_spaces_away(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    inner = trimmed(text, Span(start, end))
    if inner is None:
        assert not text[start:end].strip(" \t\r\n\u00a0\u202f\u2009\u200b")
    else:
        assert Span(start, end).holds(inner)
        assert text[inner.start] not in " \t\n"
        assert text[inner.end - 1] not in " \t\n"


def test_spaces_alone_between_spans_are_bridged_with_the_text() -> None:
    assert merged([Span(0, 3), Span(4, 7)], "one two") == (Span(0, 7),)
    assert merged([Span(0, 3), Span(4, 7)]) == (Span(0, 3), Span(4, 7))


def test_quoted_words() -> None:
    assert quoted("Oran dit oui, puis non.", [Span(9, 12), Span(19, 22)]) == "oui … non"


@pytest.mark.parametrize("span", [Span(3, 3), Span(4, 2), Span(-1, 2), Span(0, 9)])
def test_a_span_that_does_not_fit_is_refused(span: Span) -> None:
    with pytest.raises(SpanError, match=r"is not in a text of 5 characters"):
        quoted("abcde", [span])


def test_no_span_to_cover() -> None:
    with pytest.raises(SpanError, match="no span to cover"):
        covering([])


def test_overlap_of_sets() -> None:
    assert overlaps([Span(0, 2)], [Span(5, 6), Span(1, 3)])
    assert not overlaps([Span(0, 2)], [Span(2, 3)])
