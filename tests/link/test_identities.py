"""Identities: what joins, what must not, spellings and translations, decisions, order."""

from __future__ import annotations

from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.link.decisions import Rulings
from recoupe.link.entry import Entry
from recoupe.link.identities import identities
from recoupe.link.naming import Identities
from recoupe.link.spelling import same_body, skeleton
from recoupe.model.entity import Entity
from recoupe.model.ledger import Decision, Identity
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind, EntityKind

PERSON, PLACE, BODY = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION
NUMBER = count()


def entity(name: str, kind: EntityKind = PERSON, **known: Any) -> Entity:
    names = known.pop("names", (name,))
    return Entity(f"e-{next(NUMBER):05d}", kind, name, names, **known)


def entry(*entities: Entity, language: str = "fr") -> Entry:
    report = Report(f"Dépêche {next(NUMBER)}", "2025-03-01", language)
    return Entry(report, Reading(report.id, language, "test", entities=entities))


def groups(*entries: Entry, decisions: tuple[Decision, ...] = ()) -> list[set[str]]:
    return [{e for _, e in i.members} for i in identities(entries, decisions)]


def together(left: Entity, right: Entity, *others: Entity, languages: tuple[str, str] = ("fr", "fr")) -> bool:
    found = groups(entry(left, *others, language=languages[0]), entry(right, language=languages[1]))
    return any({left.id, right.id} <= group for group in found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (entity("Anne Delorme"), entity("Anne Delorme")),
        (entity("Anne Delorme", gender="f"), entity("Mme Delorme", gender="f")),
        (entity("Oleksy Maresh"), entity("Oleksi Marech")),
        (entity("Vladimir Poutine"), entity("Vladimir Putin")),
        (entity("Dolvitsa", PLACE), entity("Dolvitza", PLACE)),
        (entity("Brézolles", PLACE), entity("Brezolles", PLACE)),
        (entity("Kestonia", EntityKind.STATE), entity("Kestonie", EntityKind.STATE)),
        (entity("ONU", BODY), entity("United Nations", BODY)),
        (entity("la ministre allemande", names=(), holder="Annalena Baerbock"), entity("Annalena Baerbock")),
        (entity("Allemagne", EntityKind.STATE), entity("Germany", EntityKind.STATE)),
        (entity("Halvor", PLACE), entity("Halvor", BODY)),
        (entity("Carvane", PLACE), entity("Karvana", PLACE)),
        (entity("la Vestre", PLACE), entity("Vester", PLACE)),
        (entity("groupe Valmer", BODY), entity("Valmer", BODY)),
        (entity("Dame Alix", EntityKind.EQUIPMENT), entity("Alix", gender="f", names=("Dame Alix", "Alix"))),
        (entity("les Russes", EntityKind.GROUP, state="RU"), entity("Russians", EntityKind.GROUP, state="RU")),
    ],
    ids=lambda e: e.name,
)
def test_one(left: Entity, right: Entity) -> None:
    assert together(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (entity("Anne Delorme", gender="f"), entity("Paul Delorme", gender="m")),
        (entity("Anne Delorme", gender="f"), entity("M. Delorme", gender="m")),
        (entity("Dominique Faure", gender="f"), entity("Dominique Faure", gender="m")),
        (
            entity("Paris", PLACE, geonames="1", lat=48.9, lon=2.4),
            entity("Paris", PLACE, geonames="2", lat=33.7, lon=-95.6),
        ),
        (entity("Congo", EntityKind.STATE, qid="Q974"), entity("Congo", EntityKind.STATE, qid="Q971")),
        (entity("Lyon", PLACE), entity("Lyra", PLACE)),
        (entity("la Sorve", PLACE), entity("Haute-Sorve", EntityKind.FACILITY)),
        (entity("conseil municipal", BODY), entity("conseil régional", BODY)),
    ],
    ids=lambda e: e.name,
)
def test_two(left: Entity, right: Entity) -> None:
    assert not together(left, right)


def test_a_surname_of_two_people_goes_to_neither() -> None:
    anne, paul, alone = entity("Anne Delorme"), entity("Paul Delorme"), entity("Delorme")
    assert not together(anne, alone, paul)
    assert not together(paul, alone, anne)


def test_a_surname_goes_by_gender() -> None:
    anne, paul, alone = (
        entity("Anne Delorme", gender="f"),
        entity("Paul Delorme", gender="m"),
        entity("M. Delorme", gender="m"),
    )
    assert together(paul, alone, anne)


def test_a_body_in_two_languages() -> None:
    assert together(
        entity("Commission mixte du Varn", BODY), entity("Joint Varn Commission", BODY), languages=("fr", "en")
    )
    assert not together(
        entity("Commission mixte du Varn", BODY), entity("Joint Tarn Commission", BODY), languages=("fr", "en")
    )


def test_each_says_why() -> None:
    (found,) = identities([entry(entity("Vladimir Poutine")), entry(entity("Vladimir Putin"))])
    assert [r.rule for r in found.reasons] == ["spellings of one known person"]
    assert found.name == "Vladimir Poutine"
    assert set(found.names) == {"Vladimir Poutine", "Vladimir Putin"}


def test_descriptions_are_left_out_unless_they_name_a_body() -> None:
    someone = entity("un témoin", names=(), anonymous=True)
    body = entity("la présidence kestonienne", BODY, names=())
    assert [i.names for i in identities([entry(someone, body)])] == [("présidence kestonienne",)]


def test_the_order_of_adding_makes_no_difference() -> None:
    entries = [
        entry(entity("Anne Delorme", gender="f"), entity("Dolvitsa", PLACE)),
        entry(entity("Mme Delorme", gender="f"), entity("Dolvitza", PLACE)),
        entry(entity("Paul Delorme", gender="m"), entity("Dolvitsa", BODY)),
    ]
    results: list[tuple[Identity, ...]] = [identities(order) for order in permutations(entries)]
    assert all(result == results[0] for result in results)


def test_ids_differ() -> None:
    found = identities([entry(entity("Dominique Faure", gender="f")), entry(entity("Dominique Faure", gender="m"))])
    assert len({i.id for i in found}) == 2


def decided(kind: DecisionKind, *targets: str, number: int = 1) -> Decision:
    return Decision(f"d-{number}", kind, targets, "desk", f"2025-03-0{number}T10:00:00+00:00")


def test_a_person_decides_that_two_are_one() -> None:
    left, right = entity("Anne Delorme"), entity("A. Delorme-Petit")
    entries = entry(left), entry(right)
    assert {left.id, right.id} in groups(*entries, decisions=(decided(DecisionKind.SAME, left.id, right.id),))


def test_a_person_decides_that_two_are_two() -> None:
    left, right = entity("Anne Delorme"), entity("Anne Delorme")
    entries = entry(left), entry(right)
    apart = decided(DecisionKind.NOT_SAME, left.id, right.id)
    assert {left.id, right.id} not in groups(*entries, decisions=(apart,))
    undone = decided(DecisionKind.UNDO, apart.id, number=2)
    assert {left.id, right.id} in groups(*entries, decisions=(apart, undone))


def test_a_decision_may_name_identities() -> None:
    entries = entry(entity("Anne Delorme")), entry(entity("Anna Delormi Petit"))
    first, second = identities(entries)
    assert len(identities(entries, (decided(DecisionKind.SAME, first.id, second.id),))) == 1


def test_nothing_comes_of_nothing() -> None:
    assert identities([]) == ()
    assert identities([entry()]) == ()


def test_one_word_of_three_kinds_is_one_thing() -> None:
    """However the groups grow while they are joined, no member ends up in two."""
    named = [entity("Ostrava", PLACE), entity("Ostrava", BODY), entity("Ostrava", BODY), entity("Ostrava")]
    found = groups(*(entry(e) for e in named))
    assert found == [{e.id for e in named}]


@pytest.mark.parametrize(
    ("left", "right"),
    [("Mykolaiv", "Mikolaïv"), ("Kestonie", "Kestonia"), ("Kharkiv", "Karkiv"), ("Tchekov", "Chekov")],
)
def test_skeletons_meet(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right)


@pytest.mark.parametrize(("french", "english", "one"), [
    ("ministère de la Santé", "Health Ministry", True),
    ("barrage de Varn", "Varn dam", True),
    ("ministère de la Santé", "Ministry of Justice", False),
    ("Santé", "Health", False),
    ("Observatoire sismologique régional", "Regional Seismological Observatory", True),
])  # fmt: skip
def test_bodies_word_for_word(french: str, english: str, one: bool) -> None:
    assert same_body(french, english) is one


NAMED = (
    entity("Anne Delorme", gender="f"), entity("Mme Delorme", gender="f"), entity("Paul Delorme", gender="m"), entity("Delorme"),
    entity("Oleksy Maresh"), entity("Oleksi Marech"), entity("Dolvitsa", PLACE), entity("Dolvitza", PLACE), entity("Maresh", PLACE),
    entity("ONU", BODY), entity("United Nations", BODY), entity("Halvor", PLACE), entity("Halvor", BODY), entity("Halvor"),
    entity("barrage de Sorve", EntityKind.FACILITY), entity("Sorve", EntityKind.FACILITY), entity("Sorve", PLACE),
    entity("ministère de la Santé", BODY), entity("Ministry of Health", BODY), entity("la préfète", gender="f"),
    entity("Anne Delorme", gender="f", role="préfète", qid="Q1"), entity("Delorme et Fils", BODY, qid="Q2"),
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(NAMED), min_size=1, max_size=5, unique=True), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_growing_one_by_one_gives_what_all_at_once_gives(pages: list[list[Entity]]) -> None:
    entries = [entry(*page, language="fr" if place % 2 else "en") for place, page in enumerate(pages)]
    growing = Identities(Rulings())
    for one in reversed(entries):
        growing.add(one)
        growing.identities()
    assert growing.identities() == identities(entries)
