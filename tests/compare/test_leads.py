"""Likeness of leads: letters meet where words do not, and what stands further down plays no part."""

from __future__ import annotations

import pytest

from recoupe.compare.leads import leads_alike, opening
from recoupe.model.report import Report

FIRE = "Un incendie a ravagé lundi l'entrepôt de la coopérative laitière de Marvesin, sans faire de blessé."
AGAIN = "Marvesin : la laiterie incendiée était assurée, dit le président des coopérateurs, dont l'entrepôt a brûlé."
VOTE = "Les électeurs de Portalbe choisissent dimanche leur maire ; trois candidats se présentent au second tour."
FIRE_EN = "A fire destroyed the warehouse of the Marvesin dairy cooperative on Monday; nobody was hurt."


def _alike(one: str, other: str, languages: tuple[str | None, str | None] = ("fr", "fr")) -> float:
    return leads_alike(one, other, languages)


def test_reports_of_one_affair_are_more_alike() -> None:
    assert _alike(FIRE, AGAIN) > 0.2 > 2 * _alike(FIRE, VOTE)


def test_names_and_cognates_meet_across_languages() -> None:
    assert _alike(FIRE, FIRE_EN, ("fr", "en")) > 4 * _alike(VOTE, FIRE_EN, ("fr", "en"))


def test_either_order_and_itself() -> None:
    assert _alike(FIRE, AGAIN) == _alike(AGAIN, FIRE)
    assert _alike(FIRE, FIRE) == pytest.approx(1, abs=1e-3)


def test_what_stands_further_down_plays_no_part() -> None:
    filled = FIRE + " La laiterie emploie cent personnes." * 40
    assert opening(Report(text=filled + VOTE)) == opening(Report(text=filled + AGAIN))
    assert _alike(f"{filled} {VOTE}", filled) == pytest.approx(1, abs=1e-3)


def test_words_of_reporting_weigh_less() -> None:
    saying = "Il a déclaré lundi que la laiterie reprendrait"
    assert _alike(saying, "La laiterie reprendrait") > _alike(saying, "Il a déclaré lundi que tout irait bien")


@pytest.mark.parametrize("language", ["fr", "de", None])
def test_nothing_is_like_nothing(language: str | None) -> None:
    assert _alike("", "", (language, language)) == 0
    assert _alike("…", FIRE, (language, "fr")) == 0


def test_the_opening_holds_the_title() -> None:
    assert opening(Report(text="corps du texte", title="Titre")) == "Titre . corps du texte"
