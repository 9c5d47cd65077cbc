"""Which language a text is in, with "neither" as an answer."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recoupe.errors import LanguageError
from recoupe.intake.language import language_code, recognised

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "languages.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:30])
def test_recognised(case: dict[str, Any]) -> None:
    verdict = recognised(case["text"])
    assert (verdict.language or "") == case["language"], verdict
    assert case.get("says", "") in verdict.evidence


def test_half_french_half_english_is_not_guessed() -> None:
    text = "Le ministre annonce que la loi sera votée. " * 3 + "The minister announced that the law passed. " * 3
    verdict = recognised(text)
    assert verdict.language is None
    assert ", and " in verdict.evidence


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("en-GB", "en"),
        ("fr_CA", "fr"),
        ("fra", "fr"),
        ("English", "en"),
        (" français ", "fr"),
    ],
)
def test_a_language_may_be_given_in_several_ways(given: str, code: str) -> None:
    assert language_code(given, "…") == code


def test_a_language_without_tables_is_refused_by_name() -> None:
    with pytest.raises(LanguageError, match=r"language 'es' has no tables here \(languages that are read: en, fr\)"):
        language_code("es", "El alcalde dijo")


def test_an_unrecognised_text_says_what_it_looks_like() -> None:
    with pytest.raises(LanguageError, match=r"not recognised as English or French: \d+ % of its words are Spanish"):
        language_code(None, "El alcalde dijo el martes que el puente permanecerá cerrado hasta el final de las obras.")
