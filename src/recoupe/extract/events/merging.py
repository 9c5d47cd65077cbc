"""Tellings of one event inside a report: lead, body and background speak of one strike; two strikes on two days are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.lexicon import lexicon
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.ids import content_id
from recoupe.model.moment import Days

__all__ = ["merged"]

ENOUGH = 1.5
"""From here on two tellings are one: the act and one side of it, or the act and the place, with nothing against."""

LATEST = 8
"""Tellings of one event that a further one is compared with; those before them agreed with these."""

REACH = 40
"""Earlier tellings of a type that one is compared with: a report that tells more acts of a kind is a chronicle of many."""

OLD = timedelta(days=60)
"""An event this long before the report is what the report looks back on."""


HONOURING = frozenset({"honour", "condole"})
"""Acts that remember others, and bear their days."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling, made comparable: parties and place by entity where known, else by their words."""

    event: Event
    concept: str
    lemma: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    days: Days | None
    bare: bool
    """A noun with an article that names nobody: « l'attaque », "the attack"."""


def merged(draft: Draft, events: list[Event]) -> list[Event]:
    """Return the events with ``same`` set where several are tellings of one, and ``background`` where the report looks back."""
    propositions = {p.id: p for p in draft.propositions}
    moments = {m.span: m for m in draft.moments}
    groups: dict[str, list[list[_Told]]] = defaultdict(list)
    for event in events:
        proposition = propositions[event.proposition or ""]
        moment = moments.get(event.moment) if event.moment else None
        told = _told(draft, event, proposition, moment.days if moment else None)
        home = _home(told, groups[event.type.value][-REACH:])
        if home is None:
            groups[event.type.value].append([told])
        else:
            home.append(told)
    same = {
        t.event.id: content_id("same", g[0].event.id) for rows in groups.values() for g in rows if len(g) > 1 for t in g
    }
    old = {t.event.id for rows in groups.values() for g in rows for t in g if _is_old(draft, t, propositions)}
    return [replace(e, same=same.get(e.id), background=e.id in old) for e in events]


def _told(draft: Draft, event: Event, proposition: Proposition, days: Days | None) -> _Told:
    return _Told(
        event, proposition.concept, proposition.lemma.lower(), _names(draft, event.actors), _names(draft, event.recipients),
        next(iter(_names(draft, [event.place])), None) if event.place else None, days,
        proposition.nominal and not event.actors and not event.recipients,
    )  # fmt: skip


def _names(draft: Draft, parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.entity or draft.words(p.span).casefold() for p in parties)


def _home(told: _Told, groups: list[list[_Told]]) -> list[_Told] | None:
    """The group most like a telling, the latest of equals, if it is enough like it and nobody of it speaks against."""
    best, home = ENOUGH, None
    for group in groups:
        scores = [_score(told, other) for other in group[-LATEST:]]
        if min(scores) >= 0 and max(scores) >= best:
            best, home = max(scores), group
    return home


def _score(a: _Told, b: _Told) -> float:
    """How much speaks for one event; below 0 where something speaks against it."""
    if a.days is not None and b.days is not None and _apart(a.days, b.days):
        return -1.0
    if a.place and b.place and a.place != b.place:
        return -1.0
    if a.recipients and b.recipients and not a.recipients & b.recipients:
        return -1.0
    if a.actors and b.actors and not a.actors & b.actors:
        return -1.0
    score = 0.9 if a.lemma == b.lemma else 0.7 if a.concept == b.concept else 0.4
    score += 0.8 * bool(a.recipients & b.recipients) + 0.7 * bool(a.actors & b.actors)
    score += 0.6 * bool(a.place and a.place == b.place) + 0.5 * bool(a.days and a.days == b.days)
    # a bare « l'attaque » takes up the last one told
    return score + 0.6 * (a.bare or b.bare) * (a.concept == b.concept)


def _apart(a: Days, b: Days) -> bool:
    return (a[1] or date.max) < (b[0] or date.min) or (b[1] or date.max) < (a[0] or date.min)


def _is_old(draft: Draft, told: _Told, propositions: dict[str, Proposition]) -> bool:
    """Whether the report looks back on it: long before publication, or told as what is remembered."""
    if told.concept in HONOURING:
        return False  # the day is that of what is remembered
    if told.days is not None and told.days[1] is not None and draft.report.published:
        published = date.fromisoformat(draft.report.published[:10])
        if told.days[1] < published - OLD:
            return True
    head = draft.parse.token_at(propositions[told.event.proposition or ""].head.start)
    if head is None:
        return False
    remembered = lexicon(draft.language).words["anniversary"]
    return any(draft.parse.tokens[k].lemma.lower() in remembered for k in draft.parse.ancestors(head))
