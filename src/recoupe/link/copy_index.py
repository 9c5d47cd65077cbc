"""Where texts that may be copies of one another are found among very many: by marks of their openings and of the whole.

Of each text its marks and runs are kept by two bytes each, and the names and numbers that pages of a template fill in. So
what shares too little, or opens otherwise, or has the sentences but not what stands in them, is left out for many texts at
once, unread. Two runs in sixty thousand are taken for one: what is left out so is never a copy, what is not is compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.copies import LED, SENTENCE_SHARED, UNLED, may_be_copied
from recoupe.compare.letters import NUMBER
from recoupe.compare.passages import RUN, Hashes, Passages
from recoupe.link.postings import Forest, Places, Postings, found_together
from recoupe.link.register import Register
from recoupe.link.rows import Rows, ranges, view

__all__ = ["CopyIndex", "Near"]

SKETCH = 12
"""Least marks of a text kept for finding copies with another opening (bottom-k sketch, Broder 1997)."""
UNLED_MARKS = 5
"""Marks of the sketch that two such copies share: of texts that share six words in ten, seven of twelve are expected."""
LED_MARKS = 3
"""Marks of openings and sketches together that copies with one opening share: a sentence of twenty words has three, and
two reports of one sentence that everybody prints share one or two."""
SURELY, GONE = 2, 0.3
"""Names and numbers that are others on either side of pages of one template, at least, and their share of all: a little
more than what tells them in ``copies``, as a name that opens a sentence on one side is not seen."""
FILLED = 3
"""Marks with a name or a number in them that both texts have, at least, for these to be asked for as well."""
_SENTENCES = 256
"""Sentences told apart; what stands behind these counts to the last."""
_LED = 1 << 8
"""What a mark of the opening counts, so that both sums stand in one number."""

Flags = NDArray[np.bool_]
Short = NDArray[np.uint16]
Sizes = NDArray[np.intp]
"""How many entries each row has, of rows that stand one after the other."""
_Both = tuple[Sizes, Sizes]


class Near:
    """What may be copies of a text, or it of them: those worth comparing, and what else stands in a group with one of them."""

    def __init__(self, index: CopyIndex, place: int) -> None:
        self.likely: list[int] = []
        """Worth comparing: of each group that came out before the text the first, or else all that are; and those after it; the
        earliest stands last."""
        self.behind: dict[int, Places] = {}
        """By the first of a group, the others in it that came out before the text."""
        self._index, self._place = index, place

    def instead(self, first: int) -> list[int]:
        """Those worth comparing of the group that one stands for, which is no copy."""
        rest = self.behind.get(first, _NOBODY)
        found: list[int] = rest[self._index.alike(np.full_like(rest, self._place), rest)].tolist()
        return found


class CopyIndex:
    """Texts by the marks of their openings and by a sketch of the whole."""

    AFRESH = frozenset({"_places"})
    """What is not kept of them between two programs."""

    def __init__(self) -> None:
        self.openings, self.sketches = Postings(), Postings()
        self.marks, self.runs = Rows("H"), Rows("H")
        """Marks of each text, and its runs in order, with as many zeros behind as make up the words."""
        self.firsts, self.lengths = array("I"), array("I")
        """Where the first sentence of some length begins in each text, and how many words it has."""
        self.filled = array("I")
        """How many of the marks of each text have a name or a number in them."""
        self.slots, self.slotted = Rows("H"), Rows("B")
        """What a template page fills in, and the sentences in which it stands."""
        self.sentences = Rows("I")
        """First words of sentences."""
        self._places = np.zeros((0, 1 << 16), dtype=np.uint16)
        """Where two bytes stand in each of the texts that are compared; all zero between two calls."""

    def add(self, texts: Sequence[Passages]) -> None:
        """Enter the next texts."""
        first = len(self.firsts)
        _enter(self.openings, [list(text.lead) for text in texts], first)
        _enter(self.sketches, [text.marks[:SKETCH].tolist() for text in texts], first)
        words, runs = _lengths([text.words for text in texts]), _lengths([text.runs for text in texts])
        self.marks.extend(_short(_joined([text.marks for text in texts])), _lengths([text.marks for text in texts]))
        padded = np.zeros(words.sum(), dtype=np.uint16)
        padded[ranges(words.cumsum() - words, runs)] = _short(_joined([text.runs for text in texts]))
        self.runs.extend(padded, words)
        many = _lengths([text.starts for text in texts])
        starts = np.concatenate([_NO_STARTS, *(text.starts for text in texts)])
        self.sentences.extend(starts, many)
        self._add_slots(texts, starts + (words.cumsum() - words).repeat(many), words)
        for text in texts:
            start, size = text.opening
            self.firsts.append(start)
            self.lengths.append(size)
            self.filled.append(text.filled)

    def _add_slots(self, texts: Sequence[Passages], starts: NDArray[np.intp], words: Sizes) -> None:
        kinds = np.concatenate([np.zeros(0, dtype=np.uint8), *(text.kinds for text in texts)])
        kinds[starts] &= NUMBER
        places = kinds.nonzero()[0]
        inside = starts.searchsorted(places, side="right") - 1
        before = starts.searchsorted(words.cumsum() - words)  # sentences of the texts before
        sizes = _sums(kinds > 0, words)
        self.slots.extend(_short(_joined([text.words for text in texts])[places]), sizes)
        self.slotted.extend(np.minimum(inside - before.repeat(sizes), _SENTENCES - 1), sizes)

    def candidates(self, texts: Sequence[Passages]) -> tuple[Places, Places]:
        """Numbers of the texts that were entered last, each with one of those before it that it may share enough with."""
        first = len(self.firsts) - len(texts)
        led = self.openings.find_each([list(text.lead) for text in texts])
        alike = self.sketches.find_each([text.marks[:SKETCH].tolist() for text in texts])
        pairs, counts = found_together((led, alike), (_LED, 1))
        owners, places = (pairs >> 32) + first, pairs & 0xFFFFFFFF
        opened, both = counts >= _LED, counts // _LED + counts % _LED
        kept = (places < owners) & np.where(opened, both >= LED_MARKS, both >= UNLED_MARKS)
        left, right = owners[kept].astype(np.int32), places[kept].astype(np.int32)
        if not len(left):
            return left, right
        opened = opened[kept]
        sizes, own = self._shared_marks(left, right)
        likely = may_be_copied(own[0], sizes[0], opened)
        few = np.minimum(*sizes[1]) < FILLED
        likely &= few | may_be_copied(own[1], sizes[1], opened)
        return left[likely], right[likely]

    def _shared_marks(self, left: Places, right: Places) -> tuple[tuple[_Both, _Both], tuple[Sizes, Sizes]]:
        """How many marks the texts of pairs have and share: of all, and of those with a name or a number in them."""
        mine, theirs, (_, shared) = self._shared(self.marks, left, right)
        filled = view(self.filled)
        ours, others = filled[left].astype(np.intp), filled[right].astype(np.intp)
        return ((mine, theirs), (ours, others)), (_sums(shared, theirs), _sums(shared, theirs, others))

    def near(self, texts: Sequence[Passages], register: Register, groups: Forest) -> dict[int, Near]:
        """By number of each of the texts that were entered last, those before it that it may copy, or that may copy it.

        Of those that are one group already, and came out before it, most often only the first is of interest, so that
        the others are looked at closely only where the first is not worth comparing.
        """
        left, right = self.candidates(texts)
        own, ranks = register.ranks(np.concatenate((left, right))).reshape(2, -1)
        later = ranks > own
        roots = groups.roots(right)
        roots[later] = -1 - right[later]  # each stands alone
        order = np.lexsort((ranks, roots, left))
        left, right, ranks, roots = left[order], right[order], ranks[order], roots[order]
        first = np.ones(len(left), dtype=np.bool_)
        first[1:] = (left[1:] != left[:-1]) | (roots[1:] != roots[:-1])
        starts = first.nonzero()[0]
        sizes = np.append(starts[1:], len(left)) - starts
        likely = self.alike(left[starts], right[starts])
        worth = first.copy()
        worth[starts] = likely
        behind = ~first & ~likely.repeat(sizes)
        worth[behind] = self.alike(left[behind], right[behind])
        found: dict[int, Near] = {}
        compared = worth.nonzero()[0]
        compared = compared[ranks[compared].argsort()[::-1]]
        for place, other in zip(left[compared].tolist(), right[compared].tolist(), strict=True):
            (found.get(place) or found.setdefault(place, Near(self, place))).likely.append(other)
        led = likely & (sizes > 1)
        for start, size in zip(starts[led].tolist(), sizes[led].tolist(), strict=True):
            found[int(left[start])].behind[int(right[start])] = right[start + 1 : start + size]
        return found

    def alike(self, left: Places, right: Places) -> Flags:
        """Which pairs of texts share enough of their runs, and where copies do; the left are few, the right may be many."""
        if not len(left):
            return np.zeros(0, dtype=np.bool_)
        mine, theirs, runs = self._shared(self.runs, left, right)
        one, other = map(_covered, runs)
        parts = _sums(one, mine) / mine, _sums(other, theirs) / theirs
        led = self._opened(left, one, mine) & self._opened(right, other, theirs)
        kept: Flags = (np.maximum(*parts) >= LED) & (led | (np.minimum(*parts) >= UNLED))
        if kept.any():
            one, other = one[kept.repeat(mine)], other[kept.repeat(theirs)]
            kept[kept] = ~self._refilled(left[kept], right[kept], one, other)
        return kept

    def _shared(self, rows: Rows, left: Places, right: Places) -> tuple[Sizes, Sizes, tuple[Flags, Flags]]:
        """How many entries the rows of pairs have, and which of these the other has as well."""
        some = _once(left)
        if len(some) > len(self._places):
            self._places = np.zeros((len(some), 1 << 16), dtype=np.uint16)
        table = self._places.reshape(-1)
        known, sizes = rows.of(some)
        slots = (np.arange(len(some)).repeat(sizes) << 16) + known
        table[slots] = np.arange(1, len(known) + 1) - (sizes.cumsum() - sizes).repeat(sizes)
        numbers = some.searchsorted(left)
        mine, (values, lengths) = sizes[numbers], rows.of(right)
        at = table[(numbers << 16).repeat(lengths) + values]
        at[values == 0] = 0
        same = _taken(table[slots], sizes, numbers)  # an entry that stands twice is met where its last is
        table[slots] = 0
        since = mine.cumsum() - mine
        met = np.zeros(len(same) + 1, dtype=np.bool_)
        hits = at.nonzero()[0]
        met[since.repeat(lengths)[hits] + at[hits] - 1] = True
        ours = _taken(known, sizes, numbers)
        return mine, lengths, (met[since.repeat(mine) + same - 1] & (ours > 0), at > 0)

    def _opened(self, places: Places, covered: Flags, sizes: Sizes) -> Flags:
        """Which texts share their first sentence of some length."""
        summed = np.zeros(len(covered) + 1, dtype=np.int32)
        covered.cumsum(out=summed[1:])
        first = sizes.cumsum() - sizes + view(self.firsts)[places]
        lengths = view(self.lengths)[places]
        opened: Flags = summed[first + lengths] - summed[first] >= SENTENCE_SHARED * lengths
        return opened

    def _refilled(self, left: Places, right: Places, one: Flags, other: Flags) -> Flags:
        """Which pairs are surely pages of one template, by what stands in the sentences that are shared."""
        mine, theirs, known = self._shared(self.slots, left, right)
        here, gone = self._distinct(left, mine, self._in_shared(left, one), known[0])
        there, new = self._distinct(right, theirs, self._in_shared(right, other), known[1])
        least = np.maximum(GONE * np.minimum(here, there), SURELY)
        refilled: Flags = (gone >= least) & (new >= least)
        return refilled

    def _distinct(self, places: Places, sizes: Sizes, inside: Flags, known: Flags) -> tuple[Sizes, Sizes]:
        """How many names and numbers stand in sentences that are shared, each once, and how many of them are not known."""
        met = inside.nonzero()[0]
        owners = np.arange(len(sizes)).repeat(sizes)[met]
        both = (owners << 17) | (self.slots.of(places)[0][met].astype(np.intp) << 1) | known[met]
        both = _once(both)
        whose = both >> 17
        gone = whose[(both & 1) == 0]
        return np.bincount(whose, minlength=len(sizes)), np.bincount(gone, minlength=len(sizes))

    def _in_shared(self, places: Places, covered: Flags) -> Flags:
        """Which of what template pages fill in stand in sentences that are shared."""
        starts, many = self.sentences.of(places)
        words = self.runs.sizes(places)
        starts = starts + (words.cumsum() - words).repeat(many)
        sizes = np.empty(len(starts), dtype=np.intp)
        sizes[:-1], sizes[-1:] = starts[1:] - starts[:-1], len(covered) - starts[-1:]
        shared = _sums(covered, sizes) >= SENTENCE_SHARED * sizes
        inside, slots = self.slotted.of(places)
        made: Flags = shared[inside + (many.cumsum() - many).repeat(slots)]
        return made


def _enter(postings: Postings, keys: Sequence[Sequence[int]], first: int) -> None:
    places = np.arange(first, first + len(keys)).repeat([len(own) for own in keys])
    postings.extend(np.array([key for own in keys for key in own], dtype=np.uint64), places)


def _short(hashes: Hashes) -> Short:
    """Two bytes of each hash, none of them 0."""
    made: Short = np.maximum(hashes >> np.uint32(16), 1).astype(np.uint16)
    return made


def _sums(flags: Flags, sizes: Sizes, heads: Sizes | None = None) -> Sizes:
    """How many of each row, or of its first so many, are set; rows may be empty."""
    summed = np.zeros(len(flags) + 1, dtype=np.intp)
    flags.cumsum(out=summed[1:])
    first = sizes.cumsum() - sizes
    made: Sizes = summed[first + (sizes if heads is None else heads)] - summed[first]
    return made


def _covered(runs: Flags) -> Flags:
    """Which words lie in runs that are set; behind the last run of a text stand as many that are not as make up the words."""
    found = runs.copy()
    for place in range(1, RUN):
        found[place:] |= runs[:-place]
    return found


def _taken(values: NDArray[Any], sizes: Sizes, rows: NDArray[np.intp]) -> NDArray[Any]:
    """Some of the rows that stand one after the other."""
    return values[ranges((sizes.cumsum() - sizes)[rows], sizes[rows])]


def _once(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers in order, each once; for a few thousand several times quicker than ``np.unique``."""
    ordered = np.sort(values)
    fresh = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh]


def _lengths(rows: Sequence[NDArray[Any]]) -> Sizes:
    return np.array([len(row) for row in rows], dtype=np.intp)


def _joined(rows: Sequence[Hashes]) -> Hashes:
    return np.concatenate([_NO_HASHES, *rows])


_NO_HASHES: Hashes = np.zeros(0, dtype=np.uint32)
_NOBODY: Places = np.zeros(0, dtype=np.int32)
_NO_STARTS = np.zeros(0, dtype=np.int32)
