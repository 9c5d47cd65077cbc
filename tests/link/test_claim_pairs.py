"""Passages for and against a claim, set side by side: verdicts with their reasons, told in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recoupe.export.pairs import sentence_of
from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.pairs import MOST, claim_pairs
from recoupe.model.ledger import Claim, Position, Reason, Standing
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.words import Side, Stance, StandingWord

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "pairs.toml").read_text(encoding="utf-8")
)["case"]

BEFORE = "— "
"""What stands before each passage in its report, so that spans do not begin at 0."""

STANDING = Standing(StandingWord.DISPUTED, Reason("disputed", "made for a test"))


@pytest.fixture(scope="module")
def entries() -> dict[tuple[str, str], Entry]:
    """The reports of all cases, read in one batch, by language and words."""
    sides = {(lang, row[side]) for row in CASES for side, lang in zip(("one", "other"), row["languages"], strict=True)}
    known = sorted(sides)
    reports = [Report(BEFORE + words, language=lang, key=f"{lang} {words}") for lang, words in known]
    return {
        key: Entry(report, reading) for key, report, reading in zip(known, reports, read_many(reports), strict=True)
    }


def _position(entry: Entry, side: Side, stance: str = "says") -> Position:
    span = Span(len(BEFORE), len(entry.report.text))
    return Position(entry.id, "s", span, side, f"voice {entry.id}", Stance(stance), f"o {entry.id}")


def _claim(*positions: Position) -> Claim:
    return Claim("c-test", "made for a test", positions, STANDING)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["other"]) for row in CASES])
def test_pair_of_a_claim(entries: dict[tuple[str, str], Entry], row: dict[str, Any]) -> None:
    one, other = (entries[lang, row[side]] for side, lang in zip(("one", "other"), row["languages"], strict=True))
    stances = row.get("stances", ["says", "says"])
    claim = _claim(_position(one, Side.FOR, stances[0]), _position(other, Side.AGAINST, stances[1]))
    (pair,) = claim_pairs(claim, [one, other])
    assert pair.holds == row["expected"], pair.reasons
    assert (pair.one.report, pair.other.report) == (one.id, other.id)
    found = {reason.rule: reason for reason in pair.reasons}
    if rule := row.get("rule"):
        assert rule in found, list(found)
        plain = {lang: sentence_of(found[rule], lang).replace("\u00a0", " ") for lang in ("en", "fr")}
        assert plain == row["sentences"]


def test_what_says_the_same_is_no_pair(entries: dict[tuple[str, str], Entry]) -> None:
    one, other = list(entries.values())[:2]
    assert claim_pairs(_claim(_position(one, Side.FOR), _position(other, Side.FOR)), [one, other]) == ()
    aside = _position(other, Side.NEITHER)
    assert claim_pairs(_claim(_position(one, Side.FOR), aside), [one, other]) == ()
    assert claim_pairs(_claim(), []) == ()


def test_copies_and_what_states_nothing_are_left_out(entries: dict[tuple[str, str], Entry]) -> None:
    one, other = list(entries.values())[:2]
    said, against = _position(one, Side.FOR), _position(other, Side.AGAINST)
    for left_out in (replace(against, copy=True), replace(against, stance=Stance.URGES)):
        assert claim_pairs(_claim(said, left_out), [one, other]) == ()
    assert len(claim_pairs(_claim(said, against, against), [one, other])) == 1


def test_of_many_voices_the_first_are_taken_the_surest_first(entries: dict[tuple[str, str], Entry]) -> None:
    row = CASES[0]
    one, other = (entries["fr", row[side]] for side in ("one", "other"))
    many = [replace(_position(one, Side.FOR), source=f"voice {n}") for n in range(MOST + 5)]
    found = claim_pairs(_claim(*many, _position(other, Side.AGAINST)), [one, other])
    assert len(found) == MOST
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.fixture(scope="module")
def counted() -> tuple[Entry, Entry]:
    """Two counts of one march that share no word."""
    reports = [
        Report(BEFORE + words, language="fr", key=words)
        for words in ("près de 900 personnes ont défilé, selon la police", "plusieurs milliers de manifestants")
    ]
    one, other = (Entry(report, reading) for report, reading in zip(reports, read_many(reports), strict=True))
    return one, other


def test_counts_of_one_measure_exclude_each_other_whatever_the_words(counted: tuple[Entry, Entry]) -> None:
    one, other = counted
    claim = _claim(_position(one, Side.FOR), _position(other, Side.AGAINST))
    assert [p.holds for p in claim_pairs(claim, counted)] == ["not comparable"]
    (pair,) = claim_pairs(replace(claim, history="h-1"), counted)
    assert pair.holds == "exclude"
    assert "plusieurs milliers" in sentence_of(pair.reasons[0], "fr")


def test_of_two_passages_of_a_source_the_one_that_tells_is_set_side_by_side(
    entries: dict[tuple[str, str], Entry],
) -> None:
    one, other = list(entries.values())[:2]
    against = _position(other, Side.AGAINST)
    bare = replace(against, span=Span(len(BEFORE), len(BEFORE) + 6))
    (pair,) = claim_pairs(_claim(_position(one, Side.FOR), bare, against), [one, other])
    assert pair.other.span == against.span
