"""Statements by the form a text is printed in, by case tables: stance, form, source, content and speaker of each."""

from __future__ import annotations

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.words import Form

from .casetables import Case, cases, letters

ALL = cases("forms")


def told(draft: Draft) -> list[tuple[str, ...]]:
    """Each attributed statement as a row: stance, form, letters of source and content, letters of the speaker's name."""
    return [
        (
            str(s.stance),
            str(s.form),
            letters("".join(map(draft.words, s.source))),
            letters("".join(map(draft.words, s.content))),
            letters(draft.entity_by_id[s.speaker].name) if s.speaker else "",
        )
        for s in sorted(draft.statements, key=lambda s: (s.content[0], s.id))
        if s.form is not Form.NARRATED
    ]


def wanted(case: Case) -> list[tuple[str, ...]]:
    rows = []
    for entry in case.wanted:
        stance, form, source, content, speaker = (part.strip() for part in entry.split(" | "))
        rows.append((stance, form, *("" if part == "-" else letters(part) for part in (source, content, speaker))))
    return rows


def read(case: Case, read_speech) -> Draft:
    texts = tuple(c.text for c in ALL if c.language == case.language)
    return read_speech(texts, case.language)[texts.index(case.text)]


@pytest.mark.parametrize("case", ALL, ids=[f"{c.language}-{c.table}-{c.text[:32]}" for c in ALL])
def test_statements_of_a_form(case: Case, read_speech) -> None:
    assert told(read(case, read_speech)) == wanted(case)


def test_answers_of_nobody_are_noted(read_speech) -> None:
    case = next(c for c in ALL if c.language == "fr" and c.text.startswith("Question :"))
    assert [n.code for n in read(case, read_speech).notes] == ["interview-no-person"]


def test_inside_an_answer_the_one_interviewed_passes_it_on(read_speech) -> None:
    case = next(c for c in ALL if c.language == "en" and c.text.startswith("Interview:"))
    draft = read(case, read_speech)
    inner = next(s for s in draft.statements if s.inside)
    assert [draft.entity_by_id[link.speaker].name for link in inner.chain if link.speaker] == ["Martha Cole"]


def test_a_release_is_the_medium_of_what_stands_in_it(read_speech) -> None:
    case = next(c for c in ALL if c.language == "fr" and c.text.startswith("Portalis"))
    draft = read(case, read_speech)
    assert {draft.words(s.medium) for s in draft.statements if s.medium} == {"COMMUNIQUÉ DE PRESSE"}


def test_a_release_of_nobody_is_noted(read_speech) -> None:
    case = next(c for c in ALL if c.text.startswith("PRESS RELEASE"))
    assert [n.code for n in read(case, read_speech).notes] == ["release-no-issuer"]


def test_a_quotation_over_paragraphs_is_theirs_who_end_it(read_speech) -> None:
    text = "« Nous avons attendu.\n\n« Personne n'est venu.\n\n« Ils étaient partis », raconte Luc Aubin."
    (draft,) = read_speech((text,), "fr")
    assert {draft.entity_by_id[s.speaker].name for s in draft.statements if s.speaker} == {"Luc Aubin"}
    assert not draft.notes
