"""How reporting speaks of what was said, known by how it is built."""

from __future__ import annotations

import pytest

from recoupe.link.phrases import holds, opens

HELD = [
    ("fr", "no_evidence", "Elle n'a apporté aucune preuve"),
    ("fr", "no_evidence", "Aucun élément ne vient étayer cette version"),
    ("fr", "no_evidence", "Le journal n'a pas pu vérifier l'authenticité de ces images"),
    ("fr", "silences", "La société n'a pas souhaité s'exprimer"),
    ("fr", "silences", "Le ministère n'a pas répondu à nos questions"),
    ("fr", "refutes", "Les plongeurs n'ont trouvé aucune fuite"),
    ("fr", "leaves_open", "La commission n'a pas examiné si le pont tenait"),
    ("fr", "contradicts", "des relevés qui contredisent la version du préfet"),
    ("en", "no_evidence", "He offered no evidence for it"),
    ("en", "no_evidence", "The paper could not independently verify the footage"),
    ("en", "silences", "The company did not respond to a request for comment"),
    ("en", "refutes", "Divers found no leak"),
    ("en", "leaves_open", "The board had not examined whether the bridge held"),
    ("en", "contradicts", "data that refute an army claim"),
]
NOT_HELD = [
    ("fr", "no_evidence", "Elle a apporté des preuves"),
    ("fr", "silences", "La société a répondu à nos questions"),
    ("fr", "leaves_open", "La commission a examiné le pont"),
    ("en", "silences", "The company responded within an hour"),
    ("en", "refutes", "Divers found a leak"),
]
FLAT = [
    ("fr", "C'est un mensonge", True),
    ("fr", "C'est totalement faux", True),
    ("fr", "C'est le préfet qui l'a dit", False),
    ("en", "This is a lie", True),
    ("en", "These claims are baseless", True),
    ("en", "This is the third leak", False),
]


@pytest.mark.parametrize(("language", "name", "words"), HELD)
def test_a_phrase_is_found_by_its_build(language: str, name: str, words: str) -> None:
    assert holds(language, name, words)


@pytest.mark.parametrize(("language", "name", "words"), NOT_HELD)
def test_its_opposite_is_not(language: str, name: str, words: str) -> None:
    assert not holds(language, name, words)


@pytest.mark.parametrize(("language", "words", "flat"), FLAT)
def test_a_flat_denial_opens_what_is_said(language: str, words: str, flat: bool) -> None:
    assert opens(language, "denials", words) is flat
