"""Whether two texts are copies of one: by the passages they share and by where these stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.passages import Passages, Shared, holds, shared
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
    one, other = _kept(left, found.left), _kept(right, found.right)
    gone, new = (
        _slots(left, one & ~holds(np.sort(right.words), left.words)),
        _slots(right, other & ~holds(np.sort(left.words), right.words)),
    )
    if min(len(gone), len(new)) < REFILLED:
        return False
    return len(gone) >= (1 - SLOTS_KEPT) * min(len(_slots(left, one)), len(_slots(right, other)))


def _kept(text: Passages, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the words of the sentences that are shared."""
    sentences = np.array(text.sentences or [(0, len(text.words))])
    sums = np.concatenate(([0], np.cumsum(marked)))
    sizes = sentences[:, 1] - sentences[:, 0]
    shared_parts = sums[sentences[:, 1]] - sums[sentences[:, 0]] >= SENTENCE_SHARED * sizes
    return np.repeat(shared_parts, sizes)


def _slots(text: Passages, marked: NDArray[np.bool_]) -> set[int]:
    """Names and numbers among the words marked."""
    return {int(text.words[i]) for i in np.flatnonzero(marked) if text.is_slot(int(i))}


def aligned(left: Passages, right: Passages, found: Shared) -> tuple[tuple[Span, Span], ...]:
    """Pairs of spans, left with right: each sentence of the left that is shared, with where the right has it."""
    places = {int(run): i for i, run in reversed(list(enumerate(right.runs)))}
    pairs = []
    for first, last in left.sentences:
        if found.left[first:last].mean() < SENTENCE_SHARED:
            continue
        hits = [places[r] for r in left.runs[first:last].tolist() if r in places]
        inside = next(((a, b) for a, b in right.sentences if hits and a <= hits[len(hits) // 2] < b), None)
        if inside:
            pairs.append((left.span(first, last), right.span(*inside)))
    return tuple(pairs)
