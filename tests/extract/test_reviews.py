"""ClaimReview in a reading: what a verdict amounts to, words found again or left as orphans, notes of correction."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.extract.pipeline import read
from recoupe.extract.reviews.finding import found_again
from recoupe.extract.reviews.ratings import stance_by_words, stance_of
from recoupe.intake.corrections import kind_of_note
from recoupe.model.reading import Reading
from recoupe.model.report import Report, Review
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import Stance

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "ratings.toml").read_text(encoding="utf-8"))["rows"]

FRENCH = (
    "Une vidéo vue deux millions de fois agite les réseaux. Selon plusieurs comptes, des soldats ont brûlé le musée de "
    "Corvanne.\n\nLes images datent de 2016 et montrent un autre bâtiment, a constaté l’agence Lumen."
)
ENGLISH = (
    "A post shared 40,000 times says the Orm levee was opened on purpose. County records show the gates stayed shut all "
    "night, and engineers counted no one at the site."
)


@pytest.mark.parametrize(("language", "rating", "stance"), CASES)
def test_what_a_verdict_amounts_to(language: str, rating: str, stance: str) -> None:
    assert stance_by_words(rating, language) == (Stance(stance) if stance else None)


@pytest.mark.parametrize(
    ("value", "worst", "best", "stance"),
    [
        (1, 1, 5, "debunks"), (2, 1, 5, "debunks"), (3, 1, 5, "doubts"), (4, 1, 5, "confirms"), (5, 1, 5, "confirms"),
        (0, 0, 10, "debunks"), (10, 0, 10, "confirms"), (5, 5, 1, "debunks"),
        (-1, 1, 5, None), (3, None, 5, None), (3, 3, 3, None), (None, 1, 5, None),
    ],
)  # fmt: skip
def test_what_a_number_amounts_to(
    value: float | None, worst: float | None, best: float | None, stance: str | None
) -> None:
    found, disagree = stance_of(Review("x", None, value, worst, best), "fr")
    assert (found, disagree) == (Stance(stance) if stance else None, False)


def test_words_go_before_numbers_and_a_disagreement_is_told() -> None:
    assert stance_of(Review("x", "Faux", 5, 1, 5), "fr") == (Stance.DEBUNKS, True)
    assert stance_of(Review("x", "Encore une histoire", 1, 1, 5), "fr") == (Stance.DEBUNKS, False)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Des soldats ont brûlé le musée de Corvanne", "des soldats ont brûlé le musée de Corvanne"),
        ("« des soldats ont brûlé le musée de Corvanne ».", "des soldats ont brûlé le musée de Corvanne"),
        ("l'agence Lumen", "l’agence Lumen"), ("musées", None), ("ont brûl", None), ("des soldats ont incendié le musée", None), ("", None),
    ],
)  # fmt: skip
def test_words_are_found_again_or_not_at_all(words: str, place: str | None) -> None:
    assert [FRENCH[a:b] for a, b in found_again(FRENCH, words)] == ([place] if place else [])


@given(st.text(st.sampled_from("ab é’'«»\u00a0.-"), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_place_holds_the_words_but_for_typesetting(text: str, one: int, other: int) -> None:
    words = text[min(one, other) : max(one, other)]
    for start, end in found_again(text, words):
        assert sum(c.isalnum() for c in text[start:end]) == sum(c.isalnum() for c in words)


def reading(text: str, language: str, *reviews: Review) -> Reading:
    return read(Report(text, "2024-05-07", language, "La Vigie", reviews=reviews))


def only(found: Reading, stance: Stance) -> Statement:
    (statement,) = [s for s in found.statements if s.stance is stance]
    return statement


def test_a_verdict_answers_who_claimed_it_in_french() -> None:
    found = reading(FRENCH, "fr", Review("Des soldats ont brûlé le musée de Corvanne", "Faux", author="Agence Lumen"))
    debunk = only(found, Stance.DEBUNKS)
    claimed = next(s for s in found.statements if s.id == debunk.answers)
    assert FRENCH[slice(*debunk.content[0])] == "des soldats ont brûlé le musée de Corvanne"
    assert FRENCH[slice(*claimed.source[0])] == "plusieurs comptes"
    speaker = next(e for e in found.entities if e.id == debunk.speaker)
    assert (speaker.name, debunk.cue, debunk.anonymous) == ("Agence Lumen", None, False)
    assert [(n.code, n.about) for n in found.notes if n.code.startswith("review")] == [("review", debunk.id)]


def test_a_verdict_in_english() -> None:
    found = reading(ENGLISH, "en", Review("The Orm levee was opened on purpose", None, 1, 1, 5, "County Watch"))
    debunk = only(found, Stance.DEBUNKS)
    assert ENGLISH[slice(*debunk.content[0])] == "the Orm levee was opened on purpose"


@pytest.mark.parametrize(("rating", "stance"), [("Plutôt vrai", Stance.CONFIRMS), ("Hors contexte", Stance.DOUBTS)])
def test_other_verdicts(rating: str, stance: Stance) -> None:
    found = reading(FRENCH, "fr", Review("des soldats ont brûlé le musée de Corvanne", rating, author="Lumen"))
    assert stance in {s.stance for s in found.statements}


@pytest.mark.parametrize(
    ("review", "code"),
    [
        (Review("Le musée a été vendu", "Faux", author="Lumen"), "review-orphan"),
        (Review("des soldats ont brûlé le musée de Corvanne", "À suivre", author="Lumen"), "review-rating"),
        (Review("des soldats ont brûlé le musée de Corvanne", None), "review-rating"),
    ],
)
def test_what_can_not_be_taken_in_is_a_note_and_never_a_guess(review: Review, code: str) -> None:
    plain, found = reading(FRENCH, "fr"), reading(FRENCH, "fr", review)
    assert [n.code for n in found.notes if n not in plain.notes] == [code]
    assert len(found.statements) == len(plain.statements)


def test_who_claimed_it_by_the_review_where_the_text_names_them() -> None:
    text = "Yvan Darsk est revenu lundi sur l’affaire. Le pont Saint-Loup appartient à une banque : la rumeur court depuis mars."
    review = Review("Le pont Saint-Loup appartient à une banque", "Faux", author="Lumen", claimant="Yvan Darsk")
    found = reading(text, "fr", review)
    debunk = only(found, Stance.DEBUNKS)
    claimed = next(s for s in found.statements if s.id == debunk.answers)
    assert text[slice(*claimed.source[0])] == "Yvan Darsk"
    unnamed = reading(text, "fr", Review(review.claim, "Faux", author="Lumen", claimant="Un compte anonyme"))
    assert "review-claimant" in {n.code for n in unnamed.notes}


def test_a_reading_stays_a_pure_function_of_the_report() -> None:
    review = Review("des soldats ont brûlé le musée de Corvanne", "Faux", author="Lumen")
    assert reading(FRENCH, "fr", review) == reading(FRENCH, "fr", review)


NOTES = [
    ("fr", "Correction : une version précédente de cet article donnait une autre date.", "correction"),
    ("fr", "Rectificatif du 7 mai 2024. Le pont a été construit en 1911, et non en 1901.", "correction"),
    ("fr", "Cet article a été modifié le 8 mai à 10 heures : la préfecture compte 40 blessés.", "correction"),
    ("fr", "Mise à jour (8 mai, 10 h 20) : ajout de la réaction du maire de Corvanne.", "update"),
    ("fr", "Note de la rédaction : le nom du témoin a été changé à sa demande.", "editors_note"),
    ("en", "Correction: An earlier version of this story gave the wrong height of the levee.", "correction"),
    ("en", "This article was amended on 8 May 2024 to correct the age of the harbour master.", "correction"),
    ("en", "This story has been updated with a statement from the county's chief engineer.", "update"),
    ("en", "Editor’s note: the name of the witness was changed at her request last week.", "editors_note"),
    ("en", "CORRECTION (May 8, 2024): the ferry carried 212 passengers, not 221 as we wrote.", "correction"),
    ("fr", "La correction des copies du brevet a commencé lundi dans toute l’académie.", None),
    ("fr", "Mise à jour : 11 h 05", None),
    ("en", "Update your details before Friday, the agency told 12,000 account holders.", None),
    ("en", "Corrections officers walked out of the Orm county jail on Monday morning.", None),
]


@pytest.mark.parametrize(("language", "paragraph", "kind"), NOTES)
def test_notes_of_correction_are_told_from_reports(language: str, paragraph: str, kind: str | None) -> None:
    assert kind_of_note(paragraph, language) == kind


def test_hidden_text_of_the_page_is_noted() -> None:
    found = read(Report(FRENCH, "2024-05-07", "fr", hidden=("style: un mot caché",)))
    assert [n.message for n in found.notes if n.code == "hidden-text"] == [
        "on the page, but not to be seen there (style: un mot caché)"
    ]


def test_a_correction_is_a_note_with_its_place() -> None:
    text = f"{FRENCH}\n\n{NOTES[0][1]}"
    found = read(
        Report(text, "2024-05-07", "fr", corrections=("La première version citait un autre musée de la ville.",))
    )
    notes = [n for n in found.notes if n.code == "correction"]
    assert [n.span for n in notes] == [None, Span(len(FRENCH) + 2, len(text))]
