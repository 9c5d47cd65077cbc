"""The cue tables: size, closed vocabularies, the same names in both languages."""

from __future__ import annotations

import pytest

from recoupe.extract.speech.lexicon import lexicon
from recoupe.lang import table
from recoupe.model.words import Stance

FRAMES = {
    "clause",
    "question",
    "quote",
    "incise",
    "infinitive",
    "nominal",
    "quoted",
    "stated",
    "trend",
    "raised",
    "object",
    "as",
    "passive",
}
LANGUAGES = ("fr", "en")


def cues(language: str) -> set[str]:
    raw = table(language, "cues")
    words = {w for part in ("verbs", "nouns", "adjectives") for g in raw[part] for w in g["words"]}
    return words | {
        p for part in ("expressions", "prepositions") for g in raw[part] for p in (*g["phrases"], *g.get("weak", []))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_hundred_cues_with_a_stance_and_a_reason(language: str) -> None:
    raw = table(language, "cues")
    assert len(cues(language)) >= 400
    for part in ("verbs", "expressions", "nouns", "adjectives", "prepositions"):
        for group in raw[part]:
            assert Stance(group["stance"])
            assert group["why"]
            assert {f.partition(":")[0] for f in group.get("frames", [])} <= FRAMES | {"about"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verb_phrase_and_adjective_has_a_construction(language: str) -> None:
    lex = lexicon(language)
    phrases = [e.entry for some in lex.expressions.values() for e in some]
    entries = [*lex.verbs.values(), *lex.reflexive.values(), *lex.adjectives.values(), *phrases]
    assert [e.word for e in entries if not (e.frames or e.about)] == []
    assert len({e.word for e in entries}) + len(lex.nouns) >= 800  # nouns and prepositions are built in one way each


@pytest.mark.parametrize("name", ["speech", "hedges", "marks", "cues"])
def test_both_languages_have_the_same_lists(name: str) -> None:
    optional = {"counterfactual", "desire", "endings", "conditional_endings", "conditional_forms"}
    assert set(table("fr", name)) - optional == set(table("en", name)) - optional


def test_stances_that_english_and_french_must_know() -> None:
    known = {language: {e.stance for e in lexicon(language).verbs.values()} for language in LANGUAGES}
    assert set(Stance) - known["fr"] == set()
    assert set(Stance) - known["en"] == set()
