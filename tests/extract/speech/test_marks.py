"""Quotations: every pair of marks and its mistakes, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.extract.speech.marks import quotations
from recoupe.model.span import Span


def found(text: str, language: str = "fr") -> list[str]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Span(at, at + len(line)))
        at += len(line) + 1
    return [text[q.inner.start : q.inner.end].strip() for q in quotations(text, blocks, language)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il a dit : « Je pars. »", ["Je pars."]),
        ("Il a dit : “Je pars.”", ["Je pars."]),
        ('Il a dit : "Je pars."', ["Je pars."]),
        ("Il a dit : „Je pars.“", ["Je pars."]),
        ("Il a dit : ‹Je pars.›", ["Je pars."]),
        ("Il a dit : « Elle a crié “non” et fui. »", ["Elle a crié “non” et fui.", "non"]),
        ("Il a dit : « Je pars.", ["Je pars."]),
        ("« Un.\n« Deux. »", ["Un.", "Deux."]),
        ("Je pars sans vous attendre », a-t-il dit.", ["Je pars sans vous attendre"]),
        ("L'élu d'Arles n'a rien dit.", []),
        ("Il a dit ''je pars'' hier.", ["je pars"]),
    ],
)
def test_marks_and_their_mistakes(text: str, wanted: list[str]) -> None:
    assert [w.strip("'") for w in found(text)] == wanted


def test_single_marks_are_apostrophes_unless_they_stand_outside_words() -> None:
    assert found("The miners' union said it's ‘a trap’ for all.", "en") == ["a trap"]


@given(st.text(alphabet="ab .\n«»“”\"'‘’„‹›", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for words in (found(text), found(text, "en")):
        assert all(w in text for w in words)
