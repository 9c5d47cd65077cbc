"""Through whom, when, where, in what and to whom something was said, by case tables in both languages."""

from __future__ import annotations

import pytest

from .casetables import Case, cases

ALL = cases("through")


@pytest.mark.parametrize("case", ALL, ids=[f"{c.language}-{c.table}-{c.text[:40]}" for c in ALL])
def test_chain_and_circumstances(case: Case, read_speech) -> None:
    texts = tuple(c.text for c in ALL if c.language == case.language)
    draft = read_speech(texts, case.language)[texts.index(case.text)]
    last = max((s for s in draft.statements if s.cue is not None), key=lambda s: (s.content[0], s.cue))
    around = [(span and draft.words(span)) or "-" for span in (last.said, last.place, last.medium, last.addressee)]
    chain = "; ".join(draft.words(link.span) for link in last.chain) or "-"
    have = ["; ".join(map(draft.words, last.source)), chain, *around]
    assert have == case.wanted[0].split(" | ")
