"""Claims for a brief: their title in a source's own words, their voices, and which ones come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, zip_longest

from recoupe.export.brief.book import ANONYMOUS, NARRATOR, Book
from recoupe.export.brief.grounds import grounds
from recoupe.export.brief.records import ClaimItem, Passage, Voice
from recoupe.export.brief.sentences import sentence
from recoupe.export.wording import wording
from recoupe.model.ledger import Claim, Position
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Form, Hedge, MentionMode, Side, Stance, StandingWord

__all__ = ["ByVoice", "by_voice", "claim_item", "salience", "sources_of", "stands_alone", "voice_at", "weak_start"]

VOICES = 4
"""Voices shown of one claim, taken from its sides in turn: two for, one against, one aside; more is a list, not a brief."""

_SIDES = {Side.FOR: 0, Side.AGAINST: 1, Side.NEITHER: 2}

_ANSWERED = {
    StandingWord.DEBUNKED: 4.0, StandingWord.DISPUTED: 4.0, StandingWord.RETRACTED: 3.0, StandingWord.UNSUPPORTED: 2.0,
    StandingWord.SUPERSEDED: 2.0, StandingWord.CORROBORATED: 4.0, StandingWord.REPORTED: 0.0,
}  # fmt: skip
"""A claim that somebody answered is news in itself: worth as much as two more origins."""


def sources_of(positions: Iterable[Position]) -> set[str]:
    """Who speaks, once each; a report's own voice counts as its origin's."""
    return {p.source if p.source != NARRATOR else f"{NARRATOR} {p.origin}" for p in positions}


def salience(book: Book, claim: Claim) -> float:
    """How much a desk would want to read a claim: the sum of what speaks for it.

    Each origin 2 and each source 1, as independent tellings are what the desk looks for, up to four, as more say little
    more; its standing as above; 1.5 where it tells an event and 1.5 where it carries a figure, as these get printed; up
    to 2 where it stands high in a report, as agencies put first what matters; 1 where someone speaks by name; up to 2 for
    what its words name; 1 for a clause that can be understood alone, 1 off where none can; 3 off where only reports say it
    in their own voice, which is mostly background; up to 3 off where its passages have no word in common; up to 6 off
    where they only say that somebody spoke; half a point off for
    every reserve.
    """
    taking = _taking(claim)
    score = 2.0 * min(len({p.origin for p in taking}), _ENOUGH) + 1.0 * min(len(sources_of(taking)), _ENOUGH)
    score += _ANSWERED[claim.standing.word]
    score += 1.5 * any(_tells_event(book, p) for p in taking) + 1.5 * any(_carries_figure(book, p) for p in taking)
    score += 2.0 * max(_height(book, p) for p in claim.positions)
    score += 1.0 * any(p.source in book.identities for p in claim.positions)
    score += max(_substance(book, p) for p in taking)
    score += max(_understood(book, p) for p in taking)
    score -= 3.0 * all(p.source == NARRATOR for p in taking)
    score -= 6.0 * sum(_reports_speech(book, p) for p in taking) / len(taking)
    score -= 3.0 * (1.0 - _cohesion(book, taking))
    return score - 0.5 * sum(_hedge(book, p) is not Hedge.NONE for p in taking) / len(taking)


_COMPARED = 8
"""Passages compared pair by pair: of more, most are the first ones again."""


def _cohesion(book: Book, positions: Sequence[Position]) -> float:
    """Share of the pairs of passages, of two origins and one language, that have a word or a told figure in common.

    1 where there is nothing to compare, as between two languages.
    """
    firsts = list({(p.origin, p.source): p for p in reversed(positions)}.values())[:_COMPARED]
    pairs = [
        (p, q)
        for p, q in combinations(firsts, 2)
        if p.origin != q.origin and book.entry[p.report].reading.language == book.entry[q.report].reading.language
    ]
    shared = sum(_in_common(book, p, q) for p, q in pairs)
    return shared / len(pairs) if pairs else 1.0


def _in_common(book: Book, left: Position, right: Position) -> bool:
    if not book.stems(left.report, left.span).isdisjoint(book.stems(right.report, right.span)):
        return True
    return _carries_figure(book, left) and _carries_figure(book, right)


def _taking(claim: Claim) -> list[Position]:
    """Positions that count: those on either side of an answered claim, those for one that is merely reported."""
    reported = claim.standing.word is StandingWord.REPORTED
    found = [p for p in claim.positions if p.side is Side.FOR or (p.side is Side.AGAINST and not reported)]
    return found or list(claim.positions)


def _carries_figure(book: Book, position: Position) -> bool:
    """Whether a figure of some history stands in the words."""
    return any(position.span.holds(span) for span in book.told_figures.get(position.report, ()))


def _understood(book: Book, position: Position) -> float:
    """1 for a clause with a party in it, -1 for words that point back or are few."""
    if not stands_alone(book, position.report, position.span):
        return -1.0
    return 1.0 * _whole_clause(book, position.report, position.span)


def stands_alone(book: Book, report: str, span: Span) -> bool:
    """Whether words are enough to say who did what, and do not point back."""
    entry = book.entry[report]
    words = entry.report.text[span.start : min(span.end, span.start + _BEGINNING)]
    return len(words.split()) >= _FEW and not weak_start(words, entry.reading.language)


_ENOUGH = 4
"""Origins and sources that count: from then on, a claim is rather a topic."""


def _tells_event(book: Book, position: Position) -> bool:
    return any(position.span.holds(e.anchor) for e in book.entry[position.report].reading.events)


def _reports_speech(book: Book, position: Position) -> bool:
    """Whether the words are the report's "so-and-so said": who said it stands with what was said."""
    return position.source == NARRATOR and any(position.span.holds(cue) for cue in book.cues.get(position.report, ()))


def _substance(book: Book, position: Position) -> float:
    """Half a point for each name and figure in the words, up to 2: colour names nothing."""
    reading = book.entry[position.report].reading
    found = {m.entity for m in reading.mentions if m.mode is MentionMode.NAME and position.span.holds(m.span)}
    return min(0.5 * (len(found) + sum(position.span.holds(f.span) for f in reading.figures)), 2.0)


def _height(book: Book, position: Position) -> float:
    """1 at the top of its report, 0 at the end."""
    return 1.0 - position.span.start / max(len(book.entry[position.report].report.text), 1)


def _hedge(book: Book, position: Position) -> Hedge:
    statement = book.statements.get((position.report, position.statement))
    return statement.hedge if statement else Hedge.NONE


# ---------------------------------------------------------------------------- the item


def claim_item(book: Book, claim: Claim, most: int = VOICES) -> ClaimItem:
    """Return a claim as it is printed, with at most so many voices."""
    title = _title(book, claim)
    voices = _voices(book, claim.positions)
    shown = _in_turn(voices)[:most]
    earlier = [s.word for s in claim.standings if s.word is not claim.standing.word]
    return ClaimItem(
        id=claim.id,
        title=title,
        standing=claim.standing.word.value,
        rule=claim.standing.reason.rule,
        why=claim.standing.reason.detail,
        grounds=grounds(book, claim),
        since=claim.standing.since,
        voices=tuple(v for v in voices if v in shown),
        more=max(len(voices) - most, 0),
        reports=len({p.report for p in claim.positions}),
        origins=len({p.origin for p in claim.positions}),
        before=earlier[-1].value if earlier else None,
    )


_TITLE_WORDS = (5, 18)
"""Words of a good title: fewer seldom say who did what, more are two claims."""


_LOOKED_AT = 500
"""Passages among which a title is chosen: of thousands, most are the first ones again."""


def _title(book: Book, claim: Claim) -> Passage:
    """The passage that says the claim best: a whole clause of its own, by the first who said it."""
    said = ([p for p in claim.positions if p.side is Side.FOR] or list(claim.positions))[:_LOOKED_AT]
    report, span = max(((p.report, p.span) for p in said), key=lambda x: _title_score(book, claim, *x))
    if not stands_alone(book, report, span):
        span = sentence(book.entry[report].report.text, span, _AROUND)
    return book.passage(report, span)


_FEW = 4
"""Words that are too few to say who did what."""

_BEGINNING = 500
"""Characters that are enough to tell it by: a line may have millions."""

_AROUND = 160
"""Characters that a sentence may add on each side: what still fits two lines once cut."""


def _title_score(book: Book, claim: Claim, report: str, span: Span) -> tuple[float, str]:
    entry = book.entry[report]
    words = entry.report.text[span.start : span.end]
    size = len(words.split())
    score = 0.0
    score += 2.0 * (_TITLE_WORDS[0] <= size <= _TITLE_WORDS[1]) - 0.1 * max(size - _TITLE_WORDS[1], 0)
    score += 1.5 * _whole_clause(book, report, span)
    score += 1.0 * (entry.reading.language == book.language)
    score += 1.5 * (words == claim.words)
    score += 1.5 * _shared(book, claim, report, span)
    score += 0.5 * words[:1].isupper()
    score -= 2.0 * weak_start(words, entry.reading.language)
    score -= 3.0 * any(span.holds(cue) for cue in book.cues.get(report, ()))
    # the later a passage stands in the order of publication, the more it is a repetition
    score -= 0.01 * book.rank[report]
    return score, report


_ASKED = 64
"""Passages that a title is compared with: with thousands, each pair would be seconds."""


def _shared(book: Book, claim: Claim, report: str, span: Span) -> float:
    """Share of the claim's other passages of the language that have a word of these: 1 for what all speak of."""
    language = book.entry[report].reading.language
    others = [
        book.content_words(p.report, p.span)
        for p in claim.positions[:_ASKED]
        if (p.report, p.span) != (report, span) and book.entry[p.report].reading.language == language
    ]
    own = book.content_words(report, span)
    return sum(not own.isdisjoint(other) for other in others) / len(others) if others else 0.0


def weak_start(words: str, language: str) -> bool:
    """Whether the words begin with one that points back ("who", « qui », « l'avoir fait »), so that they can't stand alone."""
    first = re.match(r"\W*(\w+['’]?)(\w*)", words.lower().replace("’", "'"))
    return first is not None and not {first[1], first[1] + first[2]}.isdisjoint(wording(language).table["weak"])


def _whole_clause(book: Book, report: str, span: Span) -> bool:
    """Whether the span holds a predicate with a named actor or recipient in it, so that it can be understood alone."""
    return any(
        span.holds(p.head)
        and any(span.holds(party.span) and party.span.size > 3 for party in (*p.actors, *p.recipients))
        for p in book.entry[report].reading.propositions
    )


# ---------------------------------------------------------------------------- voices


ByVoice = Mapping[tuple[str, Side], Sequence[Position]]
"""Positions of one voice, by its source and side."""


def by_voice(book: Book, positions: Iterable[Position]) -> ByVoice:
    """Return the positions of each source on each side, in order of time; a report's own voice is its origin's."""
    groups: dict[tuple[str, Side], list[Position]] = {}
    for p in sorted(positions, key=lambda p: (book.entry[p.report].report.published or "", p.report, p.span)):
        (source,) = sources_of([p])
        groups.setdefault((source, p.side), []).append(p)
    return groups


def _voices(book: Book, positions: Sequence[Position]) -> list[Voice]:
    """One voice for each source and side: those for, those against, then the rest, each in order of time."""
    ordered = sorted(by_voice(book, positions).items(), key=lambda g: _SIDES[g[0][1]])
    return [_voice(book, group) for _, group in ordered]


def _in_turn(voices: Sequence[Voice]) -> list[Voice]:
    """The voices, those most worth showing first: each side's best in turn, those by name and of several origins first."""
    sides = [
        sorted(
            (v for v in voices if v.side == side.value),
            key=lambda v: (v.narrated, v.anonymous, -v.origins, v.day or ""),
        )
        for side in _SIDES
    ]
    return [v for turn in zip_longest(*sides) for v in turn if v is not None]


def _voice(book: Book, group: Sequence[Position]) -> Voice:
    return voice_at(book, max(group, key=lambda p: (not p.copy, _telling(book, p))), group)


def voice_at(book: Book, best: Position, group: Sequence[Position]) -> Voice:
    """Return a source's voice as it speaks in one of its positions; ``group`` are all that it has on this side."""
    statement = book.statements.get((best.report, best.statement))
    narrated = best.source == NARRATOR
    said = book.said(best.report, statement)
    stance = best.stance
    if best.side is Side.AGAINST and stance is Stance.SAYS and not narrated:
        # a plain "said" that speaks against reads as its opposite unless the side is told
        shown = "against"
    else:
        shown = "narrated" if narrated and stance is Stance.SAYS else stance.value
    outlet = book.entry[best.report].report.outlet
    return Voice(
        who=(outlet or "") if narrated else book.name(best.source),
        role=None if narrated else book.role(best.source),
        stance=shown,
        side=best.side.value,
        day=said.isoformat() if said else None,
        passage=book.passage(best.report, _with_cue(book, best, statement)),
        anonymous=_unnamed(book, best.source, statement),
        narrated=narrated,
        hedge=statement.hedge.value if statement else "none",
        via=_through(book, group),
        reports=len({p.report for p in group}),
        origins=len({p.origin for p in group}),
    )


_NEAR = 25
"""Characters between a verb and what it says: "denies to have", « a déjà démenti que »."""


def _with_cue(book: Book, position: Position, statement: Statement | None) -> Span:
    """The span of a position; with the verb before it where it can't stand alone: « nie les avoir fournis »."""
    span, entry = position.span, book.entry[position.report]
    words = entry.report.text[span.start : span.end]
    if len(words) > _LONG:
        return _from_figure(book, position)
    if (
        stands_alone(book, position.report, span)
        or statement is None
        or statement.cue is None
        or statement.form is Form.DIRECT
    ):
        return span
    near = 0 <= span.start - statement.cue.end <= _NEAR
    return Span(statement.cue.start, span.end) if near and position.source != NARRATOR else span


_LONG = 90
"""Characters of a passage that is cut when it is printed."""


def _from_figure(book: Book, position: Position) -> Span:
    """A long passage from the last comma before the figure that it is about, or as it is: what is cut must not be the figure."""
    text, span = book.entry[position.report].report.text, position.span
    told = [f for f in book.told_figures.get(position.report, ()) if span.holds(f)]
    first = min((f.start for f in told), default=span.start)
    comma = text.rfind(", ", span.start, first)
    return Span(comma + 2, span.end) if comma >= 0 and first - span.start > _LONG // 2 else span


def _unnamed(book: Book, source: str, statement: Statement | None) -> bool:
    """Whether a source is described and not named; who has a name in the ledger has one, whatever one report calls them."""
    identity = book.identities.get(source)
    named = identity is not None and (identity.kind is EntityKind.PERSON or book.name(source) in identity.names)
    if named or source == NARRATOR or book.name(source) == book.name(ANONYMOUS):  # "somebody unnamed" says it already
        return False
    return statement is not None and statement.form is not Form.NARRATED and statement.anonymous


def _through(book: Book, group: Sequence[Position]) -> tuple[str, ...]:
    """Names of those who passed it on, the source itself and the outlet that prints it apart."""
    own = {book.name(p.source) for p in group} | {book.entry[p.report].report.outlet for p in group}
    return tuple(name for name in dict.fromkeys(book.name(v) for p in group for v in p.via) if name not in own)


def _telling(book: Book, position: Position) -> float:
    """How much a passage tells: some words, in the brief's language, early: sixteen reports later, eight words are worth nothing."""
    passage = book.passage(position.report, position.span)
    words = len(re.findall(r"\w+", passage.words))
    return min(words, 8) + 2.0 * (passage.language == book.language) - 0.5 * book.rank[position.report]
