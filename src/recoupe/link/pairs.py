"""The passages for a claim set beside those against it: whether the two can both hold, and why.

It explains how a claim stands and does not decide it. Passages are compared by their words, figures and days, which the
readings keep; reports are not parsed again, so that acts are not set side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from recoupe.compare.accounts import Account
from recoupe.compare.contradictions import ENOUGH, Hold, Verdict, compare_accounts, exclusive_figures
from recoupe.compare.figures import compare_counts
from recoupe.compare.reasons import because
from recoupe.link.entry import Entry
from recoupe.link.standings import STATES_NOTHING
from recoupe.model.figure import Figure
from recoupe.model.ledger import Claim, Position, Reason
from recoupe.model.span import Span
from recoupe.model.words import Side, Stance

__all__ = ["MOST", "Pair", "claim_pairs"]

MOST = 12
"""Passages of each side that are set side by side, one a source and origin: 144 pairs are some 30 ms, and more than anybody reads."""

LONGEST = 2_000
"""Characters compared of a passage: a page of print. A line of millions is no one account, and would be minutes."""

DENYING = frozenset({Stance.DENIES, Stance.DEBUNKS})
"""Stances by which a source denies outright, whatever the words of what it denies."""

OUTRIGHT = 1.0
"""Score of a denial that says so: that of one which reaches all that the other side says."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage for a claim and one against it: whether they exclude each other, and why."""

    one: Position
    other: Position
    holds: Hold
    score: float
    reasons: tuple[Reason, ...]


def claim_pairs(claim: Claim, entries: Iterable[Entry]) -> tuple[Pair, ...]:
    """Return each passage for a claim beside each against it, the surest to exclude each other first.

    ``entries`` are the reports of the claim's positions; copies and what a source repeats are left out (of two passages, one
    of ``TELLING`` words goes before a shorter one), and of each side the first ``MOST`` are taken.
    """
    known = {entry.id: entry for entry in entries}
    sides = [_firsts(claim.positions, side, known) for side in (Side.FOR, Side.AGAINST)]
    accounts = {p: _account(known[p.report], p.span) for side in sides for p in side}
    found = [_pair(one, other, accounts, measured=claim.history is not None) for one, other in product(*sides)]
    return tuple(sorted(found, key=lambda pair: (_ORDER[pair.holds], -pair.score)))


_ORDER = {hold: place for place, hold in enumerate(Hold)}


def _firsts(positions: Iterable[Position], side: Side, known: Mapping[str, Entry]) -> Sequence[Position]:
    """One passage of each source and origin on a side that holds something to be so or not so: the first that tells enough."""
    found: dict[tuple[str, str], list[Position]] = {}
    for position in positions:
        if position.side is side and not position.copy and position.stance not in STATES_NOTHING:
            found.setdefault((position.source, position.origin), []).append(position)
    told = list(found.values())[:MOST]
    return [next((p for p in said if _tells(p, known[p.report])), said[0]) for said in told]


TELLING = 4
"""Words from which a passage says who did what: "denied it" points back to another one."""


def _tells(position: Position, entry: Entry) -> bool:
    start, end = position.span
    return len(entry.report.text[start : min(end, start + LONGEST)].split()) >= TELLING


def _account(entry: Entry, span: Span) -> Account:
    """A passage as an account: its words, and the figures and days that its reading has in it."""
    reading, span = entry.reading, Span(span.start, min(span.end, span.start + LONGEST))
    figures = [
        replace(f, span=Span(f.span.start - span.start, f.span.end - span.start))
        for f in reading.figures
        if span.holds(f.span)
    ]
    days = [m.days for m in reading.moments if m.days and span.holds(m.span)]
    return Account(entry.report.text[span.start : span.end], reading.language, figures, days)


def _pair(one: Position, other: Position, accounts: Mapping[Position, Account], *, measured: bool) -> Pair:
    said = accounts[one], accounts[other]
    found = _verdict(one, other, said)
    if measured and found.holds is not Hold.EXCLUDE and (figures := _of_one_measure(*said)):
        found = Verdict(Hold.EXCLUDE, figures.score, (figures,))
    return Pair(one, other, found.holds, found.score, found.reasons)


def _verdict(one: Position, other: Position, said: tuple[Account, Account]) -> Verdict:
    found = compare_accounts(*said)
    if (one.stance in DENYING) != (other.stance in DENYING):
        # what else differs in words is kept: it may say more than that it is denied
        kept = found.reasons if found.holds is Hold.EXCLUDE else ()
        return Verdict(Hold.EXCLUDE, OUTRIGHT, (because("stance", OUTRIGHT), *kept))
    if found.holds is Hold.EXCLUDE:
        return found
    if figures := exclusive_figures(*said):  # numbers need no common language
        return Verdict(Hold.EXCLUDE, max(figures.score, ENOUGH), (figures,))
    apart = tuple(_apart(*said))
    kept = tuple(
        r for r in found.reasons if r.rule != "other figure"
    )  # that one is other is no sign where none compares
    if apart and (found.holds is Hold.NOT_COMPARABLE or not kept):
        return Verdict(Hold.NOT_COMPARABLE, 0.0, (*kept, *apart))
    return found


def _of_one_measure(one: Account, other: Account) -> Reason | None:
    """That every figure of one side leaves no room to any of the other: of a claim of one measure, whatever else they say."""
    pairs = [(f, g) for f, g in product(one.figures, other.figures) if f.unit == g.unit]
    if not pairs or not all(_below(f, g) or _below(g, f) for f, g in pairs):
        return None
    words = _words(one, pairs[0][0]), _words(other, pairs[0][1])
    return because("figures", ENOUGH, words, one=words[0], other=words[1])


def _below(one: Figure, other: Figure) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _apart(one: Account, other: Account) -> Iterator[Reason]:
    """Why no figure of one side can be compared with one of the other; nothing where two can."""
    pairs = list(product(one.figures, other.figures))
    compared = [compare_counts(*pair) for pair in pairs]
    if not pairs or any(c.values is not None for c in compared):
        return
    for why in compared[0].reasons:  # "measure: killed and wounded": the rule's name goes before
        words = _words(one, pairs[0][0]), _words(other, pairs[0][1])
        yield because(why.partition(":")[0], 0.0, words, one=words[0], other=words[1])


def _words(side: Account, figure: Figure) -> str:
    return side.text[slice(*figure.span)]
