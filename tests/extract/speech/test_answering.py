"""What answers what, and what a negation makes of a cue, by case tables in both languages."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.statement import Statement
from recoupe.model.words import Form

from .casetables import letters, rows


class Case(NamedTuple):
    language: str
    text: str
    answer: str
    target: str


ALL = [Case(language, *row) for language, _, row in rows("answers")]


def content(draft: Draft, statement: Statement) -> str:
    return letters("".join(map(draft.words, statement.content)))


@pytest.mark.parametrize("case", ALL, ids=[f"{c.language}-{c.text[:48]}" for c in ALL])
def test_what_is_answered(case: Case, read_speech) -> None:
    texts = tuple(c.text for c in ALL if c.language == case.language)
    draft = read_speech(texts, case.language)[texts.index(case.text)]
    stance, beginning = case.answer.split(" | ")
    told = [s for s in draft.statements if s.form is not Form.NARRATED]
    answering = [s for s in told if s.stance == stance and content(draft, s).startswith(letters(beginning))]
    assert answering, [(str(s.stance), content(draft, s)) for s in told]
    target = next((s for s in draft.statements if s.id == answering[0].answers), None)
    if case.target == "-":
        assert target is None
    else:
        assert target is not None
        assert content(draft, target).startswith(letters(case.target))
