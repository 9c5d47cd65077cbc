"""Why a claim stands as it does, as data: what decided it, and who."""

from __future__ import annotations

from recoupe.export.brief.book import NARRATOR, Book
from recoupe.model.ledger import Claim, Position
from recoupe.model.words import Side, Stance, StandingWord

__all__ = ["Grounds", "grounds"]

Grounds = tuple[str, tuple[str, ...]]
"""A key of the wording's section ``grounds``, and the names of those who decided it; ("", ()) where that can't be told."""


_SIDES = {StandingWord.DEBUNKED: Side.AGAINST, StandingWord.DISPUTED: Side.AGAINST, StandingWord.CORROBORATED: Side.FOR}
"""The side whose voices decide a standing."""


def grounds(book: Book, claim: Claim) -> Grounds:
    """Return what the standing's evidence comes to: the sources of the passages that it lists."""
    listed = {(e.report, e.span) for e in claim.standing.evidence}
    deciding = [p for p in claim.positions if (p.report, p.span) in listed]
    # a passage may hold two voices: what somebody claimed, and the verdict of who checked those very words
    deciding = [p for p in deciding if p.side is _SIDES.get(claim.standing.word, p.side)] or deciding
    if not deciding:
        return "", ()
    key = _key(claim, deciding)
    if key == "reported":
        said = dict.fromkeys(_name(book, p) for p in claim.positions if p.side is Side.FOR)
        return ("not_independent" if len(said) > 1 else key), tuple(said) or (_name(book, deciding[0]),)
    if key == "ended":
        # an outlet withdraws or corrects, whoever was quoted
        return key, tuple(dict.fromkeys(book.entry[p.report].report.outlet or book.labels[p.report] for p in deciding))
    return key, tuple(dict.fromkeys(_name(book, p) for p in deciding))


def _name(book: Book, position: Position) -> str:
    if position.source != NARRATOR:
        return book.name(position.source)
    origin = book.origin.get(position.report)
    first = origin.first if origin and position.copy and origin.first in book.entry else position.report
    return book.entry[first].report.outlet or book.labels[first]


def _key(claim: Claim, deciding: list[Position]) -> str:
    word = claim.standing.word
    if word is StandingWord.DISPUTED:
        if any(p.stance is Stance.DENIES for p in deciding):
            return "denied"
        return "other_figure" if claim.history else "contradicted"
    if word is StandingWord.CORROBORATED:
        return "independent" if len(deciding) > 1 else "admitted"
    if word is StandingWord.RETRACTED:
        return "ended" if all(p.side is Side.FOR for p in deciding) else "taken_back"
    return word.value
