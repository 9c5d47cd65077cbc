"""A claim in full: the passages for and against it set side by side, with why in sentences, as data, text and for pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from recoupe.compare.contradictions import Hold
from recoupe.export.brief.because import sentence_of, telling
from recoupe.export.brief.book import Book
from recoupe.export.brief.claims import ByVoice, by_voice
from recoupe.export.brief.facing import ranked, voices_of
from recoupe.export.brief.records import Voice
from recoupe.export.layout import columns, flush, plain, wrapped
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording
from recoupe.lang import LANGUAGES, table
from recoupe.ledger import Ledger
from recoupe.link.pairs import Pair, claim_pairs
from recoupe.model.ledger import Claim, Evidence, Position
from recoupe.model.span import Span

__all__ = [
    "ClaimInFull", "FaceToFace", "Faced", "PairTold", "Why", "face_to_face", "heading", "in_full", "pairs_text", "sentence_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Why:
    """A reason for a verdict: its code, its score, and its sentence by language."""

    rule: str
    score: float
    sentences: dict[str, str]


@dataclass(frozen=True, slots=True)
class PairTold:
    """A passage for a claim (``one``) and one against it (``other``).

    ``holds`` is exclude, compatible or not comparable; ``score`` ranks the pairs.
    """

    one: Evidence
    other: Evidence
    holds: str
    score: float
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class ClaimInFull(Claim):
    """A claim with ``pairs``: the passages for it beside those against it."""

    pairs: tuple[PairTold, ...] = ()


def in_full(ledger: Ledger, claim: Claim) -> ClaimInFull:
    """Return a claim with its pairs, the surest to exclude each other first."""
    found = claim_pairs(claim, ledger.entries_of(p.report for p in claim.positions))
    kept = {field.name: getattr(claim, field.name) for field in fields(Claim)}
    return ClaimInFull(**kept, pairs=tuple(_told(pair) for pair in found))


def _told(pair: Pair) -> PairTold:
    whys = (
        Why(r.rule, r.score, {language: sentence_of(r, language) for language in sorted(LANGUAGES)})
        for r in pair.reasons
    )
    one, other = (Evidence(p.report, p.span) for p in (pair.one, pair.other))
    return PairTold(one, other, pair.holds.value, pair.score, tuple(whys))


@dataclass(frozen=True, slots=True)
class Faced:
    """A pair as people see it: the positions and voices for and against; whether both can hold, and why, in a language.

    ``why`` goes on after a colon.
    """

    places: tuple[Position, Position]
    one: Voice
    other: Voice
    holds: str
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class FaceToFace:
    """What is said for a claim beside what is said against it: for each passage against, the one for it that it most excludes.

    ``shown`` are those that come first, ``more`` the others that can be compared, ``apart`` those that can't.
    """

    shown: tuple[Faced, ...] = ()
    more: tuple[Faced, ...] = ()
    apart: tuple[Faced, ...] = ()


_FIRST = 3
"""Pairs shown at once: with two sides of some lines each, a screen."""


def face_to_face(book: Book, claim: Claim) -> FaceToFace:
    """Return the pairs of a claim for people; the book must hold its reports."""
    found: dict[tuple[str, Span], Pair] = {}
    for pair in ranked(book, claim):
        found.setdefault((pair.other.report, pair.other.span), pair)
    groups = by_voice(book, claim.positions) if found else {}
    made = [_faced(book, groups, pair) for pair in found.values()]
    compared = [x for x in made if x.holds != Hold.NOT_COMPARABLE]
    apart = tuple(x for x in made if x.holds == Hold.NOT_COMPARABLE)
    return FaceToFace(tuple(compared[:_FIRST]), tuple(compared[_FIRST:]), apart)


def _faced(book: Book, groups: ByVoice, pair: Pair) -> Faced:
    one, other = voices_of(book, groups, pair)
    whys = " ".join(sentence_of(r, book.language) for r in telling(pair.reasons))
    told = [verdict(pair.holds.value, book.language), whys[:1].lower() + whys[1:]]
    return Faced((pair.one, pair.other), one, other, pair.holds.value, told[0], told[1])


def heading(language: str) -> str:
    """What stands over pairs: "For and against, set side by side"."""
    return str(table(language, "pairs")["heading"])


def verdict(holds: str, language: str) -> str:
    """Whether two passages can both hold, in words: "exclude each other"."""
    return str(table(language, "pairs")["holds"][holds])


def pairs_text(book: Book, claim: Claim, width: int = 80) -> str:
    """Return the pairs as text, in the book's language; "" where there are none."""
    found = face_to_face(book, claim)
    lines = [
        line for pair in (*found.shown, *found.more, *found.apart) for line in ["", *facing_lines(book, pair, width)]
    ]
    if not lines:
        return ""
    head = wrapped(heading(book.language), width, 1)
    return plain("".join(line.rstrip() + "\n" for line in ["", *head, *lines[1:]]))


SIGNS = {"exclude": "≠", "compatible": "≈", "not comparable": "∥"}
"""What stands before a verdict."""

_QUOTED = 200
"""Characters of a passage that are shown: some two lines and a half."""

_HEAD = 12
"""Columns for the side that a voice is on."""


def facing_lines(book: Book, pair: Faced, width: int) -> Iterator[str]:
    """Yield a pair as lines: both voices with their words and places, and why."""
    phrases = Phrases(wording(book.language))
    for voice in (pair.one, pair.other):
        side = columns(f"   {phrases.w.text(f'side.{voice.side}')}", "", _HEAD)
        yield from wrapped(f"{side}{phrases.speaker(voice)}", width, 0, _HEAD)
        words = wrapped(phrases.quote(voice.passage, _QUOTED), width, _HEAD)
        yield from flush(words, voice.passage.place, width)
    why = f"{phrases.w.table['colon']} {pair.why}" if pair.why else ""
    yield from wrapped(f"{SIGNS[pair.holds]} {pair.verdict}{why}", width, _HEAD, _HEAD + 2)
