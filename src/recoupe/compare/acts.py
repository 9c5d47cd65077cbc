"""What an account tells, act by act: a predicate, who does it to whom, where, when, how many, and whether it took place.

Taken from the syntax model's tree, so that a denial reaches what hangs on it and no more, and a passive and an active have one doer.
What stands under a verb that settles it (« a réussi à », « a évité de », "refused to") is told as done, undone or open by the
signature of that verb (Karttunen 1971; 2012; table ``implicatives``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache

from recoupe.compare.letters import fold
from recoupe.compare.relations import degrees, way_of
from recoupe.compare.terms import terms
from recoupe.lang import or_english, table
from recoupe.model.entity import Entity
from recoupe.model.figure import Figure
from recoupe.model.moment import Days, Moment
from recoupe.model.reading import Reading
from recoupe.model.words import EntityKind, Modality
from recoupe.parse.clauses import Clause
from recoupe.parse.tree import Parse, Token

__all__ = ["Act", "Force", "Part", "acts_of", "spared_in", "tenses_in"]

ASIDE = frozenset(
    {"acl:relcl", "conj", "cc", "parataxis", "advcl", "ccomp", "punct", "discourse", "appos", "case", "mark", "cop"}
)
"""Relations of what hangs on an argument and is no part of it."""
PLACES = frozenset({EntityKind.PLACE, EntityKind.STATE})
"""Kinds of entities at which something can be."""


class Force(IntEnum):
    """Whether an act is told as having taken place."""

    DENIED = -1
    OPEN = 0
    HOLDS = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One who or what takes part: its words as they stand, what its head and all its words stand for, and whom it names."""

    text: str
    head: frozenset[str]
    terms: frozenset[str]
    names: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    place: Entity | None = None
    preposition: str = ""
    beside: frozenset[str] = frozenset()
    """States named beside its head, as by « près de Turin »: that the head's own name lies somewhere is not what is told."""
    person: bool = False
    quantity: str = ""
    """``none``, ``few``, ``some``, ``most``, ``all`` or ``number`` where a word beside its head says how many of it."""


@dataclass(frozen=True)
class Act:
    """A predicate with who stands around it; ``doers`` do it, ``things`` undergo it, whatever the voice.

    ``text`` is its clause, ``word`` the predicate as it stands, ``lemma`` its folded lemma, ``head`` what it stands for.
    """

    text: str
    word: str
    lemma: str
    head: frozenset[str]
    force: Force
    doers: tuple[Part, ...] = ()
    things: tuple[Part, ...] = ()
    rest: tuple[Part, ...] = ()
    moments: tuple[Moment, ...] = ()
    figures: tuple[Figure, ...] = ()
    copula: bool = False
    tense: str = ""
    """``past``, ``present``, ``future`` or ""."""
    own: bool = True
    """Whether its doers stand beside it; those of « pour ouvrir » and "from reaching" are guessed."""
    times: tuple[tuple[str, Part], ...] = ()
    """What it is told to have come ``before`` or ``after``."""
    first: bool = False
    """Whether it is told as done first, or for the first time."""
    degree: int = 0
    """1 where it compares as more (« plus long que »), -1 as less."""
    corrected: bool = False
    """Whether something is put in the place of what is denied: « pas à Lens mais à Arras »."""

    @cached_property
    def folded(self) -> str:
        """Its predicate's word without case and accents."""
        return fold(self.word)

    @cached_property
    def days(self) -> list[Days]:
        """The days on which it is told to have been."""
        return [days for m in self.moments if (days := m.days) and None not in days]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All that stand around it."""
        return (*self.doers, *self.things, *self.rest)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What all around it stands for, the predicate left out."""
        return frozenset(t for part in self.parts for t in part.terms)


def acts_of(
    parse: Parse, reading: Reading, denied: Iterable[frozenset[int]] = (), aside: frozenset[int] = frozenset()
) -> tuple[Act, ...]:
    """Return the acts of a report, in order of their predicates.

    ``denied`` are the places of the words in stretches that are denied by their words: the first predicate in each is, even where
    the tree hangs « pas » on something else. ``aside`` are the places of words that are only set aside (« plutôt que de partir »).
    """
    heads = [clause.head for clause in parse.clauses]
    starts = (next((k for k in heads if parse.tokens[k].start in stretch), None) for stretch in denied)
    maker = _Maker(parse, reading, frozenset(k for k in starts if k is not None), aside)
    return tuple(maker.act(clause) for clause in parse.clauses)


@dataclass
class _Maker:
    parse: Parse
    reading: Reading
    denied: frozenset[int]
    aside: frozenset[int]
    named: Mapping[int, Entity] = field(init=False)
    forces: dict[int, Force] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entities = {e.id: e for e in self.reading.entities}
        self.named = {
            k: entities[m.entity]
            for m in self.reading.mentions
            if m.entity in entities
            for k in self.parse.between(*m.span)
        }
        self.concepts = {p.head.start: p.concept for p in self.reading.propositions}
        self.instead = frozenset(table(self.reading.language, "denials")["instead"])
        self.modality = {p.head.start: p.modality for p in self.reading.propositions}

    def act(self, clause: Clause) -> Act:
        token = self.parse.tokens[clause.head]
        head = self._head(clause)
        doers = [*(clause.agents if clause.passive else clause.subjects)]
        things = [*(clause.subjects if clause.passive else ()), *clause.objects]
        inside = self.parse.subtree(clause.head, without=("advcl", "parataxis", "ccomp", "acl:relcl"))
        first, last = self.parse.tokens[inside[0]].start, self.parse.tokens[inside[-1]].end
        rest = [*clause.indirect, *(k for _, k in clause.obliques)]
        if token.pos not in ("VERB", "AUX"):
            rest += [k for k in token.children if self.parse.tokens[k].dep == "nmod"]
        degree = self._degree(token, rest)
        if way := way_of(
            fold(clause.lemma), self.reading.language
        ):  # « a prêté deux millions à la commune » hangs it on the sum
            under = (c for k in clause.objects for c in self.parse.tokens[k].children)
            rest += [c for c in under if self.parse.tokens[c].dep == "nmod" and self.parse.preposition(c) in way.by]
        return Act(
            " ".join(self.parse.tokens[k].text for k in inside),
            token.text,
            fold(clause.lemma),
            head,
            self.force(clause),
            tuple(self._parts(doers)),
            tuple(self._parts(things)),
            tuple(self._parts(rest)),
            tuple(m for m in self.reading.moments if first <= m.span.start and m.span.end <= last),
            tuple(f for f in self.reading.figures if first <= f.span.start and f.span.end <= last),
            clause.copula,
            clause.tense,
            clause.subject_by in OWN,
            tuple(self._times(clause)),
            any(self.parse.tokens[k].lower in FIRST for k in token.children),
            degree,
            clause.negated and any(self.parse.tokens[k].lower in self.instead for k in inside),
        )

    def _times(self, clause: Clause) -> Iterator[tuple[str, Part]]:
        """What stands after « avant » and « après », nouns and clauses."""
        words = _counting(self.reading.language)
        for prep, k in clause.obliques:
            for name in ("before", "after"):
                if prep in words[name]:
                    yield name, self._part(k)
        for k in self.parse.tokens[clause.head].children:
            mark = self.parse.clause_of[k].mark if k in self.parse.clause_of else ""
            for name in ("before", "after"):
                if mark in words[name]:
                    yield name, self._part(k)

    def _degree(self, token: Token, rest: list[int]) -> int:
        """Whether an adjective compares, and which way; what it is compared with is taken into ``rest``."""
        if token.pos != "ADJ":
            return 0
        words, tokens = degrees(self.reading.language), self.parse.tokens
        before = tokens[token.i - 1].lower if token.i else ""
        degree = (before in words.more or token.morph.get("Degree") == "Cmp") - (before in words.less)
        than = token.i + 1
        if not degree or than >= len(tokens) or tokens[than].lower not in words.than:
            return 0
        with_what = next((t.i for t in tokens[than + 1 : than + NEAR] if t.pos in ("NOUN", "PROPN")), None)
        if with_what is None:
            return 0
        while tokens[with_what].dep in ("compound", "flat") and tokens[with_what].head > with_what:
            with_what = tokens[with_what].head
        rest.append(with_what)
        return degree

    def _head(self, clause: Clause) -> frozenset[str]:
        token = self.parse.tokens[clause.head]
        concept = self.concepts.get(token.start, "")
        known = frozenset({f"k:{concept}"}) if concept and ":" not in concept else frozenset()
        return known | terms(fold(clause.lemma), self.reading.language) | terms(fold(token.text), self.reading.language)

    def _parts(self, heads: Iterable[int]) -> Iterator[Part]:
        for k in heads:
            yield self._part(k)

    def _part(self, head: int) -> Part:
        tokens, language = self.parse.tokens, self.reading.language
        inside = self.parse.subtree(head, without=ASIDE)
        words = frozenset(t for k in inside for t in terms(fold(tokens[k].text), language))
        own = terms(fold(tokens[head].text), language)
        entity = self.named.get(head)
        names = frozenset(fold(tokens[k].text) for k in inside if tokens[k].pos == "PROPN")
        if entity is not None and entity.names:
            names |= frozenset(fold(word) for word in entity.name.split() if word[0].isupper())
            words |= frozenset(t for word in entity.name.split() for t in terms(fold(word), language))
            own |= frozenset(t for word in entity.name.split() for t in terms(fold(word), language))
        states = frozenset(e.state for k in inside if (e := self.named.get(k)) and e.state)
        own_state = frozenset({entity.state}) if entity is not None and entity.state else frozenset()
        place = next((e for k in inside if (e := self.named.get(k)) and e.kind in PLACES and e.lat is not None), None)
        return Part(
            " ".join(tokens[k].text for k in inside),
            own,
            words,
            names,
            states,
            place,
            self.parse.preposition(head),
            states - own_state,
            entity is not None and entity.kind is EntityKind.PERSON,
            self._quantity(head),
        )

    def _quantity(self, head: int) -> str:
        """How many of it: by its determiner or adjective, or itself where it counts another (« la plupart des »)."""
        token, known = self.parse.tokens[head], _quantities(self.reading.language)
        beside = (self.parse.tokens[k] for k in token.children if self.parse.tokens[k].dep in COUNTING)
        said = next((known[w] for t in (token, *beside) for w in (t.lower, t.lemma.lower()) if w in known), "")
        return said or self._number(token)

    def _number(self, token: Token) -> str:
        """``number`` where it is told with one, ``few`` where the number is only so many."""
        counting, tokens = _counting(self.reading.language), self.parse.tokens
        numbers = [tokens[k] for k in token.children if tokens[k].dep == "nummod"] + [token] * (token.pos == "NUM")
        near = [tokens[c] for t in (token, *numbers) for c in t.children]
        if not numbers:
            return "number" if any(c.dep == "det" and c.lower in counting["one"] for c in near) else ""
        return "few" if any(c.lower in counting["only"] for c in near) else "number"

    def force(self, clause: Clause) -> Force:
        """Whether what a clause tells took place, by its own words and by those it hangs on."""
        if clause.head in self.forces:
            return self.forces[clause.head]
        self.forces[clause.head] = Force.OPEN  # a circle of clauses that hang on each other settles nothing
        own = self._own(clause)
        above = self.parse.clause_of.get(clause.governor) if clause.governor is not None else None
        if above is not None and clause.relation in ("xcomp", "ccomp", "advcl") and above.head != clause.head:
            if sign := self._sign(above, clause):
                own = _composed(self.force(above), sign, own)
        elif clause.relation == "acl" and clause.governor is not None:
            sign = _nouns(self.reading.language).get(fold(self.parse.tokens[clause.governor].lemma), "")
            if sign:
                holder = next(
                    (c for k in self.parse.ancestors(clause.head) if (c := self.parse.clause_of.get(k))), None
                )
                own = _composed(self.force(holder) if holder else Force.HOLDS, sign, own)
        self.forces[clause.head] = own
        return own

    def _sign(self, above: Clause, clause: Clause) -> str:
        """What the verb above says of a clause: by itself, or with the word that opens the clause ("kept it from spreading")."""
        lemma, known = fold(self.parse.tokens[above.head].lemma), _verbs(self.reading.language)
        by_both = known.get(f"{lemma} {clause.mark}", "")
        return by_both if by_both or clause.relation == "advcl" else known.get(lemma, "")

    def _own(self, clause: Clause) -> Force:
        if clause.negated or clause.head in self.denied:
            return Force.DENIED
        if self.parse.tokens[clause.head].start in self.aside:
            return Force.OPEN
        words = table(self.reading.language, "clauses")
        if clause.modals or clause.question or clause.mark in ("si", "if", "whether", "unless"):
            return Force.OPEN
        lemmas = {self.parse.tokens[k].lemma.lower() for k in clause.auxiliaries}
        if self.modality.get(self.parse.tokens[clause.head].start) is Modality.HYPOTHETICAL or lemmas & set(
            words["modals"]
        ):
            return Force.OPEN
        return Force.HOLDS


def _composed(above: Force, sign: str, own: Force) -> Force:
    """What comes of an act under a verb of a signature that itself holds, is denied or is open."""
    if above is Force.OPEN:
        return Force.OPEN
    settled = _SIGNATURES[sign][0 if above is Force.HOLDS else 1]
    return Force(settled * own)


_SIGNATURES = {
    "done": (1, -1),
    "undone": (-1, 1),
    "prevents": (-1, 0),
    "forces": (1, 0),
    "enables": (0, -1),
    "open": (0, 0),
    "disowns": (-1, 0),
}
"""What an act is under a verb of each signature, where the verb holds and where it is denied."""


@lru_cache(maxsize=4)
def _quantities(language: str) -> dict[str, str]:
    raw = table(or_english(language), "exclusive")["quantities"]
    return {word: kind for kind, words in raw.items() for word in words}


FIRST = frozenset({"first", "premier", "première", "premiers", "premières"})
"""Words beside a verb by which it is done once: « l'a vue la première »."""
OWN = frozenset({"own", "shared", "relative"})
"""Where the subject of a clause comes from that is told, and not only understood."""
NEAR = 5
"""Words after « que » in which what it is compared with stands."""


@lru_cache(maxsize=4)
def _counting(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table(or_english(language), "exclusive")["counting"].items()}


COUNTING = frozenset({"det", "amod", "advmod", "nmod", "det:predet"})
"""Relations of the words that say how many."""


@lru_cache(maxsize=4)
def _verbs(language: str) -> dict[str, str]:
    raw = table(or_english(language), "implicatives")
    found = {fold(verb): sign for sign in _SIGNATURES for verb in raw[sign]}
    return found | dict(fold(e).split(":") for e in raw["adjectives"])


@lru_cache(maxsize=4)
def _nouns(language: str) -> dict[str, str]:
    raw = table(or_english(language), "implicatives")
    return dict(fold(e).split(":") for e in raw["nouns"])


SUPPOSING = frozenset({"si", "s'", "if", "unless"})
"""What opens a clause that is only supposed."""


def spared_in(parse: Parse) -> frozenset[int]:
    """Places of words that look like a denial and are none: nouns (« un petit pas »), and those of clauses that only suppose."""
    words = table(parse.language, "clauses")
    denying = {*words["negators"], *words["bare_particles"], "n't"}
    return frozenset(
        t.start for t in parse.tokens if t.lower in denying and (t.pos == "NOUN" or _supposed(parse, t.head))
    ) | frozenset(t.start for t in parse.tokens if t.pos == "ADJ" and t.dep == "amod")


def tenses_in(parse: Parse) -> dict[int, str]:
    """By the places of the words in a clause that tells of before or of what is to come, ``past`` or ``future``.

    What has been done holds since (« a été rendu obligatoire »): only what was, or was done, is past.
    """
    return {
        parse.tokens[k].start: clause.tense
        for clause in parse.clauses
        if clause.tense == "future" or (clause.tense == "past" and not _perfect(parse, clause))
        for k in parse.subtree(clause.head, without=CLAUSES)
    }


def _perfect(parse: Parse, clause: Clause) -> bool:
    """Whether a clause of the past has an auxiliary of the present."""
    return any(parse.tokens[k].morph.get("Tense") == "Pres" for k in clause.auxiliaries)


CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "acl", "xcomp"})
"""Relations that open a clause of its own."""


def _supposed(parse: Parse, head: int) -> bool:
    clause = parse.clause_of.get(head) or next(
        (c for k in parse.ancestors(head) if (c := parse.clause_of.get(k))), None
    )
    return clause is not None and clause.mark in SUPPOSING
