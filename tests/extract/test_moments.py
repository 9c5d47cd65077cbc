"""Time expressions: the case tables, what is left open, contradictions, anchors, roles, bad input."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from recoupe.extract import moments
from recoupe.extract.draft import Draft
from recoupe.lang import table as lang_table
from recoupe.model.moment import days_of
from recoupe.model.report import Report
from recoupe.model.words import MomentRole, MomentType
from recoupe.parse.reader import parse_many

CASES = Path(__file__).parents[1] / "cases"
PUBLISHED = "2025-03-12"
"""A Wednesday."""


@lru_cache(maxsize=2)
def table(language: str) -> tuple[str, list[dict[str, Any]]]:
    raw = tomllib.loads((CASES / f"moments_{language}.toml").read_text(encoding="utf-8"))
    return raw["published"], raw["case"]


def drafts(texts: list[tuple[str, str | None]], language: str) -> list[Draft]:
    """Drafts with their moments; all texts are parsed in one batch."""
    parses = parse_many([text for text, _ in texts], language)
    found = []
    for (text, published), parsed in zip(texts, parses, strict=True):
        draft = Draft(Report(text=text, published=published, language=language), language, parsed)
        moments.STEP.run(draft)
        found.append(draft)
    return found


@lru_cache(maxsize=2)
def read_table(language: str) -> list[Draft]:
    published, cases = table(language)
    return drafts([(case["text"], case.get("published", published) or None) for case in cases], language)


@lru_cache(maxsize=256)
def one(text: str, language: str = "fr", published: str | None = PUBLISHED) -> Draft:
    return drafts([(text, published)], language)[0]


def rows() -> list[Any]:
    return [
        pytest.param(language, n, id=f"{language}-{n}-{case['text'][:40]}")
        for language in ("fr", "en")
        for n, case in enumerate(table(language)[1])
    ]


@pytest.mark.parametrize(("language", "n"), rows())
def test_case(language: str, n: int) -> None:
    draft = read_table(language)[n]
    found = [f"{draft.words(m.span)} = {m.value}" for m in draft.moments]
    assert found == table(language)[1][n]["moments"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tables_are_large_enough(language: str) -> None:
    assert sum(len(case["moments"]) for case in table(language)[1]) >= 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_moments_are_in_order_apart_and_inside_the_text(language: str) -> None:
    for draft in read_table(language):
        end = 0
        for moment in draft.moments:
            assert end <= moment.span.start < moment.span.end <= len(draft.text)
            assert draft.words(moment.span) == draft.words(moment.span).strip()
            end = moment.span.end


@pytest.mark.parametrize("language", ["fr", "en"])
def test_edtf_of_dated_moments_names_days(language: str) -> None:
    for draft in read_table(language):
        for moment in draft.moments:
            if moment.edtf and not moment.edtf.startswith("-"):
                assert days_of(moment.edtf) is not None, (draft.words(moment.span), moment.edtf)


def test_a_reading_is_the_same_twice() -> None:
    text = "Le 3 février, la trêve a été conclue. Deux jours plus tard, elle était rompue, mardi."
    first, second = drafts([(text, PUBLISHED), (text, PUBLISHED)], "fr")
    assert first.moments == second.moments


# --- references


def test_weekday_keeps_both_readings() -> None:
    (moment,) = one("Le préfet a parlé mardi.").moments
    assert (moment.value, moment.alternatives, moment.reference) == ("2025-03-11", ("2025-03-18",), PUBLISHED)
    (moment,) = one("Le préfet parlera mardi.").moments
    assert (moment.value, moment.alternatives) == ("2025-03-18", ("2025-03-11",))


def test_weekday_of_the_published_day_is_that_day() -> None:
    (moment,) = one("Le préfet a parlé mercredi.").moments
    assert (moment.value, moment.alternatives) == (PUBLISHED, ("2025-03-05",))


def test_anaphora_is_resolved_against_the_last_moment() -> None:
    first, second = one("Le 14 janvier 2020, le toit s'effondra. Le lendemain, on ferma la halle.").moments
    assert second.reference == first.edtf == "2020-01-14"
    assert second.value == "2020-01-15"


@pytest.mark.parametrize(
    ("text", "language"),
    [("La halle a brûlé hier.", "fr"), ("The hall burned down last week.", "en"), ("Il parlera lundi.", "fr")],
)
def test_without_published_day_it_is_left_open_and_says_so(text: str, language: str) -> None:
    draft = one(text, language, None)
    (moment,) = draft.moments
    assert moment.edtf is None
    assert moment.value is None or "XXXX" in moment.value
    (note,) = draft.notes
    assert note.code == "moment-open"
    assert note.span == moment.span
    assert "left open" in note.message


def test_a_report_s_dateline_stands_for_the_missing_day() -> None:
    text = "Le clocher penche\n\nVANNES, le 8 février 2016 (Agence) – Le clocher a bougé hier, a dit le maire."
    draft = one(text, "fr", None)
    assert [m.value for m in draft.moments] == ["2016-02-08", "2016-02-07"]
    assert [n.code for n in draft.notes] == ["dateline"]


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    draft = one("Le clocher, bâti avant le 8 février 2016, a bougé hier.", "fr", None)
    assert draft.moments[-1].edtf is None


# --- contradictions


@pytest.mark.parametrize(
    ("text", "language", "value", "other"),
    [
        ("Il a été vu mardi 12 mars 2024 au port.", "fr", "2024-03-12", None),
        ("Il a été vu mardi 13 mars 2024 au port.", "fr", "2024-03-13", "2024-03-12"),
        ("He was seen on Friday, March 15, 2024.", "en", "2024-03-15", None),
        ("He was seen on Monday, March 15, 2024.", "en", "2024-03-15", "2024-03-18"),
    ],
)
def test_wrong_weekday_is_noted_with_both_readings(text: str, language: str, value: str, other: str | None) -> None:
    draft = one(text, language)
    (moment,) = draft.moments
    assert moment.value == value
    assert moment.alternatives == ((other,) if other else ())
    assert [n.code for n in draft.notes] == (["weekday-mismatch"] if other else [])
    assert all(other in n.message for n in draft.notes if other)


def test_a_day_that_no_calendar_has() -> None:
    draft = one("La séance du 31 novembre 2024 n'a pas eu lieu.")
    (moment,) = draft.moments
    assert moment.edtf is None
    assert [n.code for n in draft.notes] == ["no-such-day"]


# --- anchors, parts, EDTF


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("Le pont est fermé depuis le 10 octobre.", "fr", "2024-10-10/.."),
        ("La chasse est fermée jusqu'au 30 juin.", "fr", "../2025-06-30"),
        ("The bridge has been shut since October 10.", "en", "2024-10-10/.."),
        ("Au début de mars, il neigeait.", "fr", "2025-03-01~/2025-03-10~"),
        ("Le procès reprend fin 2025.", "fr", "2025-09-01~/2025-12-31~"),
        ("The lake was dry in mid-2019.", "en", "2019-05-03~/2019-08-31~"),
        ("L'usine rouvrira au printemps 2026.", "fr", "2026-21"),
        ("Le déficit du premier trimestre 2024 est connu.", "fr", "2024-33"),
        ("Output fell in the second half of 2023.", "en", "2023-41"),
        ("Il est mort dans les années 1930.", "fr", "193X"),
        ("The quay was built in the 17th century.", "en", "16XX"),
        ("Il a plu pendant les trois derniers jours.", "fr", "2025-03-09/2025-03-12"),
        ("Le train part à 18 h 30 GMT.", "fr", "2025-03-12T18:30:00Z"),
        ("Moscou a récemment livré des radars.", "fr", "../2025-03-12"),
        ("The first three months of 2024 were dry.", "en", "2024-01-01/2024-03-31"),
        ("Rome fell to the Gauls in 390 BC.", "en", "-0389"),
    ],
)
def test_edtf(text: str, language: str, edtf: str) -> None:
    (moment,) = one(text, language).moments
    assert moment.edtf == edtf


def test_days_of_a_moment() -> None:
    (moment,) = one("La semaine dernière, le blé a bondi.").moments
    assert moment.days == (date(2025, 3, 3), date(2025, 3, 9))


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Le bac passe à 8 h 15.", "fr", MomentType.TIME),
        ("Le bac passe chaque lundi.", "fr", MomentType.SET),
        ("Le bac a mis deux heures.", "fr", MomentType.DURATION),
        ("Le bac a coulé en 1999.", "fr", MomentType.DATE),
        ("The weekly ferry is late.", "en", MomentType.SET),
        ("The ferry left last night.", "en", MomentType.TIME),
    ],
)
def test_types(text: str, language: str, kind: MomentType) -> None:
    (moment,) = one(text, language).moments
    assert moment.type is kind


# --- roles


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("Le maire a déclaré mardi que le pont tenait.", "fr", MomentRole.SAID),
        ("Le pont s'est effondré mardi.", "fr", MomentRole.HAPPENED),
        ("The mayor said on Tuesday that the bridge held.", "en", MomentRole.SAID),
        ("The bridge fell on Tuesday.", "en", MomentRole.HAPPENED),
        ("Forty people were missing as of Tuesday.", "en", MomentRole.AS_OF),
        ("Quarante personnes manquaient à la date du 3 mars.", "fr", MomentRole.AS_OF),
    ],
)
def test_role(text: str, language: str, role: MomentRole) -> None:
    (moment,) = one(text, language).moments
    assert moment.role is role


# --- what is no moment, and bad input


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il a été élu et il a été battu.", "fr"),
        ("Une femme de 41 ans et son fils âgé de 9 ans ont été secourus.", "fr"),
        ("Le Caesar, le T-90 et le Boeing 737 ne volent pas.", "fr"),
        ("Le score final, 21-19, ne dit pas tout.", "fr"),
        ("Il habite au 1958 de la rue des Ormes.", "fr"),
        ("You may march, they may fall.", "en"),
        ("A 70-year-old and a man aged 41 were rescued.", "en"),
        ("The Boeing 737 and the T-90 do not swim.", "en"),
        ("It cost $2000 and 1999 people paid.", "en"),
    ],
)
def test_no_moment(text: str, language: str) -> None:
    assert [m for m in one(text, language).moments if m] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "le le le 99/99/9999 31/02/2024 0000 00:00:99 2024-13-45",
        "Il y a 999999999999 ans et dans 10000 siècles, le 0 mars -5000.",
        "8" * 400 + " ans",
        "le \ud800 mars \udfff 2020",
        "mardi" * 50,
        "du 1 au 2 au 3 au 4 au 5 au 6 mai au 7 mai au 8",
        "la fin de la fin de la fin de la fin du début de mars",
        "\u200bmar\u00addi 12\u00a0mars\u202f2024",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("published", [PUBLISHED, None, "0001-01-01", "9999-12-31"])
def test_odd_input_breaks_nothing(text: str, language: str, published: str | None) -> None:
    draft = one(text, language, published)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in draft.moments)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_any_order_of_time_words_breaks_nothing(language: str) -> None:
    choose = random.Random(12)
    tables = [entries for entries in lang_table(language, "time").values() if isinstance(entries, dict)]
    words = [w for entries in tables for found in entries.values() for w in found]
    words += ["12", "31", "2020", "1999", "18:30", "7/8/07", "de", "du", "of", "the", "-", "et", "and", "au", "to"] * 20
    texts = [" ".join(choose.choices(words, k=choose.randint(3, 14))) for _ in range(150)]
    for published in (PUBLISHED, None, "0001-01-01", "9999-12-31"):
        for draft in drafts([(text, published) for text in texts], language):
            for moment in draft.moments:
                assert draft.words(moment.span).strip()
                assert moment.edtf is None or isinstance(moment.days, tuple | None)


def test_views_lead_back_to_the_report() -> None:
    draft = one("Le mar\u00addi 12\u00a0mars\u202f2024, la digue a cédé.")
    (moment,) = draft.moments
    assert draft.words(moment.span) == "Le mar\u00addi 12\u00a0mars\u202f2024"
    assert moment.value == "2024-03-12"


def test_a_line_end_inside_a_moment() -> None:
    draft = one("Les habitants sont sortis jeudi\nsoir dans les rues.")
    assert [m.value for m in draft.moments] == ["2025-03-06TEV"]


def test_paragraphs_are_kept_apart() -> None:
    draft = one("Le bilan de 2019\n\nMars est une planète.")
    assert [m.value for m in draft.moments] == ["2019"]


def test_the_step_reads_nothing_and_writes_moments(read_text: Callable[..., Any]) -> None:
    assert moments.STEP.reads == frozenset()
    assert moments.STEP.writes == frozenset({"moments"})
    assert [m.value for m in read_text("Le pont a cédé hier.", "fr", PUBLISHED).moments] == ["2025-03-11"]
