"""The clause view says the same of a French and an English clause (table in tests/cases/clauses.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recoupe.parse.reader import parse as read
from recoupe.parse.tree import Parse

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "clauses.toml").read_text(encoding="utf-8"))["case"]
WORDS = {"subjects", "objects", "agents"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']}: {c['text'][:40]}")
def test_a_clause(case: dict[str, Any], parse_text: Callable[[str, str], Parse]) -> None:
    parsed = parse_text(case["text"], case["language"])
    (clause,) = [c for c in parsed.clauses if c.lemma == case["verb"]]
    for key, wanted in case.items():
        if key in ("language", "text", "verb"):
            continue
        have = getattr(clause, key)
        have = [parsed.tokens[i].text for i in have] if key in WORDS else have
        assert have == wanted, f"{key} of {case['verb']!r}"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", ["", " \n\n ", ".", "« »", "😀😀", "12 %", "\ufeff", "a" * 9000, "(" * 300])
def test_odd_texts_are_parsed(text: str, language: str, parse_text: Callable[[str, str], Parse]) -> None:
    parsed = parse_text(text, language)
    for token in parsed.tokens:
        assert text[token.start : token.end].strip() == text[token.start : token.end]
    assert all(0 <= c.head < len(parsed.tokens) for c in parsed.clauses)


def test_trees_are_trees(parse_text: Callable[[str, str], Parse]) -> None:
    text = "The envoys met in Oslo, according to two people familiar with the talks, and because of the storm they stayed in and around the port."
    parsed = parse_text(text, "en")
    for token in parsed.tokens:
        path = list(parsed.ancestors(token.i))
        assert len(path) == len(set(path))
    assert sum(t.head == t.i for t in parsed.tokens) == len(parsed.sentences)


def test_token_offsets_are_the_reports(parse_text: Callable[[str, str], Parse]) -> None:
    text = "Selon l\u2019adjointe,\u00a0«\u202frien n\u2019a été dé\u00adcidé\u202f».\n\nUne réunion est prévue."
    parsed = parse_text(text, "fr")
    words = [text[t.start : t.end] for t in parsed.tokens]
    assert "l\u2019" in words
    assert "dé\u00adcidé" in words
    assert parsed.tokens[-2].sentence == len(parsed.sentences) - 1
    assert [s.block for s in parsed.sentences] == sorted(s.block for s in parsed.sentences)


@pytest.mark.parametrize(
    "text", ["\u00ad Oslo waits.", "Oslo  waits.   Bergen \u200b  sleeps.", "   Oslo\u00a0\u00a0waits"]
)
def test_no_token_is_a_space(text: str, parse_text: Callable[[str, str], Parse]) -> None:
    parsed = parse_text(text, "en")
    assert all(t.text.strip() for t in parsed.tokens)
    assert [t.i for t in parsed.tokens] == list(range(len(parsed.tokens)))
    covered = [i for s in parsed.sentences for i in range(s.first, s.last)]
    assert covered == list(range(len(parsed.tokens)))


def test_mending_makes_no_circle_of_heads() -> None:
    """A form under the very words that open its clause: each token still reaches a root."""
    mended = read("Comme le note la chambre, le loyer baisse.", "fr")
    for token in mended.tokens:
        seen = {token.i}
        while token.head != token.i:
            token = mended.tokens[token.head]
            assert token.i not in seen
            seen.add(token.i)
