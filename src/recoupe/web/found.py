"""Whether a cited passage is found again: exact, moved, or an orphan; never guessed (DESIGN §3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.report import Report
from recoupe.model.span import Span

__all__ = ["Found", "again", "in_newest"]


@dataclass(frozen=True, slots=True)
class Found:
    """``state``: exact, moved or orphan; ``span`` where the words stand now, in ``report``; None for an orphan."""

    state: str
    report: str
    span: Span | None
    label: str = ""
    corrected: bool = False
    """Whether ``report`` is a later version than the one cited."""


_MOST = 2_000
"""Characters of a passage that are looked for: a longer one is told by its beginning."""


def again(text: str, span: Span, words: str) -> tuple[str, Span | None]:
    """Find words again in a text: at their place, else at the place nearest to it, else nowhere."""
    if text.startswith(words, span[0]):
        return "exact", Span(*span)
    before, after = text.rfind(words, 0, span[0] + len(words)), text.find(words, span[0])
    places = [p for p in (before, after) if p >= 0]
    if not places or not words:
        return "orphan", None
    start = min(places, key=lambda p: abs(p - span[0]))
    return "moved", Span(start, start + (span[1] - span[0]))


def in_newest(report: Report, span: Span, newest: Report | None, label: str = "") -> Found:
    """Find a passage of a report in the newest version of it; in itself where it was never superseded."""
    if newest is None:
        return Found("exact", report.id, Span(*span), label)
    state, place = again(newest.text, span, report.text[span[0] : span[1]][:_MOST])
    return Found(state, newest.id, place, label, corrected=True)
