"""Contradictions: named features of two accounts, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from recoupe.compare.contradictions import ENOUGH, contradictions, opposites
from recoupe.model.figure import Figure
from recoupe.model.moment import Days, days_of
from recoupe.model.span import Span
from recoupe.model.words import Exactness


@dataclass(frozen=True)
class Said:
    """A passage by hand."""

    words: str
    features: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    negative: bool = False
    figures: tuple[Figure, ...] = ()
    days: Days | None = None
    language: str = "en"


def _figure(low: float, high: float) -> Figure:
    return Figure(Span(0, 2), low, high, None, Exactness.EXACT, counted="people", head="people", measure="killed")


def _rules(one: Said, other: Said) -> dict[str, float]:
    return {r.rule: r.score for r in contradictions([one], [other])}


def test_one_side_denies() -> None:
    found = _rules(Said("the bridge was closed"), Said("the bridge was not closed", negative=True))
    assert found["polarity"] == 1.0
    assert sum(found.values()) >= ENOUGH


def test_both_deny() -> None:
    assert "polarity" not in _rules(Said("nobody was hurt", negative=True), Said("no one was hurt", negative=True))


def test_the_same_act_told_alike_speaks_for_agreement() -> None:
    act = frozenset({"k:arrest"})
    assert _rules(Said("he was arrested", act, act), Said("police arrested him", act, act))["same act"] < 0


def test_acts_that_exclude_each_other() -> None:
    act, other = next((a, sorted(o)[0]) for a, o in sorted(opposites().items()) if o)
    found = _rules(Said("one", predicates=frozenset({act})), Said("other", predicates=frozenset({other})))
    assert "opposite acts" in found


def test_opposites_go_both_ways() -> None:
    assert all(act in opposites()[other] for act, others in opposites().items() for other in others)


@pytest.mark.parametrize(("other", "excluded"), [((40.0, 40.0), True), ((12.0, 12.0), False)])
def test_figures_of_one_measure(other: tuple[float, float], excluded: bool) -> None:
    one = Said("12 people were killed", figures=(_figure(12, 12),))
    found = _rules(one, Said("people were killed", figures=(_figure(*other),)))
    assert ("figures" in found) is excluded


def test_days_that_share_none() -> None:
    monday, friday = days_of("2025-05-12"), days_of("2025-05-16")
    assert "days" in _rules(Said("on Monday", days=monday), Said("on Friday", days=friday))
    assert "days" not in _rules(Said("on Monday", days=monday), Said("on Monday", days=monday))


def test_words_that_leave_no_exception_or_set_right() -> None:
    found = _rules(Said("all vaccines failed"), Said("in fact most vaccines worked"))
    assert {"sweeping", "contrast"} <= found.keys()


@pytest.mark.parametrize(
    ("language", "one", "other", "rule"),
    [
        ("fr", "Le gardien est en vie", "Le gardien est mort dans la nuit", "antonyms"),
        ("fr", "Le port a fermé lundi", "Le port est ouvert lundi", "antonyms"),
        ("en", "The ferry survived the storm", "Everyone aboard died", "antonyms"),
        ("fr", "La photo montre la crue", "La photo est détournée de son contexte", "polarity"),
        ("en", "The letter names the judge", "The letter is a forgery", "polarity"),
    ],
)
def test_words_that_exclude_or_call_false(language: str, one: str, other: str, rule: str) -> None:
    found = _rules(Said(one, language=language), Said(other, language=language))
    assert rule in found
    assert sum(found.values()) >= ENOUGH


def test_both_words_on_one_side_exclude_nothing() -> None:
    assert "antonyms" not in _rules(Said("two alive, one dead"), Said("one dead"))


def test_another_figure_where_both_count() -> None:
    one, other = Said("12 killed", figures=(_figure(12, 12),)), Said("40 metres", figures=(_figure(40, 40),))
    assert "other figure" in _rules(one, other)
    assert "other figure" not in _rules(one, Said("no number"))


def test_of_a_long_account_only_what_faces_the_other_counts() -> None:
    bridge = frozenset({"w:bridg"})
    long = [
        Said("the bridge is open", bridge),
        *(Said(f"aside {n}", frozenset({f"w:{n}"}), negative=True) for n in range(5)),
    ]
    found = {r.rule for r in contradictions(long, [Said("the bridge carries trucks", bridge)])}
    assert "polarity" not in found


def test_nothing_contradicts_nothing() -> None:
    assert contradictions([], [Said("a word")]) == []
