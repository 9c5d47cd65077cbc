"""Answers inside one report, from its text: denials in the same words, findings, remarks on what is told."""

from __future__ import annotations

from recoupe.extract.pipeline import read_many
from recoupe.link.answers import introduces, says_nothing
from recoupe.link.entry import Entry
from recoupe.link.links import link
from recoupe.link.phrases import flatly
from recoupe.link.points import points
from recoupe.model.ledger import Claim
from recoupe.model.report import Report


def _entry(text: str) -> Entry:
    return _read(text, "fr")


def _read(text: str, language: str) -> Entry:
    report = Report(text, published="2025-05-20", language=language, key="one", outlet="Le Phare")
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


def test_what_a_party_replies_answers_what_was_said_with_a_negative() -> None:
    text = (
        "Des passagers assurent que l'alarme n'a pas sonné. « Tous nos systèmes ont fonctionné », répond la compagnie."
    )
    assert _claim(text, "alarme").standing.word == "disputed"


def test_a_verb_that_sweeps_an_accusation_away_answers_it() -> None:
    text = (
        "Le chantier naval a vendu des bateaux défectueux, affirme l'avocat Jean Morel. "
        "Claire Dumas a rejeté ces accusations : « Chaque coque est contrôlée. »"
    )
    assert _claim(text, "défectueux").standing.word == "disputed"


def test_a_short_verdict_of_the_report_is_about_the_sentence_before() -> None:
    for text, words, language in (
        ("Un drone a survolé la centrale de Brenne. C'est faux. Les images datent de 2019.", "drone", "fr"),
        ("A picture shows a tank burning at the Corve bridge, according to its captions. It does not.", "tank", "en"),
    ):
        claim = _claim(text, words, language)
        assert claim.standing.word == "debunked", text


def test_no_alone_denies_and_no_boat_does_not_deny_what_stands_before() -> None:
    assert flatly("en", "It did not.")
    assert flatly("fr", "Faux.")
    assert not flatly("en", "No boat left the port.")
    assert not flatly("en", "It did not leave the port.")


def test_who_declines_is_not_who_offers_no_evidence() -> None:
    text = (
        "A letter posted online claims that the mayor took money from the builder. "
        "The builder declined to comment. No evidence was offered."
    )
    assert _claim(text, "money", "en").standing.word == "unsupported"


def test_what_a_board_of_inquiry_finds_is_no_denial_of_a_party() -> None:
    said = "The operator, Paul Reed, said that the valve was closed before the fire. "
    assert (
        _claim(f"{said}The valve was not closed before the fire, said Rosa Bell.", "valve", "en").standing.word
        == "disputed"
    )
    board = "The valve was not closed before the fire, the Marine Accident Investigation Board said."
    assert _claim(said + board, "valve", "en").standing.word == "debunked"


def test_what_is_put_to_somebody_takes_no_side() -> None:
    for language, words in (
        (
            "fr",
            "Interrogée lundi sur le dépôt d'armes que le syndicat affirme avoir vu, la ministre n'a rien voulu dire.",
        ),
        ("en", "Asked about the arms store that the union says it has seen, the minister would not say anything."),
    ):
        entry = _read(words, language)
        told = [p for p in points(entry, {}) if p.statement is None and p.span.start == 0]
        assert all(says_nothing(p) for p in told), words


def test_a_sum_of_which_nothing_bears_out_is_unsupported_too() -> None:
    text = "A letter posted online claims that the mayor took 40,000 pounds from the builder. No evidence was offered."
    assert _claim(text, "40,000", "en").standing.word == "unsupported"
