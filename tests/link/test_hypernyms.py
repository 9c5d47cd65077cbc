"""General nouns take up what was named before them; phrases say what their words don't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.compare.words import meanings, once
from recoupe.link.entry import Entry
from recoupe.link.hypernyms import taken_up
from recoupe.link.points import points
from recoupe.link.senses import phrases_in
from recoupe.model.reading import Reading
from recoupe.model.report import Report


@pytest.mark.parametrize(
    ("language", "text", "noun", "thing"),
    [
        ("fr", "Le barrage alimente deux vallées. L'ouvrage a cédé lundi.", "ouvrage", "c:dam"),
        ("fr", "Un drone a survolé le port. Cet appareil venait du large.", "appareil", "c:drone"),
        ("en", "The bridge carries trucks. The 40-metre structure sank.", "structure", "c:bridge"),
        ("en", "They signed a treaty in May. The document runs to four pages.", "document", "c:treaty"),
        ("fr", "Le pont date de 1920, la digue de 1950. L'ouvrage a tenu.", "ouvrage", "c:levee"),
    ],
)
def test_the_last_thing_named_is_taken_up(language: str, text: str, noun: str, thing: str) -> None:
    assert taken_up(text, language, meanings(language))[text.index(noun)] == (thing,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'ouvrage a cédé lundi."),
        ("fr", "Le barrage a tenu. Un ouvrage de cette taille coûte cher."),
        ("en", "A structure was seen near the dam."),
        ("de", "Das Bauwerk brach."),
        ("fr", ""),
    ],
)
def test_nothing_is_taken_up(language: str, text: str) -> None:
    assert taken_up(text, language, meanings(language)) == {}


def test_a_phrase_says_what_its_words_do_not() -> None:
    text = "The levee gave way at night"
    found = phrases_in(text, "en")
    assert found == {text.index("gave"): ("c:collapse",), text.index("way"): ("c:collapse",)}
    assert phrases_in("She gave a speech", "en") == {}


@pytest.mark.parametrize(
    ("language", "text", "there", "absent"),
    [
        ("fr", "La retenue de Corvel est pleine depuis mars.", "c:reservoir", "k:jail"),
        ("fr", "Une vanne pourrait se bloquer en cas de crue.", "k:bar_the_way", "w:s'bloqu"),
    ],
)
def test_what_a_form_stands_for(
    read_text: Callable[..., Reading], language: str, text: str, there: str, absent: str
) -> None:
    reading = read_text(text, language, "2025-03-12")
    features = points(Entry(Report(text, "2025-03-12", language), reading), {})[0].features
    assert there in features
    assert absent not in features


def test_a_word_of_two_senses_counts_once() -> None:
    assert once(frozenset({"k:yield", "c:collapse", "c:levee"})) == {"k:yield", "c:levee"}
    assert once(frozenset({"k:warn", "c:alarm"})) == {"k:warn", "c:alarm"}
    assert once(frozenset({"c:collapse"})) == {"c:collapse"}
    assert once(frozenset({"k:go", "c:party", "c:alarm"})) == {"k:go", "c:alarm"}  # « partie »
