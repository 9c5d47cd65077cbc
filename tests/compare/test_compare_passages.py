"""Passages: words folded over typography, shared runs, and the way back to offsets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.compare.passages import RUN, WINDOW, fold, passages, shared

TEXT = "Le préfet a ouvert mardi un centre d'accueil au gymnase. Quatre-vingts riverains y ont passé la nuit, selon la mairie."
WORDS = st.lists(
    st.sampled_from(
        ["pont", "mairie", "crue", "nuit", "vent", "train", "usine", "port", "lac", "digue", "quai", "rue"]
    ),
    min_size=30,
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’État", "l'etat"),
        ("œuvre", "OEUVRE"),
        ("habi\u00adtants", "habitants"),
        ("e\u0301lu", "élu"),
        ("«\u202fNon\u202f»", '"non"'),
    ],
)
def test_house_styles_fold_to_the_same_words(one: str, other: str) -> None:
    assert passages(one).words.tolist() == passages(other).words.tolist()


def test_entities_of_a_page_are_no_words() -> None:
    assert passages("l&rsquo;usine&nbsp;Kerval").words.tolist() == passages("l'usine Kerval").words.tolist()


def test_a_word_leads_back_to_its_place() -> None:
    text = passages("« Nous par\u00adtons », dit-elle.")
    assert [text.text[slice(*s)] for s in text.spans] == ["Nous par\u00adtons », dit-elle"]


def test_sentences_end_where_they_end() -> None:
    text = passages(TEXT)
    assert [text.text[slice(*s)][:8] for s in text.spans] == ["Le préfe", "Quatre-v"]


def test_shared_words_are_those_in_common_runs() -> None:
    one, other = (
        passages(TEXT),
        passages("Mardi soir, le préfet a ouvert mardi un centre d'accueil, sans attendre la crue."),
    )
    assert shared(one, other).left.sum() == 9
    assert shared(one, passages("Rien de tout cela.")).parts == (0.0, 0.0)


@given(WORDS, WORDS, st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_every_shared_run_of_eleven_words_leaves_a_mark(one: list[str], other: list[str], at: int) -> None:
    common = [f"mot{n}" for n in range(RUN + WINDOW - 1)]
    left, right = (passages(" ".join([*side[:at], *common, *side[at:]])) for side in (one, other))
    assert set(left.marks.tolist()) & set(right.marks.tolist())


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_has_words_that_stand_in_it(text: str) -> None:
    made = passages(text)
    assert len(made.words) == len(made.slots) == sum(b - a for a, b in made.sentences)
    assert all(0 <= a < b <= len(text) for a, b in made.spans)
    assert all(a < b for a, b in made.sentences)


@given(st.text(alphabet=st.characters(categories=("L",)), min_size=1, max_size=12))
def test_folding_is_done_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))
