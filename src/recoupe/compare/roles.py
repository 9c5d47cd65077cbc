"""Who is what of whom, as a report tells it: offices (« le maire de Y, X »), kin (« fille du peintre »), ranks (« la plus haute tour de »).

An office or a first rank has one holder at a time; who is somebody's daughter is not her sister; who came third did not come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from recoupe.compare.letters import fold
from recoupe.compare.reasons import because
from recoupe.lang import or_english, table
from recoupe.model.ledger import Reason
from recoupe.parse.tree import Parse, Token

__all__ = ["Role", "exclusive_roles", "one_name", "roles_of"]


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is told to be, who, and of whom or what, by words.

    ``names`` are those among ``of`` that are names; ``rank`` are the adjectives that set one apart (« premier ministre »);
    ``kin`` is the degree of kinship, and ``place`` the place in an order, from 1.
    """

    noun: str
    holder: frozenset[str]
    of: frozenset[str]
    rank: frozenset[str]
    text: str
    names: frozenset[str] = frozenset()
    kin: str = ""
    place: int = 0


def one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be of one: one is part of the other. « Nina Corel » is not « Aldo Corel »."""
    few, many = sorted((one, other), key=len)
    return bool(few) and all(any(_spelt(a, b) for b in many) for a in few)


def _spelt(one: str, other: str) -> bool:
    """Whether two words can be spellings of one name: Mohammed, Mohammad."""
    return one == other or (min(len(one), len(other)) >= ALIKE and one[: ALIKE - 1] == other[: ALIKE - 1])


ALIKE = 6
"""Letters from which a name can be misspelt and known: all but the last of so many must be the same."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The table ``exclusive`` of a language, ready to be asked."""

    single: frozenset[str]
    several: frozenset[str]
    former: frozenset[str]
    titles: frozenset[str]
    among: frozenset[str]
    kin: Mapping[str, str]
    places: Mapping[str, int]
    most: frozenset[str]
    ends: frozenset[str]


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    raw = table(or_english(language), "exclusive")
    single, ranks = raw["single"], raw["ranks"]
    return _Words(
        frozenset(single["nouns"]),
        frozenset(fold(w) for w in single["several"]),
        frozenset(single["former"]),
        frozenset(ranks["titles"]),
        frozenset(ranks["among"]),
        {word: kin for kin, words in raw["kin"].items() for word in words},
        {word: place for place, words in enumerate(ranks["places"], 1) for word in words},
        frozenset(ranks["most"]),
        frozenset(ranks["ends"]),
    )


def roles_of(parse: Parse) -> tuple[Role, ...]:
    """Return what is told of somebody by name; what one was, will be or is among others is left out."""
    return tuple(_Finder(parse, _words(parse.language)).roles())


@dataclass
class _Finder:
    parse: Parse
    words: _Words
    tokens: Sequence[Token] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = self.parse.tokens

    def roles(self) -> Iterator[Role]:
        for token in self.tokens:
            if token.pos == "NOUN":
                yield from self._noun(token)
            elif token.lower in self.words.places and self.tokens[token.head].lemma.lower() in self.words.ends:
                yield from self._finish(token)

    def _noun(self, token: Token) -> Iterator[Role]:
        kin = self.words.kin.get(token.lower, self.words.kin.get(token.lemma.lower(), ""))
        office = token.lemma.lower() in self.words.single or token.lower in self.words.single
        children = [self.tokens[k] for k in token.children]
        place = self._place(children)
        if not (kin or office or place) or self._former(token, children):
            return
        holders = [frozenset(self._names(k)) for k in self._holders(token, bool(place))]
        for holder in dict.fromkeys(h for h in holders if h):
            role = self._role(token, holder, (kin, place))
            if office or role.of:
                yield role

    def _former(self, token: Token, children: Sequence[Token]) -> bool:
        """Whether it is what somebody was, or one of several: « alors préfète », « l'un des plus hauts »."""
        known = {w for c in children for w in (c.lower, c.lemma.lower())}
        known.update(self.tokens[k].lower for k in range(max(0, token.i - 2), token.i))
        first = self.parse.phrase(token.i)[0]
        opened = {self.tokens[k].lower for k in range(max(0, first - 2), first)}
        clause = self.parse.clause_of.get(token.i)
        past = clause is not None and clause.copula and clause.tense == "past"
        return bool(known & self.words.former) or past or bool(opened & self.words.among)

    def _place(self, children: Sequence[Token]) -> int:
        """The place in an order that adjectives give: first for the most, as an ordinal says; 0 for none."""
        for child in children:
            if child.dep not in ("amod", "nummod", "det"):
                continue
            if place := self.words.places.get(child.lower, 0):
                return place
            if child.morph.get("Degree") == "Sup" or any(
                self.tokens[k].lower in self.words.most for k in child.children
            ):
                return 1
        return 0

    def _finish(self, token: Token) -> Iterator[Role]:
        """« a fini troisième du rallye »: a place that an act gives."""
        clause = self.parse.clause_of.get(token.head)
        for k in clause.subjects if clause else ():
            if holder := frozenset(self._names(k)):
                inside = [*token.children, *(noun for _, noun in clause.obliques)] if clause else []
                yield Role(
                    "", holder, frozenset(self._of(inside)) - holder, frozenset(), token.text,
                    frozenset(n for c in inside for n in self._names(c)) - holder, place=self.words.places[token.lower],
                )  # fmt: skip

    def _role(self, token: Token, holder: frozenset[str], what: tuple[str, int]) -> Role:
        children = [self.tokens[k] for k in token.children]
        owners = [c.i for c in children if c.dep in OWNING and not self._held(c.i, holder)]
        rank = frozenset(fold(c.lemma) for c in children if c.dep == "amod")
        names = frozenset(n for k in owners for n in self._names(k, deep=True)) - holder
        words = " ".join(self.tokens[k].text for k in self.parse.phrase(token.i))
        of = frozenset(self._of(owners)) - holder
        return Role(fold(token.lemma), holder, of | names, rank, words, names, *what)

    def _held(self, k: int, holder: frozenset[str]) -> bool:
        """Whether a name is the holder's own."""
        names = frozenset(self._names(k))
        return bool(names) and names <= holder

    def _of(self, owners: Sequence[int]) -> Iterator[str]:
        yield from (fold(self.tokens[k].lemma) for k in owners if self.tokens[k].pos in ("NOUN", "PROPN"))

    def _holders(self, token: Token, ranked: bool) -> Iterator[int]:
        """Who is said to hold it: the subject beside a copula, an apposition, a name beside it, the noun it is told of."""
        children = [self.tokens[k] for k in token.children]
        if any(c.dep == "cop" for c in children):
            clause = self.parse.clause_of.get(token.i)
            yield from clause.subjects if clause else ()
        yield from (c.i for c in children if c.pos == "PROPN" and c.dep in FOLLOWING)
        above = self.tokens[token.head]
        if token.dep in ("appos", "compound") and above.pos == "PROPN" and not self._owner(token, above):
            yield token.head
        told = token.dep in ("nsubj", "nsubj:pass") and any(self.tokens[k].dep == "cop" for k in above.children)
        if told and (above.pos == "PROPN" or (ranked and above.i > token.i)):
            yield above.i
        yield from self._beside(token)

    def _owner(self, token: Token, above: Token) -> bool:
        """Whether the name above is itself whose it is: « le maire de Tervin, Paul » hangs both on the town."""
        return any(self.tokens[k].dep == "case" for k in above.children) and above.i > token.i

    def _beside(self, token: Token) -> Iterator[int]:
        """A name between commas right behind, or right before: the parser may hang it on anything near."""
        inside = self.parse.phrase(token.i, without=BESIDE)
        first, last = inside[0], inside[-1]
        if self._is(last + 1, ",") and self._is_name(last + 2):
            end = last + 2
            while self._is_name(end + 1):
                end += 1
            if self._is(end + 1, ",", ".", ")", "(") and end > last + 2:
                yield last + 2
        if self._is(first - 1, ",") and self._is_name(first - 2):
            yield first - 2

    def _is(self, k: int, *texts: str) -> bool:
        return 0 <= k < len(self.tokens) and self.tokens[k].text in texts

    def _is_name(self, k: int) -> bool:
        return 0 <= k < len(self.tokens) and self.tokens[k].pos == "PROPN"

    def _bare(self, k: int) -> bool:
        """Whether a noun stands as a name does, with a capital and no article: the parser knows few towns."""
        token = self.tokens[k]
        return (
            token.pos == "NOUN"
            and token.text[0].isupper()
            and not any(self.tokens[c].dep == "det" for c in token.children)
        )

    def _names(self, head: int, deep: bool = False) -> Iterator[str]:
        """The words of the name at a place, and of those that stand under it where asked; a common noun is its own."""
        run = [head]
        while self._is_name(head) and self._is_name(run[-1] + 1):
            run.append(run[-1] + 1)
        while self._is_name(head) and self._is_name(run[0] - 1):
            run.insert(0, run[0] - 1)
        under = self.parse.subtree(head, without=ASIDE if deep else (*ASIDE, "nmod", "acl"))
        for k in dict.fromkeys((*run, *under)):
            if (self.tokens[k].pos == "PROPN" or (k == head and self._bare(k))) and self.tokens[
                k
            ].lower not in self.words.titles:
                yield fold(self.tokens[k].text)


OWNING = frozenset({"nmod", "nmod:poss", "compound"})
"""Relations of whose it is."""
FOLLOWING = frozenset({"appos", "flat", "flat:name"})
"""Relations of a name that follows a noun."""
BESIDE = frozenset({"acl:relcl", "appos", "parataxis", "conj", "cc", "advcl", "ccomp", "cop", "nsubj", "acl", "punct"})
"""Relations of what is no part of the words for an office."""
ASIDE = ("appos", "acl:relcl", "conj", "acl", "cop", "punct", "advcl", "parataxis", "nsubj")


def exclusive_roles(one: Sequence[Role], other: Sequence[Role], language: str) -> Reason | None:
    """One office or first rank held by two, or one who holds it of two; two places in one order; two kinships of one pair."""
    for here in one:
        for there in other:
            if _exclude(here, there, language):
                return because("roles", 0.3, (here.text, there.text), one=here.text, other=there.text)
    return None


def _exclude(here: Role, there: Role, language: str) -> bool:
    same = one_name(here.holder, there.holder)
    if here.kin and there.kin and here.of and there.of:
        return _akin(here, there)
    if here.place and there.place and (here.noun == there.noun or "" in (here.noun, there.noun)):
        shared = _shared(here, there)
        if same and (shared or not (here.of and there.of)):
            return here.place != there.place
        return shared and not same and here.rank == there.rank and here.place == there.place and bool(here.noun)
    if here.noun != there.noun or here.rank != there.rank or not here.noun:
        return False
    if _shared(here, there):
        return not same
    return same and bool(here.of and there.of) and here.noun not in _words(language).several


def _shared(here: Role, there: Role) -> bool:
    """Whether two are of one body or thing: by their names where both have one."""
    if here.names and there.names:
        return not here.names.isdisjoint(there.names)
    return not here.of.isdisjoint(there.of)


INVERSE = {"parent": "child", "child": "parent", "grandparent": "grandchild", "grandchild": "grandparent",
           "uncle": "nephew", "nephew": "uncle"}  # fmt: skip
"""What B is to A, by what A is to B; every other kinship is its own inverse."""


def _akin(here: Role, there: Role) -> bool:
    """Whether the same two are told to be of two kinships: « fille de » and « sœur de »."""
    if one_name(here.holder, there.holder) and _shared(here, there):
        return here.kin != there.kin
    if one_name(here.holder, there.names) and one_name(here.names, there.holder):
        return here.kin != INVERSE.get(there.kin, there.kin)
    return False
