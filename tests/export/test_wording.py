from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from recoupe.export.wording import wording
from recoupe.lang import LANGUAGES, table


def keys(value: Any, path: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {path}
    return set().union(*(keys(v, f"{path}.{k}") for k, v in value.items())) if value else {path}


def test_every_language_words_the_same_things() -> None:
    assert len({frozenset(keys(table(language, "brief"))) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stance_standing_and_event_has_a_word(language: str) -> None:
    from recoupe.model.words import EntityKind, EventType, Hedge, Measure, Modality, Stance, StandingWord

    w = wording(language)
    closed = {
        "stance": Stance,
        "standing": StandingWord,
        "event": EventType,
        "measure": Measure,
        "modality": Modality,
        "kind": EntityKind,
    }
    for section, words in closed.items():
        assert all(w.has(section, word.value) for word in words), section
    assert all(w.has("hedge", h.value) for h in Hedge if h is not Hedge.NONE)


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [("en", 0, "0 reports"), ("en", 1, "1 report"), ("fr", 0, "0 article"), ("fr", 1, "1 article"), ("fr", 2, "2 articles"),
     ("en", 12000, "12,000 reports")],
)  # fmt: skip
def test_counts_take_the_right_form(language: str, n: int, expected: str) -> None:
    assert wording(language).count("reports", n) == expected


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2025-09-16", "16 Sept", "16 sept."),
        ("2025-09-16T03:47", "16 Sept", "16 sept."),
        ("2011-05", "May 2011", "mai 2011"),
        ("2025-21", "spring 2025", "printemps 2025"),
        ("2025", "2025", "2025"),
        ("2025-09-16/..", "16 Sept →", "16 sept. →"),
        ("../2025-09-16", "→ 16 Sept", "→ 16 sept."),
        ("2025-09-15/2025-09-16", "15–16 Sept", "15–16 sept."),
        ("2025-08-30/2025-09-02", "30 Aug – 2 Sept", "30 août – 2 sept."),
        ("2025-01-01?", "1 Jan", "1er janv."),
        ("no date at all", "no date at all", "no date at all"),
        (None, "no date", "sans date"),
    ],
)
def test_moments_are_short(edtf: str | None, english: str, french: str) -> None:
    assert wording("en").moment(edtf) == english
    assert wording("fr").moment(edtf) == french


def test_a_range_of_days_says_once_what_both_share() -> None:
    w = wording("en")
    assert w.days(date(2025, 9, 16), date(2025, 9, 24)) == "16–24 Sept 2025"
    assert w.days(date(2024, 12, 30), date(2025, 1, 2)) == "30 Dec 2024 – 2 Jan 2025"
    assert w.days(date(2025, 9, 16), None) == "16 Sept 2025"


@pytest.mark.parametrize(
    ("low", "high", "unit", "exactness", "expected"),
    [
        (7, None, None, "at_least", "≥ 7"),
        (None, 40, None, "at_most", "≤ 40"),
        (12, 18, None, "approximate", "12–18"),
        (400, 400, "t", "approximate", "~ 400 t"),
        (360, 440, "t", "approximate", "360–440 t"),
        (17, 17, None, "exact", "17"),
        (0.3, 0.3, "share", "exact", "30%"),
        (0.25, 0.35, "share", "range", "25–35%"),
        (1 / 3, 1 / 3, "share", "exact", "1/3"),
        (6000, 6000, None, "exact", "6,000"),
        (2.5, 2.5, "km", "exact", "2.5 km"),
        (0.001, 0.001, "km", "exact", "0 km"),
        (None, None, None, "indefinite", "no number"),
    ],
)
def test_figures_are_short(
    low: float | None, high: float | None, unit: str | None, exactness: str, expected: str
) -> None:
    assert wording("en").interval(low, high, unit, exactness) == expected


def test_french_numbers_keep_together() -> None:
    assert wording("fr").interval(6000, 6000, None, "exact") == "6\u202f000"
    assert wording("fr").interval(0.305, 0.305, "share", "exact") == "30,5\u00a0%"


def test_lists_count_what_they_leave_out() -> None:
    w = wording("fr")
    assert w.listed(["a"]) == "a"
    assert w.listed(["a", "b", "c"]) == "a, b et c"
    assert w.listed(["a", "b", "c", "d", "e"]) == "a, b, c (+ 2)"


def test_an_unknown_key_is_printed_as_it_is() -> None:
    assert wording("en").text("standing.lost") == "lost"
