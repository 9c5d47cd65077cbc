"""What an event did, and with what: victims and damage told in its own sentence, instruments, and the equipment given or moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.lexicon import Lexicon, lexicon
from recoupe.model.event import Event, Harm, Party, Proposition
from recoupe.model.figure import Figure
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, EventType, Measure, PropositionLink
from recoupe.parse.tree import NOT_IN_PHRASE

__all__ = ["with_effects"]

HARMFUL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
"""Types that do harm: a march may, by riot; who is given aid is no victim of it."""

MOVED = frozenset(
    {EventType.AID, EventType.MOBILIZE, EventType.AGREE, EventType.SANCTION, EventType.RETREAT, EventType.COOPERATE}
)
"""Types whose arms and goods are given, moved, promised or withheld, not used."""

OF_PEOPLE = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.ARRESTED, Measure.DISPLACED})
OF_THINGS = frozenset({Measure.DESTROYED, Measure.DAMAGED})

HARMS = {m.value: m for m in OF_PEOPLE | OF_THINGS}

OTHER_CLAUSE = ("advcl", "parataxis", "acl:relcl", "conj", "ccomp")
"""Relations that lead out of the act's own clause."""


def with_effects(draft: Draft, events: list[Event]) -> list[Event]:
    """Return the events with their victims, damage, instruments and equipment."""
    told = _Told(draft)
    return [told.filled(event) for event in events]


class _Told:
    """A draft's propositions and figures, to be asked what an event did."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.words = draft, lexicon(draft.language)
        self.by_id = {p.id: p for p in draft.propositions}
        self.below: dict[str, list[Proposition]] = defaultdict(list)
        for p in draft.propositions:
            if p.under:
                self.below[p.under].append(p)
        self.figures: dict[int, list[Figure]] = defaultdict(list)
        for figure in draft.figures:
            token = draft.parse.token_at(figure.span.start)
            if token is not None:
                self.figures[draft.parse.tokens[token].sentence].append(figure)

    def filled(self, event: Event) -> Event:
        """The event with what its sentence says of harm and of arms."""
        own = self.by_id[event.proposition or ""]
        head = self.draft.parse.token_at(event.anchor.start)
        if head is None:
            return event
        harm = list(self._harm(event, own, head)) if event.type in HARMFUL else []
        arms = list(self._arms(event, own))
        return replace(
            event,
            victims=tuple(h for h in harm if h.measure in OF_PEOPLE),
            damage=tuple(h for h in harm if h.measure in OF_THINGS),
            instruments=() if event.type in MOVED else tuple(arms),
            equipment=tuple(arms) if event.type in MOVED else (),
        )

    # ------------------------------------------------------------------ harm

    def _harm(self, event: Event, own: Proposition, head: int) -> Iterator[Harm]:
        sentence = self.draft.parse.tokens[head].sentence
        seen: list[Span] = []
        for proposition in self._tellings(own, sentence):
            measure = self.words.concepts[proposition.concept].harm
            for party in proposition.recipients:
                found = self._one(party, measure, sentence)
                if found is not None and not any(found.span.overlaps(s) for s in seen):
                    seen.append(found.span)
                    yield found
        for figure in self.figures[sentence]:
            span = figure.counted_span or figure.span
            measured = _measure(figure)
            if (
                measured
                and not any(span.overlaps(s) or figure.span.overlaps(s) for s in seen)
                and self._near(figure, head)
            ):
                yield Harm(span, measured, None, figure.span)

    def _tellings(self, own: Proposition, sentence: int) -> Iterator[Proposition]:
        """The propositions of the same sentence that say what the act did: itself, what hangs on it, what it hangs on."""
        around = [own, *self.below[own.id]]
        above = self.by_id.get(own.under or "")
        if above is not None and own.nominal and own.link == "circumstance":
            around += [above, *self.below[above.id]]
        for p in around:
            concept = self.words.concepts.get(p.concept)
            token = self.draft.parse.token_at(p.head.start)
            same = token is not None and self.draft.parse.tokens[token].sentence == sentence
            told = p is own or p.link != "content" or p.concept == own.concept
            if concept and concept.harm and same and told and p.modality == own.modality:
                yield p

    def _one(self, party: Party, measure: Measure | None, sentence: int) -> Harm | None:
        figure = next((f for f in self.figures[sentence] if f.span.overlaps(party.span)), None)
        if figure is not None and _measure(figure):
            measure = _measure(figure)
        elif measure in OF_PEOPLE and self._is_thing(party):
            measure = Measure.DESTROYED if measure is Measure.KILLED else Measure.DAMAGED
        return Harm(party.span, measure, party.entity, figure.span if figure else None) if measure else None

    def _is_thing(self, party: Party) -> bool:
        """Arms, ships and buildings are damaged, not wounded."""
        lemmas = {self.draft.parse.tokens[k].lemma.lower() for k in self.draft.parse.between(*party.span)}
        return (
            bool(lemmas & (self.words.words["@arms"] | self.words.words["@where"]))
            and not lemmas & self.words.words["persons"]
        )

    def _near(self, figure: Figure, head: int) -> bool:
        """Whether a count of harm hangs on the act or on the clause that the act stands in (« une frappe a fait trois morts »)."""
        parse = self.draft.parse
        token = parse.token_at(figure.span.start)
        if token is None:
            return False
        above = {token, *parse.ancestors(token)}
        clause = next((k for k in (head, *parse.ancestors(head)) if k in parse.clause_of), None)
        return head in above or (clause is not None and clause in above)

    # ------------------------------------------------------------------ arms

    def _arms(self, event: Event, own: Proposition) -> Iterator[Party]:
        parse, taken = self.draft.parse, [*event.actors, *event.recipients]
        heads = list(parse.between(*event.anchor))
        for p in self.below[own.id]:  # « une frappe de drones a tué »
            if p.link is PropositionLink.CAUSE:
                heads.extend(parse.between(*p.head))
        clause = next((k for k in (heads[0], *parse.ancestors(heads[0])) if k in parse.clause_of), None)
        carried = own.tense is not None or not own.nominal
        inside: set[int] = set()
        for k in [*heads, *([clause] if clause is not None and carried else [])]:
            inside.update(parse.subtree(k, without=OTHER_CLAUSE))
            inside.update(self._used(k))
        found: list[Span] = []
        for k in sorted(inside):
            if not self._is_arm(k, event.type) or not self._serves(k, event.type, set(heads)):
                continue
            span = parse.phrase_span(k, determiner=False)
            if any(
                span.overlaps(p.span) for p in taken
            ):  # « des missiles à l'Arlande »: whom they go to is no part of them
                span = parse.span(parse.phrase(k, without=(*NOT_IN_PHRASE, "nmod", "det")))
            clear = not any(span.overlaps(p.span) for p in taken) and not any(span.overlaps(s) for s in found)
            if clear:
                found.append(span)
                yield Party(span, self.draft.entity_at(k))

    def _used(self, k: int) -> Iterable[int]:
        """« en utilisant des drones », "using drones": what is used, told in a clause of its own."""
        parse = self.draft.parse
        subjects = [s for s in parse.tokens[k].children if parse.tokens[s].dep == "nsubj"]
        for c in [*parse.tokens[k].children, *(c for s in subjects for c in parse.tokens[s].children)]:
            below = parse.clause_of.get(c)
            if below is not None and below.lemma in self.words.words["uses"]:
                yield from below.objects

    def _is_arm(self, k: int, kind: EventType) -> bool:
        token, words = self.draft.parse.tokens[k], self.words.words
        if token.pos not in ("NOUN", "PROPN"):
            return False
        mentions = self.draft.mentions_by_token.get(k, ())
        if any(m.kind is EntityKind.EQUIPMENT for m in mentions):
            return token.dep not in ("flat", "compound") or kind not in MOVED
        return token.lemma.lower() in words["@arms"] or (kind in MOVED and token.lemma.lower() in words["@goods"])

    def _serves(self, k: int, kind: EventType, heads: set[int]) -> bool:
        """Whether arms are what it is done with, or what is moved: not what is aimed at, nor who moves."""
        token, parse = self.draft.parse.tokens[k], self.draft.parse
        if kind in MOVED:
            return token.dep in ("obj", "nmod", "conj", "nsubj:pass", "nsubj", "obl", "compound", "appos")
        preposition = parse.preposition(k)
        of_act = token.head in heads and (
            token.dep == "compound" or (token.dep == "nmod" and _plain(self.words, preposition))
        )
        tool = preposition in self.words.words["using"] or token.dep in ("nsubj", "obl:agent")
        return of_act or tool or (token.head in heads and k in heads) or self._is_used(k)

    def _is_used(self, k: int) -> bool:
        above = self.draft.parse.clause_of.get(self.draft.parse.tokens[k].head)
        return above is not None and above.lemma in self.words.words["uses"] and k in above.objects


def _plain(words: Lexicon, preposition: str) -> bool:
    return "of" in words.kinds(preposition) or preposition in words.words["using"] or preposition in ("au", "à")


def _measure(figure: Figure) -> Measure | None:
    """The harm that a figure counts, None where it counts anything else."""
    return HARMS.get(figure.measure or "")
