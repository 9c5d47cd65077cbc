"""Whether two accounts can both hold: named features, each a small function with its reason as output.

For accounts of one matter only: it is not asked here whether they speak of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from recoupe.compare.figures import compare_figures
from recoupe.compare.passages import fold
from recoupe.lang import table
from recoupe.model.figure import Figure
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days

__all__ = ["ENOUGH", "Piece", "contradictions", "opposites"]

ENOUGH = 0.3
"""Sum of scores from which two accounts are held to exclude each other; on pairs of one matter two in three such do."""


class Piece(Protocol):
    """A passage as features (``k:`` acts, ``c:`` things, ``w:`` stems …), with its sign, figures and days."""

    @property
    def words(self) -> str:
        """The passage as it stands."""

    @property
    def features(self) -> frozenset[str]:
        """What it speaks of."""

    @property
    def predicates(self) -> frozenset[str]:
        """What it says of that."""

    @property
    def negative(self) -> bool:
        """Whether it denies."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""

    @property
    def days(self) -> Days | None:
        """The days it speaks of."""

    @property
    def language(self) -> str:
        """Its language."""


class Account(NamedTuple):
    """What one side says, piece by piece."""

    pieces: Sequence[Piece]

    @property
    def denied(self) -> float:
        """Share of the pieces that deny, or call something false."""
        return sum(p.negative or _says(p, "calls_false") for p in self.pieces) / len(self.pieces)

    def has(self, name: str) -> bool:
        """Whether a word of one of the lists of the language's table ``evidence`` stands in it."""
        return any(_says(p, name) for p in self.pieces)


def _says(piece: Piece, name: str) -> bool:
    return bool(_phrases(piece.language, name).search(fold(piece.words)))


@lru_cache(maxsize=16)
def _phrases(language: str, name: str) -> re.Pattern[str]:
    return _pattern(table(language, "evidence")[name])


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words or phrases; * stands for any ending."""
    parts = (re.escape(fold(w.rstrip("*"))) + (r"\w*" if w.endswith("*") else "") for w in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


@lru_cache(maxsize=4)
def _antonyms(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_pattern(a), _pattern(b)) for a, b in table(language, "antonyms")["pairs"])


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """Acts that can't hold at the same time, as features."""
    found: dict[str, set[str]] = {}
    for concept, entry in table("world", "concepts")["concepts"].items():
        for other in entry.get("opposite", ()):
            found.setdefault(f"k:{concept}", set()).add(f"k:{other}")
            found.setdefault(f"k:{other}", set()).add(f"k:{concept}")
    return {concept: frozenset(others) for concept, others in found.items()}


def contradictions(left: Sequence[Piece], right: Sequence[Piece]) -> list[Reason]:
    """Return why two accounts of one matter can't both hold; the scores add up, and ``ENOUGH`` is enough."""
    if not left or not right:
        return []
    one, other = Account(_facing(left, right)), Account(_facing(right, left))
    return [reason for rule in RULES if (reason := rule(one, other)) is not None]


def _facing(pieces: Sequence[Piece], others: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces that share something with the other side, or all where none does."""
    there = frozenset(f for p in others for f in p.features)
    return [p for p in pieces if not p.features.isdisjoint(there)] or pieces


def one_denies(left: Account, right: Account) -> Reason | None:
    """One side denies something, the other nothing."""
    if bool(left.denied) == bool(right.denied):
        return None
    return Reason("polarity", "one side denies, the other affirms", 1.0)


def share_denied(left: Account, right: Account) -> Reason | None:
    """One side denies more of what it says than the other."""
    gap = abs(left.denied - right.denied)
    return (
        Reason("share denied", f"{left.denied:.0%} and {right.denied:.0%} of the clauses deny", 0.5 * gap)
        if gap
        else None
    )


def same_act(left: Account, right: Account) -> Reason | None:
    """The same act, affirmed by one and denied by the other; or with the same sign on both sides."""
    pairs = [
        (p, q, p.predicates & q.predicates) for p in left.pieces for q in right.pieces if p.predicates & q.predicates
    ]
    if not pairs:
        return None
    unlike = [(p, q, common) for p, q, common in pairs if p.negative != q.negative]
    act = sorted((unlike or pairs)[0][2])[0][2:]
    if 2 * len(unlike) >= len(pairs):
        return Reason(
            "same act", f"{act}: affirmed by one, denied by the other", 0.5, unlike[0][0].words, unlike[0][1].words
        )
    if unlike:
        return None
    return Reason("same act", f"{act}: told alike by both", -0.1, pairs[0][0].words, pairs[0][1].words)


def opposite_acts(left: Account, right: Account) -> Reason | None:
    """Acts that exclude each other, both affirmed or both denied."""
    for p in left.pieces:
        for q in right.pieces:
            for act in sorted(p.predicates):
                excluded = opposites().get(act, frozenset()) & q.predicates
                if excluded and p.negative == q.negative:
                    return Reason("opposite acts", f"{act[2:]} and {sorted(excluded)[0][2:]}", 0.6, p.words, q.words)
    return None


def antonyms(left: Account, right: Account) -> Reason | None:
    """Words that exclude each other, one on each side and not its opposite there: alive, dead."""
    sides = [(" ".join(p.words for p in side.pieces), side.pieces[0].language) for side in (left, right)]
    if sides[0][1] != sides[1][1]:
        return None
    one, other = (fold(words) for words, _ in sides)
    for a, b in _antonyms(sides[0][1]):
        for here, there in ((a, b), (b, a)):
            mine, theirs = here.search(one), there.search(other)
            if mine and theirs and not there.search(one) and not here.search(other):
                return Reason("antonyms", f"{mine[0]} and {theirs[0]}", 0.4, *(words for words, _ in sides))
    return None


def exclusive_figures(left: Account, right: Account) -> Reason | None:
    """Figures of one measure that leave no room for each other, and none that agree."""
    found: Reason | None = None
    for one in (f for p in left.pieces for f in p.figures):
        for other in (f for p in right.pieces for f in p.figures):
            compared = compare_figures(one, other)
            if compared.agree:
                return None
            if compared.values is not None and found is None:
                found = Reason("figures", "; ".join(compared.reasons), 0.4)
    return found


def other_figures(left: Account, right: Account) -> Reason | None:
    """Both sides give figures, and the one that gives fewer gives one that the other has not."""
    one, other = ([f for p in side.pieces for f in p.figures] for side in (left, right))
    few, many = sorted((one, other), key=len)
    known = [(f.low, f.high) for f in many]
    for figure in few:
        if many and (figure.low, figure.high) not in known:
            return Reason("other figure", f"{figure.counted or figure.unit or 'a number'}: one side has another", 0.25)
    return None


def exclusive_days(left: Account, right: Account) -> Reason | None:
    """Days that share none, where each side names one."""
    one, other = ([p.days for p in side.pieces if p.days and None not in p.days] for side in (left, right))
    if len(one) != 1 or len(other) != 1:
        return None
    a, b = one[0], other[0]
    if a[1] < b[0] or b[1] < a[0]:  # type: ignore[operator]
        return Reason("days", f"{a[0]} and {b[0]}", 0.2)
    return None


def sweeping(left: Account, right: Account) -> Reason | None:
    """One side says all, none, never, only; the other doesn't."""
    if left.has("sweeping") == right.has("sweeping"):
        return None
    return Reason("sweeping", "one side says all, none, never or only", 0.2)


def contrast(left: Account, right: Account) -> Reason | None:
    """One side sets something right: in fact, contrary to, wrongly."""
    if not (left.has("contrast") or right.has("contrast")):
        return None
    return Reason("contrast", "one side sets something right", 0.15)


RULES: tuple[Callable[[Account, Account], Reason | None], ...] = (
    one_denies, share_denied, same_act, opposite_acts, antonyms, exclusive_figures, other_figures, exclusive_days, sweeping, contrast,
)  # fmt: skip
"""Weights were set by hand, from a negation's 1.0 down, by how often each feature is right on pairs of one matter: of such pairs
half exclude each other; of those with a negation or a charge of falsehood on one side seven in ten, with a word that leaves no
exception besides, more than eight; of those with antonyms seven. Another figure, another day, a contrast or a sweeping word alone
is right in little more than half, so that it takes two of them."""
