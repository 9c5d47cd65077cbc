"""Events: sentences of both languages with what they tell, tellings of one event, and what holds for any text."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from recoupe.extract.pipeline import read_many
from recoupe.extract.propositions.lexicon import lexicon
from recoupe.lang import table
from recoupe.model.event import Event, Party
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.words import EventType, Modality

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = ("fr", "en")
PUBLISHED = "2025-03-12"


class Case(NamedTuple):
    """A row: its language, the sentence, and an entry an event."""

    language: str
    text: str
    wanted: tuple[str, ...]


def _cases(language: str) -> list[Case]:
    tables = tomllib.loads((CASES / f"events_{language}.toml").read_text(encoding="utf-8"))
    return [Case(language, row[0], tuple(row[1:])) for rows in tables.values() for row in rows]


ALL = [case for language in LANGUAGES for case in _cases(language)]


@lru_cache(maxsize=4)
def _readings(language: str) -> dict[str, Reading]:
    texts = [case.text for case in ALL if case.language == language]
    reports = [Report(text=text, language=language, published=PUBLISHED) for text in texts]
    return dict(zip(texts, read_many(reports), strict=True))


def _words(text: str, parties: tuple[Party, ...]) -> list[str]:
    return [text[p.span.start : p.span.end] for p in parties]


def _parties_right(wanted: str, found: list[str]) -> bool:
    if wanted == "*":
        return True
    if wanted == "-":
        return not found
    return all(any(word.strip() in party for party in found) for word in wanted.split(";"))


def _right(case: Case, entry: str, event: Event) -> bool:
    kind, anchor, *rest = (part.strip() for part in entry.split("|"))
    actor, recipient, place, modality, mode = [*rest, *["*"] * (5 - len(rest))]
    return (
        event.type.value == kind
        and anchor in case.text[event.anchor.start : event.anchor.end]
        and _parties_right(actor, _words(case.text, event.actors))
        and _parties_right(recipient, _words(case.text, event.recipients))
        and _parties_right(place, _words(case.text, (event.place,) if event.place else ()))
        and modality in ("*", event.modality.value)
        and mode in ("*", event.mode or "-")
    )


def _shown(case: Case, event: Event) -> str:
    actors, recipients = _words(case.text, event.actors), _words(case.text, event.recipients)
    place = case.text[event.place.span.start : event.place.span.end] if event.place else None
    return f"{event.type} {case.text[event.anchor.start : event.anchor.end]!r} {actors} -> {recipients} @ {place} {event.modality} {event.mode}"


@pytest.mark.parametrize("case", ALL, ids=lambda c: c.text[:60])
def test_sentences_tell_their_events(case: Case) -> None:
    found = _readings(case.language)[case.text].events
    told = [_shown(case, event) for event in found]
    for entry in case.wanted:
        assert any(_right(case, entry, event) for event in found), f"no {entry!r} in {told}"
    if not case.wanted:
        assert not told


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_broad_and_name_known_concepts(language: str) -> None:
    own, concepts = table(language, "events"), table("world", "concepts")["concepts"]
    entries = [
        word
        for part in ("verbs", "nouns", "constructions", "noun_constructions")
        for words in own[part].values()
        for word in words
    ]
    assert len(entries) >= 900
    for part in ("verbs", "nouns", "constructions", "noun_constructions"):
        assert set(own[part]) <= set(concepts)


def test_concepts_name_known_frames_and_opposites() -> None:
    world = table("world", "concepts")
    for name, concept in world["concepts"].items():
        assert concept["frame"] in world["frames"], name
        assert set(concept.get("opposite", ())) <= set(world["concepts"]), name
    assert {c.type for c in lexicon("fr").concepts.values() if c.type} == set(EventType)


def test_both_languages_meet_in_one_concept() -> None:
    french, english = lexicon("fr"), lexicon("en")
    pairs = [
        ("tuer", "kill"),
        ("bombarder", "shell"),
        ("fournir", "supply"),
        ("nier", "deny"),
        ("détruire", "destroy"),
        ("arrêter", "arrest"),
    ]
    for left, right in pairs:
        assert french.verbs[left] == english.verbs[right]


def _read(text: str, language: str = "fr") -> Reading:
    return next(read_many([Report(text=text, language=language, published=PUBLISHED)]))


def test_tellings_of_one_event_share_an_id() -> None:
    text = "L'armée a bombardé Lodève lundi.\n\nLe maire de Lodève a vu l'armée bombarder Lodève lundi."
    events = [e for e in _read(text).events if e.type is EventType.ASSAULT]
    assert len(events) == 2
    assert events[0].same is not None
    assert events[0].same == events[1].same


def test_two_strikes_on_two_days_are_two() -> None:
    text = "L'armée a bombardé Lodève le 3 mars. L'armée a bombardé Lodève le 9 mars."
    events = [e for e in _read(text).events if e.type is EventType.ASSAULT]
    assert len(events) == 2
    assert events[0].same is None
    assert events[1].same is None


def test_what_the_report_looks_back_on_is_background() -> None:
    text = "L'armée a bombardé le port mardi. Elle avait bombardé la gare le 4 mai 2019."
    by_place = {text[e.anchor.start : e.anchor.end]: e for e in _read(text).events}
    assert [e.background for e in sorted(by_place.values(), key=lambda e: e.anchor)][-1:] == [True] or len(
        by_place
    ) == 1
    assert any(e.background for e in _read(text).events)


def test_an_act_dated_after_the_report_is_to_come() -> None:
    events = _read("La visite du ministre à Oslo commence le 20 mars 2025.").events
    assert [e.modality for e in events if e.type is EventType.CONSULT] == [Modality.PLANNED]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "«",
        "!!!",
        "a",
        "2025",
        "Frappe",
        "frappes frappes frappes",
        "\ud800 frappe",
        "L'armée\u00ada frappé",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_odd_texts_are_read(text: str, language: str) -> None:
    reading = _read(text, language)
    for event in reading.events:
        assert 0 <= event.anchor.start < event.anchor.end <= len(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_comes_from_a_proposition_and_has_someone_or_somewhere(language: str) -> None:
    for text, reading in _readings(language).items():
        ids = {p.id for p in reading.propositions}
        for event in reading.events:
            assert event.proposition in ids
            assert event.actors or event.recipients or event.place, text


def test_what_a_minister_says_has_come_reached_his_power() -> None:
    text = (
        "Le gouvernement de Stockholm attend des renforts. "
        "Le ministre de la Défense, Karl Berg, a annoncé lundi l'arrivée de chars de Norvège."
    )
    reading = _read(text)
    arrival = next(e for e in reading.events if e.type is EventType.AID)
    states = {e.id: e.state for e in reading.entities}
    assert [states[p.entity or ""] for p in arrival.recipients] == ["SE"]
