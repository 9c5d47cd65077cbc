"""What happened, for a brief: one line an event, told by its fullest telling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from recoupe.export.brief.book import Book
from recoupe.export.brief.called import described, is_pronoun
from recoupe.export.brief.claims import weak_start
from recoupe.export.brief.records import EventItem, Passage
from recoupe.export.brief.sentences import sentence
from recoupe.export.names import known_name, state_name
from recoupe.model.event import Event, Party
from recoupe.model.ledger import Happening, Telling
from recoupe.model.moment import days_of
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, EventType, Modality

__all__ = ["event_item", "event_order", "event_salience"]

_WEIGHT = {EventType.ASSAULT: 2.0, EventType.COERCE: 1.5, EventType.SANCTION: 1.5, EventType.MOBILIZE: 1.5, EventType.RETREAT: 1.0,
           EventType.AID: 1.0, EventType.AGREE: 1.0, EventType.CONSULT: 1.0, EventType.PROTEST: 1.0, EventType.COOPERATE: 1.0}  # fmt: skip
"""Deeds before words: what is only said (accusing, threatening, asking) stands among the claims already."""


def event_salience(book: Book, happening: Happening) -> float:
    """How much a desk would want to read an event.

    2 for each origin that tells it; its type as above; 3 for a date, as an account in order wants one; 1 each for a place,
    an actor and a recipient who are known by name; 4 off where nobody does or suffers it; 1 off where it is only alleged or hypothetical; 1 off where it is
    background in every telling; 1 for a telling of four words or more, as fewer tell little.
    """
    score = 2.0 * len({book.origin_id(t.report) for t in happening.tellings}) + _WEIGHT.get(happening.type, 0.0)
    known = book.identities.keys()
    score += 3.0 * bool(happening.date) + (happening.place in known)
    score += any(a in known for a in happening.actors) + any(r in known for r in happening.recipients)
    score -= 4.0 * (not happening.actors and not happening.recipients)
    score -= happening.modality in (Modality.ALLEGED, Modality.HYPOTHETICAL)
    score += 1.0 * any(len(_clause(book, t).words.split()) >= 4 for t in happening.tellings)
    return score - all(bool((e := _event(book, t)) and e.background) for t in happening.tellings)


def event_order(item: EventItem) -> tuple[bool, str, str]:
    """Sort key: by first day, those without a date last."""
    days = days_of(item.date) if item.date else None
    first = (days[0] or days[1]) if days else None
    return first is None, first.isoformat() if first else "", item.date or ""


def event_item(book: Book, happening: Happening) -> EventItem:
    """Return an event as it is printed."""
    best = max(happening.tellings, key=lambda t: _told(book, t))
    event = _event(book, best)
    told: tuple[tuple[Party, ...], ...] = (
        (event.actors, event.recipients, (event.place,) if event.place else ()) if event else ((), (), ())
    )
    actors = _parties(book, happening.actors, best.report, told[0])
    found = _parties(book, happening.recipients, best.report, _apart(told[1], told[0]))
    recipients = _without_grounds([r for r in found if r not in actors], actors)
    # a place without a name ("home") tells nobody where, and one that is named inside a party stands there already
    named = book.name(happening.place) if happening.place and happening.place in book.identities else None
    place = named if named and not any(named in party for party in (*actors, *recipients)) else None
    published = book.day(best.report)
    return EventItem(
        id=happening.id,
        type=happening.type.value,
        date=happening.date,
        actors=actors,
        recipients=recipients,
        place=place,
        modality=happening.modality.value,
        passage=_clause(book, best),
        reports=len({t.report for t in happening.tellings}),
        origins=len({book.origin_id(t.report) for t in happening.tellings}),
        series=happening.series == happening.id,
        other_year=bool(happening.date and published and str(published.year) not in happening.date),
        act=_act(book, happening),
    )


def _act(book: Book, happening: Happening) -> str | None:
    """The act that most tellings tell it as, of equally many the first; a concept of one language is none."""
    told = (
        book.propositions.get((t.report, e.proposition or "")) for t in happening.tellings if (e := _event(book, t))
    )
    acts = Counter(p.concept for p in told if p is not None and ":" not in p.concept)
    return acts.most_common(1)[0][0] if acts else None


def _apart(parties: Iterable[Party], others: Sequence[Party]) -> list[Party]:
    """Parties that are not told inside the words for another: in "the Lomanian ministry" nothing falls on Lomania."""
    return [p for p in parties if not any(o.span.holds(p.span) for o in others)]


def _without_grounds(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Names without those that stand inside another's: « le terminal de Carvane » tells of Carvane."""
    inside = [
        n for n in names for other in (*names, *others) if n != other and re.search(rf"\b{re.escape(n)}\b", other)
    ]
    return tuple(n for n in names if n not in inside)


_LEAST = 3
"""Letters of a party at least: in fewer there is but an article."""

_PARTY = 32
"""Characters of a party that has no name: a longer one is a clause, and stands in the quoted words anyway."""


def _parties(book: Book, parties: Iterable[str], report: str, told: Iterable[Party]) -> tuple[str, ...]:
    """Names of the parties who have one; else the words of the telling that is shown, where they are short."""
    named = dict.fromkeys(book.power(p) for p in parties if p in book.identities)
    if named:
        return tuple(named)
    words = (_known(book, report, party) or described(book.passage(report, party.span).words) for party in told)
    fit = (w for w in words if w is not None and _LEAST <= len(w) <= _PARTY and not is_pronoun(w))
    return tuple(dict.fromkeys(fit))


def _known(book: Book, report: str, party: Party) -> str | None:
    """What the tables call a party in the brief's language: a state, or the state of a people told by its adjective."""
    entity = book.entities.get((report, party.entity or ""))
    if entity is None:
        return None
    people = entity.kind is EntityKind.GROUP and entity.name[:1].islower()
    return known_name(entity.qid, book.language) or (state_name(entity.state, book.language) if people else None)


def _event(book: Book, telling: Telling) -> Event | None:
    return book.events.get((telling.report, telling.event))


def _told(book: Book, telling: Telling) -> tuple[float, ...]:
    """The best telling: in the brief's language, with the parties of the event in its clause, early."""
    passage = _clause(book, telling)
    event = _event(book, telling)
    parties = [*event.actors, *event.recipients, *([event.place] if event.place else [])] if event else []
    inside = sum(passage.start <= p.span.start and p.span.end <= passage.end for p in parties)
    own = passage.language == book.language
    long = len(passage.words.split())
    weak = weak_start(passage.words, passage.language)
    seen = telling.span.end - passage.start <= _SEEN
    return (own + seen - weak, inside, -abs(long - 12), -book.rank[telling.report])


_SEEN = 110
"""Characters of a passage that are shown before it is cut: an act beyond them is not seen."""


_BEFORE = 90
"""Characters that may stand before an event in its sentence, so that it is still seen once the line is cut."""


_AFTER = 400
"""Characters that may stand after it: a long sentence is cut when it is printed."""


def _clause(book: Book, telling: Telling) -> Passage:
    """The sentence of an event from its beginning, or its clause where the sentence begins too far away."""
    event = _event(book, telling)
    span = telling.span
    if event is not None and event.proposition:
        found = book.propositions.get((telling.report, event.proposition))
        if found is not None and found.span.holds(span):
            span = Span(*found.span)
    return book.passage(telling.report, sentence(book.entry[telling.report].report.text, span, _BEFORE, _AFTER))
