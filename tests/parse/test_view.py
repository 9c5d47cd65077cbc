"""Views lead every character back to the report (invariants 1 and 2)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.lang import table
from recoupe.parse import view

ALPHABET = st.sampled_from(list("aéÉLs .,’'«»“”-\n\t\u00a0\u202f\u00ad\u200b\u0301e\ufeff\u202e😀\ud800Jo"))
TEXT = st.one_of(st.text(alphabet=ALPHABET, max_size=80), st.text(max_size=80))
WORDS = frozenset(table("fr", "function_words")["words"])


@given(TEXT)
@settings(max_examples=400)
def test_every_character_leads_back(text: str) -> None:
    for block in view.blocks(text):
        places = [block.at(i) for i in range(len(block.text))]
        assert places == sorted(set(places))
        for character, place in zip(block.text, places, strict=True):
            own = text[place]
            assert own == character or character in " '\ufffd" or not character.isascii()


@given(TEXT)
@settings(max_examples=200)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    shown = {b.at(i) for b in view.blocks(text) for i in range(len(b.text))}
    assert all(place in shown for place, c in enumerate(text) if c.isascii() and c.isalnum())


def only(text: str) -> view.Block:
    (block,) = view.blocks(text, WORDS)
    return block


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("« Oui\u00a0»,\u202fdit-il", "« Oui », dit-il"),
        ("l\u2019eau", "l'eau"),
        ("ca\u00adfé", "café"),
        ("cafe\u0301", "café"),
        ("a\u200bb", "ab"),
    ],
)
def test_what_the_model_sees(text: str, seen: str) -> None:
    assert only(text).text == seen


def test_a_torn_drop_cap_is_put_back() -> None:
    block = only("L\n\na tempête a touché la côte.")
    assert block.text.startswith("La tempête")
    assert (block.at(0), block.at(1)) == (0, 3)


def test_a_wrong_drop_cap_is_mended_in_the_view_alone() -> None:
    assert only("J\n\nes secours cherchent.").text.startswith("Les secours")


def test_a_list_of_capitals_is_no_drop_cap() -> None:
    assert [b.text for b in view.blocks("A\nBois\nC\nDunes", WORDS)] == ["A", "Bois", "C", "Dunes"]


def test_paragraphs_are_blocks_and_wrapped_lines_are_joined() -> None:
    assert len(view.blocks("Un.\nDeux.\n\nTrois.")) == 3
    line = "The rescue teams went on with their search through the night in the"
    wrapped = "\n".join([line] * 4) + " harbour.\n\n" + "\n".join([line] * 4) + " dark."
    assert len(view.blocks(wrapped)) == 2


def test_a_paragraph_without_end_is_cut_at_a_space() -> None:
    text = "mot " * 5000
    found = view.blocks(text)
    assert len(found) > 1
    assert all(len(b.text) <= view.BLOCK_LIMIT for b in found)
    assert "".join(b.text for b in found).split() == text.split()
