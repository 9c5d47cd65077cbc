"""The measure of what answers what: marks are taken off exactly, and links count once, from their word to their content."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from recoupe.extract.pipeline import read
from recoupe.model.report import Report
from recoupe.model.span import Span

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
answered = importlib.import_module("eval.answered")

MARKED = "The mayor said [1 the quay was safe]. The union {2>1 denied} it. The port {3>- denied} any fault."


def passage(marked: str = MARKED):
    return answered.unmarked(answered.Passage("quay", "en"), marked)


def test_marks_are_taken_off() -> None:
    found = passage()
    assert found.text == "The mayor said the quay was safe. The union denied it. The port denied any fault."
    assert [found.text[s.start : s.end] for s in found.said[1]] == ["the quay was safe"]
    assert [(found.text[w.start : w.end], n) for w, n in found.answers] == [("denied", {1}), ("denied", frozenset())]


def test_a_word_may_answer_either_of_two() -> None:
    found = passage("He said [1 it rained]. She said [2 it snowed]. The firm {3>1/2 denied} it.")
    assert found.answers[0][1] == {1, 2}


def test_a_link_counts_once_and_a_wrong_one_against() -> None:
    found = passage()
    reading = read(Report(found.text, language="en", published="2025-03-12"))
    tally = answered.Tally()
    log: list[str] = []
    answered.count(tally, found, reading, log)
    assert (tally.right, tally.gold) == (1, 1), log
    assert tally.given >= 1


def test_the_figure_of_nothing_is_nought() -> None:
    assert answered.Tally().f1 == 0.0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_passages_are_many_and_their_marks_hold(language: str) -> None:
    known = [p for p in answered.passages() if p.language == language]
    assert len(known) >= 30
    for one in known:
        assert not set("[]{}") & set(one.text), one.name
        assert all(n in one.said for _, numbers in one.answers for n in numbers), one.name
        assert all(isinstance(w, Span) and w.end <= len(one.text) for w, _ in one.answers), one.name


def test_most_answers_are_found() -> None:
    figures = answered.TASK.measure(answered.OWN)
    assert min(figures.values()) >= 0.78, figures
