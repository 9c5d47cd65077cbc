"""Whether passages of two reports say one thing: pairs in other words, and pairs that are near and of another matter."""

from __future__ import annotations

import pytest
from paired import claims, counts, entries, joined, outcomes, pairs

HELD = {
    "fr": (17, 3), "en": (16, 2), "across": (15, 3),
    "fr_later": (4, 3), "en_later": (6, 3), "across_later": (6, 0),
}  # fmt: skip
"""By case table, pairs of one matter that are joined at least (of 20, later of 10), and of another matter at most."""


@pytest.mark.parametrize("name", HELD)
def test_passages_of_one_matter_are_gathered_and_others_kept_apart(name: str) -> None:
    right, wrong, missed = counts(name)
    least, most = HELD[name]
    told = "\n".join(f"{p.kind}: {p.words()}" for p, found in outcomes(name) if found is not p.same)
    assert right >= least, told
    assert wrong <= most, told
    assert right + missed == sum(p.same for p in pairs(name))


def test_a_pair_is_joined_by_both_its_passages_only() -> None:
    pair = next(p for p in pairs("fr") if p.same and p.kind == "synonyms")
    found = claims(pair, entries("fr"))
    assert joined(pair, found) is any({r.id for r in pair.reports} <= {p.report for p in c.positions} for c in found)
    assert not joined(pair, [])
