"""What few reports have: kept through the form and the store, and part of the id only where it is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recoupe.model.convert import further, to_form
from recoupe.model.ids import content_id
from recoupe.model.reading import Reading
from recoupe.model.report import Report, Review
from recoupe.store.rows import report_back, report_row

PLAIN = Report("Le pont a été fermé mardi.", "2024-05-07", "fr", "La Vigie")
FULL = replace(
    PLAIN,
    authors=("Claire Vidot",),
    agencies=("Agence Trigone",),
    based_on=("https://trigone.example/1",),
    cites=("https://fil.example/2",),
    corrections=("Une première version donnait une autre date.",),
    reviews=(Review("le pont a été vendu", "Faux", 1.0, 1.0, 5.0, "La Vigie", "un compte anonyme"),),
    hidden=("style: un mot caché",),
    urgency=2,
)


def test_a_report_without_any_has_the_id_of_its_plain_fields() -> None:
    r = PLAIN
    plain = content_id("r", r.text, r.published, r.outlet, None, None, None, None, "live", None, None)
    assert PLAIN.id == plain
    assert FULL.id != plain


@pytest.mark.parametrize(
    "name", ["authors", "agencies", "based_on", "cites", "corrections", "reviews", "hidden", "urgency"]
)
def test_each_is_part_of_the_id(name: str) -> None:
    assert replace(PLAIN, **{name: getattr(FULL, name)}).id not in (PLAIN.id, FULL.id)


def test_the_same_words_under_another_name_are_another_report() -> None:
    assert replace(PLAIN, authors=("X",)).id != replace(PLAIN, agencies=("X",)).id


@pytest.mark.parametrize("report", [PLAIN, FULL])
def test_the_store_gives_it_back(report: Report) -> None:
    assert report_back(report_row(report)) == report


def test_the_form_has_a_key_only_where_there_is_something() -> None:
    assert further(PLAIN) == {}
    form = to_form(Reading(FULL.id, "fr", "test"), FULL)["report"]
    assert form["reviews"][0]["rating"] == "Faux"
    assert (form["urgency"], form["authors"]) == (2, ["Claire Vidot"])
