"""Happenings: tellings of one event across reports and languages, kept apart where days or places differ, and series."""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.events import happenings
from recoupe.link.traces import alike, traces_of
from recoupe.model.ledger import Decision, Happening
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind, EventType

TEXTS = (
    ("fr", "2025-03-11", "L'armée ukrainienne a bombardé Kherson lundi. Le maire de Kherson a démissionné."),
    ("fr", "2025-03-12", "Lundi, l'armée ukrainienne a bombardé Kherson."),
    ("fr", "2025-03-20", "L'armée ukrainienne a bombardé Kherson mercredi."),
    ("fr", "2025-03-21", "La Norvège a livré des chars à l'Ukraine."),
    ("en", "2025-03-21", "Norway has delivered tanks to Ukraine."),
)


@lru_cache(maxsize=1)
def _entries() -> tuple[Entry, ...]:
    reports = [Report(text=text, language=language, published=day) for language, day, text in TEXTS]
    return tuple(Entry(report, reading) for report, reading in zip(reports, read_many(reports), strict=True))


def _of(found: tuple[Happening, ...], kind: EventType) -> list[Happening]:
    return [h for h in found if h.type is kind]


def test_tellings_of_one_day_are_one_and_of_another_day_another() -> None:
    strikes = _of(happenings(_entries()), EventType.ASSAULT)
    assert sorted(len(h.tellings) for h in strikes) == [1, 2]
    joined = next(h for h in strikes if len(h.tellings) == 2)
    assert joined.date == "2025-03-10"
    assert joined.reasons
    assert all(reason.rule and reason.detail for reason in joined.reasons)


def test_every_telling_stands_in_one_happening() -> None:
    found = happenings(_entries())
    tellings = [t.event for h in found for t in h.tellings]
    assert sorted(tellings) == sorted(e.id for entry in _entries() for e in entry.reading.events)


def test_the_order_of_adding_makes_no_difference() -> None:
    assert happenings(_entries()) == happenings(tuple(reversed(_entries())))


def test_a_person_may_keep_two_tellings_apart() -> None:
    joined = next(h for h in happenings(_entries()) if len(h.tellings) == 2 and h.type is EventType.ASSAULT)
    pair = tuple(t.event for t in joined.tellings)
    decision = Decision("d1", DecisionKind.NOT_SAME, pair, "tester", "2025-03-12T10:00:00Z")
    apart = happenings(_entries(), decisions=[decision])
    assert all(len(h.tellings) == 1 for h in _of(apart, EventType.ASSAULT))


def test_likeness_is_a_list_of_named_features() -> None:
    left, right = (traces_of(entry, {})[0] for entry in _entries()[:2])
    rules = {reason.rule for reason in alike(left, right)}
    assert {"same act", "same days"} <= rules


def test_nothing_comes_of_nothing() -> None:
    assert happenings(()) == ()
