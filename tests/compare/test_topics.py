"""Topics: what reports are about, in one language and across two."""

from __future__ import annotations

from recoupe.compare.topics import KEPT, alike, topic
from recoupe.model.report import Report

FIRE_FR = "Un incendie a détruit la scierie Kerval, à Saint-Armel, dans la nuit de lundi. Le directeur, Marc Tanguy, évoque 400 tonnes de bois parties en fumée. La préfète Odile Garnier s'est rendue à Saint-Armel."
FIRE_FR2 = "Saint-Armel : la scierie Kerval en cendres. L'incendie de la scierie a fait trois blessés, selon Odile Garnier, préfète. Marc Tanguy, son directeur, promet de garder ses ouvriers."
FIRE_EN = "Fire destroyed the Kerval sawmill in Saint-Armel overnight. Marc Tanguy, who runs it, said 400 tonnes of timber had burned. Prefect Odile Garnier visited the town."
VOTE = "Le conseil régional a voté le budget jeudi à Rennes. Loïc Madec, le président, défend un texte que les écologistes combattent, lignes de train comprises."


def _alike(one: str, other: str, languages: tuple[str, str] = ("fr", "fr")) -> float:
    left, right = (topic(Report(text=t, language=lang)) for t, lang in zip((one, other), languages, strict=True))
    return alike(left, right).score


def test_reports_of_one_affair_are_more_alike() -> None:
    assert _alike(FIRE_FR, FIRE_FR2) > 0.28 > 0.1 > _alike(FIRE_FR, VOTE)


def test_names_and_numbers_join_two_languages() -> None:
    assert _alike(FIRE_FR, FIRE_EN, ("fr", "en")) > 0.5
    assert _alike(VOTE, FIRE_EN, ("fr", "en")) < 0.1


def test_likeness_is_symmetric_and_bounded() -> None:
    assert _alike(FIRE_FR, FIRE_FR2) == _alike(FIRE_FR2, FIRE_FR)
    assert abs(_alike(FIRE_FR, FIRE_FR) - 1) < 1e-3


def test_a_topic_is_small_and_an_empty_text_has_none() -> None:
    assert len(topic(Report(text=FIRE_FR * 30, language="fr")).terms[0]) <= KEPT
    assert alike(topic(Report(text="", language="fr")), topic(Report(text="", language="fr"))).score == 0


def test_the_reason_names_what_the_reports_are_about() -> None:
    reason = alike(*(topic(Report(text=t, language="fr")) for t in (FIRE_FR, FIRE_FR2)))
    assert reason.left is not None
    assert "Kerval" in reason.left
