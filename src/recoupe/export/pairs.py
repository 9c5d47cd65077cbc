"""A claim in full: beside its voices, the passages for and against it set side by side, with why in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from recoupe.compare.contradictions import ENOUGH
from recoupe.compare.reasons import Because, phrase
from recoupe.export.brief.book import Book
from recoupe.export.layout import flush, plain, wrapped
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording
from recoupe.lang import LANGUAGES, table
from recoupe.ledger import Ledger
from recoupe.link.pairs import Pair, claim_pairs
from recoupe.model.ledger import Claim, Evidence, Reason

__all__ = ["ClaimInFull", "PairTold", "Why", "in_full", "pairs_text", "sentence_of"]


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
    return PairTold(pair.one, pair.other, pair.holds.value, pair.score, tuple(whys))


def sentence_of(reason: Reason, language: str) -> str:
    """Return the sentence of a reason in a language; its own words where it has no slots to fill."""
    if not isinstance(reason, Because):
        return reason.detail
    return phrase(reason.rule, {name: _value(name, value, language) for name, value in reason.slots}, language)


def _value(name: str, value: str, language: str) -> str:
    """A slot as people write it: days and languages in the wording's language, words as they stand on one line."""
    words = wording(language)
    if name.endswith("day"):
        return words.moment(value, year=True)
    if name.endswith("language"):
        return words.text(f"languages.{value}")
    return " ".join(value.split())


def pairs_text(book: Book, claim: ClaimInFull, language: str, width: int = 80) -> str:
    """Return the pairs as text: for each passage against the claim, the one for it that it most excludes, and why.

    Where one reason is enough, those that only add to others are left out.
    """
    lines = [line for pair in _surest(claim.pairs) for line in _lines(book, pair, language, width)]
    if not lines:
        return ""
    head = wrapped(str(table(language, "pairs")["heading"]), width, 1)
    return plain("".join(line.rstrip() + "\n" for line in ["", *head, *lines]))


def _surest(pairs: Sequence[PairTold]) -> Sequence[PairTold]:
    """The first pair of each passage against: they come with the surest first."""
    found: dict[Evidence, PairTold] = {}
    for pair in pairs:
        found.setdefault(pair.other, pair)
    return list(found.values())


_QUOTED = 200
"""Characters of a passage that are shown: some two lines and a half."""


def _lines(book: Book, pair: PairTold, language: str, width: int) -> Iterator[str]:
    phrases = Phrases(wording(language))
    for place in (pair.one, pair.other):
        passage = book.passage(place.report, place.span)
        yield from flush(wrapped(phrases.quote(passage, _QUOTED), width, 3), passage.place, width)
    verdict = str(table(language, "pairs")["holds"][pair.holds])
    strong = [why for why in pair.reasons if why.score >= ENOUGH]
    whys = " ".join(why.sentences[language] for why in strong or pair.reasons)
    yield from wrapped(f"{verdict}{wording(language).table['colon']} {whys}" if whys else verdict, width, 6)
