"""Contradictions: named features of two accounts, each with its reason."""

from __future__ import annotations

import pytest

from recoupe.compare.accounts import Account, account
from recoupe.compare.contradictions import ENOUGH, contradictions, opposites
from recoupe.model.figure import Figure
from recoupe.model.moment import days_of
from recoupe.model.reading import Reading
from recoupe.model.span import Span
from recoupe.model.words import Exactness


def _said(text: str, language: str = "en", figures: tuple[Figure, ...] = ()) -> Account:
    return Account(text, language, figures)


def _figure(low: float, high: float, unit: str | None = None) -> Figure:
    return Figure(Span(0, 2), low, high, unit, Exactness.EXACT, counted="people", head="people", measure="killed")


def _rules(one: Account, other: Account) -> dict[str, float]:
    return {r.rule: r.score for r in contradictions(one, other)}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "The harbour bridge was closed on Friday", "The harbour bridge was not closed on Friday"),
        ("en", "The mayor signed the order", "The mayor didn't sign the order"),
        ("fr", "Le maire a signé l'arrêté", "Le maire n’a jamais signé cet arrêté"),
        ("fr", "La digue protège le quartier du port", "Rien ne prouve que la digue protège le quartier du port"),
        (
            "fr",
            "Les ouvriers ont manifesté contre la fermeture",
            "Ils ont chanté, et pas manifesté contre la fermeture",
        ),
        ("fr", "L'armée a bombardé le pont", "L'état-major nie avoir bombardé le pont"),
    ],
)
def test_a_denial_of_what_the_other_side_tells(language: str, one: str, other: str) -> None:
    found = _rules(_said(one, language), _said(other, language))
    assert found["denied"] >= ENOUGH
    assert _rules(_said(other, language), _said(one, language)).keys() == found.keys()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "La pétition a réuni 500 signatures", "La pétition n'a réuni que 500 signatures"),
        ("fr", "Le niveau du lac continue d'augmenter", "Le niveau du lac ne cesse d'augmenter"),
        ("fr", "Le musée vend des billets", "Le musée ne vend pas seulement des billets"),
        ("fr", "Le train a du retard", "Pas moins de dix trains ont du retard"),
        ("fr", "Le sentier longe la rivière", "Le sentier n'est pas un chemin mais longe la rivière"),
        ("fr", "La halle ouvre mardi", "La halle n'ouvrait pas avant mardi"),
        ("fr", "La mairie a compté 200 plaintes", "La mairie n'a pas compté 900 plaintes"),
        ("en", "The theatre sells tickets", "The theatre does not only sell tickets"),
    ],
)
def test_what_is_denied_is_not_what_the_other_side_tells(language: str, one: str, other: str) -> None:
    assert "denied" not in _rules(_said(one, language), _said(other, language))


def test_both_deny() -> None:
    found = _rules(_said("Nobody was hurt at the quarry"), _said("No one was hurt at the quarry, the owner said"))
    assert {"denied", "polarity"}.isdisjoint(found)


def test_a_denial_in_an_aside_of_a_long_account_is_left_aside() -> None:
    aside = " ".join(f"The {word} opened in spring." for word in ("bakery", "garage", "school", "museum", "clinic"))
    found = _rules(
        _said(f"The bridge is open. The owner never answered letters. {aside}"), _said("The bridge carries trucks")
    )
    assert "polarity" not in found


def test_acts_that_exclude_each_other() -> None:
    assert "opposite acts" in _rules(_said("The court convicted the captain"), _said("The court acquitted the captain"))
    assert "opposite acts" not in _rules(
        _said("The court convicted the captain"), _said("The court never acquitted him")
    )


def test_opposites_go_both_ways() -> None:
    assert len(opposites()) > 10
    assert all(act in opposites()[other] for act, others in opposites().items() for other in others)


@pytest.mark.parametrize(("other", "excluded"), [((40.0, 40.0), True), ((12.0, 12.0), False)])
def test_figures_of_one_measure(other: tuple[float, float], excluded: bool) -> None:
    one = _said("12 people were killed", figures=(_figure(12, 12),))
    found = _rules(one, _said("people were killed", figures=(_figure(*other),)))
    assert ("figures" in found) is excluded


def test_another_figure_of_the_same_unit() -> None:
    one, other = _said("12 killed", figures=(_figure(12, 12),)), _said("40 metres", figures=(_figure(40, 40, "m"),))
    assert "other figure" not in _rules(one, other)
    assert "other figure" in _rules(one, _said("40 killed", figures=(_figure(40, 40),)))


def test_days_that_share_none() -> None:
    monday, friday = days_of("2025-05-12"), days_of("2025-05-16")
    assert monday
    assert friday
    one = Account("on Monday", "en", (), [monday])
    assert "days" in _rules(one, Account("on Friday", "en", (), [friday]))
    assert "days" not in _rules(one, Account("that Monday", "en", (), [monday]))


def test_words_that_leave_no_exception_or_set_right() -> None:
    found = _rules(_said("all vaccines failed"), _said("in fact most vaccines worked"))
    assert {"sweeping", "contrast"} <= found.keys()


@pytest.mark.parametrize(
    ("language", "one", "other", "rule"),
    [
        ("fr", "Le gardien est en vie", "Le gardien est mort dans la nuit", "antonyms"),
        ("fr", "Le port a fermé lundi", "Le port est ouvert lundi", "antonyms"),
        ("en", "The ferry's crew survived the storm", "The ferry's crew died in the storm", "antonyms"),
        ("fr", "La photo montre la crue", "La photo est détournée de son contexte", "called false"),
        ("en", "The letter names the judge", "The letter is a forgery", "called false"),
    ],
)
def test_words_that_exclude_or_call_false(language: str, one: str, other: str, rule: str) -> None:
    found = _rules(_said(one, language), _said(other, language))
    assert rule in found
    assert sum(found.values()) >= ENOUGH


def test_antonyms_of_other_things_exclude_nothing() -> None:
    assert "antonyms" not in _rules(
        _said("Le gardien est en vie", "fr"), _said("Deux vaches mortes près du canal", "fr")
    )


def test_both_words_on_one_side_exclude_nothing() -> None:
    assert "antonyms" not in _rules(_said("two alive, one dead"), _said("one dead"))


def test_nothing_contradicts_nothing() -> None:
    assert contradictions(_said(""), _said("a word")) == []


def test_days_of_the_month_are_no_numbers_that_are_denied() -> None:
    one, other = (
        _said("L'eau est potable à Tervin", "fr"),
        _said("L'eau n'était pas potable à Tervin le 16 juillet", "fr"),
    )
    assert "denied" in _rules(one, other)


def test_an_account_of_a_report_has_its_figures() -> None:
    reading = Reading("report", "fr", "", figures=(_figure(3, 3),))
    made = account("Trois blessés", reading)
    assert (made.language, list(made.figures)) == ("fr", [_figure(3, 3)])
