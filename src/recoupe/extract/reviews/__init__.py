"""Step: reviews. What the report says that it has checked (ClaimReview), and that it was corrected.

Both come from the report itself: a claim is a statement only where its words stand in the text, else it is a note.
"""

from __future__ import annotations

import re

from recoupe.extract.draft import Draft, Step
from recoupe.extract.reviews.taking import take
from recoupe.intake.corrections import kind_of_note
from recoupe.model.span import Span

__all__ = ["STEP"]

_CODES = {"correction": "correction", "update": "update", "editors_note": "editors-note"}
_LINE = re.compile(r"[^\n]+")


def run(draft: Draft) -> None:
    """Take in each review, then note each paragraph that speaks of a correction, and the notes beside the text."""
    for review in draft.report.reviews:
        take(draft, review)
    for line in _LINE.finditer(draft.text):
        if kind := kind_of_note(line[0], draft.language):
            draft.note(_CODES[kind], Span(*line.span()), f"the report says of itself: {_short(line[0])}")
    for words in draft.report.corrections:
        kind = kind_of_note(words, draft.language) or "correction"
        draft.note(_CODES[kind], None, f"beside the text: {_short(words)}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= 300 else f"“{words[:300]}…”"


STEP = Step("reviews", frozenset({"mentions", "statements"}), frozenset({"mentions", "statements"}), run)
