"""What a figure counts, across units, words and days: the histories of one small affair."""

from __future__ import annotations

import pytest

from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.links import Links, link
from recoupe.model.report import Report


def _linked(language: str, *texts: str) -> Links:
    """Reports of one affair, a day apart, joined by a lead that they share."""
    leads = {
        "fr": "L'usine Corvane de Milbec est au centre d'une pollution de la rivière Aube, au lendemain d'une fuite de solvant.",
        "en": "The Corvane works in Millbeck is at the centre of a pollution of the River Ashe after a leak of solvent.",
    }
    reports = [
        Report(f"{text}\n\n{leads[language]}", f"2025-10-{6 + n:02d}", language, outlet=f"Outlet {n}", key=f"r{n}")
        for n, text in enumerate(texts)
    ]
    return link([Entry(r, x) for r, x in zip(reports, read_many(reports), strict=True)])


def _histories(links: Links) -> list[list[tuple[float | None, str]]]:
    return [[(row.low, row.status) for row in h.rows] for h in links.histories]


def test_dead_animals_are_counted_up_from_day_to_day() -> None:
    links = _linked(
        "en",
        "More than 200 dead fish had been counted by Sunday evening, the Rivers Authority said.",
        "The number of dead fish has risen to 1,100, the Rivers Authority said on Tuesday.",
    )
    assert [(200.0, "superseded"), (1100.0, "standing")] in _histories(links)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2,5 tonnes de solvant", "2 500 kilos de solvant", False),
        ("2,5 tonnes de solvant", "4 000 kilos de solvant", True),
    ],
)
def test_one_amount_in_two_units_is_one_count(one: str, other: str, apart: bool) -> None:
    links = _linked(
        "fr",
        f"La préfecture a annoncé que {one} s'étaient écoulées dans la rivière.",
        f"L'exploitant a annoncé que {other} s'étaient écoulés dans la rivière.",
    )
    told = [h for h in links.histories if len(h.rows) == 2]
    assert len(told) == 1
    assert ("disjoint" in [r.rule for r in told[0].relations]) == apart


def test_who_lost_soldiers_counts_dead() -> None:
    links = _linked(
        "en",
        "The defence ministry said that five soldiers had been killed near the bridge.",
        "Renn said that the enemy had lost four soldiers near the bridge.",
    )
    assert any(h.measure == "killed" and {r.low for r in h.rows} == {4.0, 5.0} for h in links.histories)


def test_who_puts_a_share_at_a_figure_gives_it() -> None:
    links = _linked(
        "en",
        "The Transport Union said that 70 percent of drivers were on strike; Brune Mobility put the figure at 38 percent.",
    )
    told = next(h for h in links.histories if len(h.rows) == 2)
    assert [row.source for row in told.rows] == ["Transport Union", "Brune Mobility"]


def test_patients_of_a_clinic_are_not_the_sick() -> None:
    links = _linked(
        "fr",
        "Le nombre de malades est passé à 41, a indiqué l'agence régionale de santé (ARS).",
        "Selon l'ARS, 41 personnes ont été contaminées par le solvant.",
        "La clinique a transféré 60 patients, a indiqué l'agence régionale de santé (ARS).",
    )
    told = {h.measure: [(r.low, r.source) for r in h.rows] for h in links.histories}
    assert told["ill"] == [(41.0, "agence régionale de santé"), (41.0, "agence régionale de santé")]
    assert [60.0] in [[low for low, _ in rows] for measure, rows in told.items() if measure != "ill"]
