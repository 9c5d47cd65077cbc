"""What linking asks of each report's words, made for many reports at once.

Each is a function of its report alone, whoever it is made together with: cutting thirty reports into words takes the same
few array operations as cutting one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from recoupe.compare.letters import Words
from recoupe.compare.passages import Passages, passages_each
from recoupe.compare.topics import Topic, topics_of, whole
from recoupe.model.report import Report

__all__ = ["Prints", "parts_of", "prints"]

TOGETHER = 64
"""Reports that are cut up together: with more, what is worked on no longer fits a core's own memory."""
LETTERS = 150_000
"""Letters that are cut up together, a long report alone."""


class Prints(NamedTuple):
    """What linking asks of one report: its words and runs of words, and what it is about."""

    passages: Passages
    topic: Topic


def prints(reports: Sequence[Report]) -> list[Prints]:
    """Return what linking asks of some reports."""
    return [made for part in parts_of(reports) for made in _together(part)]


def parts_of(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports in portions that are cut up together."""
    part: list[Report] = []
    letters = 0
    for report in reports:
        letters += len(report.text)
        if part and (letters > LETTERS or len(part) == TOGETHER):
            yield part
            part, letters = [], len(report.text)
        part.append(report)
    if part:
        yield part


def _together(reports: Sequence[Report]) -> list[Prints]:
    texts = [whole(report) for report in reports]
    said = Words("\n".join(texts))
    firsts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    spots = [(first + len(text) - len(r.text), r.text) for first, text, r in zip(firsts, texts, reports, strict=False)]
    topics = topics_of(said, said.starts.searchsorted(np.array(firsts)), [report.language for report in reports])
    return list(map(Prints, passages_each(said, spots), topics))
