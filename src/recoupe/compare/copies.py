"""Whether two texts are copies of one: by the passages they share and by where these stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.passages import Hashes, Passages, Shared, holds, shared
from recoupe.model.ledger import Reason
from recoupe.model.span import Span

__all__ = ["Copying", "aligned", "aligned_places", "copied", "copy_reason", "may_be_copied"]

LED = 0.33
"""Share of the shorter text that a copy keeps, where both open alike: a brief to which an outlet adds twice its length."""
UNLED = 0.6
"""The same of both texts where an outlet wrote its own opening: less is quotation or background."""
SLOTS_KEPT = 0.75
"""Names and numbers that a copy keeps in the sentences it shares; pages of one template keep few, edited copies most."""
REFILLED = 2
"""A page of a template has at least this many names or numbers where the other has others; an update changes one."""
SENTENCE_SHARED = 0.4
"""A sentence counts as shared from this share of its words: four or five words changed among twenty."""
ESTIMATE = 0.7
"""How far below the bar an estimate from marks may lie: with 15 marks its standard error is about an eighth. Of ten thousand
made-up reprints, 0.85 loses some copies and 0.7 none, and reports of the same few sentences that are no copies stay apart."""


class Copying(NamedTuple):
    """That two texts are copies: whether they open alike, how much of each is shared in hundredths, and what they share."""

    led: bool
    percents: tuple[int, int]
    score: float
    shared: Shared

    @property
    def reason(self) -> Reason:
        """Why they are copies."""
        return copy_reason(self.score, self.percents, led=self.led)


def copy_reason(score: float, percents: tuple[int, int], *, led: bool) -> Reason:
    """The reason of a copy, from what it rests on."""
    how = "same opening" if led else "other opening"
    detail = f"{how}; {percents[0]}% of the one and {percents[1]}% of the other are shared word for word"
    return Reason("copy", detail, score)


def may_be_copied(
    shared: NDArray[np.intp], sizes: tuple[int | NDArray[np.intp], NDArray[np.intp]], led: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Estimate from the marks alone whether a text and some others can be copies; quick, and generous.

    ``shared`` are the marks in common with each, ``sizes`` how many the text and each other have, and ``led`` whether any
    of those in common stand in both leads.
    """
    shorter, longer = np.minimum(*sizes), np.maximum(*sizes)
    return np.where(led, shared >= LED * ESTIMATE * shorter, shared >= UNLED * ESTIMATE * longer) & (shared > 0)


def copied(left: Passages, right: Passages) -> Copying | None:
    """Return why two texts are copies of one, or None.

    A copy opens like what it was made from (desks cut from the end and add below the lead) or keeps most of it. What
    only quotes another, or repeats a paragraph of background, does neither. Pages of one template share their
    sentences but not the names and numbers in them.
    """
    found = shared(left, right)
    parts = found.parts
    if max(parts) < LED:
        return None
    led = _opens(left, found.left) and _opens(right, found.right)
    if not (led or min(parts) >= UNLED) or _refilled(left, right, found):
        return None
    return Copying(led, (round(parts[0] * 100), round(parts[1] * 100)), round(max(parts), 3), found)


def _opens(text: Passages, marked: NDArray[np.bool_]) -> bool:
    """Whether the first sentence of some length is shared."""
    first, size = text.opening
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
