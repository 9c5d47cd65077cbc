"""Statements by case tables: stance, form, source and content of each, in both languages."""

from __future__ import annotations

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.words import Form

from .casetables import Case, cases, letters

ALL = [*cases("speech"), *cases("constructions")]


def told(draft: Draft) -> list[tuple[str, str, str, str]]:
    """Each attributed statement as a row: stance, form, letters of source and content."""
    return [
        (
            str(s.stance),
            str(s.form),
            letters("".join(map(draft.words, s.source))),
            letters("".join(map(draft.words, s.content))),
        )
        for s in sorted(draft.statements, key=lambda s: (s.content[0], s.id))
        if s.form is not Form.NARRATED
    ]


def wanted(case: Case) -> list[tuple[str, str, str, str]]:
    rows = []
    for entry in case.wanted:
        stance, form, source, content = (part.strip() for part in entry.split(" | "))
        rows.append((stance, form, "" if source == "-" else letters(source), letters(content)))
    return rows


@pytest.mark.parametrize("case", ALL, ids=[f"{c.language}-{c.table}-{c.text[:32]}" for c in ALL])
def test_statements_of_a_sentence(case: Case, read_speech) -> None:
    texts = tuple(c.text for c in ALL if c.language == case.language)
    draft = read_speech(texts, case.language)[texts.index(case.text)]
    assert told(draft) == wanted(case)
