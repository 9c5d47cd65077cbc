"""What stands beside names: precision of places, words that mean the ground around them, parties and countries of people."""

from __future__ import annotations

import json

import pytest
from mentioned import LANGUAGES, all_drafts, at, drafts, read, rows

from recoupe.model.convert import from_form, to_form
from recoupe.model.distance import km, moved
from recoupe.model.entity import Mention


def around_of(found: Mention, text: str) -> str:
    if found.around is None:
        return "-"
    a = found.around
    size = "-" if a.kilometres is None else a.kilometres
    words = text[a.span.start : a.span.end]
    return f"{words} | {a.nearness.value} {a.precision.value} {a.direction or '-'} {size}"


@pytest.mark.parametrize(("language", "text", "wanted"), rows("precision"))
def test_precision(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, precision = entry.split(" = ")
        found = draft.entity_by_id[at(draft, words)[0].entity]
        assert found.precision is not None, entry
        assert found.precision.value == precision, entry


@pytest.mark.parametrize(("language", "text", "wanted"), rows("around"))
def test_around(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, told = entry.split(" = ")
        assert around_of(at(draft, words)[0], text) == told, entry


@pytest.mark.parametrize(("language", "text", "wanted"), rows("memberships"))
def test_memberships(language: str, text: str, wanted: list[str]) -> None:
    draft = drafts(language)[text]
    for entry in wanted:
        words, told = entry.split(" = ")
        found = draft.entity_by_id[at(draft, words)[0].entity].memberships
        assert ("; ".join(f"{m.kind.value}: {m.name}" for m in found) or "-") == told, entry
        assert all(text[m.span.start : m.span.end].strip() == text[m.span.start : m.span.end] != "" for m in found)


def test_only_what_has_a_point_has_a_precision() -> None:
    found = [entity for draft in all_drafts() for entity in draft.entities]
    assert {entity.lat is None for entity in found} == {True, False}
    assert [e.name for e in found if (e.precision is None) != (e.lat is None)] == []


def test_a_distance_and_a_direction_give_a_point() -> None:
    (draft,) = read(["Le village se trouve à 35 km au nord-est de Kherson."], "fr")
    (found,) = at(draft, "Kherson")
    town = draft.entity_by_id[found.entity]
    assert found.around is not None
    meant, own = (found.around.lat or 0, found.around.lon or 0), (town.lat or 0, town.lon or 0)
    assert meant[0] > own[0]
    assert meant[1] > own[1]
    assert km(meant, own) == pytest.approx(35, abs=2)


def test_between_two_towns_lies_their_middle() -> None:
    (draft,) = read(["A convoy was hit between Warsaw and Berlin."], "en")
    (found,) = at(draft, "Warsaw")
    assert found.around is not None
    assert (found.around.lat, found.around.lon) == (pytest.approx(52.4, abs=0.3), pytest.approx(17.2, abs=0.3))


def test_the_country_of_a_person_is_kept_as_its_state() -> None:
    (draft,) = read(["Mary Wanjiru (Kenya) a gagné devant Lucy Bekele (ETH)."], "fr")
    assert [draft.entity_by_id[at(draft, name)[0].entity].state for name in ("Mary Wanjiru", "Lucy Bekele")] == [
        "KE",
        "ET",
    ]


@pytest.mark.parametrize("direction", ["N", "NE", "E", "SE", "S", "SW", "W", "NW"])
@pytest.mark.parametrize("start", [(0.0, 0.0), (48.0, 179.9), (-60.0, -179.9)])
def test_a_moved_point_lies_that_far_away(start: tuple[float, float], direction: str) -> None:
    lat, lon = moved(start, 100, direction)
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
    nearest = min((lon - 360, lon, lon + 360), key=lambda x: abs(x - start[1]))
    assert km(start, (lat, nearest)) == pytest.approx(100, rel=0.03)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_beside_comes_back_from_the_form(language: str) -> None:
    readings = {text: draft.reading("test") for text, draft in drafts(language).items()}
    assert any(e.memberships for reading in readings.values() for e in reading.entities)
    assert any(m.around for reading in readings.values() for m in reading.mentions)
    for text, draft in drafts(language).items():
        form = json.loads(json.dumps(to_form(readings[text], draft.report)))
        assert from_form(form) == readings[text], text
