"""Whether two texts are copies of one: by the passages they share and by where these stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.passages import Hashes, Passages, Shared, holds, shared
from recoupe.model.ledger import Reason
from recoupe.model.span import Span

__all__ = ["Copying", "aligned", "copied", "may_be_copied"]

LED = 0.33
"""Share of the shorter text that a copy keeps, where both open alike: a brief to which an outlet adds twice its length."""
UNLED = 0.6
"""The same of both texts where an outlet wrote its own opening: less is quotation or background."""
SLOTS_KEPT = 0.75
"""Names and numbers that a copy keeps in the sentences it shares; pages of one template keep few, edited copies most."""
REFILLED = 2
"""A page of a template has at least this many names or numbers where the other has others; an update changes one."""
OPENING = 8
"""Words of the first sentence that can be an opening: credit and date lines are shorter."""
SENTENCE_SHARED = 0.4
"""A sentence counts as shared from this share of its words: four or five words changed among twenty."""
ESTIMATE = 0.5
"""How far below the bar an estimate from marks may lie: with 15 marks its standard error is about an eighth."""


class Copying(NamedTuple):
    """That two texts are copies, and what they share."""

    reason: Reason
    shared: Shared


def may_be_copied(left: Passages, right: Passages) -> bool:
    """Estimate from the marks alone whether two texts can be copies; quick, and generous."""
    one, other = left.marks, right.marks
    if not len(one) or not len(other):
        return False
    common = int(np.count_nonzero(holds(other, one)))
    if not left.lead.isdisjoint(right.lead):
        return common / min(len(one), len(other)) >= LED * ESTIMATE
    return common / max(len(one), len(other)) >= UNLED * ESTIMATE


def copied(left: Passages, right: Passages) -> Copying | None:
    """Return why two texts are copies of one, or None.

    A copy opens like what it was made from (desks cut from the end and add below the lead) or keeps most of it. What
    only quotes another, or repeats a paragraph of background, does neither. Pages of one template share their
    sentences but not the names and numbers in them.
    """
    found = shared(left, right)
    parts = found.parts
    led = _opens(left, found.left) and _opens(right, found.right)
    if not ((led and max(parts) >= LED) or min(parts) >= UNLED) or _refilled(left, right, found):
        return None
    how = "same opening" if led else "other opening"
    detail = f"{how}; {parts[0]:.0%} of the one and {parts[1]:.0%} of the other are shared word for word"
    return Copying(Reason("copy", detail, round(max(parts), 3)), found)


def _opens(text: Passages, marked: NDArray[np.bool_]) -> bool:
    """Whether the first sentence of some length is shared."""
    opening = next(((a, b) for a, b in text.sentences if b - a >= OPENING), (0, len(marked)))
    return bool(marked[slice(*opening)].mean() >= SENTENCE_SHARED)


def _refilled(left: Passages, right: Passages, found: Shared) -> bool:
    """Whether the two are pages of one template: the sentences shared, their names and numbers not."""
    one, other = left.slots & _kept(left, found.left), right.slots & _kept(right, found.right)
    gone = _distinct(left.words[one & ~holds(right.vocabulary, left.words)])
    if gone < REFILLED:
        return False
    new = _distinct(right.words[other & ~holds(left.vocabulary, right.words)])
    if new < REFILLED:
        return False
    return gone >= (1 - SLOTS_KEPT) * min(_distinct(left.words[one]), _distinct(right.words[other]))


def _kept(text: Passages, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the words of the sentences that are shared."""
    sizes = text.sizes
    return np.repeat(np.add.reduceat(marked, text.starts, dtype=np.intp) >= SENTENCE_SHARED * sizes, sizes)


def _distinct(words: Hashes) -> int:
    return len(set(words.tolist()))


def aligned(left: Passages, right: Passages, found: Shared) -> tuple[tuple[Span, Span], ...]:
    """Pairs of spans, left with right: each sentence of the left that is shared, with where the right has it."""
    order = np.argsort(right.runs, kind="stable")
    ordered, first_words = right.runs[order], right.starts
    pairs = []
    for (first, last), span in zip(left.sentences, left.spans, strict=True):
        if found.left[first:last].mean() < SENTENCE_SHARED:
            continue
        runs = left.runs[first:last]
        hits = order[np.searchsorted(ordered, runs[holds(ordered, runs)])] if len(ordered) else order
        if len(hits):
            inside = int(np.searchsorted(first_words, hits[len(hits) // 2], side="right")) - 1
            pairs.append((span, right.spans[inside]))
    return tuple(pairs)
