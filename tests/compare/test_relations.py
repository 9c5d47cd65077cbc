"""Relations between two, names that can be of one, and words found by their beginnings."""

from __future__ import annotations

import pytest

from recoupe.compare.opposed import antonymous, listed
from recoupe.compare.relations import degrees, way_of
from recoupe.compare.roles import one_name
from recoupe.lang import table


@pytest.mark.parametrize(
    ("language", "gives", "gets"), [("fr", "vendre", "acheter"), ("fr", "preter", "emprunter"), ("en", "sell", "buy")]
)
def test_a_verb_stands_on_one_side_of_what_is_between_two(language: str, gives: str, gets: str) -> None:
    one, other = way_of(gives, language), way_of(gets, language)
    assert one is not None
    assert other is not None
    assert one.kind == other.kind
    assert one.first
    assert not other.first


def test_a_verb_between_nobody_has_no_side() -> None:
    assert way_of("pleuvoir", "fr") is None


@pytest.mark.parametrize(
    ("language", "adjective", "scale", "much"),
    [
        ("fr", "court", "long", False),
        ("fr", "long", "long", True),
        ("en", "shallow", "deep", False),
        ("en", "odd", "odd", True),
    ],
)
def test_an_adjective_stands_on_a_scale(language: str, adjective: str, scale: str, much: bool) -> None:
    assert degrees(language).scale(adjective) == (scale, much)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_verb_stands_on_both_sides(language: str) -> None:
    sides = [
        verb for row in table(language, "relations")["between"] for side in ("first", "second") for verb in row[side]
    ]
    assert len(sides) == len(set(sides))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"daubry"}, {"helene", "daubry"}, True),
        ({"nina", "corel"}, {"aldo", "corel"}, False),
        ({"mohammed", "saban"}, {"mohammad", "saban"}, True),
        (set(), {"daubry"}, False),
    ],
)
def test_names_of_one(one: set[str], other: set[str], same: bool) -> None:
    assert one_name(frozenset(one), frozenset(other)) is same
    assert one_name(frozenset(other), frozenset(one)) is same


@pytest.mark.parametrize(
    ("language", "one", "other", "opposed"),
    [
        ("fr", "ouverts", "fermes", True),
        ("fr", "quittait", "atteignait", True),
        ("fr", "entrainait", "quittait", False),
        ("fr", "participer", "arriver", False),
        ("en", "easily", "imposed", False),
        ("en", "upheld", "overturned", True),
    ],
)
def test_words_stand_on_two_sides_by_their_beginnings(language: str, one: str, other: str, opposed: bool) -> None:
    assert antonymous(one, other, language) is opposed
    assert antonymous(other, one, language) is opposed


def test_a_hyphen_ends_no_beginning() -> None:
    assert listed("pro-europeen", "fr")
    assert not listed("probleme", "fr")
