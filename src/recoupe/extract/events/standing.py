"""Who has a part in public life: what private people say, give and ask among themselves is no event that a coder would code.

PLOVER codes acts of states, organisations, groups, officials and those who act in public.  Violence, arrest and protest count whoever
they fall on; talks, aid, promises, requests and the like need somebody besides « un client », "his wife" or a pronoun that nobody
named stands behind.
"""

from __future__ import annotations

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.about import ABOUT
from recoupe.extract.propositions.lexicon import Lexicon
from recoupe.model.event import Party, Proposition
from recoupe.model.words import EntityKind, EventType, MentionMode

__all__ = ["Standing"]

PUBLIC_ANYWAY = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE}
)
"""Types that count whoever has a part in them."""

TWO_SIDED = frozenset({EventType.COOPERATE, EventType.CONSULT})
"""Types that need two such sides, where two are named."""

BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.PLACE})


class Standing:
    """A draft, to be asked whether those who take part in an act are anybody in public life."""

    def __init__(self, draft: Draft, words: Lexicon) -> None:
        self.draft, self.words = draft, words
        self.named = {m.entity for m in draft.mentions if m.mode is MentionMode.NAME}

    def private(self, proposition: Proposition, kind: EventType) -> bool:
        """Whether everybody in a proposition is private; with nobody in it, nothing speaks for that."""
        if kind in PUBLIC_ANYWAY:
            return False
        about = tuple(party for role, party in proposition.others if role == ABOUT)
        others = [self._nobody(p) for p in (*proposition.recipients, *about)]
        if kind in TWO_SIDED and others and all(others):
            return True
        everybody = [*(self._nobody(p) for p in proposition.actors), *others]
        return any(everybody) and all(found is not False for found in everybody)

    def _nobody(self, party: Party) -> bool | None:
        """Whether a party has no part in public life; None for a pronoun that may stand for anybody."""
        entity = self.draft.entity_by_id.get(party.entity or "")
        if entity is not None and (entity.kind in BODIES or entity.id in self.named or entity.role):
            return False
        parse = self.draft.parse
        inside = parse.between(*party.span)
        head = next((k for k in inside if parse.tokens[k].head not in inside), None)
        if head is None:
            return False
        token = parse.tokens[head]
        if token.pos in ("PRON", "DET"):
            return None
        return token.lemma.lower() in self.words.words["private"]
