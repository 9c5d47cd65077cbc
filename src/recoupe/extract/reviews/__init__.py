"""Step: reviews. What the report says that it has checked (ClaimReview) and corrected, and what in it nobody sees.

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
_UNSEEN = {
    "direction-controls": (
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "controls that turn the direction of writing, which can show words in another order (CVE-2021-42574)",
    ),
    "invisible-characters": (
        # tags beside a black flag make the flags of parts of a country
        re.compile("[\u200b\u2060-\u2064]|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0020-\U000e007f]|(?<!^)\ufeff"),
        "characters without width, which can hide words from a search or words from a reader",
    ),
}
_LINE = re.compile(r"[^\n]+")


def run(draft: Draft) -> None:
    """Take in each review, then note each paragraph that speaks of a correction, and the notes beside the text."""
    for review in draft.report.reviews:
        take(draft, review)
    _note_unseen(draft)
    for line in _LINE.finditer(draft.text):
        if kind := kind_of_note(line[0], draft.language):
            draft.note(_CODES[kind], Span(*line.span()), f"the report says of itself: {_short(line[0])}")
    for words in draft.report.hidden:
        draft.note("hidden-text", None, f"on the page, but not to be seen there ({words})")
    for words in draft.report.corrections:
        kind = kind_of_note(words, draft.language) or "correction"
        draft.note(_CODES[kind], None, f"beside the text: {_short(words)}")


def _note_unseen(draft: Draft) -> None:
    """Say which characters a reader does not see: the text keeps them, and what shows it sets them aside."""
    for code, (pattern, what) in _UNSEEN.items():
        if found := pattern.findall(draft.text):
            first = pattern.search(draft.text)
            span = Span(*first.span()) if first else None
            draft.note(code, span, f"{len(found)} {what}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= 300 else f"“{words[:300]}…”"


STEP = Step("reviews", frozenset({"mentions", "statements"}), frozenset({"mentions", "statements"}), run)
