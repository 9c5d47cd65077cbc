"""Cues that are denied, wished, expected or reported themselves, and the report's own remarks, by case tables."""

from __future__ import annotations

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.words import Form

from .casetables import Case, cases, letters

MODAL = cases("modal")
REMARKS = cases("remarks")


def _draft(case: Case, every: list[Case], read_speech) -> Draft:
    texts = tuple(c.text for c in every if c.language == case.language)
    return read_speech(texts, case.language)[texts.index(case.text)]


@pytest.mark.parametrize("case", MODAL, ids=[f"{c.language}-{c.text[:40]}" for c in MODAL])
def test_what_a_modal_cue_tells(case: Case, read_speech) -> None:
    draft = _draft(case, MODAL, read_speech)
    told = [s for s in draft.statements if s.form is not Form.NARRATED]
    if case.wanted == ("-",):
        assert not told, [(str(s.stance), draft.words(s.content[0])) for s in told]
        return
    for row, found in zip(case.wanted, told, strict=True):
        stance, cue, beginning, *hedge = row.split(" | ")
        assert found.stance == stance
        assert found.cue is not None
        assert cue in draft.words(found.cue)
        assert letters(draft.words(found.content[0])).startswith(letters(beginning))
        assert found.hedge == (hedge[0] if hedge else "none")


@pytest.mark.parametrize("case", REMARKS, ids=[f"{c.language}-{c.text[:40]}" for c in REMARKS])
def test_remarks_and_what_they_concern(case: Case, read_speech) -> None:
    draft = _draft(case, REMARKS, read_speech)
    remark, about = case.wanted
    notes = [n for n in draft.notes if n.code == "remark" and n.span is not None]
    assert [draft.words(n.span) for n in notes if n.span is not None] == [remark]
    target = next((s for s in draft.statements if s.id == notes[0].about), None)
    have = draft.words(target.content[0]) if target is not None else "-"
    assert have == about
