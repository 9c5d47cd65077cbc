"""The invariants of a reading (DESIGN §3), on the example story and on texts made to be awkward."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.extract.pipeline import PARTS_OF_STEPS, STEPS, read, read_many
from recoupe.model import form
from recoupe.model.convert import from_form, to_form
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from walking import every

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports.jsonl"


def example_reports() -> list[Report]:
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    return [
        Report(
            r["text"],
            published=r["published"],
            language=r["language"],
            outlet=r["outlet"],
            title=r["title"],
            key=r["id"],
        )
        for r in rows
    ]


@pytest.fixture(scope="module")
def examples() -> list[tuple[Report, Reading]]:
    reports = example_reports()
    assert len(reports) == 17, "what is held for every example must have examples"
    return list(zip(reports, read_many(reports), strict=True))


def check_spans(report: Report, reading: Reading) -> None:
    for span in every(Span, reading):
        assert 0 <= span.start < span.end <= len(report.text), span
        words = report.text[span.start : span.end]
        assert words == words.strip(), f"white space at the edge of {words!r}"


def check_references(reading: Reading) -> None:
    """Every id that an entry names is an entry of the reading."""
    entities = {e.id for e in reading.entities}
    statements = {s.id for s in reading.statements}
    propositions = {p.id for p in reading.propositions}
    assert len(statements) == len(reading.statements), "two statements with one id"
    assert len(propositions) == len(reading.propositions), "two propositions with one id"
    assert len({e.id for e in reading.events}) == len(reading.events), "two events with one id"
    for mention in reading.mentions:
        assert mention.entity in entities
    for s in reading.statements:
        assert s.speaker is None or s.speaker in entities
        assert s.answers is None or s.answers in statements
        assert s.answers != s.id
        assert s.inside is None or s.inside in statements
        assert {x.speaker for x in s.chain} - {None} <= entities
        assert set(s.propositions) <= propositions
    for e in reading.events:
        assert {p.entity for p in (*e.actors, *e.recipients)} - {None} <= entities
        assert e.proposition is None or e.proposition in propositions


def test_every_span_is_a_passage_of_the_report(examples: list[tuple[Report, Reading]]) -> None:
    for report, reading in examples:
        check_spans(report, reading)


def test_every_reference_leads_somewhere(examples: list[tuple[Report, Reading]]) -> None:
    for _, reading in examples:
        check_references(reading)


def test_the_form_loses_nothing(examples: list[tuple[Report, Reading]]) -> None:
    for report, reading in examples:
        line = json.dumps(to_form(reading, report))
        assert from_form(json.loads(line)) == reading


def test_the_form_keeps_its_schema(examples: list[tuple[Report, Reading]]) -> None:
    validator = jsonschema.Draft202012Validator(form.schema())
    for report, reading in examples:
        validator.validate(json.loads(json.dumps(to_form(reading, report))))


def test_the_schema_refuses_what_it_does_not_know(examples: list[tuple[Report, Reading]]) -> None:
    report, reading = examples[0]
    data = json.loads(json.dumps(to_form(reading, report)))
    validator = jsonschema.Draft202012Validator(form.schema())
    for change in ({"version": "2"}, {"statements": [{"id": "x"}]}, {"mentions": [{"start": "1"}]}):
        assert not validator.is_valid({**data, **change})


def test_a_reading_is_a_pure_function(examples: list[tuple[Report, Reading]]) -> None:
    """Neither the company it is read in nor the order changes a reading."""
    alone = [read(report) for report, _ in examples[:2]]
    assert alone == [reading for _, reading in examples[:2]]
    turned = list(read_many([report for report, _ in reversed(examples[:4])]))
    assert turned[::-1] == [reading for _, reading in examples[:4]]


def test_steps_read_only_what_an_earlier_one_wrote() -> None:
    written: set[str] = set()
    for step in STEPS:
        assert step.reads <= written, f"{step.name} reads {sorted(step.reads - written)} before it is written"
        assert step.writes <= set(PARTS_OF_STEPS)
        written |= step.writes
    assert written == set(PARTS_OF_STEPS)


PIECES = {
    "fr": [
        "« Nous n’avons rien vu », a dit la préfète.", "Selon deux sources, le pont aurait cédé lundi soir.", "Environ 30 % des maisons",
        "Le maire, Paul Ardent, nie avoir reçu 12 appels.", "«\u202fIl faut partir", "—", "12 000 €", "a-t-elle ajouté", "Moscou", "\n\n", "\n", "…",
        "J\n\nes secours", "\u00ad", "\u200b", "l\u2019eau", "e\u0301té", "(AFP)", "Kyiv a annoncé l’arrivée de dizaines de chars.",
    ],
    "en": [
        "“We saw nothing,” the mayor said.", "According to two officials, the bridge fell on Monday.", "About 30% of homes", "He denied it.",
        "\"It's over", "-", "$1.2 million", "she added", "Moscow", "\n\n", "\n", "…", "The ministry, citing the agency, said at least 12 died.",
        "\u00ad", "\u200b", "don\u2019t", "(Reuters)", "dozens of tanks", "Kyiv announced the arrival of dozens of tanks.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_awkward_texts_keep_the_invariants(language: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.one_of(st.sampled_from(PIECES[language]), st.text(max_size=6)), max_size=12))
    report = Report(" ".join(pieces), published=data.draw(st.sampled_from([None, "2025-03-12"])), language=language)
    reading = read(report)
    check_spans(report, reading)
    check_references(reading)
    assert from_form(json.loads(json.dumps(to_form(reading, report)))) == reading
