"""Where texts that may be copies of one another are found among very many: by marks of their openings and of the whole.

Of each text its marks are kept, and the names and numbers that pages of a template fill in, each with its sentence. So
what shares too little, or the sentences but not what stands in them, is left out for many texts at once, unread.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.copies import may_be_copied
from recoupe.compare.passages import Hashes, Passages
from recoupe.link.postings import Places, Postings
from recoupe.link.rows import Rows

__all__ = ["CopyIndex"]

SKETCH = 12
"""Least marks of a text kept for finding copies with another opening (bottom-k sketch, Broder 1997)."""
COMMON = 3
"""Marks of the sketch that two such copies share: of texts that share six words in ten, seven of twelve are expected."""
SURELY = 3
"""Names and numbers that are others on either side of pages of one template: one more than what tells them in ``copies``."""
HALF = 0.5
"""Share of the names and numbers that are others there: twice what tells them in ``copies``, as sentences are guessed from marks."""
_SENTENCES = 256
"""Sentences told apart; what stands behind these counts to the last."""

Counts = NDArray[np.intp]


class CopyIndex:
    """Texts by the marks of their openings and by a sketch of the whole."""

    def __init__(self) -> None:
        self.openings, self.sketches = Postings(), Postings()
        self.marks, self.marked = Rows("I"), Rows("B")
        """Marks of each text, and the sentences in which they stand."""
        self.slots, self.slotted = Rows("I"), Rows("B")
        """What a template page fills in, in order of hashes, and the sentences in which it stands."""

    def candidates(self, text: Passages) -> list[int]:
        """Numbers of texts that may be copies of this one or the reverse, in order."""
        led = self.openings.find(list(text.lead))
        common = self.sketches.find(text.marks[:SKETCH].tolist())
        common.sort()
        last = COMMON - 1
        places = np.concatenate((led, common[last:][common[last:] == common[: len(common) - last]]))
        if not len(places):
            return []
        places.sort()
        places = places[np.concatenate(([True], places[1:] != places[:-1]))]
        flags = np.zeros(len(places), dtype=np.bool_)
        flags[places.searchsorted(led)] = True
        return self._likely(text, places, flags)

    def _likely(self, text: Passages, places: Places, led: NDArray[np.bool_]) -> list[int]:
        marks, sizes = self.marks.of(places)
        own = text.marks.searchsorted(marks)
        hits = (text.marks.take(own, mode="clip") == marks).nonzero()[0]
        owners = sizes.cumsum().searchsorted(hits, side="right")
        shared = np.bincount(owners, minlength=len(places))
        likely = may_be_copied(shared, (len(text.marks), sizes), led).nonzero()[0]
        if not len(likely):
            return []
        mine, theirs = (np.zeros((len(places), _SENTENCES), dtype=np.bool_) for _ in range(2))
        mine[owners, _marked(text)[own[hits]]] = True
        theirs[owners, self.marked.of(places)[0][hits]] = True
        likely = likely[~self._refilled(text, places[likely], mine[likely], theirs[likely])]
        found: list[int] = places[likely].tolist()
        return found

    def _refilled(
        self, text: Passages, places: Places, mine: NDArray[np.bool_], theirs: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Which of some texts are surely pages of one template with this one, by what stands in the sentences that share marks."""
        own, inside = _slotted(text)
        slots, sizes = self.slots.of(places)
        if not len(own) or not len(slots):
            return np.zeros(len(places), dtype=np.bool_)
        owners = np.arange(len(places)).repeat(sizes)
        at = own.searchsorted(slots)
        known = own.take(at, mode="clip") == slots
        kept = theirs[owners, self.slotted.of(places)[0]]
        there, new = _counted(owners, kept, len(places)), _counted(owners, kept & ~known, len(places))
        met = np.zeros((len(places), len(own) + 1), dtype=np.bool_)
        met[owners[known], at[known]] = True
        met = met[:, own.searchsorted(own)]  # a name that stands twice is met where its first is
        kept = mine[:, inside]
        here, gone = kept.sum(axis=1), (kept & ~met).sum(axis=1)
        least = np.maximum(HALF * np.minimum(here, there), SURELY)
        refilled: NDArray[np.bool_] = (gone >= least) & (new >= least)
        return refilled

    def add(self, place: int, text: Passages) -> None:
        """Enter the next text."""
        self.openings.add(text.lead, place)
        self.sketches.add(text.marks[:SKETCH].tolist(), place)
        self.marks.add(text.marks)
        self.marked.add(_marked(text))
        slots, inside = _slotted(text)
        self.slots.add(slots)
        self.slotted.add(inside)


def _counted(owners: Counts, kept: NDArray[np.bool_], many: int) -> Counts:
    return np.bincount(owners[kept], minlength=many)


def _marked(text: Passages) -> NDArray[np.uint8]:
    """The sentences in which a text's marks stand."""
    order = text.runs.argsort(kind="stable")
    return _sentences(text, order.take(text.ordered.searchsorted(text.marks), mode="clip"))


def _slotted(text: Passages) -> tuple[Hashes, NDArray[np.uint8]]:
    """What a template page fills in, in order of hashes, and the sentences in which it stands."""
    places = text.slots.nonzero()[0]
    order = text.words[places].argsort(kind="stable")
    places = places[order]
    return text.words[places], _sentences(text, places)


def _sentences(text: Passages, places: Counts) -> NDArray[np.uint8]:
    inside = text.starts.searchsorted(places, side="right") - 1
    return np.minimum(inside, _SENTENCES - 1).astype(np.uint8)
