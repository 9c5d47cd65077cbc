"""Propositions: parties, circumstances and manner from one clause and what it governs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.model.event import Proposition
from recoupe.model.reading import Reading
from recoupe.model.words import Modality, Polarity

Read = Callable[..., Reading]


def _of(reading: Reading, lemma: str) -> Proposition:
    found = [p for p in reading.propositions if p.lemma.lower() == lemma]
    assert found, [p.lemma for p in reading.propositions]
    return found[0]


def _said(text: str, parties: object) -> list[str]:
    return [text[p.span.start : p.span.end] for p in parties]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "text", "lemma", "actors", "recipients"),
    [
        ("fr", "Le pont a été détruit par l'armée.", "détruire", ["armée"], ["pont"]),
        ("fr", "L'armée a détruit le pont.", "détruire", ["armée"], ["pont"]),
        ("fr", "Les soldats que le maire accuse ont quitté la ville.", "accuser", ["maire"], ["soldats"]),
        ("fr", "Le maire et le préfet ont rencontré les grévistes.", "rencontrer", ["maire", "préfet"], ["grévistes"]),
        ("fr", "Le maire veut rencontrer les grévistes.", "rencontrer", ["maire"], ["grévistes"]),
        ("fr", "Le juge a arrêté et interrogé le témoin.", "interroger", ["juge"], ["témoin"]),
        ("en", "The bridge was destroyed by the army.", "destroy", ["army"], ["bridge"]),
        ("en", "The mayor and the prefect met the strikers.", "meet", ["mayor", "prefect"], ["strikers"]),
        ("en", "The mayor wants to meet the strikers.", "meet", ["mayor"], ["strikers"]),
    ],
)
def test_parties_stand_where_the_clause_puts_them(
    read_text: Read, language: str, text: str, lemma: str, actors: list[str], recipients: list[str]
) -> None:
    found = _of(read_text(text, language), lemma)
    assert _said(text, found.actors) == actors
    assert _said(text, found.recipients) == recipients


def test_every_clause_has_a_proposition_known_or_not(read_text: Read) -> None:
    reading = read_text("Le boulanger pétrit la pâte.", "fr")
    assert [p.concept for p in reading.propositions] == ["fr:pétrir"]


def test_where_and_when_come_from_the_same_clause(read_text: Read) -> None:
    text = "L'armée a attaqué le village mardi, et le maire, qui vit à Oslo, a démissionné."
    attack = _of(read_text(text, "fr"), "attaquer")
    assert _said(text, attack.places) in ([], ["village"])
    assert [text[m.start : m.end] for m in attack.moments] == ["mardi"]
    assert not _of(read_text(text, "fr"), "démissionner").moments


def test_negation_and_modality(read_text: Read) -> None:
    denied = _of(read_text("L'armée n'a pas attaqué le village.", "fr"), "attaquer")
    assert (denied.polarity, denied.modality) == (Polarity.NEGATIVE, Modality.DENIED)
    assert _of(read_text("L'armée attaquera le village.", "fr"), "attaquer").modality is Modality.PLANNED
    assert _of(read_text("L'armée aurait attaqué le village.", "fr"), "attaquer").modality is Modality.ALLEGED


def test_content_says_whose_it_is(read_text: Read) -> None:
    reading = read_text("Le maire promet de rencontrer les grévistes.", "fr")
    meeting, promise = _of(reading, "rencontrer"), _of(reading, "promettre")
    assert (meeting.under, meeting.link) == (promise.id, "content")


def test_a_light_verb_makes_one_proposition_with_its_noun(read_text: Read) -> None:
    text = "Les rebelles ont mené une attaque contre la caserne."
    attacks = [p for p in read_text(text, "fr").propositions if p.concept == "attack"]
    assert len(attacks) == 1
    assert _said(text, attacks[0].actors) == ["rebelles"]


def test_spans_are_words_of_the_text(read_text: Read) -> None:
    text = "« L'armée », dit-il, « a détruit deux ponts à Gornik et tué douze hommes. »"
    found = read_text(text, "fr").propositions
    assert {text[slice(*p.head)] for p in found} >= {"détruit", "tué"}
    for p in found:
        assert p.span.holds(p.head)
        for party in (*p.actors, *p.recipients, *p.places):
            assert text[party.span.start : party.span.end].strip()
