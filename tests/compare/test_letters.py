"""Words of a text: where they stand, and hashes of the letters they fold to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.compare.letters import Words, fold, hashed


def _spelt(text: str) -> list[str]:
    words = Words(text)
    return [words.spelt(n) for n in range(len(words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("« … »", []),
        ("L’usine&nbsp;Kerval, 3&#233;", ["L", "usine", "Kerval", "3"]),
        ("par\u00adtons e\u0301lu", ["par\u00adtons", "e\u0301lu"]),
        ("𝐀b 😀 fin", ["𝐀b", "fin"]),
        ("a", ["a"]),
    ],
)
def test_words_are_cut_where_they_end(text: str, expected: list[str]) -> None:
    assert _spelt(text) == expected


def test_words_are_known_by_their_letters() -> None:
    words = Words("Œuvre oeuvre ÉLU e\u0301lu el 12 1er ½")
    assert words.hashes[0] == words.hashes[1]
    assert words.hashes[2] == words.hashes[3] != words.hashes[4]
    assert words.sizes.tolist()[:5] == [6, 6, 3, 3, 2]
    assert words.capital.tolist()[:3] == [True, False, True]
    assert words.number.tolist()[5:7] == [True, True]
    assert words.digits.tolist()[4:7] == [False, True, False]
    assert words.beginnings(2)[3] == Words("él").hashes[0]


def test_single_words_are_hashed_alike() -> None:
    assert hashed(["Déjà", "aujourd'hui"]).tolist() == Words("deja").hashes.tolist()


def test_a_word_of_any_length_has_a_hash() -> None:
    assert len(Words("x" * 10_000 + " y").hashes) == 2


@given(st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_what_folds_alike_hashes_alike(text: str) -> None:
    words, spelt = Words(text), _spelt(text)
    known = {fold(w): int(h) for w, h in zip(spelt, words.hashes, strict=True)}
    assert all(0 <= a < b <= len(text) for a, b in zip(words.starts, words.ends, strict=True))
    joined = " ".join(known)
    if _spelt(joined) == list(known):  # a sign may fold to two words, or to none
        assert Words(joined).hashes.tolist() == list(known.values())
