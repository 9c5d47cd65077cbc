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
from recoupe.model.ledger import Claim, Evidence, Position, Reason
from recoupe.model.span import Span
from recoupe.model.words import Side, Stance

__all__ = ["MOST", "Pair", "claim_pairs"]

MOST = 12
"""Passages of each side that are set side by side, one a source and origin: 144 pairs are some 30 ms, and more than anybody reads."""

DENYING = frozenset({Stance.DENIES, Stance.DEBUNKS})
"""Stances by which a source denies outright, whatever the words of what it denies."""

OUTRIGHT = 1.0
"""Score of a denial that says so: that of one which reaches all that the other side says."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage for a claim and one against it: whether they exclude each other, and why."""

    one: Evidence
    other: Evidence
    holds: Hold
    score: float
    reasons: tuple[Reason, ...]


def claim_pairs(claim: Claim, entries: Iterable[Entry]) -> tuple[Pair, ...]:
    """Return each passage for a claim beside each against it, the surest to exclude each other first.

    ``entries`` are the reports of the claim's positions; copies and what a source repeats are left out, and of each side
    the first ``MOST`` are taken.
    """
    known = {entry.id: entry for entry in entries}
    sides = [_firsts(claim.positions, side) for side in (Side.FOR, Side.AGAINST)]
    accounts = {p: _account(known[p.report], p.span) for side in sides for p in side}
    found = [_pair(one, other, accounts) for one, other in product(*sides)]
    return tuple(sorted(found, key=lambda pair: (_ORDER[pair.holds], -pair.score)))


_ORDER = {hold: place for place, hold in enumerate(Hold)}


def _firsts(positions: Iterable[Position], side: Side) -> Sequence[Position]:
    """The first passage of each source and origin on a side that holds something to be so or not so."""
    found: dict[tuple[str, str], Position] = {}
    for position in positions:
        if position.side is side and not position.copy and position.stance not in STATES_NOTHING:
            found.setdefault((position.source, position.origin), position)
    return list(found.values())[:MOST]


def _account(entry: Entry, span: Span) -> Account:
    """A passage as an account: its words, and the figures and days that its reading has in it."""
    reading = entry.reading
    figures = [
        replace(f, span=Span(f.span.start - span.start, f.span.end - span.start))
        for f in reading.figures
        if span.holds(f.span)
    ]
    days = [m.days for m in reading.moments if m.days and span.holds(m.span)]
    return Account(entry.report.text[span.start : span.end], reading.language, figures, days)


def _pair(one: Position, other: Position, accounts: Mapping[Position, Account]) -> Pair:
    found = _verdict(one, other, (accounts[one], accounts[other]))
    here, there = (Evidence(p.report, p.span) for p in (one, other))
    return Pair(here, there, found.holds, found.score, found.reasons)


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
