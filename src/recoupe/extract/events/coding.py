"""Which propositions are events, and how each is coded."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from recoupe.extract.draft import Draft
from recoupe.extract.events.headlines import topics, under_topic
from recoupe.extract.events.modes import Modes
from recoupe.extract.events.standing import Standing
from recoupe.extract.propositions.about import ABOUT, BEHIND
from recoupe.extract.propositions.lexicon import Concept, Lexicon, lexicon
from recoupe.model.entity import Entity
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.ids import content_id
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import (
    EntityKind,
    EventType,
    Form,
    MentionMode,
    Modality,
    MomentType,
    Polarity,
    PropositionLink,
    Stance,
)

__all__ = ["code"]

VERBAL = frozenset({EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""What these promise, ask, refuse or threaten is no second event (the events' conventions, 5)."""

BARRED = frozenset({"ban", "allow"})
"""Acts whose content is what may or may not be done, not what was."""

STATEWIDE = frozenset(
    {EventType.COERCE, EventType.MOBILIZE, EventType.CONCEDE, EventType.RETREAT, EventType.AID, EventType.AGREE}
)

UNREST = frozenset({EventType.PROTEST, EventType.ASSAULT})

NO_EVENT = frozenset({PropositionLink.PURPOSE, PropositionLink.RESULT, PropositionLink.CAUSE})
"""What an act is for, what it did and what did it are no events beside it."""

DEEP = 6
"""Clauses within clauses that are looked through."""

ARTICLE = 4
"""Code points that an article adds to a name."""

SPREAD = frozenset({"curfew", "emergency", "alert", "cease_fire", "peacekeep"})
"""Acts that fall on whoever is in the place."""

SURE = frozenset({Stance.ADMITS})
"""Stances whose content the text takes as having taken place."""


def code(draft: Draft) -> list[Event]:
    """Return the events of a report, in order of their propositions."""
    words = lexicon(draft.language)
    by_id = {p.id: p for p in draft.propositions}
    said = _Said(draft.statements)
    effects = _effects(draft)
    headlines = topics(draft)
    names, modes, standing = _Names(draft), Modes(draft), Standing(draft, words)
    found: list[Event] = []
    seen: set[EventType] = set()
    for proposition in draft.propositions:
        concept = words.concepts.get(proposition.concept)
        if concept is None or concept.type is None:
            continue
        if _withheld(proposition, words):
            concept = words.concepts[words.refused[concept.id]]
            proposition = replace(proposition, modality=Modality.HAPPENED)
        assert concept.type is not None
        topic = headlines.get(proposition.id)
        if topic is not None:
            proposition = under_topic(proposition, concept.type, topic, draft)
        if _is_bare(proposition) and concept.type in UNREST and concept.type not in seen:
            proposition = _nearby(draft, proposition)
        if _is_coded(draft, proposition, by_id, words) and not standing.private(proposition, concept.type):
            event = _event(draft, names.instead(proposition), concept, said)
            event = replace(event, mode=modes.of(proposition, concept))
            found.append(_with_effects(event, effects.get(proposition.id, ()), words))
            seen.add(concept.type)
    return found


def _effects(draft: Draft) -> dict[str, list[Proposition]]:
    """What did an act, and what it did, by its proposition's id."""
    found: dict[str, list[Proposition]] = defaultdict(list)
    for p in draft.propositions:
        if p.under and p.link in (PropositionLink.CAUSE, PropositionLink.RESULT):
            found[p.under].append(p)
    return found


def _with_effects(event: Event, effects: Sequence[Proposition], words: Lexicon) -> Event:
    """« une frappe contre Kherson a tué trois habitants », "shelled the town, killing nine": parties, place and mode of all that tells it."""
    for part in effects:
        concept = words.concepts.get(part.concept)
        if concept is None:
            continue
        known = {p.span for p in (*event.actors, *event.recipients)}
        event = replace(
            event,
            actors=event.actors or part.actors,
            recipients=event.recipients + tuple(p for p in part.recipients if p.span not in known),
            place=event.place or next(iter(part.places), None),
            moment=event.moment or next(iter(part.moments), None),
            mode=event.mode or concept.mode,
        )
    return event


def _withheld(proposition: Proposition, words: Lexicon) -> bool:
    """« n'a pas accepté », "did not agree": consent withheld is a refusal, which took place.

    Where a language has a word for what is to come ("will not accept"), that word is the refusal already.
    """
    return (
        proposition.concept in words.refused
        and proposition.polarity is Polarity.NEGATIVE
        and proposition.modality is Modality.DENIED
        and bool(proposition.actors)
        and not (proposition.tense == "future" and words.words["will"])
    )


def _is_bare(proposition: Proposition) -> bool:
    return proposition.nominal and not (proposition.actors or proposition.recipients or proposition.places)


def _nearby(draft: Draft, proposition: Proposition) -> Proposition:
    """The first unrest that a report tells happens where its sentence is; later nouns that name nobody take it up again."""
    token = draft.parse.token_at(proposition.head.start)
    if token is None:
        return proposition
    sentence = draft.parse.sentence_span(draft.parse.tokens[token].sentence)
    for mention in draft.mentions_in(sentence):
        if mention.kind in (EntityKind.PLACE, EntityKind.STATE) and mention.mode is MentionMode.NAME:
            return replace(proposition, places=(Party(mention.span, mention.entity),))
    return proposition


def _breaks_out(draft: Draft, proposition: Proposition, concepts: dict[str, Concept]) -> bool:
    """« des émeutes ont éclaté »: unrest that a clause tells as new counts though it names nobody and no place."""
    if not proposition.nominal or not proposition.tense or concepts[proposition.concept].type not in UNREST:
        return False
    tokens = draft.parse.tokens
    new = lexicon(draft.language).words["indefinite"]
    return any(
        tokens[c].lower in new
        for k in draft.parse.between(*proposition.head)
        for c in tokens[k].children
        if tokens[c].dep == "det"
    )


def _is_coded(draft: Draft, proposition: Proposition, by_id: dict[str, Proposition], words: Lexicon) -> bool:
    concepts = words.concepts
    if not (
        proposition.actors or proposition.recipients or proposition.places or _breaks_out(draft, proposition, concepts)
    ):
        return False
    if proposition.link in NO_EVENT or proposition.modality is Modality.HYPOTHETICAL:
        return False
    return not _is_content(proposition, by_id, words)


def _is_content(proposition: Proposition, by_id: dict[str, Proposition], words: Lexicon) -> bool:
    """Whether it lies, however deep, in what is promised, asked, refused, threatened or stopped."""
    for _ in range(DEEP):
        above = by_id.get(proposition.under or "")
        if above is None or proposition.link not in ("content", "object"):
            return False
        concept = words.concepts.get(above.concept)
        if concept and (concept.type in VERBAL or concept.id in BARRED):
            return True
        stopped = concept and proposition.link == "object" and concept.id in words.turns["stop"].values()
        if stopped and words.type_of(proposition.concept) is not EventType.ASSAULT:
            return True  # « suspendre ses livraisons »: told by its stopping; an attack that ends has taken place
        proposition = above
    return False


class _Names:
    """The nearest earlier name of each pronoun that is a party (the events' conventions, 8)."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.pronouns = {m.span: m.entity for m in draft.mentions if m.mode is MentionMode.PRONOUN}
        self.named: dict[str, list[Span]] = {}
        for mention in sorted(draft.mentions, key=lambda m: m.span):
            if mention.mode is not MentionMode.PRONOUN:
                self.named.setdefault(mention.entity, []).append(mention.span)

    def instead(self, proposition: Proposition) -> Proposition:
        """The proposition with names for pronouns."""
        return replace(
            proposition,
            actors=tuple(self._named(p) for p in proposition.actors),
            recipients=tuple(self._named(p) for p in proposition.recipients),
        )

    def _sentence(self, party: Party) -> int:
        token = self.draft.parse.token_at(party.span.start)
        return self.draft.parse.tokens[token].sentence if token is not None else 0

    def _named(self, party: Party) -> Party:
        entity = self.pronouns.get(party.span)
        first = self.draft.parse.sentence_span(self._sentence(party)).start if entity else 0
        # beyond the sentence the pronoun itself is the surer answer; its entity still leads to the name
        earlier = (
            [s for s in self.named.get(entity, ()) if first <= s.start and s.end <= party.span.start] if entity else []
        )
        return replace(party, span=earlier[-1]) if earlier else party


class _Said:
    """Statements with a source, to be asked which one a place lies in."""

    def __init__(self, statements: list[Statement]) -> None:
        spoken = [s for s in statements if s.form is not Form.NARRATED]
        self.rows = sorted(((span, s) for s in spoken for span in s.content), key=lambda row: (row[0], row[1].id))
        self.starts = [span.start for span, _ in self.rows]
        self.longest = max((span.size for span, _ in self.rows), default=0)

    def at(self, place: int) -> Statement | None:
        """The statement whose content holds the place, the innermost of several; None in the report's own voice."""
        for span, statement in reversed(self.rows[: bisect_right(self.starts, place)]):
            if place < span.end:
                return statement
            if place - span.start > self.longest:
                return None
        return None


def _others(proposition: Proposition, role: str) -> tuple[Party, ...]:
    return tuple(party for name, party in proposition.others if name == role)


def _behind(draft: Draft, proposition: Proposition) -> tuple[Party, ...]:
    """The place of a thing struck, as the state that it lies in where the report names that state."""
    found = []
    for party in _others(proposition, BEHIND):
        named = draft.entity_by_id.get(party.entity or "")
        state = _state_of(draft, named) if named else None
        if named is not None and named.kind is EntityKind.PERSON and not named.state:
            state = _power_before(draft, party.span) or state
        found.append(replace(party, entity=state) if state else party)
    return tuple(found)


def _power_before(draft: Draft, office: Span) -> str | None:
    """« Le gouvernement de Lormont … Le ministre de la Défense a … »: an office without a country is of the power named last in its paragraph."""
    token = draft.parse.token_at(office.start)
    block = next((b for b in draft.parse.blocks if b.start <= office.start < b.end), None)
    if token is None or block is None:
        return None
    before = list(draft.mentions_in(Span(block.start, max(office.start, block.start + 1))))
    bodies = [m.span for m in before if m.kind is EntityKind.ORGANISATION]
    for mention in reversed(before):
        entity = draft.entity_by_id.get(mention.entity)
        if entity is None or not entity.state:
            continue
        if entity.kind is EntityKind.STATE or any(body.holds(mention.span) for body in bodies):
            return _state_of(draft, entity)
    return None


def _state_of(draft: Draft, place: Entity) -> str:
    """Id of the state that a place lies in, where the report names it; else the place's own."""
    if place.kind is EntityKind.STATE or not place.state:
        return place.id
    return next((e.id for e in draft.entities if e.kind is EntityKind.STATE and e.state == place.state), place.id)


def _event(draft: Draft, proposition: Proposition, concept: Concept, said: _Said) -> Event:
    assert concept.type is not None
    mutual = concept.frame.mutual and (len(proposition.actors) > 1 or bool(proposition.recipients))
    return Event(
        id=content_id("event", proposition.id),
        anchor=proposition.head,
        type=concept.type,
        actors=proposition.actors,
        recipients=(proposition.actors[1:] if mutual else ()) + proposition.recipients + _behind(draft, proposition)
        or _stated(draft, proposition, concept)
        or _others(proposition, ABOUT)
        or _host(draft, proposition, concept),
        place=proposition.places[0] if proposition.places else None,
        moment=_dated(draft, proposition),
        modality=_modality(draft, proposition, concept, said),
        mutual=mutual,
        proposition=proposition.id,
    )


def _host(draft: Draft, proposition: Proposition, concept: Concept) -> tuple[Party, ...]:
    """Talks of one side in another state, or in the seat of its power, are held with it (« des pourparlers à Lormont »)."""
    if concept.type is not EventType.CONSULT or len(proposition.actors) != 1 or not proposition.places:
        return ()
    place = proposition.places[0]
    own, seat = (draft.entity_by_id.get(p.entity or "") for p in (proposition.actors[0], place))
    if own is None or seat is None or seat.kind is not EntityKind.STATE:
        return ()
    return (place,) if own.id != seat.id and own.state != seat.state else ()


def _dated(draft: Draft, proposition: Proposition) -> Span | None:
    """The first moment that says when it happened: no « désormais », no length of time that something else lasted."""
    for span in proposition.moments:
        moment = draft.moment_by_span.get(span)
        if moment is None or moment.value == "PRESENT_REF":
            continue
        if moment.type is MomentType.DURATION and not _lasted(draft, span):
            continue
        return span
    return None


def _lasted(draft: Draft, span: Span) -> bool:
    """Whether a length of time is one for which the act went on: « pendant », « depuis », by its own first word or the one before."""
    words = lexicon(draft.language).lasting
    inside = draft.parse.between(*span)
    before = draft.parse.tokens[max(0, inside.start - 1)].lower
    return before in words or draft.words(span).lower().startswith(words)


def _stated(draft: Draft, proposition: Proposition, concept: Concept) -> tuple[Party, ...]:
    """The state in which it is done, for acts that fall on a whole state where they name nobody (a ceasefire, a curfew)."""
    if concept.id in SPREAD:
        return proposition.places[:1]
    if concept.type not in STATEWIDE:
        return ()
    states = (
        p
        for p in proposition.places
        if (e := draft.entity_by_id.get(p.entity or ""))
        and e.kind is EntityKind.STATE
        and any(p.span.size <= len(n) + ARTICLE for n in (e.name, *e.names) if n in draft.words(p.span))
        # « le nord de l'Irak » is not the state
    )
    return tuple(p for p in states if p.entity not in {a.entity for a in proposition.actors})[:1]


def _modality(draft: Draft, proposition: Proposition, concept: Concept, said: _Said) -> Modality:
    """What the wording says, then the statement it stands in; an act dated after the report is to come."""
    if proposition.modality is not Modality.HAPPENED:
        return proposition.modality
    if _to_come(draft, proposition):
        return Modality.PLANNED
    piece = said.at(proposition.head.start)
    if piece is None or piece.stance in SURE:
        return Modality.HAPPENED
    if piece.stance is Stance.DENIES:
        return Modality.DENIED
    # who announces what is in his power to do does it by saying so
    own = piece.stance is Stance.ANNOUNCES and concept.type is not EventType.ASSAULT
    if own and any(p.span.overlaps(s) for p in proposition.actors for s in piece.source):
        return Modality.HAPPENED
    return Modality.ALLEGED


def _to_come(draft: Draft, proposition: Proposition) -> bool:
    if not draft.report.published or not proposition.moments:
        return False
    moment = draft.moment_by_span.get(proposition.moments[0])
    days = moment.days if moment else None
    return bool(days and days[0] and days[0].isoformat() > draft.report.published[:10])
