"""Points: where a text is cut into what claims are made of, and what their predicates stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from recoupe.link.entry import Entry
from recoupe.link.points import Point, points
from recoupe.model.reading import Reading
from recoupe.model.report import Report

Read = Callable[..., Reading]


def _points(read_text: Read, text: str, language: str) -> list[Point]:
    report = Report(text, "2025-03-12", language)
    return points(Entry(report, read_text(text, language, report.published)), {})


@pytest.mark.parametrize(("language", "text", "whole"), [
    ("fr", "Deux mille habitants réclament la démission de M. Kerbrat depuis lundi.", "la démission de M. Kerbrat"),
    ("fr", "Le parquet a entendu Mme. Odile J. Marchand pendant trois heures.", "Mme. Odile J. Marchand"),
    ("en", "Residents demanded the resignation of Mr. Hale on Monday.", "the resignation of Mr. Hale"),
    ("en", "The board heard J. Hale for three hours.", "J. Hale for three hours"),
])  # fmt: skip
def test_no_sentence_ends_at_an_initial_or_a_title(read_text: Read, language: str, text: str, whole: str) -> None:
    assert any(whole in p.words for p in _points(read_text, text, language))


def test_sentences_still_end(read_text: Read) -> None:
    found = _points(read_text, "Le maire a démissionné lundi. Le préfet a nommé un remplaçant.", "fr")
    assert [p.words for p in found] == ["Le maire a démissionné lundi", "Le préfet a nommé un remplaçant"]


def test_a_reflexive_verb_is_no_act_on_somebody_else(read_text: Read) -> None:
    stopped = _points(read_text, "Les pompes se sont arrêtées à trois heures.", "fr")[0]
    arrested = _points(read_text, "La police a arrêté Paul Kerbrat à trois heures.", "fr")[0]
    ceased = _points(read_text, "La pluie a cessé à trois heures.", "fr")[0]
    assert "k:arrest" in arrested.predicates
    assert "k:arrest" not in stopped.predicates
    assert stopped.predicates & (ceased.predicates | {"c:stop"})


@pytest.mark.parametrize(("language", "text", "days"), [
    ("fr", "Une seconde brèche s'est ouverte, colmatée à la hâte après celle du lundi 3 mars.", None),
    ("fr", "La digue, réparée après la crue du 3 mars, a cédé le mardi 11 mars.", (date(2025, 3, 11), date(2025, 3, 11))),
    ("en", "The levee that was patched after Monday's flood gave way on Tuesday.", (date(2025, 3, 11), date(2025, 3, 11))),
])  # fmt: skip
def test_a_date_that_something_comes_after_is_not_its_own(
    read_text: Read, language: str, text: str, days: tuple[date, date] | None
) -> None:
    assert {p.days for p in _points(read_text, text, language)} <= {days, None}
    assert days in {p.days for p in _points(read_text, text, language)}


@pytest.mark.parametrize(("language", "text", "dated"), [
    ("fr", "La fermeture en septembre du four principal a été confirmée.", False),
    ("en", "The closure of the main furnace in September was confirmed.", False),
    ("fr", "Le four a fermé en février.", True),
    ("en", "The furnace was shut in September 2024.", True),
])  # fmt: skip
def test_a_month_nearer_to_the_other_year_dates_nothing(read_text: Read, language: str, text: str, dated: bool) -> None:
    assert any(p.days for p in _points(read_text, text, language)) is dated


@pytest.mark.parametrize(("language", "text", "amount"), [
    ("fr", "La falaise avance de 12 centimètres par jour.", "f:0.12 m"),
    ("en", "The cliff moves 120 millimetres every day.", "f:0.12 m"),
    ("fr", "Un tiers de la récolte est perdu.", "f:0.33 share"),
    ("en", "Some 33% of the harvest is lost.", "f:0.33 share"),
    ("en", "She was jailed for two years.", "f:P2Y"),
    ("fr", "Elle a été condamnée à deux ans de prison.", "f:P2Y"),
])  # fmt: skip
def test_an_amount_is_one_feature_in_any_unit(read_text: Read, language: str, text: str, amount: str) -> None:
    assert any(amount in p.features for p in _points(read_text, text, language))


@pytest.mark.parametrize(("language", "text", "names"), [
    ("fr", "Le pont de Merlande s'est effondré.", {"merla"}),
    ("en", "The Fern Lane school was evacuated.", {"fern", "lane"}),
    ("en", "The old bridge at Tamsford collapsed.", {"tamsf"}),
    ("en", "Soldiers shored up the bridge.", set()),
    ("fr", "L'usine chimique française a fermé.", set()),
])  # fmt: skip
def test_works_are_told_apart_by_the_name_beside_them(
    read_text: Read, language: str, text: str, names: set[str]
) -> None:
    found = {place for p in _points(read_text, text, language) for place in p.places}
    assert found & {"merla", "fern", "lane", "tamsf", "soldi", "franc"} == names


@pytest.mark.parametrize(("language", "text", "negative"), [
    ("en", "A unit fired without orders.", False),
    ("en", "They opened the gates without warning anyone.", True),
    ("en", "Nobody fired.", True),
    ("fr", "L'unité a tiré sans ordre.", False),
    ("fr", "Ils ont ouvert les vannes sans prévenir personne.", True),
    ("fr", "Elle a décidé de ne pas fermer le pont.", True),
    ("en", "The mayor urged residents not to drink the water.", False),
])  # fmt: skip
def test_a_manner_and_what_is_asked_for_deny_no_act(read_text: Read, language: str, text: str, negative: bool) -> None:
    told = [p for p in _points(read_text, text, language) if p.statement is None]
    assert any(p.negative for p in told) is negative


def test_what_fails_breaks_and_who_fails_to_act_does_not(read_text: Read) -> None:
    assert "k:break_down" in _points(read_text, "The pump failed on Monday.", "en")[0].predicates
    assert "k:break_down" not in _points(read_text, "The minister failed to act.", "en")[0].predicates


def test_a_description_stands_for_whom_its_report_named(read_text: Read) -> None:
    text = "Pharmex est visée par une plainte. La société a fermé son usine lundi."
    report = Report(text, "2025-03-12", "fr")
    reading = read_text(text, "fr", report.published)
    identity = {(report.id, e.id): e.name for e in reading.entities}
    assert all("e:Pharmex" in p.features for p in points(Entry(report, reading), identity))
