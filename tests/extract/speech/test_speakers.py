"""Who speaks, by case tables: the name of the speaker, whether anybody could tell, and through whom it came."""

from __future__ import annotations

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.statement import Statement
from recoupe.model.words import Form

from .casetables import Case, cases, letters

ALL = cases("speakers")


def name_of(draft: Draft, speaker: str | None) -> str:
    known = draft.entity_by_id.get(speaker or "")
    return known.name if known else "-"


def meant(draft: Draft, beginning: str) -> Statement:
    """The attributed statement whose content begins with some words."""
    fitting = [
        s
        for s in draft.statements
        if s.form is not Form.NARRATED and letters("".join(map(draft.words, s.content))).startswith(letters(beginning))
    ]
    assert fitting, f"no statement begins with {beginning!r}"
    return fitting[0]


@pytest.mark.parametrize("case", ALL, ids=[f"{c.language}-{c.table}-{c.text[:40]}" for c in ALL])
def test_who_speaks(case: Case, read_speech) -> None:
    texts = tuple(c.text for c in ALL if c.language == case.language)
    draft = read_speech(texts, case.language)[texts.index(case.text)]
    for entry in case.wanted:
        beginning, speaker, known, *chain = (part.strip() for part in entry.split(" | "))
        found = meant(draft, beginning)
        assert letters(name_of(draft, found.speaker)) == letters(speaker), beginning
        assert found.anonymous is (known == "unnamed"), beginning
        links = [letters(draft.words(link.span)) for link in found.chain]
        assert links == [letters(part) for c in chain for part in c.split(" < ") if part], beginning
