"""Whether two accounts can both hold: named features, each a small function with its reason as output.

For accounts of one matter only: it is not asked here whether they speak of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from recoupe.compare.accounts import Account, Denial, Word
from recoupe.compare.exclusions import ACT_RULES, WORD_RULES, left_open, others_figures, paired
from recoupe.compare.figures import compare_counts, one_count
from recoupe.compare.opposed import ASPECTS, CONVERSE, opposites, pattern
from recoupe.compare.quantities import shared_out
from recoupe.compare.reasons import because
from recoupe.compare.roles import exclusive_roles
from recoupe.lang import table
from recoupe.model.figure import Figure
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days

__all__ = ["ENOUGH", "Hold", "Verdict", "compare_accounts", "contradictions", "opposites"]

ENOUGH = 0.2
"""Sum of scores from which two accounts are held to exclude each other: a denial of which the other side says a fifth, or two weak signs."""
ALIKE = 0.05
"""What it adds to the score of a pair, below any sign, that one says all the words of the other: the likelier they are of one thing."""
ASIDE = 3.0
"""How much longer than the other an account may be for what only one of them says to bear on the other: beyond, it is an aside."""
EVEN = 2.0
"""The same for words that sweep or set right: an account twice as long has room for a « mais » of its own."""
COVERED = 0.5
"""Share of the shorter side that the longer must say for a « mais » to set right something of it: below, most of what each says is its own."""
MET = 0.2
"""Share of a denial's words that the other side must say for it to be a denial of that: one word of five is the topic that both share."""
SAID_BESIDE = 0.4
"""What a word of a denial weighs that its own side also tells: the topic of both, and not what is denied."""
MUCH = 0.15
"""Share of what a side says from which it is mainly a denial: below, the denial is an aside."""
LIGHT = 0.5
"""What a denial weighs that only sets something aside: « sans l'aval du Conseil » parts two ways of doing, not two accounts."""


@lru_cache(maxsize=16)
def _phrases(language: str, name: str) -> re.Pattern[str]:
    return pattern(table(language, "evidence")[name])


def contradictions(one: Account, other: Account) -> list[Reason]:
    """Return why two accounts of one matter can't both hold; the scores add up, and ``ENOUGH`` is enough."""
    found = [rule(one, other) for rule in RULES]
    found += [rule(one.acts, other.acts) for rule in ACT_RULES]
    found += [rule(one.acts, other.acts, one.language) for rule in WORD_RULES]
    found.append(exclusive_roles(one.roles, other.roles, one.language))
    aside = OF_ONE_EVENT if other_events(one, other) else frozenset()
    return [reason for reason in found if reason is not None and reason.rule not in aside]


OF_ONE_EVENT = frozenset({"figures", "other figure", "days", "act dated", "act timed", "quantity"})
"""Reasons that hold of one event alone."""


def other_events(one: Account, other: Account) -> bool:
    """Whether two accounts name other days, and nobody and nothing that both name: nine died here, thirty there."""
    return bool(one.names and other.names) and one.names.isdisjoint(other.names) and _other_days(one, other)


class Hold(StrEnum):
    """Whether two accounts can both hold."""

    EXCLUDE = "exclude"
    COMPATIBLE = "compatible"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two accounts can both hold, with a sentence for each reason; ``score`` ranks pairs, the surer the higher."""

    holds: Hold
    score: float
    reasons: tuple[Reason, ...]


def compare_accounts(one: Account, other: Account) -> Verdict:
    """Return whether two accounts can both hold, or that they can't be compared, and why."""
    reasons = contradictions(one, other)
    few, many = sorted((one, other), key=lambda side: len(side.words))
    shared = sum(not w.terms.isdisjoint(few.terms) for w in many.words) / max(len(many.words), 1)
    score = sum(r.score for r in reasons)
    if why := incomparable(one, other):
        return Verdict(Hold.NOT_COMPARABLE, 0.0, (why,))
    holds = Hold.EXCLUDE if score >= ENOUGH else Hold.COMPATIBLE
    return Verdict(holds, round(score + ALIKE * shared, 4), tuple(reasons))


def incomparable(one: Account, other: Account) -> Reason | None:
    """Why nothing can be asked of two accounts: one says nothing, they are in two languages, or they share no word."""
    if not one.words or not other.words:
        return because("nothing said", 0.0)
    if one.language != other.language:
        return because("languages", 0.0, language=one.language, other_language=other.language)
    if (
        one.terms.isdisjoint(other.terms) and one_calls_false(one, other) is None
    ):  # who calls it false need not repeat it
        return because("no common word", 0.0)
    return None


def _sides(one: Account, other: Account) -> tuple[tuple[Account, Account], tuple[Account, Account]]:
    return (one, other), (other, one)


def denied_there(one: Account, other: Account) -> Reason | None:
    """One side denies what the other tells: as many of the words that the denial reaches as the other says without denying them."""
    found = [
        (_met(denial, here, there), _shown(here, denial.words), there.text)
        for here, there in _sides(one, other)
        for denial in here.denials
    ]
    score, denial, told = max(found, key=lambda f: f[0], default=(0.0, "", ""))
    return because("denied", round(score, 3), (denial, told), words=denial) if score >= MET else None


def _met(denial: Denial, here: Account, there: Account) -> float:
    """How much of a denial the other side says, less what it denies itself; nothing where it denies a number that is not said there."""
    if _bounded(denial, there) or _elsewhere(denial, here, there):
        return 0.0
    told = frozenset(term for w in here.words if w not in denial.words for term in w.terms)
    weights = [SAID_BESIDE if w.terms & told else 1.0 for w in denial.words]
    if denial.manner.corrects:  # the act itself took place, with something else
        acts = frozenset(t for act in here.acts for t in act.head)
        weights = [0.0 if w.terms & acts else weight for w, weight in zip(denial.words, weights, strict=True)]
    told_there = _told_then(denial, here, there)
    signs = [bool(w.terms & told_there) - bool(w.terms & there.denied) for w in denial.words]
    share = sum(w * s for w, s in zip(weights, signs, strict=True)) / (sum(weights) + 0.5)
    return share * (LIGHT if denial.manner.light else 1.0)


def _told_then(denial: Denial, here: Account, there: Account) -> frozenset[str]:
    """What the other side tells of the time of which it is denied: what has ended may have been, what is not yet may come."""
    if not denial.manner.until or any(here.tenses.get(w.start) == "past" for w in denial.words):
        return there.told
    aside = "past" if denial.manner.until == "ended" else "future"
    return frozenset(t for w in there.words if w.denial is None and there.tenses.get(w.start) != aside for t in w.terms)


def _elsewhere(denial: Denial, here: Account, there: Account) -> bool:
    """Whether the other side leaves open what is denied, or tells it of another time."""
    denied = frozenset(t for w in denial.words for t in w.terms)
    if not denied.isdisjoint(there.told) and denied.isdisjoint(_told_then(denial, here, there)):
        return True
    return left_open(denied, here.acts, there.acts)


def _bounded(denial: Denial, there: Account) -> bool:
    """Whether what is denied is a bound or a number that the other side does not give."""
    if denial.manner.all_of_it and not there.sweeps:
        return True
    if not denial.manner.bounds.issubset(there.folded.replace("'", " ").split()):
        return True
    return any(w.text[0].isdigit() and w.terms.isdisjoint(there.terms) for w in denial.words)


def _shown(side: Account, words: Sequence[Word]) -> str:
    """The text from the first of some words to the last, as it stands."""
    return side.text[words[0].start : words[-1].start + len(words[-1].text)]


def _facing(one: Account, other: Account, times: float = ASIDE) -> bool:
    """Whether two accounts are of about one length, so that each speaks of what the other does."""
    few, many = sorted((len(one.words), len(other.words)))
    return many <= times * few


def one_denies(one: Account, other: Account) -> Reason | None:
    """Only one side denies, and what it denies is much of what it says."""
    mine, theirs = ([d for d in here.denials if not (d.manner.light or d.manner.corrects)] for here in (one, other))
    denying, facing, denials = (one, other, mine) if mine else (other, one, theirs)
    if (
        bool(mine) == bool(theirs)
        or not _facing(one, other)
        or all(_bounded(d, facing) or _elsewhere(d, denying, facing) for d in denials)
    ):
        return None
    roomy = len(denying.words) >= EVEN * len(facing.words)
    if roomy and max(_met(d, denying, facing) for d in denials) < MET:  # it has room for denying something else
        return None
    part = sum(len(d.words) for d in denials) / len(denying.words)
    return because("polarity", 0.3 if part > MUCH else 0.15, part=f"{100 * part:.0f}")


def one_calls_false(one: Account, other: Account) -> Reason | None:
    """One side calls something untrue, staged or torn from its place; the other doesn't."""
    if _has(one, "calls_false") == _has(other, "calls_false") or not _facing(one, other):
        return None
    return because("called false", 0.35)


def covered(one: Account, other: Account) -> float:
    """Share of the words of the shorter side that the longer one says too."""
    few, many = sorted((one, other), key=lambda side: len(side.words))
    return sum(not w.terms.isdisjoint(many.terms) for w in few.words) / max(len(few.words), 1)


def _has(side: Account, name: str) -> bool:
    """Whether a word of one of the lists of the language's table ``evidence`` stands in it."""
    return bool(_phrases(side.language, name).search(side.folded))


def opposite_acts(one: Account, other: Account) -> Reason | None:
    """Acts that exclude each other, both told or both denied, where neither side speaks of both."""
    for here in one.words:
        for act in sorted((here.terms & opposites().keys()) - other.terms - ASPECTS):
            excluded = opposites()[act] - one.terms - CONVERSE.get(act, frozenset())
            for there in other.words:
                met = sorted(excluded & there.terms)
                if met and (here.denial is None) == (there.denial is None):
                    words = _shown(one, [here]), _shown(other, [there])
                    return because("opposite acts", 0.35, (here.text, there.text), one=words[0], other=words[1])
    return None


def antonyms(one: Account, other: Account) -> Reason | None:
    """Words that exclude each other, one on each side and not its opposite there: alive, dead."""
    if one.language != other.language or _other_days(one, other):
        return None
    if shared_out(one.acts, other.acts, one.language):
        return None
    facing = _facing(one, other)
    if not facing and covered(one, other) < COVERED:
        return None
    for (row, side), mine in sorted(one.stands.items()):
        theirs = other.stands.get((row, 1 - side))
        if theirs is None or (row, 1 - side) in one.stands or (row, side) in other.stands:
            continue
        if one.negated(mine[0]) == other.negated(theirs[0]) and (
            one.of_one(*mine, other, theirs) if facing else one.surely_of_one(mine[0], other, theirs[0])
        ):
            words = one.text[slice(*mine)], other.text[slice(*theirs)]
            return because("antonyms", 0.3, (one.text, other.text), one=words[0], other=words[1])
    return None


def exclusive_figures(one: Account, other: Account) -> Reason | None:
    """Of the side that gives fewer figures, one for which the other side has only figures of that very thing that leave it no room."""
    few, many = sorted((one, other), key=lambda side: len(side.figures))
    for figure in few.figures:
        same = [one_count(figure, there) for there in many.figures if _same_number(figure, there)]
        if any(counted is not False for counted in same):
            continue
        facing = [there for there in many.figures if _of_one(figure, there, few, many)]
        if same:  # a number that the other side has of something else: only what is known to be the same count faces it
            facing = [there for there in facing if one_count(figure, there)]
        compared = [compare_counts(figure, there) for there in facing]
        if compared and all(c.values is not None and not c.agree for c in compared):
            words = few.text[slice(*figure.span)], many.text[slice(*facing[0].span)]
            return because("figures", 0.35, words, one=words[0], other=words[1])
    return None


def _of_one(figure: Figure, there: Figure, here: Account, other: Account) -> bool:
    """Whether two figures are of one thing: they count the same, or stand among the same words, and of nobody else."""
    same = one_count(figure, there)
    if same is None:
        beside = here.around(*figure.span) & other.around(*there.span)
        same = any(not t[0].isdigit() for t in beside)
    return same and not others_figures(figure, there, here.acts, other.acts)


def other_figures(one: Account, other: Account) -> Reason | None:
    """Of the side that gives fewer figures, one that the other side has not, where it has one of that unit."""
    few, many = sorted((one, other), key=lambda side: len(side.figures))
    for figure in few.figures if _facing(one, other) else ():
        if any(_same_number(figure, there) for there in many.figures):
            continue
        if any(figure.unit == there.unit for there in many.figures):
            return because("other figure", 0.15, words=few.text[slice(*figure.span)])
    return None


def _same_number(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def exclusive_days(one: Account, other: Account) -> Reason | None:
    """Days that share none, where each side names one, of one act where acts are known."""
    if not _other_days(one, other) or not _facing(one, other):
        return None
    if one.acts and other.acts and not any(paired(one.acts, other.acts)):
        return None
    mine, theirs = (next(d for d in side.days if None not in d) for side in (one, other))
    return because("days", 0.15, day=_day(mine), other_day=_day(theirs))


def _other_days(one: Account, other: Account) -> bool:
    """Whether each side names one day or stretch of days, and they share none: what is told may follow on what was told."""
    mine, theirs = ([d for d in side.days if None not in d] for side in (one, other))
    if len(mine) != 1 or len(theirs) != 1:
        return False
    a, b = mine[0], theirs[0]
    return bool(a[1] < b[0] or b[1] < a[0])  # type: ignore[operator]


def _day(days: Days) -> str:
    return f"{days[0]}" if days[0] == days[1] else f"{days[0]}/{days[1]}"


def sweeping(one: Account, other: Account) -> Reason | None:
    """One side says all, none, never, only; the other doesn't."""
    if _has(one, "sweeping") == _has(other, "sweeping") or not _facing(one, other, EVEN):
        return None
    return because("sweeping", 0.15)


def contrast(one: Account, other: Account) -> Reason | None:
    """One side sets something right: in fact, contrary to, wrongly."""
    if not (_has(one, "contrast") or _has(other, "contrast")) or not _facing(one, other, EVEN):
        return None
    if covered(one, other) < COVERED:
        return None
    return because("contrast", 0.1)


RULES: tuple[Callable[[Account, Account], Reason | None], ...] = (
    denied_there, one_denies, one_calls_false, opposite_acts, antonyms, exclusive_figures, other_figures, exclusive_days, sweeping, contrast,
)  # fmt: skip
"""Weights were set by hand, from a denial of all that the other side says (1.0) down, by how often each sign is right on pairs of
one matter, of which half exclude each other: eight in ten where a denial reaches what the other side tells; seven in ten where one
side mainly denies, calls something false, or uses the antonym; a word that leaves no exception or sets right adds to these, alone it
is right in half, as is another number."""
