"""Which propositions are events, and how each is coded."""

from __future__ import annotations

from bisect import bisect_right

from recoupe.extract.draft import Draft
from recoupe.extract.events.headlines import topics, under_topic
from recoupe.extract.propositions.lexicon import Concept, lexicon
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.ids import content_id
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, EventType, Form, Modality, Stance

__all__ = ["code"]

VERBAL = frozenset({EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""What these promise, ask, refuse or threaten is no second event (the events' conventions, 5)."""

STATEWIDE = frozenset(
    {EventType.COERCE, EventType.MOBILIZE, EventType.CONCEDE, EventType.RETREAT, EventType.AID, EventType.AGREE}
)

SPREAD = frozenset({"curfew", "emergency", "alert", "cease_fire", "peacekeep"})
"""Acts that fall on whoever is in the place."""

SURE = frozenset({Stance.ADMITS})
"""Stances whose content the text takes as having taken place."""


def code(draft: Draft) -> list[Event]:
    """Return the events of a report, in order of their propositions."""
    words = lexicon(draft.language)
    by_id = {p.id: p for p in draft.propositions}
    said = _Said(draft.statements)
    headlines = topics(draft)
    found: list[Event] = []
    for proposition in draft.propositions:
        concept = words.concepts.get(proposition.concept)
        if concept is None or concept.type is None:
            continue
        topic = headlines.get(proposition.id)
        if topic is not None:
            proposition = under_topic(proposition, concept.type, topic, draft)
        if _is_coded(proposition, by_id, words.concepts):
            found.append(_event(draft, proposition, concept, said))
    return found


def _is_coded(proposition: Proposition, by_id: dict[str, Proposition], concepts: dict[str, Concept]) -> bool:
    if not (proposition.actors or proposition.recipients or proposition.places):
        return False
    if proposition.link == "purpose" or proposition.modality is Modality.HYPOTHETICAL:
        return False
    above = by_id.get(proposition.under or "")
    concept = concepts.get(above.concept) if above else None
    return not (concept and concept.type in VERBAL and proposition.link in ("content", "object"))


class _Said:
    """Statements with a source, to be asked which one a place lies in."""

    def __init__(self, statements: list[Statement]) -> None:
        rows = [(s.content_span.start, s.content_span.end, s.stance) for s in _spoken(statements)]
        self.rows = sorted(rows)
        self.starts = [row[0] for row in self.rows]

    def stance(self, place: int) -> Stance | None:
        """Stance of a statement whose content holds the place; None in the report's own voice."""
        for start, end, stance in reversed(self.rows[: bisect_right(self.starts, place)]):
            if start <= place < end:
                return stance
            if place - start > 5_000:  # no statement is longer
                return None
        return None


class _Piece:
    def __init__(self, statement: Statement, number: int) -> None:
        self.content_span = statement.content[number]
        self.stance = statement.stance


def _spoken(statements: list[Statement]) -> list[_Piece]:
    return [_Piece(s, n) for s in statements if s.form is not Form.NARRATED for n in range(len(s.content))]


def _event(draft: Draft, proposition: Proposition, concept: Concept, said: _Said) -> Event:
    assert concept.type is not None
    mutual = concept.frame.mutual and (len(proposition.actors) > 1 or bool(proposition.recipients))
    return Event(
        id=content_id("event", proposition.id),
        anchor=proposition.head,
        type=concept.type,
        actors=proposition.actors,
        recipients=(proposition.actors[1:] if mutual else ()) + proposition.recipients
        or _stated(draft, proposition, concept),
        place=proposition.places[0] if proposition.places else None,
        moment=proposition.moments[0] if proposition.moments else None,
        modality=_modality(proposition, said.stance(proposition.head.start)),
        mode=concept.mode,
        mutual=mutual,
        proposition=proposition.id,
    )


def _stated(draft: Draft, proposition: Proposition, concept: Concept) -> tuple[Party, ...]:
    """The state in which it is done, for acts that fall on a whole state where they name nobody (a ceasefire, a curfew)."""
    if concept.id in SPREAD:
        return proposition.places[:1]
    if concept.type not in STATEWIDE:
        return ()
    states = (
        p for p in proposition.places if (e := draft.entity_by_id.get(p.entity or "")) and e.kind is EntityKind.STATE
    )
    return tuple(p for p in states if p.entity not in {a.entity for a in proposition.actors})[:1]


def _modality(proposition: Proposition, stance: Stance | None) -> Modality:
    if proposition.modality is not Modality.HAPPENED or stance is None or stance in SURE:
        return proposition.modality
    return Modality.DENIED if stance is Stance.DENIES else Modality.ALLEGED
