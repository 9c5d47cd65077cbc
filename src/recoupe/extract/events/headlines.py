"""Headlines with a topic before a colon (« Tarnésie : deux journalistes arrêtés »): where it happened, or who acts."""

from __future__ import annotations

from dataclasses import replace

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.scene import WHERE, kind_of
from recoupe.model.event import Party, Proposition
from recoupe.model.words import EntityKind, EventType

__all__ = ["topics", "under_topic"]

TOPIC_WORDS = 6
"""Tokens that may stand before the colon of a topic; a sentence that merely has a colon has more."""

HEADLINES = 2
"""Paragraphs at the head of a report that can be headlines."""

PLACED = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.CONSULT, EventType.MOBILIZE})
"""Types for which the topic is where it happens; for the others a state or organisation is who acts."""

POWERS = frozenset({EntityKind.STATE, EntityKind.ORGANISATION})


def topics(draft: Draft) -> dict[str, int]:
    """Return the head token of the topic, by id of each proposition of a headline that has one."""
    found: dict[str, int] = {}
    parse = draft.parse
    for block in parse.blocks[:HEADLINES]:  # a parser may end a sentence before the colon
        inside = parse.between(*block)
        head = _topic(draft, inside.start, min(inside.stop, inside.start + TOPIC_WORDS))
        if head is None:
            continue
        start, end = parse.tokens[head].end, block.end
        found.update({p.id: head for p in draft.propositions if start <= p.head.start < end})
    return found


def _topic(draft: Draft, first: int, last: int) -> int | None:
    tokens = draft.parse.tokens
    colon = next((i for i in range(first, last) if tokens[i].text == ":"), None)
    if colon is None:
        return None
    return next((i for i in range(first, colon) if kind_of(draft, i) in WHERE | POWERS or _is_new(draft, i)), None)


def _is_new(draft: Draft, i: int) -> bool:
    """A name that nothing is known of: before a headline's colon it is most often where."""
    return draft.parse.tokens[i].pos == "PROPN" and not draft.mentions_by_token.get(i)


def under_topic(proposition: Proposition, kind: EventType, topic: int, draft: Draft) -> Proposition:
    """Give a headline's proposition the place or the actor that its topic names, where it has none."""
    party = Party(draft.parse.phrase_span(topic, determiner=False), draft.entity_at(topic))
    named = kind_of(draft, topic)
    if kind in PLACED:
        if proposition.places or not (named in WHERE or _is_new(draft, topic)):
            return proposition
        return replace(proposition, places=(party,))
    if proposition.actors or named not in POWERS:
        return proposition
    return replace(proposition, actors=(party,))
