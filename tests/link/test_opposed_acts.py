"""Acts of one day that exclude each other set two claims against each other; what follows on another day disputes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from recoupe.extract.pipeline import read_many
from recoupe.link.links import Entry, link
from recoupe.model.report import Report
from recoupe.model.words import StandingWord

Told = tuple[str, str, str, str]
"""Language, published, outlet, text."""


def _standings(told: Sequence[Told]) -> dict[str, StandingWord]:
    reports = [
        Report(text, published=day, language=language, outlet=outlet, key=outlet)
        for language, day, outlet, text in told
    ]
    entries = [Entry(report, reading) for report, reading in zip(reports, read_many(reports), strict=True)]
    return {claim.words: claim.standing.word for claim in link(entries).claims}


@pytest.mark.parametrize(
    ("told", "claims"),
    [
        (
            [
                ("fr", "2024-03-04T10:00:00Z", "Le Relais", "Le sénat de Belmarie a adopté lundi la réforme des ports, a annoncé son président Ivan Dorn. Le texte supprime la taxe sur les quais de Tervin."),
                ("fr", "2024-03-04T12:00:00Z", "La Gazette", "La réforme des ports a été rejetée lundi par le sénat de Belmarie, affirme Nina Kervel, du syndicat des dockers. Les opposants y voyaient une menace pour leurs emplois."),
            ],
            ("Le sénat de Belmarie a adopté lundi la réforme des ports", "La réforme des ports a été rejetée lundi par le sénat de Belmarie"),
        ),
        (
            [
                ("en", "2024-03-04T10:00:00Z", "The Post", "The senate of Belmar approved the ports bill on Monday, its speaker Ivan Dorn said. The text ends the tax on the quays of Carston."),
                ("en", "2024-03-04T12:00:00Z", "The Echo", "The ports bill was rejected on Monday by the senate of Belmar, according to Nina Kerr of the dockers' union. Opponents had feared for their jobs."),
            ],
            ("The senate of Belmar approved the ports bill on Monday", "The ports bill was rejected on Monday by the senate of Belmar"),
        ),
    ],
)  # fmt: skip
def test_acts_of_one_day_that_exclude_each_other_are_disputed(told: list[Told], claims: tuple[str, ...]) -> None:
    found = _standings(told)
    assert {claim: found.get(claim) for claim in claims} == dict.fromkeys(claims, StandingWord.DISPUTED)


@pytest.mark.parametrize(
    "told",
    [
        [
            ("fr", "2024-03-04T10:00:00Z", "Le Relais", "Le pont Sud de Tervin a été fermé lundi, a annoncé la maire Lucie Aubrac."),
            ("fr", "2024-03-07T10:00:00Z", "La Gazette", "Le pont Sud de Tervin a rouvert jeudi, a indiqué la préfecture."),
        ],
        [
            ("fr", "2024-03-04T10:00:00Z", "Le Relais", "Au moins douze personnes sont mortes lundi dans l'incendie de l'usine de Tervin, selon la préfecture."),
            ("fr", "2024-03-06T10:00:00Z", "La Gazette", "Le bilan de l'incendie de l'usine de Tervin est monté à dix-sept morts mercredi, selon la préfecture."),
        ],
        [
            ("fr", "2024-03-04T10:00:00Z", "Le Relais", "La mairie de Tervin prévoit de fermer le pont Sud vendredi, a annoncé la maire Lucie Aubrac."),
            ("fr", "2024-03-08T10:00:00Z", "La Gazette", "La mairie de Tervin a fermé le pont Sud vendredi matin, a confirmé la police."),
        ],
        [
            ("en", "2024-03-04T10:00:00Z", "The Post", "The council of Carston will meet on 12 March, the mayor Lucy Aubrey said on Monday."),
            ("en", "2024-03-09T10:00:00Z", "The Echo", "The council of Carston will meet on 19 March, a week later than planned, the mayor Lucy Aubrey said on Saturday."),
        ],
        [
            ("en", "2024-03-04T10:00:00Z", "The Post", "Police arrested the harbour master of Carston on Monday, the prosecutor Lionel Marsh said."),
            ("en", "2024-03-07T10:00:00Z", "The Echo", "The harbour master of Carston was released on Thursday, his lawyer Ann Selby said."),
        ],
    ],
)  # fmt: skip
def test_what_follows_disputes_nothing(told: list[Told]) -> None:
    assert StandingWord.DISPUTED not in _standings(told).values()
