"""Mentions: case tables of both languages, what holds for any text, bad input, given mentions."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mentioned import LANGUAGES, all_drafts, at, drafts, entity_of, place_of, read, rows

from recoupe.extract import mentions
from recoupe.extract.draft import Draft
from recoupe.model.convert import from_form, to_form
from recoupe.model.entity import Entity
from recoupe.model.report import Report
from recoupe.model.words import EntityKind, MentionMode, NameReading
from recoupe.parse.reader import parse_many


@pytest.mark.parametrize(("language", "text", "wanted"), rows("names"))
def test_names(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, kind = entry.split(" = ")
        found = [m.kind.value for m in at(draft, words) if m.mode is MentionMode.NAME]
        assert found == ([] if kind == "-" else [kind]), entry


@pytest.mark.parametrize(("language", "text", "wanted"), rows("same"))
def test_same(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    found = {words: entity_of(draft, words) for words in wanted}
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize(("language", "text", "wanted"), rows("apart"))
def test_apart(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for left, right in combinations(wanted, 2):
        assert entity_of(draft, left) != entity_of(draft, right)


@pytest.mark.parametrize(("language", "text", "wanted"), rows("readings"))
def test_readings(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, reading = entry.split(" = ")
        assert [m.reading for m in at(draft, words)] == [NameReading(reading)], entry


@pytest.mark.parametrize(("language", "text", "wanted"), rows("speakers"))
def test_speakers(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, known = entry.split(" = ")
        assert draft.entity_by_id[entity_of(draft, words)].anonymous == (known == "anonymous"), entry


@pytest.mark.parametrize(("language", "text", "wanted"), rows("speakers"))
def test_subjects_have_an_entity(language: str, text: str, wanted: list[str]) -> None:
    del wanted
    draft = drafts(language)[text]
    subjects = [s for clause in draft.parse.clauses for s in clause.subjects]
    assert subjects
    assert all(mentions.speaker_at(draft, s) is not None for s in subjects)


@pytest.mark.parametrize(("language", "text", "wanted"), rows("roles"))
def test_roles(language: str, text: str, wanted: str) -> None:
    draft = drafts(language)[text]
    name, role = wanted.split(" = ")
    assert draft.entity_by_id[entity_of(draft, name)].role == role


@pytest.mark.parametrize(("language", "text", "wanted"), rows("places"))
def test_places(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, point = entry.split(" = ")
        lat, lon = map(float, point.split(","))
        found = draft.entity_by_id[entity_of(draft, words)]
        assert found.lat is not None, entry
        assert found.lon is not None, entry
        away = 111.2 * math.hypot(found.lat - lat, (found.lon - lon) * math.cos(math.radians(lat)))
        assert away < 60, f"{entry}: {found.lat}, {found.lon}"


@pytest.mark.parametrize(
    ("text", "outlet", "credit", "latitude"),
    [
        ("A man died in Hamilton.", None, None, 43.3),
        ("A man died in Hamilton.", "The New Zealand Herald", None, -37.8),
        ("A man died in Hamilton.", "The New Zealand Herald", "Reuters", 43.3),
        ("A man died in Hamilton.", "Reuters", None, 43.3),
        ("A man died in London.", "The Globe and Mail", None, 51.5),
        ("A man died in Hamilton, Ontario.", "The New Zealand Herald", None, 43.3),
    ],
)
def test_an_outlet_speaks_a_little_for_its_own_state(
    text: str, outlet: str | None, credit: str | None, latitude: float
) -> None:
    draft = Draft(Report(text, "2025-03-04", "en", outlet, credit=credit), "en", next(iter(parse_many([text], "en"))))
    mentions.run(draft)
    town = draft.entity_by_id[entity_of(draft, text.removesuffix(", Ontario.").rstrip(".").split()[-1])]
    assert town.lat == pytest.approx(latitude, abs=0.3)


# ---------------------------------------------------------------------------- what holds for any text


def test_every_mention_has_its_entity_and_no_entity_is_without_mention() -> None:
    for draft in all_drafts():
        assert {m.entity for m in draft.mentions} == {e.id for e in draft.entities}


def test_ids_differ_and_survive_a_second_run() -> None:
    for draft in all_drafts():
        ids = [e.id for e in draft.entities]
        assert len(set(ids)) == len(ids)
        again = Draft(draft.report, draft.language, draft.parse)
        mentions.run(again)
        assert again.entities == draft.entities
        assert again.mentions == draft.mentions


def test_the_name_is_among_the_names_and_stands_in_the_text() -> None:
    for draft in all_drafts():
        for entity in draft.entities:
            assert not entity.names or entity.name == entity.names[0]
            assert all(" ".join(name.split()) in " ".join(draft.text.split()) for name in entity.names)


def test_names_and_references_stand_apart_in_the_form_and_come_back() -> None:
    for draft in all_drafts()[:20]:
        reading = draft.reading("test")
        form = to_form(reading, draft.report)
        assert {m["mode"] for m in form["mentions"]} <= {"name"}
        assert "name" not in {m["mode"] for m in form["references"]}
        assert from_form(form) == reading


def test_a_surname_of_two_people_has_both_as_candidates() -> None:
    (draft,) = read(["Paul Roux et Claire Roux sont venus. Roux a parlé."], "fr")
    full = {e.id for e in draft.entities if " " in e.name and e.kind is EntityKind.PERSON}
    (alone,) = at(draft, "Roux#3")
    assert alone.entity not in full
    assert set(alone.candidates) == full


@pytest.mark.parametrize(
    "text",
    ["", " \n\n ", "…", "« »", "A", "M.", "Mme de", "l'", "İstanbul ﬁn ℌ 🎙", "\ud800 Paris", "Le " * 300, "é" * 400],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_odd_texts(text: str, language: str) -> None:
    (draft,) = read([text], language)
    for mention in draft.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["M.", "Roux", "Paris", ",", "(", ")", "le", "ministre", "il", "d'", "ONU", ".", "\n", "-", "\u00a0", "Île"]
        ),
        max_size=14,
    )
)
def test_any_row_of_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    (draft,) = read([text], "fr")
    for mention in draft.mentions:
        assert draft.words(mention.span).strip() == draft.words(mention.span) != ""


# ---------------------------------------------------------------------------- given mentions


def given_in(text: str, language: str, wanted: dict[str, EntityKind]) -> Draft:
    (parse,) = parse_many([text], language)
    draft = Draft(Report(text, None, language), language, parse)
    mentions.run_given(draft, [(place_of(text, words), kind) for words, kind in wanted.items()])
    return draft


def test_given_mentions_are_joined_and_no_others_are_found() -> None:
    text = "Nadia Colin a parlé à Lille. Elle repart demain."
    draft = given_in(
        text, "fr", {"Nadia Colin": EntityKind.PERSON, "Elle": EntityKind.PERSON, "Lille": EntityKind.PLACE}
    )
    assert [draft.words(m.span) for m in draft.mentions] == ["Nadia Colin", "Lille", "Elle"]
    assert entity_of(draft, "Nadia Colin") == entity_of(draft, "Elle") != entity_of(draft, "Lille")


def test_given_places_are_located() -> None:
    draft = given_in("Rain fell on Leeds.", "en", {"Leeds": EntityKind.PLACE})
    found: Entity = draft.entities[0]
    assert found.lat == pytest.approx(53.8, abs=0.2)
    assert found.geonames == "2644688"
