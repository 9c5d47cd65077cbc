"""Readings of many small texts in one batch: the step alone, with the mentions and moments it reads."""

from __future__ import annotations

from functools import lru_cache

import pytest

from recoupe.extract import mentions, moments, speech
from recoupe.extract.draft import Draft
from recoupe.model.report import Report
from recoupe.parse.reader import parse_many


@lru_cache(maxsize=64)
def drafts(texts: tuple[str, ...], language: str) -> tuple[Draft, ...]:
    """Drafts of texts with their statements."""
    made = []
    for text, parsed in zip(texts, parse_many(texts, language), strict=True):
        draft = Draft(Report(text=text, language=language, published="2025-03-12"), language, parsed)
        for step in (mentions.STEP, moments.STEP, speech.STEP):
            step.run(draft)
        made.append(draft)
    return tuple(made)


@pytest.fixture(scope="session")
def read_speech():
    """``read_speech(texts, language)``: drafts whose statements are found, shared between tests."""
    return drafts
