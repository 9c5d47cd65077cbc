"""Statements of whole reports: speakers carried on, chains, answers, remarks, narration, mistakes of marks."""

from __future__ import annotations

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.statement import Statement
from recoupe.model.words import Form, Hedge, Stance

UNCLOSED = """Le port de Kerlann a rouvert lundi.

Le ministre des Transports Yann Le Goff a déclaré : « Nous avons tenu notre promesse.

« Les dockers ont travaillé jour et nuit.

« Il faut maintenant réparer la digue. »

Les navires ont repris la mer."""

CARRIED = """Claire Morvan dirige la régie des eaux.

« La source est propre », a-t-elle expliqué.

« Nous avons fait vingt analyses. Toutes sont bonnes. »"""

CHAIN = "Le Gaulois rapporte les faits. « Le tunnel est fermé », a déclaré à l'AFP le maire de Brive, Paul Aubert."

ANSWERED = """La mairie accuse la société Valmer d'avoir pollué la rivière. La société Valmer rejette ces accusations.

Le laboratoire régional a démystifié cette affirmation."""

REMARK = "Le parti Horizon a affirmé que le vote était truqué, mais n'a fourni aucune preuve."

ENGLISH = """The union said the mine was unsafe. The company denied the claim.

"We inspected every shaft," its director, Ruth Palmer, told the Herald. "Nothing was found."

According to the ministry, the mine will stay closed. The ministry's statement could not be independently verified."""

TEXTS = {
    "unclosed": UNCLOSED, "carried": CARRIED, "chain": CHAIN, "answered": ANSWERED, "remark": REMARK,
    "hearsay": "Deux navires transporteraient des armes vers le sud. Le port est calme.",
    "possible": "Le juge estime que la peine pourrait être réduite.",
    "nobody": "« Tout est perdu et personne ne viendra nous aider. »",
    "nested": "Le maire affirme que, selon les pompiers, le feu est éteint.",
    "empty": "Rien.",
    "marks": "Le mot » seul, « puis un autre « encore, et \" rien.",
}  # fmt: skip


@pytest.fixture(scope="module")
def french(read_speech) -> dict[str, Draft]:
    return dict(zip(TEXTS, read_speech(tuple(TEXTS.values()), "fr"), strict=True))


@pytest.fixture(scope="module")
def english(read_speech) -> Draft:
    return read_speech((ENGLISH,), "en")[0]


def attributed(draft: Draft) -> list[Statement]:
    return sorted((s for s in draft.statements if s.form is not Form.NARRATED), key=lambda s: s.content[0])


def name(draft: Draft, statement: Statement) -> str | None:
    known = draft.entity_by_id.get(statement.speaker or "")
    return known.name if known else None


def words(draft: Draft, statement: Statement) -> str:
    return " … ".join(draft.words(s) for s in statement.content)


def test_a_quotation_that_opens_again_in_each_paragraph_keeps_its_speaker(french) -> None:
    draft = french["unclosed"]
    found = attributed(draft)
    assert [words(draft, s) for s in found] == [
        "Nous avons tenu notre promesse.", "Les dockers ont travaillé jour et nuit.", "Il faut maintenant réparer la digue.",
    ]  # fmt: skip
    assert len({s.speaker for s in found}) == 1
    assert str(name(draft, found[0])).endswith("Yann Le Goff")
    assert [s.cue is None for s in found] == [False, True, True]


def test_an_unclosed_quotation_does_not_swallow_narration(french) -> None:
    narrated = [s for s in french["unclosed"].statements if s.form is Form.NARRATED]
    assert "Les navires ont repris la mer" in [words(french["unclosed"], s) for s in narrated]


def test_a_pronoun_goes_to_the_person_told_of_and_the_quotation_goes_on(french) -> None:
    draft = french["carried"]
    assert [name(draft, s) for s in attributed(draft)] == ["Claire Morvan", "Claire Morvan"]


def test_the_agency_is_a_link_and_the_speaker_stands_in_apposition(french) -> None:
    draft = french["chain"]
    (statement,) = attributed(draft)
    assert name(draft, statement) == "Paul Aubert"
    assert [draft.words(link.span) for link in statement.chain] == ["AFP"] or [
        draft.words(link.span) for link in statement.chain
    ] == ["l'AFP"]


def test_a_rejection_answers_the_accusation(french) -> None:
    draft = french["answered"]
    accusation, rejection, debunking = attributed(draft)
    assert (accusation.stance, rejection.stance, debunking.stance) == (Stance.ACCUSES, Stance.DENIES, Stance.DEBUNKS)
    assert rejection.answers == accusation.id
    assert debunking.answers in {accusation.id, rejection.id}


def test_a_remark_on_evidence_is_a_note_about_its_statement(french) -> None:
    draft = french["remark"]
    (statement,) = attributed(draft)
    remarks = [n for n in draft.notes if n.code == "remark"]
    assert [n.about for n in remarks] == [statement.id]
    assert words(draft, statement) == "le vote était truqué"


def test_the_conditional_of_hearsay_is_narrated_with_a_reserve(french) -> None:
    first = next(s for s in french["hearsay"].statements if s.hedge is Hedge.HEARSAY)
    assert first.form is Form.NARRATED
    assert first.speaker is None
    assert first.cue is None
    assert sum(s.form is Form.NARRATED for s in french["hearsay"].statements) == 2


def test_a_modal_in_the_content_is_possible(french) -> None:
    assert [s.hedge for s in attributed(french["possible"])] == [Hedge.POSSIBLE]


def test_a_quotation_of_nobody_is_noted(french) -> None:
    assert [n.code for n in french["nobody"].notes] == ["quote-no-speaker"]


def test_a_source_inside_a_statement_has_the_outer_speaker_in_its_chain(french) -> None:
    draft = french["nested"]
    inner = next(s for s in attributed(draft) if "pompiers" in "".join(map(draft.words, s.source)))
    outer = next(s for s in attributed(draft) if s.id != inner.id)
    assert inner.inside == outer.id
    assert any(draft.words(link.span) == "Le maire" for link in inner.chain)


def test_scraps_and_broken_marks_do_no_harm(french) -> None:
    assert attributed(french["empty"]) == []
    assert all(s.form is Form.NARRATED or s.speaker is None for s in french["marks"].statements)


def test_english_joins_a_quotation_within_its_paragraph(english) -> None:
    found = attributed(english)
    assert [str(s.stance) for s in found][:2] == ["says", "denies"]
    quoted = next(s for s in found if s.form is Form.DIRECT)
    assert words(english, quoted) == "We inspected every shaft … Nothing was found."
    assert name(english, quoted) == "Ruth Palmer"
    assert found[1].answers == found[0].id


def test_english_remarks(english) -> None:
    assert [n.code for n in english.notes if n.code == "remark"] == ["remark"]


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_spans_are_inside_the_text_and_ids_are_unique(french, key) -> None:
    draft = french[key]
    ids = [s.id for s in draft.statements]
    assert len(ids) == len(set(ids))
    for statement in draft.statements:
        for span in (*statement.content, *statement.source, *((statement.cue,) if statement.cue else ())):
            assert 0 <= span.start < span.end <= len(draft.text)
            assert draft.words(span).strip() == draft.words(span)
        assert list(statement.content) == sorted(statement.content)
        assert statement.answers is None or statement.answers in ids
        assert statement.inside is None or statement.inside in ids
