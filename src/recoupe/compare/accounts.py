"""An account as words that can be compared: what each stands for, and which of them a denial reaches.

A denial runs from its word to the end of its clause. What stands outside its reach is told, whatever its neighbours deny:
« n'a pas acheté l'arme, et les ventes étaient modestes » says that there were sales.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby, takewhile

from recoupe.compare.about import said_of
from recoupe.compare.acts import Act, acts_of, spared_in, tenses_in
from recoupe.compare.opposed import Stands, stands
from recoupe.compare.passages import fold
from recoupe.compare.roles import Role, roles_of
from recoupe.compare.terms import terms
from recoupe.lang import or_english, table
from recoupe.model.figure import Figure
from recoupe.model.moment import Days
from recoupe.model.reading import Reading
from recoupe.parse.tree import Parse

__all__ = ["Account", "Denial", "Word", "account"]

REACH = 8
"""Words between « ne » and what it needs: « n'a, de son côté, jamais »."""
BESIDE = 50
"""Characters around a word that say of what it is said: some eight words."""
DOUBLED = 4
"""Words between « ne » and what it undoes: « n'a pas non empêché »."""
HERE = 5
"""Words from that of a denial on in which « plus » or « encore » says of when it is: « n'a toujours pas encore »."""
ASKED = 3
"""Words after which a question belongs to the clause no longer."""

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*|\d+(?:[.,\u00a0\u202f]\d+)*|[,;:.!?()–—]")
_MARKS = frozenset(",;:.!?()–—")
_ENDS = frozenset(".;!?")
_NOT = re.compile(r"\b(\w+)n[’']t\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something: its spelling, what it stands for, and the number of the denial around it, if one is."""

    text: str
    terms: frozenset[str]
    denial: int | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Denial:
    """The words that a denial reaches, and how it denies them."""

    words: tuple[Word, ...]
    manner: Manner


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is denied: ``light`` where it is only set aside, ``corrects`` where something else is put in its place.

    ``bounds`` are the words for a bound among what is denied.
    """

    light: bool = False
    corrects: bool = False
    bounds: frozenset[str] = frozenset()
    all_of_it: bool = False
    """Whether it denies only that all of a thing is so: « pas tous »."""
    until: str = ""
    """``ended`` where it denies what may have been before (« ne … plus »), ``not yet`` what may still come."""


@dataclass(frozen=True)
class Account:
    """What one side says: its text, with the figures and days in it."""

    text: str
    language: str
    figures: Sequence[Figure] = ()
    days: Sequence[Days] = ()
    acts: Sequence[Act] = ()
    roles: Sequence[Role] = ()
    spared: frozenset[int] = frozenset()
    """Places of words that look like a denial and are none by the tree."""
    tenses: Mapping[int, str] = field(default_factory=dict)
    """``past`` or ``future`` by the places of the words in clauses that are; empty without a tree."""
    names: frozenset[str] = frozenset()
    """The words of all names in it, those of days and months left out."""
    about: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By the place of a word on the table of antonyms, what those stand for of which it is said; empty without a tree."""

    @cached_property
    def folded(self) -> str:
        """The text without case and accents, with straight apostrophes."""
        return fold(self.text.replace("’", "'"))

    @cached_property
    def _read(self) -> tuple[tuple[Word, ...], dict[int, Manner]]:
        return _read(self.text, self.language, self.spared)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that say something, in order."""
        return self._read[0]

    @cached_property
    def denials(self) -> tuple[Denial, ...]:
        """What it denies, stretch by stretch."""
        marks = self._read[1]
        denied = [w for w in self.words if w.denial is not None]
        return tuple(Denial(tuple(g), marks[k]) for k, g in groupby(denied, lambda w: w.denial) if k is not None)

    @cached_property
    def stands(self) -> Stands:
        """On which rows and sides of the table of antonyms its words stand."""
        return stands(self.folded, self.language)

    def negated(self, start: int) -> bool:
        """Whether the word before a place in the text negates: « ne cesse », "never stops"."""
        rules = _denials(or_english(self.language))
        before = _TOKEN.findall(fold(self.text[max(0, start - BESIDE) : start].replace("’", "'")))
        return bool(before) and (rules.has("clitics", before[-1]) or rules.has("negators", before[-1]))

    def around(self, start: int, end: int) -> frozenset[str]:
        """What the words around a stretch of the text stand for."""
        beside = fold(f"{self.text[max(0, start - BESIDE) : start]} {self.text[end : end + BESIDE]}".replace("’", "'"))
        return frozenset(t for word in _TOKEN.findall(beside) for t in terms(word, self.language))

    @cached_property
    def sweeps(self) -> bool:
        """Whether it speaks of all of something."""
        rules = _denials(or_english(self.language))
        return any(rules.has("universals", token) for token in _TOKEN.findall(self.folded))

    def of_one(self, start: int, end: int, other: Account, place: tuple[int, int]) -> bool:
        """Whether a word here and a word there are said of one thing: by their trees, or, without, by the words around them."""
        mine, theirs = self.about.get(start), other.about.get(place[0])
        if mine and theirs:
            return not mine.isdisjoint(theirs)
        return not self.around(start, end).isdisjoint(other.around(*place))

    def surely_of_one(self, start: int, other: Account, place: int) -> bool:
        """Whether the trees show two words to be said of one thing by two of its words at least."""
        return len(self.about.get(start, frozenset()) & other.about.get(place, frozenset())) > 1

    @cached_property
    def terms(self) -> frozenset[str]:
        """All that its words stand for."""
        return _all(self.words)

    @cached_property
    def told(self) -> frozenset[str]:
        """What the words stand for that no denial reaches."""
        return _all(w for w in self.words if w.denial is None)

    @cached_property
    def denied(self) -> frozenset[str]:
        """What the words stand for that a denial reaches."""
        return _all(w for w in self.words if w.denial is not None)


def account(text: str, reading: Reading, parse: Parse | None = None) -> Account:
    """Return a whole report as one account; with its tree, denials reach what hangs under them and no more, and acts are told apart."""
    days = [m.days for m in reading.moments if m.days]
    if parse is None:
        return Account(text, reading.language, reading.figures, days)
    made = Account(
        text,
        reading.language,
        reading.figures,
        days,
        roles=roles_of(parse),
        spared=spared_in(parse),
        about=said_of(parse),
        names=_names(parse, reading),
        tenses=tenses_in(parse),
    )
    flat = (frozenset(w.start for w in d.words) for d in made.denials if not (d.manner.light or d.manner.corrects))
    aside = frozenset(w.start for d in made.denials if d.manner.light and d.manner.corrects for w in d.words)
    return replace(made, acts=acts_of(parse, reading, flat, aside))


def _names(parse: Parse, reading: Reading) -> frozenset[str]:
    dated = {k for m in reading.moments for k in parse.between(*m.span)}
    named = {k for m in reading.mentions for k in parse.between(*m.span)}  # "the Alps" are a noun to the tagger
    opening = {s.first for s in parse.sentences}
    names = (t for t in parse.tokens if t.pos == "PROPN" or (t.i in named - opening and t.text[0].isupper()))
    return frozenset(fold(t.text) for t in names if t.i not in dated)


def _all(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(term for word in words for term in word.terms)


@dataclass(frozen=True, slots=True)
class _Denials:
    """The table ``denials`` of a language, ready to be asked."""

    lists: dict[str, frozenset[str]]
    undone: re.Pattern[str]
    openers: frozenset[str]
    """First words of the denials of two."""

    def has(self, name: str, word: str) -> bool:
        """Whether a word is on a list."""
        return word in self.lists[name]


@lru_cache(maxsize=4)
def _denials(language: str) -> _Denials:
    raw = table(language, "denials")
    undone = "|".join(re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else "") for w in raw["undone"])
    return _Denials(
        {name: frozenset(words) for name, words in raw.items() if name != "when"},
        re.compile(f"(?:{undone})$"),
        frozenset(words.split()[0] for words in (*raw["rather"], *raw["yet"])),
    )


def _read(text: str, language: str, spared: frozenset[int]) -> tuple[tuple[Word, ...], dict[int, Manner]]:
    """The words of a text, and how each denial denies."""
    known = or_english(language)
    plain = _NOT.sub(r"\1 nt", text.replace("’", "'"))  # as long as it was, so that places stay
    found = list(_TOKEN.finditer(plain))
    tokens, starts = [fold(m[0]) for m in found], [m.start() for m in found]
    none = frozenset(k for k, start in enumerate(starts) if start in spared or start - 1 in spared)
    inside, marks = _reached(tokens, _denials(known), none)
    dates = _in_dates(tokens, known)
    words = (
        Word(t, terms(t, known), inside.get(place), starts[place])
        for place, t in enumerate(tokens)
        if t not in _MARKS and place not in dates
    )
    return tuple(w for w in words if w.terms), marks


@lru_cache(maxsize=4)
def _months(language: str) -> frozenset[str]:
    return frozenset(fold(name) for names in table(language, "time")["month"].values() for name in names)


def _in_dates(tokens: Sequence[str], language: str) -> frozenset[int]:
    """The places of numbers beside the name of a month: days are compared as days."""
    months = [place for place, token in enumerate(tokens) if token in _months(language)]
    beside = (place + step for place in months for step in (-1, 1))
    return frozenset(k for k in beside if 0 <= k < len(tokens) and tokens[k][0].isdigit())


def _reached(
    tokens: Sequence[str], rules: _Denials, spared: frozenset[int]
) -> tuple[dict[int, int], dict[int, Manner]]:
    """The denial that reaches each token, by place, and how each denial denies."""
    inside: dict[int, int] = {}
    marks: dict[int, Manner] = {}
    for place in range(len(tokens)):
        light = None if place in spared else _denies(tokens, place, rules, place in inside)
        if light is None:
            continue
        reach = list(_reach(tokens, place, rules))
        bounds = rules.lists["bounds"].intersection(tokens[k] for k in reach)
        corrects = rules.has("rather", _two(tokens, place)) or _corrects(tokens, place, reach[-1] + 1, rules)
        marks[place] = Manner(light, corrects, bounds, _all_of_it(tokens, reach, rules), _until(tokens, reach, rules))
        inside.update((k, place) for k in reach if k not in inside)
    return inside, marks


def _all_of_it(tokens: Sequence[str], reach: Sequence[int], rules: _Denials) -> bool:
    """Whether only that all is so is denied: « toutes ne sont pas », "not every"."""
    if not any(rules.has("not_all", tokens[k]) for k in reach[:REACH]):
        return False
    before = takewhile(lambda k: tokens[k] not in _MARKS, range(reach[0] - 1, max(-1, reach[0] - REACH), -1))
    inside = takewhile(lambda k: not rules.has("joins", tokens[k]), reach)
    return any(rules.has("each", tokens[k]) for k in before) or any(
        rules.has("universals", tokens[k]) and not rules.has("no_universals", tokens[k - 1]) for k in inside if k
    )


def _until(tokens: Sequence[str], reach: Sequence[int], rules: _Denials) -> str:
    """Whether what is denied has ended, or may still come."""
    near = tokens[max(0, reach[0] - 1) : min(reach[-1] + 1, reach[0] + HERE)]
    particle = next((t for t in near if rules.has("not_all", t) or rules.has("ended", t)), "")
    if rules.has("ended", particle) or any(
        rules.has("ended", t) for t in near[1:] if not rules.has("clitics", near[0])
    ):
        return "ended"
    return "not yet" if any(rules.has("not_yet", t) for t in near) or rules.has("yet", _two(tokens, reach[0])) else ""


def _two(tokens: Sequence[str], place: int) -> str:
    return " ".join(tokens[place : place + 2])


def _corrects(tokens: Sequence[str], place: int, end: int, rules: _Denials) -> bool:
    """Whether a denial puts something in the place of what it denies: « X, pas Y », « pas Y mais X », "X, not Y"."""
    rest = takewhile(lambda t: t not in _ENDS, tokens[end:])
    if any(rules.has("instead", t) for t in rest):
        return True
    before = next(iter(tokens[place - 1 : place]), "")
    return (before in _MARKS or rules.has("joins", before)) and rules.has("bare", tokens[place])


def _denies(tokens: Sequence[str], place: int, rules: _Denials, within: bool) -> bool | None:
    """Whether a denial begins at a token, and if so whether it is light; None where none does."""
    token = tokens[place]
    if rules.has("clitics", token):
        return False if _negates(tokens, place, rules) else None
    following = next(iter(tokens[place + 1 :]), "")
    if within or rules.has("never_mind", following) or rules.has("adds", following):
        return None
    if rules.has("bare", token) and _noun(tokens, place, rules):
        return None
    if token in rules.openers:
        if rules.has("yet", _two(tokens, place)):
            return False
        if rules.has("rather", _two(tokens, place)):
            return True
    if rules.has("lightly", token):
        return None if _doubled(tokens, place, rules) else True
    if rules.has("ends_it", token):
        ending = rules.has("before_acts", following) or following.endswith("ing")
        return False if ending and not rules.has("clitics", tokens[place - 1]) else None
    bare = rules.has("bare", token) and not any(rules.has("clitics", t) for t in tokens[max(0, place - REACH) : place])
    denies = (bare or rules.has("negators", token)) and not _undone(tokens, place, rules)
    return False if denies and (rules.has("particles", token) or not _doubled(tokens, place, rules)) else None


def _noun(tokens: Sequence[str], place: int, rules: _Denials) -> bool:
    """Whether an article stands before it, or before the word before it: « un petit pas »."""
    before = tokens[max(0, place - 2) : place]
    return any(rules.has("articles", t) for t in before) and not any(t in _MARKS for t in before)


def _doubled(tokens: Sequence[str], place: int, rules: _Denials) -> bool:
    """Whether what would deny is itself denied: « n'empêche pas de », "did not prevent"."""
    before = tokens[max(0, place - DOUBLED) : place]
    return any(rules.has("clitics", t) for t in before) or any(rules.has("negators", t) for t in before[-2:])


def _negates(tokens: Sequence[str], place: int, rules: _Denials) -> bool:
    """Whether « ne » has what makes it a denial, and is none of « ne … que », « ne cesse de », « ne … pas que »."""
    if _undone(tokens, place, rules):
        return False
    before = tokens[max(0, place - REACH) : place]
    if any(rules.has("subjects", t) for t in before):
        return True
    for at in range(place + 1, min(place + 1 + REACH, len(tokens))):
        if tokens[at] in _MARKS - {","} or rules.has("restricts", tokens[at]):
            return False
        if rules.has("particles", tokens[at]):
            return not rules.has("adds", next(iter(tokens[at + 1 : at + 2]), ""))
    return False


def _undone(tokens: Sequence[str], place: int, rules: _Denials) -> bool:
    """Whether what is denied denies itself, or is only a limit."""
    said = (t for t in tokens[place + 1 : place + 1 + REACH] if not rules.has("passed_over", t))
    return bool(rules.undone.match(next(said, "")))


def _reach(tokens: Sequence[str], place: int, rules: _Denials) -> Iterator[int]:
    """The places that a denial reaches: to the end of its clause."""
    for k in range(place, len(tokens)):
        ends = k > place and (tokens[k] in _MARKS or rules.has("stops", tokens[k]))
        if ends and not any(rules.has("asks_after", t) for t in tokens[max(place, k - ASKED) : k]):
            return
        yield k
