"""Whom a speaker speaks for or belongs to, by case tables."""

from __future__ import annotations

import pytest

from .casetables import Case, cases, letters
from .test_speakers import meant, name_of

ALL = cases("affiliations")


@pytest.mark.parametrize("case", ALL, ids=[f"{c.language}-{c.table}-{c.text[:40]}" for c in ALL])
def test_whose_speaker_it_is(case: Case, read_speech) -> None:
    texts = tuple(c.text for c in ALL if c.language == case.language)
    draft = read_speech(texts, case.language)[texts.index(case.text)]
    for entry in case.wanted:
        beginning, body = (part.strip() for part in entry.split(" | "))
        found = letters(name_of(draft, meant(draft, beginning).affiliation))
        assert letters(body) in found if letters(body) else not found, beginning
