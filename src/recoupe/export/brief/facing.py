"""The sharpest pair of a disputed or debunked claim: who says the opposite of whom, at which words, and why it is that."""

from __future__ import annotations

from dataclasses import replace

from recoupe.compare.contradictions import Hold
from recoupe.export.brief.because import plain, sentence_of, telling
from recoupe.export.brief.book import Book
from recoupe.export.brief.claims import VOICES, ByVoice, by_voice, claim_item, sources_of, stands_alone, voice_at
from recoupe.export.brief.records import PAIR, ClaimItem, Facing, Voice
from recoupe.link.pairs import Pair, claim_pairs
from recoupe.model.ledger import Claim
from recoupe.model.words import StandingWord

__all__ = ["claim_told", "facing", "ranked", "voices_of"]

_ANSWERED = frozenset({StandingWord.DISPUTED, StandingWord.DEBUNKED})
"""Standings under which somebody says the opposite: under others a pair would raise a dispute that there is not."""


def claim_told(book: Book, claim: Claim, most: int = VOICES) -> ClaimItem:
    """Return a claim as a brief prints it: with its sharpest pair where it is disputed or debunked, those two voices first."""
    item, found = claim_item(book, claim, most), facing(book, claim)
    if found is None:
        return item
    pair = (found.one, found.other)
    rest = [v for v in item.voices if not any(_one_voice(v, p) for p in pair)]
    shown = (*pair, *rest[: max(most - len(pair), 0)])
    total = len(item.voices) + item.more
    return replace(item, facing=found, voices=shown, more=max(total - len(shown), 0))


def _one_voice(one: Voice, other: Voice) -> bool:
    return (one.who, one.role, one.side, one.narrated) == (other.who, other.role, other.side, other.narrated)


def facing(book: Book, claim: Claim) -> Facing | None:
    """Return the pair that shows best why a claim is disputed or debunked; None where none shows it plainly."""
    if claim.standing.word not in _ANSWERED:
        return None
    best = next(iter(ranked(book, claim)), None)
    if best is None or best.holds is not Hold.EXCLUDE or len(sources_of((best.one, best.other))) < PAIR:
        return None
    why = next((r for r in telling(best.reasons) if plain(r)), None)
    if why is None:
        return None
    one, other = voices_of(book, by_voice(book, claim.positions), best)
    return Facing(one, other, why.rule, sentence_of(why, book.language))


def voices_of(book: Book, groups: ByVoice, pair: Pair) -> tuple[Voice, Voice]:
    """Return the two voices of a pair, at its passages; ``groups`` are the claim's positions by voice."""
    one, other = (voice_at(book, p, groups[next(iter(sources_of([p]))), p.side]) for p in (pair.one, pair.other))
    return one, other


def ranked(book: Book, claim: Claim) -> list[Pair]:
    """Return the pairs of a claim, those first that show best what it is disputed about.

    What weighs most first: that they exclude each other, or at least can be compared; two sources, as who says otherwise
    a day later corrects; words that can be understood alone on both sides; how many of them the standing itself rests on;
    a reason that names what is denied or counted; the score.
    """
    entries = [book.entry[report] for report in sorted({p.report for p in claim.positions})]
    rests = {(e.report, e.span) for e in claim.standing.evidence}

    def sharpness(pair: Pair) -> tuple[float, ...]:
        sides, whys = (pair.one, pair.other), telling(pair.reasons)
        return (
            -_HOLDS.index(pair.holds),
            len(sources_of(sides)),
            sum(stands_alone(book, p.report, p.span) for p in sides),
            sum((p.report, p.span) in rests for p in sides),
            bool(whys and getattr(whys[0], "slots", ())),
            pair.score,
        )

    return sorted(claim_pairs(claim, entries), key=sharpness, reverse=True)


_HOLDS = tuple(Hold)
