"""Offices without a name: who held them on the day of publication, and when nobody is told."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.extract import mentions
from recoupe.extract.draft import Draft
from recoupe.extract.mentions.holders import holders_of, terms_of
from recoupe.lang import world
from recoupe.model.entity import Entity
from recoupe.model.report import Report
from recoupe.model.words import EntityKind
from recoupe.parse.reader import parse_many

DAY = "2024-05-02"


def people(language: str, text: str, day: str | None = DAY) -> list[Entity]:
    draft = Draft(Report(text, day, language), language, next(iter(parse_many([text], language))))
    mentions.run(draft)
    return [e for e in draft.entities if e.kind is EntityKind.PERSON]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("fr", "La ministre allemande des Affaires étrangères a rejeté cette idée.", "Annalena Baerbock"),
        ("fr", "Le vice-président américain n'a rien promis.", "Kamala Harris"),
        ("fr", "Le secrétaire général de l'ONU a réclamé une trêve.", "António Guterres"),
        ("en", "NATO's secretary-general said on Friday that the alliance would respond.", "Jens Stoltenberg"),
        ("en", "The French interior minister refused.", "Gérald Darmanin"),
        ("fr", "L'ancien président américain n'a rien promis.", None),
        ("en", "The Russian deputy foreign minister said no.", None),
        ("fr", "Le président du club de Lens a démissionné.", None),
        ("fr", "Un ministre français a refusé.", None),
    ],
)
def test_who_held_it_that_day(language: str, text: str, holder: str | None) -> None:
    assert {e.holder for e in people(language, text)} == {holder}


def test_on_another_day_it_is_another() -> None:
    text = "Le Premier ministre britannique a démissionné."
    found = [people("fr", text, day)[0].holder for day in ("2022-08-01", "2022-10-01", "2023-01-01")]
    assert found == ["Boris Johnson", "Liz Truss", "Rishi Sunak"]


def test_without_a_day_nobody() -> None:
    assert people("fr", "Le Premier ministre britannique a démissionné.", None)[0].holder is None


def test_who_is_named_is_joined_and_nobody_added() -> None:
    found = people("en", "David Cameron denied the charge. The foreign secretary had seen no proof.")
    assert [(e.name, e.holder) for e in found] == [("David Cameron", None)]


def test_an_office_of_something_else_is_not_his() -> None:
    found = people("en", "Emmanuel Macron arrived late. The club president said nothing.")
    assert {e.name for e in found} == {"Emmanuel Macron", "The club president"}


def test_rows_are_whole() -> None:
    rows = world("office_holders")
    assert len(rows) > 400
    for row in rows:
        begin, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"] or "9999-12-31")
        assert begin < end, row
        assert row["gender"] in ("m", "f"), row
        assert row["offices"], row
        assert row["names"], row


def test_terms_of_a_person() -> None:
    assert [h.body for h in terms_of(("boris", "johnson"), date(2017, 1, 1))] == ["GB"]
    assert terms_of(("boris", "johnson"), date(2010, 1, 1)) == []
    assert holders_of("GB", {"premier", "ministre"}, None) == []
