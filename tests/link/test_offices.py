"""Who is known by an office only."""

from __future__ import annotations

import pytest

from recoupe.link.entry import Entry
from recoupe.link.offices import holders, is_office, office_of
from recoupe.model.entity import Entity
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.words import EntityKind


@pytest.mark.parametrize(
    ("words", "language", "same"),
    [
        ("le préfet de la région", "fr", "préfet"),
        ("the region’s prefect", "en", "préfet"),
        ("the prefect of the region", "en", "préfet"),
        ("la ministre", "fr", "ministre"),
    ],
)
def test_an_office_is_its_noun_whatever_the_ground(words: str, language: str, same: str) -> None:
    assert office_of(words, language) == office_of(same, "fr")


@pytest.mark.parametrize("words", ["un préfet", "le riverain", "le diplomate", "les préfets", ""])
def test_what_names_no_one_office(words: str) -> None:
    plural = words.startswith("les")
    assert not is_office(Entity("e", EntityKind.PERSON, words, plural=plural), "fr")


def entry(name: str, published: str, *entities: Entity) -> Entry:
    report = Report(name, published=published, language="fr")
    return Entry(report, Reading(report.id, "fr", "1", entities=entities))


def person(key: str, name: str, role: str | None = None, *, named: bool = True) -> Entity:
    return Entity(key, EntityKind.PERSON, name, (name,) if named else (), role=role)


def joined(other: str, published: str = "2025-03-04") -> list[tuple[str, str]]:
    crowd = [person(k, k) for k in ("Anne Roy", "Luc Petit", "Jean Morel")]
    first = entry("a", "2025-03-03", person("x", "le préfet de la région", named=False), *crowd)
    second = entry("b", published, person("y", "Paul Kerbrat", other), *crowd)
    identity = {(e.id, x.id): x.name for e in (first, second) for x in e.reading.entities if x.names}
    return [(key, holder) for (_, key), holder in holders([first, second], identity)]


def test_the_one_named_holder_is_meant() -> None:
    assert joined("le préfet de Sarrec") == [("x", "Paul Kerbrat")]


def test_another_office_or_another_time_is_another_person() -> None:
    assert joined("le maire de Sarrec") == []
    assert joined("le préfet de Sarrec", "2025-06-04") == []
