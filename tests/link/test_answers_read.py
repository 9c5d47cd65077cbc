"""Answers inside one report, from its text: denials in the same words, findings, remarks on what is told."""

from __future__ import annotations

from recoupe.extract.pipeline import read_many
from recoupe.link.answers import introduces
from recoupe.link.entry import Entry
from recoupe.link.links import link
from recoupe.link.points import points
from recoupe.model.ledger import Claim
from recoupe.model.report import Report


def _entry(text: str) -> Entry:
    report = Report(text, published="2025-05-20", language="fr", key="one", outlet="Le Phare")
    return Entry(report, next(iter(read_many([report]))))


def _claim(text: str, words: str, language: str = "fr") -> Claim:
    report = Report(text, published="2025-05-20", language=language, key="one", outlet="Le Phare")
    claims = link([Entry(report, reading) for reading in read_many([report])]).claims
    found = [c for c in claims if words in c.words]
    assert found, [c.words for c in claims]
    return found[0]


def test_a_denial_in_the_same_words_disputes() -> None:
    text = (
        "Le procureur Jean Morel soupçonne le comptable d'avoir falsifié les factures du chantier. "
        "« Mon client n'a pas falsifié ces documents », a répondu son avocate, Claire Dumas."
    )
    assert _claim(text, "factures").standing.word == "disputed"


def test_a_remark_speaks_of_what_its_paragraph_tells() -> None:
    text = (
        "« Le pont tiendra », a dit la maire, Anne Roux.\n\n"
        "Un groupe inconnu s'est attribué lundi l'incendie du dépôt. L'authenticité du message n'a pas pu être vérifiée."
    )
    assert _claim(text, "incendie").standing.word == "unsupported"


def test_who_looked_and_found_nothing_refutes() -> None:
    text = (
        "The mayor, Paul Reed, said that toxic waste had been buried at the quarry. "
        "Inspectors found no trace of toxic waste at the quarry, the laboratory's director, Ann Cole, said."
    )
    assert _claim(text, "toxic waste", "en").standing.word == "debunked"


def test_who_refuses_to_speak_claims_nothing_and_what_was_asked_stays() -> None:
    text = (
        "Le syndicat affirme que l'usine de Brenne cache un dépôt de solvants clandestin.\n\n"
        "Interrogée sur le dépôt clandestin de solvants dont le syndicat affirmait lundi l'existence, la directrice s'est refusée "
        "à tout commentaire."
    )
    entry = _entry(text)
    assert not any("commentaire" in c.words for c in link([entry]).claims)
    assert not any("Interrogée" in p.words for p in introduces(entry, points(entry, {})))


def test_a_deed_told_with_a_sum_is_denied_without_one() -> None:
    text = (
        "Le port de Brenne a versé une rançon de 50 000 euros à des pirates, selon une source proche de l'enquête.\n\n"
        "La direction dément avoir payé."
    )
    assert "disputed" in {c.standing.word.value for c in link([_entry(text)]).claims}
