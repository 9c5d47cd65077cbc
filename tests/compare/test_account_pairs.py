"""Pairs of accounts in French and English: the case tables, and what a verdict says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from recoupe.compare.accounts import Account, account
from recoupe.compare.contradictions import ENOUGH, Hold, compare_accounts
from recoupe.compare.reasons import Because, phrase
from recoupe.extract.pipeline import read_many
from recoupe.lang import table
from recoupe.model.report import Report
from recoupe.parse.reader import parse_many

CASES = Path(__file__).parents[1] / "cases"
LANGUAGES = ("fr", "en")


def _rows(language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"accounts_{language}.toml").read_text("utf-8"))["case"]
    return found


def _accounts(texts: Iterable[str], language: str) -> dict[str, Account]:
    known = sorted(set(texts))
    reports = [Report(text, language=language, key=text) for text in known]
    read = zip(known, read_many(reports), parse_many(known, language), strict=True)
    return {text: account(text, reading, parse) for text, reading, parse in read}


@pytest.fixture(scope="module")
def accounts() -> dict[str, dict[str, Account]]:
    """The accounts of all cases, read in one batch a language."""
    sides = {lang: [row[side] for row in _rows(lang) for side in ("one", "other")] for lang in LANGUAGES}
    return {lang: _accounts(texts, lang) for lang, texts in sides.items()}


@pytest.mark.parametrize(
    ("language", "row"),
    [pytest.param(lang, row, id=f"{lang} {row['one']}") for lang in LANGUAGES for row in _rows(lang)],
)
def test_pair(accounts: dict[str, dict[str, Account]], language: str, row: dict[str, Any]) -> None:
    known = accounts[language]
    one, other = known[row["one"]], known[row["other"]]
    verdict = compare_accounts(one, other)
    assert verdict.holds == row["expected"], verdict.reasons
    assert compare_accounts(other, one).holds == row["expected"], "the order of the two sides"
    assert verdict.holds is not Hold.NOT_COMPARABLE or verdict.reasons, "not comparable is said with why"
    assert (verdict.holds is Hold.EXCLUDE) == (verdict.score >= ENOUGH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_is_one_sentence(accounts: dict[str, dict[str, Account]], language: str) -> None:
    known = accounts[language]
    for row in _rows(language):
        for reason in compare_accounts(known[row["one"]], known[row["other"]]).reasons:
            assert reason.detail[0] == "“" or reason.detail[0].isupper()
            assert reason.detail.endswith(".")


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (Account("", "fr"), Account("Le pont est fermé.", "fr"), "nothing said"),
        (Account("The bridge is closed.", "en"), Account("Le pont est fermé.", "fr"), "languages"),
        (Account("The bridge is closed.", "en"), Account("Rice prices doubled.", "en"), "no common word"),
    ],
)
def test_what_can_not_be_compared_says_why(one: Account, other: Account, rule: str) -> None:
    verdict = compare_accounts(one, other)
    assert (verdict.holds, verdict.score) == (Hold.NOT_COMPARABLE, 0.0)
    assert [r.rule for r in verdict.reasons] == [rule]


def _slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_each_reason_has_its_sentence_in_both_languages() -> None:
    one, other = (table(language, "pairs") for language in LANGUAGES)
    for section in ("holds", "because"):
        assert one[section].keys() == other[section].keys()
        for key, sentence in one[section].items():
            assert _slots(sentence) == _slots(other[section][key]), key
    assert set(one["holds"]) == {hold.value for hold in Hold}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_can_be_told_in_either_language(accounts: dict[str, dict[str, Account]], language: str) -> None:
    known = accounts[language]
    for row in _rows(language):
        for reason in compare_accounts(known[row["one"]], known[row["other"]]).reasons:
            assert isinstance(reason, Because)
            assert phrase(reason.rule, dict(reason.slots), "en") == reason.detail
            assert phrase(reason.rule, dict(reason.slots), "fr") != reason.detail
