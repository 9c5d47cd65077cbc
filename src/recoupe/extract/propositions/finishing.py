"""From acts to propositions: spans, ids and parties as the model has them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.scene import Act
from recoupe.model.event import Party, Proposition
from recoupe.model.ids import content_id
from recoupe.model.span import Span, covering
from recoupe.model.words import MentionMode, Modality, Polarity, PropositionLink
from recoupe.parse.tree import NOT_IN_PHRASE

__all__ = ["finished"]

NOT_IN_PARTY = NOT_IN_PHRASE | {"acl"}


SIDES = frozenset({"par", "contre", "by", "against"})


LONGEST_NAME = 60
"""Code points of a name; a mention longer than this is a phrase."""


NEAR = 4
"""Tokens between the two words of a construction up to which both are its head (« reprendre le contrôle »)."""


def finished(draft: Draft, acts: list[Act], datelines: Set[int] = frozenset()) -> list[Proposition]:
    """Return the propositions of the acts, in order of their predicates; no party's words reach into a dateline."""
    ids = {id(act): _identity(draft, act) for act in acts}
    found = [_proposition(draft, act, ids) for act in sorted(acts, key=lambda a: a.head)]
    return [_behind_datelines(draft, p, datelines) for p in found] if datelines else found


def _behind_datelines(draft: Draft, proposition: Proposition, datelines: Set[int]) -> Proposition:
    """Cut what is a dateline ("OSLO, Norway - Dozens of students"), which the parse may hang on the party that follows it."""

    def cut(party: Party) -> Party:
        inside = draft.parse.between(*party.span)
        own = [k for k in inside if k not in datelines]
        return replace(party, span=draft.parse.span(own)) if own and len(own) < len(inside) else party

    return replace(
        proposition,
        actors=tuple(cut(p) for p in proposition.actors),
        recipients=tuple(cut(p) for p in proposition.recipients),
    )


def _identity(draft: Draft, act: Act) -> str:
    return content_id("proposition", draft.report.id, draft.parse.tokens[act.head].start, act.concept, act.nominal)


def _proposition(draft: Draft, act: Act, ids: dict[int, str]) -> Proposition:
    tokens = draft.parse.tokens
    words = sorted(act.words)
    whole = act.nominal or (len(words) > 1 and words[-1] - words[0] <= NEAR)
    head = Span(tokens[words[0]].start, tokens[words[-1]].end) if whole else tokens[act.head].span
    members = sorted({act.head, *words, *act.actors, *act.recipients, *act.places, *(c.head for c in act.borrowed)})
    return Proposition(
        id=ids[id(act)],
        span=Span(tokens[members[0]].start, tokens[members[-1]].end),
        head=head,
        concept=act.concept,
        lemma=act.lemma,
        actors=_parties(draft, act.actors),
        recipients=_parties(draft, act.recipients),
        others=tuple((role, _party(draft, k)) for role, k in act.others),
        places=_parties(draft, act.places),
        moments=tuple(act.moments),
        figures=tuple(act.figures),
        polarity=Polarity.NEGATIVE if act.negated else Polarity.POSITIVE,
        modality=Modality(act.manner),
        tense=(act.borrowed[0].tense if act.borrowed else act.clause.tense if act.clause else "") or None,
        nominal=act.nominal,
        under=ids.get(id(act.under)) if act.under is not None else None,
        link=PropositionLink(act.link) if act.link else None,
    )


def _party(draft: Draft, k: int) -> Party:
    return Party(_phrase(draft, k), draft.entity_at(k))


def _phrase(draft: Draft, k: int) -> Span:
    """The fullest phrase of a party, without determiner, relative clause or participle."""
    parse = draft.parse
    indices = parse.phrase(k, without=NOT_IN_PARTY)
    # « l'armée contre l'hôpital », « le maire par la police »: the other side of the act is no part of this one
    other = next((c for c in parse.tokens[k].children if c > k and parse.preposition(c) in SIDES), None)
    if other is not None:
        indices = [i for i in indices if i < min(parse.subtree(other))] or [k]
    while len(indices) > 1 and parse.tokens[indices[0]].pos == "DET" and indices[0] != k:
        indices = indices[1:]
    while len(indices) > 1 and indices[-1] != k and parse.tokens[indices[-1]].start in draft.timed_starts:
        indices = indices[:-1]
    while len(indices) > 1 and indices[-1] != k and parse.tokens[indices[-1]].pos in ("ADP", "DET", "PUNCT", "CCONJ"):
        indices = indices[:-1]  # « à l'Ukraine en mars »: the day is cut off, and what opens it
    span = parse.span(indices)
    named = next((m.span for m in draft.mentions_by_token.get(k, ()) if m.mode is MentionMode.NAME), None)
    return (
        covering([span, named])
        if named is not None and named.size < LONGEST_NAME and parse.tokens[k].pos == "PROPN"
        else span
    )


def _parties(draft: Draft, members: list[int]) -> tuple[Party, ...]:
    """Parties in order, those left out that lie inside another or name the same."""
    found: list[Party] = []
    for k in members:
        party = _party(draft, k)
        if not any(
            party.span.overlaps(other.span) or (party.entity and party.entity == other.entity) for other in found
        ):
            found.append(party)
    return tuple(found)
