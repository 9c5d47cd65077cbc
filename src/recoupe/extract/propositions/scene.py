"""Who can take part: the parties that a noun phrase brings into an act."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from recoupe.extract.draft import Draft
from recoupe.extract.propositions.lexicon import Lexicon
from recoupe.lang import table
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, NameReading
from recoupe.parse.clauses import Clause
from recoupe.parse.tree import Token

__all__ = ["Act", "Scene", "kind_of"]

ACTING = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.GROUP, EntityKind.PLACE})
"""Kinds that can act; a place's name may stand for the power that sits there."""

WHERE = frozenset({EntityKind.PLACE, EntityKind.STATE, EntityKind.FACILITY})
"""Kinds at which something can happen."""

BRINGING = frozenset({"of", "agent", "between", "against"})
"""Kinds of preposition that tie someone to a thing as its owner, doer or target."""

DIRECTED = frozenset({"to", "from", "for"})
"""Kinds that do so where the phrase names someone (« une demande de visa à l'Allemagne »)."""

POWERFUL = ACTING - {EntityKind.PLACE}

WITHIN = 3
"""Depth to which a noun that can't act is searched for one who can: « la demande du ministre des Affaires étrangères »."""


@dataclass(eq=False, slots=True)
class Act:
    """A proposition in the making; parties, places and predicate are token indices.

    ``under`` is the act that this one is told inside of, ``link`` how: ``content`` of it, ``purpose``, ``object`` or
    ``circumstance``; ``manner`` collects what the wording says about whether it took place.
    """

    head: int
    concept: str
    lemma: str
    clause: Clause | None = None
    nominal: bool = False
    words: list[int] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    others: list[tuple[str, int]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    moments: list[Span] = field(default_factory=list)
    figures: list[Span] = field(default_factory=list)
    under: Act | None = None
    link: str = ""
    manner: str = "happened"
    negated: bool = False
    known: bool = False
    """Whether a table lists the predicate."""
    done: bool = False
    """Whether what looks like a purpose is done by the very act it hangs on (« appeler pour féliciter »)."""
    borrowed: list[Clause] = field(default_factory=list)
    """Clauses whose verb only carries this noun (« mener une attaque »)."""


@dataclass(eq=False, slots=True)
class Scene:
    """A draft with its lexicon and what was looked up so far."""

    draft: Draft
    lexicon: Lexicon
    nouns: dict[int, str] = field(default_factory=dict)
    """Concept by token, of the event nouns."""
    phrases: dict[int, list[int]] = field(default_factory=dict)
    """Tokens of each event noun's own words."""
    timed: set[int] = field(default_factory=set)
    """Tokens of time expressions."""
    shares: set[int] = field(default_factory=set)
    """Tokens of figures: « 30 % des centrales » is what the figure counts."""
    datelines: set[int] = field(default_factory=set)
    """Tokens before the dash that a paragraph opens with ("PORT VALE, Arland (AP) --"): who is named there does nothing."""

    def token(self, i: int) -> Token:
        """The token with an index."""
        return self.draft.parse.tokens[i]

    def demonym(self, i: int) -> bool:
        """Whether a token is an adjective of nationality or names who acts (« russe », "Taliban")."""
        token = self.token(i)
        if token.pos not in ("ADJ", "PROPN", "NOUN"):
            return False
        if token.pos == "ADJ" and (
            token.lemma.lower() in demonyms(self.draft.language) or token.lower in demonyms(self.draft.language)
        ):
            return True
        if token.pos == "ADJ":
            return any(m.span == token.span and m.kind in ACTING for m in self.draft.mentions_by_token.get(i, ()))
        kind = kind_of(self.draft, i)
        return kind in ACTING if kind else False

    def lemma(self, i: int) -> str:
        """Lower-case lemma; that of the tables where the model has none for a verb's form."""
        token = self.token(i)
        lemma = token.lemma.lower()
        if token.pos not in ("VERB", "AUX") or lemma in self.lexicon.verbs:
            return lemma
        if lemma == token.lower or self.draft.language == "en":  # the English lemmatiser cuts « staged » to "stag"
            return self.lexicon.forms.get(token.lower, lemma)
        return lemma

    def is_place(self, i: int) -> bool:
        """Whether the phrase headed by a token names or describes a place."""
        if i in self.nouns:
            return False
        kind = ground_of(self.draft, i)
        if kind:
            return kind in WHERE
        return self.token(i).lemma.lower() in self.lexicon.words["@where"]

    def located(self, i: int) -> bool:
        """Whether a phrase is a spot on the ground, whoever holds it: a village, a base, a bridge."""
        kind = kind_of(self.draft, i)
        if kind:
            return kind in (EntityKind.PLACE, EntityKind.FACILITY)
        return self.token(i).lemma.lower() in self.lexicon.words["@where"]

    def animate(self, i: int) -> bool:
        """Whether the phrase headed by a token can act: by what it names, else by its word."""
        token = self.token(i)
        if not token.text[0].isalnum():
            return False
        if token.pos in ("NUM", "SYM") and any(
            self.token(k).pos == "SYM" or self.token(k).tag == "$" for k in (i, *token.children)
        ):
            return False  # a sum of money
        if token.pos in ("NUM", "PUNCT", "SYM", "ADV", "VERB", "AUX", "DET"):
            return token.pos == "NUM" and token.dep.startswith(("nsubj", "obj"))
        kind = kind_of(self.draft, i)
        if kind:
            return kind in ACTING
        if i in self.timed:
            return False
        lemma = token.lemma.lower()
        words = self.lexicon.words
        if token.pos == "PRON":
            return token.lower not in words["inert"] and lemma not in words["inert"]
        if lemma in words["animate"] or lemma in words["persons"] or self._several(token):
            return True
        if i in self.nouns or lemma in words["inert"]:
            return False
        if token.text[0].isupper() and i != self.draft.parse.sentences[token.sentence].first:
            return True
        agentive = lemma.endswith(self.lexicon.agent_suffixes) and not lemma.endswith(self.lexicon.inert_suffixes)
        return token.pos == "PROPN" or agentive

    def someone(self, i: int) -> bool:
        """Whether a phrase certainly names people or a body of people, not merely something that may act."""
        token = self.token(i)
        kind = kind_of(self.draft, i)
        if i in self.nouns:
            return False
        if kind:
            return kind in POWERFUL
        lemma, words = token.lemma.lower(), self.lexicon.words
        if lemma in words["persons"] or lemma in words["animate"] or token.pos == "PROPN" or self._several(token):
            return True
        if token.pos == "PRON":
            return token.lower not in words["inert"]
        if token.pos in ("NUM", "SYM"):
            return self.animate(i)
        if token.pos == "NOUN" and lemma not in words["inert"] and lemma.endswith(self.lexicon.agent_suffixes):
            return not lemma.endswith(self.lexicon.inert_suffixes)
        counted = [k for k in token.children if self.token(k).dep == "nmod"]
        return token.pos == "NOUN" and bool(counted) and lemma in words["counts"] and self.someone(counted[0])

    def _several(self, token: Token) -> bool:
        """« les forces », "the services": people by the plural only."""
        return token.morph.get("Number") == "Plur" and token.lemma.lower() in self.lexicon.words["plural_persons"]

    def inside(self, i: int, owners: bool = True, depth: int = WITHIN) -> list[int]:
        """Those who can act inside a phrase whose head can't: its adjectives of nationality, its genitives.

        ``owners`` takes its possessive too: « ses frappes » are somebody's, « ses liens » nobody's that undergoes.
        """
        token = self.token(i)
        found: list[int] = []
        for k in token.children:
            child = self.token(k)
            if child.dep in ("amod", "compound") and self.demonym(k):
                found.append(k)
            elif child.dep == "nmod:poss" or (child.dep == "det" and child.morph.get("Poss") == "Yes"):
                if owners or child.pos in ("NOUN", "PROPN"):
                    found.append(k)
            elif child.dep in ("nmod", "obl", "appos") and depth and self._brings(k):
                for member in self.draft.parse.conjuncts(k):
                    found.extend([member] if self.animate(member) else self.inside(member, owners, depth - 1))
            elif child.dep in ("acl", "acl:relcl") and depth:
                found.extend(self._behind(k, weapon=token.lemma.lower() in self.lexicon.words["@weapon"]))
        return found

    def _behind(self, k: int, weapon: bool) -> list[int]:
        """Who did what a participle says of a thing (« commandés par X »); the power that a weapon set out from (« parti de X »)."""
        clause = self.draft.parse.clause_of.get(k)
        if clause is None:
            return []
        found = [agent for agent in clause.agents if self.animate(agent)] if clause.relation == "acl" else []
        if weapon and not found:
            origins = [n for p, n in clause.obliques if "from" in self.lexicon.kinds(p) and p not in ("par", "by")]
            found = [n for n in origins if kind_of(self.draft, n) in POWERFUL or self.token(n).pos == "PROPN"]
        return found

    def owners(self, i: int) -> list[int]:
        """Those whose the thing is: its adjectives of nationality and its genitives, not whom it is aimed at."""
        found = []
        for k in self.token(i).children:
            child = self.token(k)
            of = child.dep == "nmod" and "of" in self.lexicon.kinds(self.draft.parse.preposition(k))
            if (
                (child.dep in ("amod", "compound") and self.demonym(k))
                or child.dep == "nmod:poss"
                or (of and self.animate(k))
            ):
                found.append(k)
        return found

    def _brings(self, i: int) -> bool:
        """Whether a modifier says whose the thing is, or against whom: not where it is, nor with what."""
        kinds = self.lexicon.kinds(self.draft.parse.preposition(i))
        if not kinds or kinds & BRINGING:
            return True
        placed = any(m.kind is EntityKind.PLACE for m in self.draft.mentions_by_token.get(i, ()))
        return bool(kinds & DIRECTED) and not placed and kind_of(self.draft, i) in POWERFUL

    def parties(self, i: int, owners: bool = True) -> list[int]:
        """The parties that a phrase brings in: itself, or those inside."""
        return [i] if self.animate(i) else self.inside(i, owners)

    def fills(self, row: frozenset[str], i: int) -> bool:
        """Whether a word is one of a construction's; ``@PLACE`` stands for any place that can be held."""
        token = self.token(i)
        if token.lemma.lower() in row or token.lower in row:
            return True
        return "@PLACE" in row and token.lemma.lower() not in self.lexicon.words["@ungraspable"] and self.is_place(i)


@lru_cache(maxsize=4)
def demonyms(language: str) -> frozenset[str]:
    """Adjectives of nationality, every form that the table lists, lower case."""
    found: set[str] = set()
    for forms in table(language, "demonyms").get("states", {}).values():
        for form in forms:
            found.update(part.lower() for part in form.split("/"))
    return frozenset(found)


def kind_of(draft: Draft, i: int) -> EntityKind | None:
    """Kind of what the phrase headed by a token names, by its mention; else by the syntax model's label; else None."""
    found = draft.mentions_by_token.get(i)
    if found:
        entity = draft.entity_at(i)
        mention = next((m for m in found if m.entity == entity), found[0])
        return EntityKind.ORGANISATION if mention.reading is NameReading.INSTITUTION else mention.kind
    match draft.parse.tokens[i].entity:
        case "person":
            return EntityKind.PERSON
        case "organisation":
            return EntityKind.ORGANISATION
        case "place":
            return EntityKind.PLACE
        case _:
            return None


def ground_of(draft: Draft, i: int) -> EntityKind | None:
    """Like ``kind_of``, but a capital stays a place: behind « à » it is where, whatever power it can stand for."""
    found = draft.mentions_by_token.get(i)
    if not found:
        return kind_of(draft, i)
    entity = draft.entity_at(i)
    return next((m.kind for m in found if m.entity == entity), found[0].kind)
