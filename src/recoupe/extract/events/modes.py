"""Modes of what is said: which content a request, refusal, promise or threat has, in the codebook's words.

PLOVER's codebook divides REQUEST and REJECT by what is asked or refused (``assist``, ``meet``, ``change``, ``yield``) and
THREATEN by what is threatened (``violence``, ``territory``, ``restrict``, ``relations``, ``ban``, ``arrest``, ``expel``).  It has
no modes for AGREE; the contents are the same, so what is promised bears the same four words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.lexicon import Concept, lexicon
from recoupe.lang import table
from recoupe.model.event import Proposition
from recoupe.model.words import EventType, Polarity

__all__ = ["Modes"]

TABLES = {
    EventType.REQUEST: "asked",
    EventType.REJECT: "asked",
    EventType.AGREE: "asked",
    EventType.THREATEN: "threatened",
}
"""Which table of contents divides a type."""

HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.PROTEST})
"""Acts that one who is asked not to go on with them yields by stopping."""

ELSEWHERE = ("advcl", "parataxis", "conj", "nsubj", "nsubj:pass", "acl:relcl", "obl:agent")
"""Relations that lead out of what is asked or threatened."""

DEEP = 3
"""Requests inside refusals inside promises that are looked through."""


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, dict[str, str]]:
    """Mode by lemma, for each table of contents."""
    return {
        name: {word: mode for mode, words in modes.items() for word in words}
        for name, modes in table(language, "events")["modes"].items()
    }


class Modes:
    """A draft's propositions, to be asked for the mode of an event."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.words = draft, lexicon(draft.language)
        self.below: dict[str, list[Proposition]] = defaultdict(list)
        for p in draft.propositions:
            if p.under and p.link in ("content", "object"):
                self.below[p.under].append(p)

    def of(self, proposition: Proposition, concept: Concept, depth: int = DEEP) -> str | None:
        """The mode of the concept itself; else that of what is asked, refused, promised or threatened; else None."""
        name = TABLES.get(concept.type) if concept.type else None
        if concept.mode or name is None or not depth:
            return concept.mode
        return next(self._contents(proposition, name, depth), None) or self._worded(proposition, name)

    def _contents(self, proposition: Proposition, name: str, depth: int) -> Iterator[str]:
        modes = self.words.modes[name]
        for part in self.below[proposition.id]:
            concept = self.words.concepts.get(part.concept)
            if concept is None or concept.type is None:
                yield from self._contents(part, name, depth - 1) if depth > 1 else ()
            elif concept.type in TABLES and TABLES[concept.type] == name:
                inner = self.of(part, concept, depth - 1)
                yield from (inner,) if inner else ()
            elif part.polarity is Polarity.NEGATIVE and concept.type in HARM and "yield" in modes.values():
                yield "yield"
            else:
                found = modes.get(concept.id) or modes.get(concept.type.value)
                yield from (found,) if found else ()

    def _worded(self, proposition: Proposition, name: str) -> str | None:
        """By the words of its own phrase (« menacer de représailles », "demand early elections")."""
        parse, modes = self.draft.parse, _words(self.draft.language)[name]
        heads = parse.between(*proposition.head)
        inside = sorted({i for k in heads for i in parse.subtree(k, without=ELSEWHERE)})
        tokens = [parse.tokens[i] for i in inside if i not in heads or parse.tokens[i].pos not in ("VERB", "AUX")]
        return next((modes[t.lemma.lower()] for t in tokens if t.lemma.lower() in modes), None)
