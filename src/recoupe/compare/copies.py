"""Whether two texts are copies of one: by the passages they share and by where these stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.passages import Hashes, Passages, Shared, holds, shared
from recoupe.model.ledger import Reason
from recoupe.model.span import Span

__all__ = ["Copying", "aligned", "aligned_places", "copied", "may_be_copied"]

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
    long = text.sizes >= OPENING
    place = int(long.argmax())
    first, size = (int(text.starts[place]), int(text.sizes[place])) if long[place] else (0, len(marked))
    return int(np.count_nonzero(marked[first : first + size])) >= SENTENCE_SHARED * size


def _refilled(left: Passages, right: Passages, found: Shared) -> bool:
    """Whether the two are pages of one template: the sentences shared, their names and numbers not."""
    one, other = left.slots & _kept(left, found.left), right.slots & _kept(right, found.right)
    mine, theirs = left.words[one], right.words[other]
    gone = _distinct(mine[~holds(right.vocabulary, mine)])
    if gone < REFILLED:
        return False
    if _distinct(theirs[~holds(left.vocabulary, theirs)]) < REFILLED:
        return False
    return gone >= (1 - SLOTS_KEPT) * min(_distinct(mine), _distinct(theirs))


def _kept(text: Passages, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the words of the sentences that are shared."""
    return (_shares(text, marked) >= SENTENCE_SHARED * text.sizes).repeat(text.sizes)


def _shares(text: Passages, marked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """How many words of each sentence are marked."""
    counted: NDArray[np.intp] = np.add.reduceat(marked, text.starts, dtype=np.intp)
    return counted


def _distinct(words: Hashes) -> int:
    return len(set(words.tolist()))


def aligned(left: Passages, right: Passages, found: Shared) -> tuple[tuple[Span, Span], ...]:
    """Pairs of spans, left with right: each sentence of the left that is shared, with where the right has it."""
    rows = aligned_places(left, right, found).tolist()
    return tuple((Span(a, b), Span(c, d)) for a, b, c, d in rows)


def aligned_places(left: Passages, right: Passages, found: Shared) -> NDArray[np.int32]:
    """The same as four numbers a pair: where the left starts and ends, and the right."""
    if not len(left.runs) or not len(right.runs):
        return np.zeros((0, 4), dtype=np.int32)
    order = right.runs.argsort(kind="stable")
    places = order.take(right.runs[order].searchsorted(left.runs), mode="clip")
    hits = (right.runs[places] == left.runs).nonzero()[0]
    ends = left.starts + left.sizes
    first, last = hits.searchsorted(left.starts), hits.searchsorted(ends)
    kept = ((_shares(left, found.left) >= SENTENCE_SHARED * left.sizes) & (last > first)).nonzero()[0]
    middle = places[hits[first[kept] + (last - first)[kept] // 2]]
    inside = right.starts.searchsorted(middle, side="right") - 1
    return np.concatenate((left.bounds.reshape(-1, 2)[kept], right.bounds.reshape(-1, 2)[inside]), axis=1)
