"""What stands around a time expression: which words are none after all, where the clause looks, what opens a period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from recoupe.extract.moments.finder import Atoms, Node
from recoupe.extract.moments.frame import AHEAD, BACK
from recoupe.extract.moments.lexicon import key_of
from recoupe.lang import table
from recoupe.model.words import MomentRole
from recoupe.parse.clauses import Clause
from recoupe.parse.tree import Parse, Token

__all__ = ["Context", "Words", "words_of"]

OLDEST = 123
"""Years beyond which « de N ans » is no age: the longest life on record is 122."""

LEAD = 2
"""Tokens that may stand before a year which opens its sentence: "In early 1915"."""
TITLE = 12
"""Tokens of a title at most."""

_PLAIN_UNITS = frozenset({"D", "NI", "TS", "TM", "WE"})
"""Units whose « un jour », "a night" is as often an occasion as a length."""


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words for the neighbourhood of moments, as keys of the lexicon."""

    anchors: dict[str, str]
    anchor_ends: frozenset[str]
    trailing: dict[str, str]
    trailing_starts: frozenset[str]
    joints: frozenset[str]
    between: tuple[str, ...]
    """Prepositions that make a range of two moments joined by « et », "and"."""
    lasting: frozenset[str]
    lasting_endings: tuple[str, ...]
    says: frozenset[str]
    recent: frozenset[str]
    purpose: frozenset[str]
    ahead: frozenset[str]
    lists: dict[str, frozenset[str]]
    famous: tuple[tuple[int, int, int, frozenset[str]], ...]
    """Month, day and year of days named without their year, and the words that stand beside them."""


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """The neighbourhood words of a language, read once."""
    raw: dict[str, Any] = table(language, "time")

    def by_word(name: str) -> dict[str, str]:
        return {key_of(word): value for value, found in raw[name].items() for word in found}

    near = raw["near"]
    return Words(
        by_word("anchor"),
        frozenset(key.rsplit(" ", 1)[-1] for key in by_word("anchor")),
        by_word("trailing"),
        frozenset(key.split(" ", 1)[0] for key in by_word("trailing")),
        frozenset(by_word("joint")),
        tuple(by_word("opener")),
        frozenset(raw["person"]["lasting"]),
        tuple(raw["person"]["lasting_endings"]),
        frozenset(raw["clause"]["says"]),
        frozenset(raw["clause"]["recent"]),
        frozenset(raw["clause"]["purpose"]),
        frozenset(raw["clause"]["ahead"]),
        {name: frozenset(key_of(w) for w in found) for name, found in near.items()},
        tuple((d["month"], d["day"], d["year"], frozenset(key_of(w) for w in d["near"])) for d in raw["famous"]),
    )


class Context:
    """The neighbourhood of the moments of one report."""

    def __init__(self, atoms: Atoms, words: Words) -> None:
        self.atoms = atoms
        self.parse: Parse = atoms.parse
        self.words = words
        self._clauses: dict[Node, Clause | None] = {}

    def before(self, node: Node, n: int = 1) -> str:
        """The ``n`` atoms before a node as a key; fewer at the start of a paragraph."""
        first = max(node.first - n, 0)
        found = [self.atoms.word(i) for i in range(first, node.first) if self.atoms.codes[i] != "\n"]
        return " ".join(found)

    def after(self, node: Node, n: int = 1) -> str:
        """The ``n`` atoms after a node as a key."""
        last = min(node.last + n, len(self.atoms.token))
        return " ".join(self.atoms.word(i) for i in range(node.last, last) if self.atoms.codes[i] != "\n")

    def between(self, left: Node, right: Node) -> str | None:
        """The words between two nodes, None where they are more than three or a paragraph ends."""
        if not 0 <= right.first - left.last <= 3 or "\n" in self.atoms.codes[left.last : right.first]:
            return None
        return " ".join(self.atoms.words(left.last, right.first))

    def sentence(self, node: Node) -> int:
        """Number of the sentence that a node stands in."""
        return self.token(node.first).sentence

    def tensed(self, node: Node) -> bool:
        """Whether a node stands in a clause with a tense."""
        clause = self.clause(node)
        return clause is not None and clause.tense != ""

    def joint(self, left: Node, right: Node) -> bool:
        """Whether nothing but what joins the ends of a range stands between two nodes."""
        between = self.between(left, right)
        return between is not None and between in self.words.joints

    def token(self, i: int) -> Token:
        """The token of an atom."""
        return self.parse.tokens[self.atoms.token[i]]

    def head(self, node: Node) -> Token:
        """The token of a node that hangs outside it."""
        first, last = self.atoms.token[node.first], self.atoms.token[node.last - 1]
        tokens = self.parse.tokens
        for i in range(first, last + 1):
            if not first <= tokens[i].head <= last or tokens[i].head == i:
                return tokens[i]
        return tokens[last]

    def clause(self, node: Node) -> Clause | None:
        """The clause that a node belongs to; where the tree does not say, the finite one nearest in its sentence."""
        if node not in self._clauses:
            self._clauses[node] = self._clause(node)
        return self._clauses[node]

    def _clause(self, node: Node) -> Clause | None:
        clauses = self.parse.clause_of
        head = self.head(node)
        found = clauses.get(head.i) or next((clauses[i] for i in self.parse.ancestors(head.i) if i in clauses), None)
        last = self.atoms.token[node.last - 1]
        while found is not None and self._opens_behind(found, last):
            found = clauses.get(found.governor) if found.governor is not None else None
        if found is not None:
            return found
        sentence = self.parse.sentences[head.sentence]
        near = [
            clauses[i] for i in range(sentence.first, sentence.last) if i in clauses and clauses[i].form == "finite"
        ]
        near = [clause for clause in near if not self._opens_behind(clause, last)]
        return min(near, key=lambda clause: abs(clause.head - head.i), default=None)

    def _opens_behind(self, clause: Clause, place: int) -> bool:
        """« annonce, le 3 janvier, qu'il partira »: the tree may hang the day on the clause that opens behind it."""
        if not clause.mark or clause.head < place:
            return False
        marks = [k for k in self.parse.tokens[clause.head].children if self.parse.tokens[k].dep == "mark"]
        return bool(marks) and marks[0] > place

    def leads(self, node: Node) -> bool:
        """Whether a node opens its sentence (behind a preposition at most) or stands in a title."""
        sentence = self.parse.sentences[self.token(node.first).sentence]
        if self.atoms.token[node.first] - sentence.first <= LEAD:
            return True
        return sentence.last - sentence.first <= TITLE and self.parse.tokens[sentence.last - 1].text not in ".!?"

    def anchor(self, node: Node) -> str | None:
        """What the preposition before a node makes of it: since, after, until, before, as of."""
        if self.before(node) in self.words.anchor_ends:
            for n in (4, 3, 2, 1):
                if found := self.words.anchors.get(self.before(node, n)):
                    return None if found == "none" else found
        if self.after(node) not in self.words.trailing_starts:
            return None
        return next((w for n in (3, 2) if (w := self.words.trailing.get(self.after(node, n)))), None)

    def looks(self, node: Node) -> int:
        """Where the clause of a node looks: AHEAD, BACK or 0 where its tense does not say."""
        anchor = self.anchor(node)
        if anchor == "until":
            clause = self.clause(node)
            told = clause is not None and clause.form == "finite" and clause.tense == "past" and not clause.modals
            return BACK if told else AHEAD
        if anchor == "since" and {self.before(node), self.before(node, 2)} & self.words.lists["looking_back"]:
            return BACK
        looks = self._told(node)
        if looks == AHEAD and anchor == "since" and (clause := self.clause(node)) and clause.form == "infinitive":
            return BACK
        if looks == 0 and anchor == "since":
            return BACK
        return AHEAD if looks == 0 and anchor is None and node.kind == "weekday" and self._on_stage(node) else looks

    def _on_stage(self, node: Node) -> bool:
        """« L'Assemblée examine mardi le texte »: an act in the present tense, on a weekday, is on the programme."""
        clause = self.clause(node)
        if clause is None or clause.tense != "present" or (clause.passive and not clause.reflexive) or clause.copula:
            return False
        return clause.lemma not in self.words.says and node.last - node.first == 1 and clause.head < self.head(node).i

    def _told(self, node: Node) -> int:
        """Where the words around a node look: a word of plans before or above it, else the tense of its clause."""
        if node.first and self._plans(self.token(node.first - 1)):
            return AHEAD
        if self._done(node):
            return BACK
        clauses = self.parse.clause_of
        for i in self.parse.ancestors(self.head(node).i):
            if i in clauses and clauses[i].form == "finite":
                break
            if self._plans(self.parse.tokens[i]):
                return AHEAD
            if i in clauses:
                break
        clause = self.clause(node)
        return self._clause_looks(clause) if clause else 0

    def _done(self, node: Node) -> bool:
        """« débloquer l'aide promise en novembre », "the aid promised in May": right behind a participle that only modifies a noun."""
        for i in range(self.token(node.first).i - 1, max(-1, self.token(node.first).i - 4), -1):
            token = self.parse.tokens[i]
            if token.pos in ("ADP", "DET"):
                continue
            past = token.tag == "VBN" or (token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past")
            return past and token.dep in ("acl", "amod") and not self._plans(token)
        return False

    def _plans(self, token: Token) -> bool:
        return token.lemma in self.words.ahead or token.lower in self.words.ahead

    def _clause_looks(self, clause: Clause) -> int:
        if clause.lemma in self.words.ahead and (clause.form != "finite" or clause.copula or clause.passive):
            return AHEAD
        if clause.tense == "future":
            return AHEAD
        if clause.tense == "past" and not clause.modals:
            return BACK
        if clause.modals or clause.mood == "cnd":
            return AHEAD
        if clause.form == "infinitive":
            return self._infinitive_looks(clause)
        if clause.form == "verbless" or not clause.tense:
            above = self.parse.clause_of.get(clause.governor) if clause.governor is not None else None
            return self._clause_looks(above) if above else 0
        if clause.tense == "present" and clause.lemma not in self.words.says and not clause.copula:
            return 0
        return BACK if clause.lemma in self.words.says else 0

    def _infinitive_looks(self, clause: Clause) -> int:
        """What one asks, plans or wants is to come; « vient de », « en plus de » tell the time of the clause above."""
        above = self.parse.clause_of.get(clause.governor) if clause.governor is not None else None
        if above is not None and above.lemma in self.words.recent:
            return BACK
        if above is None or clause.relation in ("xcomp", "ccomp", "acl", "conj") or clause.mark in self.words.purpose:
            return AHEAD
        return self._clause_looks(above)

    def role(self, node: Node, anchor: str | None) -> MomentRole | None:
        """What a moment dates, where its clause tells."""
        as_of = (
            anchor == "on"
            and node.kind == "date"
            and "day" in node.slots
            and self.before(node, 2) in ("au", "( au", ", au")
        )
        if anchor == "as of" or as_of:
            return MomentRole.AS_OF
        clause = self.clause(node)
        if clause is None:
            return None
        return MomentRole.SAID if clause.lemma in self.words.says else MomentRole.HAPPENED

    # --- words that are no moment after all

    def settle(self, node: Node) -> None:
        """Say what the neighbourhood knows: the year of a famous day, "in two weeks" as the length of something."""
        if node.kind == "date" and "day" in node.slots and "year" not in node.slots:
            for month, day, year, near in self.words.famous:
                if (node.slots.get("month"), node.slots["day"]) == (month, day) and near & self._beside(node):
                    node.slots["year"] = year
        if node.kind == "thatday" and self.after(node) in self.words.lists["of_event"]:
            node.slots["event"] = True
        if node.kind == "away" and node.slots.get("ahead"):
            clause = self.clause(node)
            looks = self.looks(node)
            if looks == BACK or (looks == 0 and clause is not None and clause.form in ("finite", "participle")):
                node.kind, node.first = "duration", node.first + 1

    def _beside(self, node: Node) -> set[str]:
        return {self.before(node, 1), self.before(node, 2), self.after(node, 1), self.after(node, 2)}

    def refuses(self, node: Node) -> bool:
        """Whether a node, by its neighbourhood, is no moment."""
        test = _TESTS.get(node.kind)
        return bool(test and test(self, node)) or self._in_number(node)

    def _in_number(self, node: Node) -> bool:
        """Part of a longer number, code or name: « A380 », "Shahed-136", "1,500"."""
        first = node.first
        token = self.token(first)
        if self.atoms.word(first)[0].isdecimal() and first > 0 and self.atoms.end(first - 1) == self.atoms.start(first):
            return self.atoms.word(first - 1).isalpha() and self.atoms.token[first - 1] == token.i
        return False

    def _date(self, node: Node) -> bool:
        s = node.slots
        if s.get("bare"):
            return self._is_quantity(node)
        if s.get("weak"):
            return self.after(node) != "" and self.after(node) not in self.words.lists["marks"]
        if "month" in s and "day" not in s and "year" not in s and self.atoms.word(node.last - 1) == ".":
            return True
        if "month" in s and "day" not in s and "year" not in s:
            return self._month_word(node)
        return False

    def _month_word(self, node: Node) -> bool:
        """Whether "may", "march", « mars » are no months here: months only where the model or the words before say so."""
        token = self.token(node.last - 1)
        if token.entity == "person":
            return True
        if token.lower not in self.words.lists["doubtful_months"]:
            return False
        if node.last - node.first > 1:
            return token.pos in ("AUX", "VERB") and token.text[0].islower()
        if self.before(node) in self.words.lists["before_month"]:
            return False
        return token.pos in ("AUX", "VERB") or token.text[0].isupper() is not (
            "upper" in self.words.lists["month_case"]
        )

    def _is_quantity(self, node: Node) -> bool:
        token = self.token(node.first)
        year = int(node.slots["year"])
        before, after = self.before(node), self.after(node)
        lists = self.words.lists
        if (
            before in lists["not_before_year"]
            or after in lists["not_after_year"]
            or self.before(node, 2) in lists["not_before_year"]
        ):
            return True
        if not 1300 <= year <= 2060:
            return before not in lists["before_year"]
        head = self.parse.tokens[token.head]
        counted = token.dep == "nummod" and head.i > token.i and head.morph.get("Number") == "Plur"
        return counted and before not in lists["before_year"]

    def _season(self, node: Node) -> bool:
        s, lists = node.slots, self.words.lists
        dated = s.get("year") or s.get("rel") or s.get("this") or s.get("ana")
        name = self.token(node.first)
        verbal = name.pos in ("AUX", "VERB") or self.before(node) in lists["perfect_before_season"]
        if verbal and not s.get("year") and not s.get("this"):
            return True
        if self.atoms.word(node.last - 1) not in lists["doubtful_seasons"] or dated:
            return False
        if self.after(node) in lists["after_fall"]:
            return True
        return node.last - node.first == 1 and self.before(node) not in lists["before_season"]

    def _period(self, node: Node) -> bool:
        return bool(node.slots.get("weak")) and self.before(node) not in self.words.lists["before_period"]

    def _part(self, node: Node) -> bool:
        name = self.token(node.last - 1)
        if (
            name.pos == "PROPN"
            and name.text[0].isupper()
            and node.first > 0
            and self.before(node) not in ("", ".", "«")
        ):
            return True  # « l'Aube », a river and a county
        return bool(node.slots.get("loose")) and self.before(node) not in self.words.lists["before_part"]

    def _never(self, node: Node) -> bool:
        return True

    def _weekday(self, node: Node) -> bool:
        token = self.token(node.first)
        return self.atoms.word(node.last - 1) == "." or (token.entity == "organisation" and not token.begins)

    def _nth(self, node: Node) -> bool:
        return node.slots.get("unit") not in ("Q", "H", "D", "W", "M", "Y", "TM") or node.slots["ordinal"] < 0

    def _duration(self, node: Node) -> bool:
        s = node.slots
        lists = self.words.lists
        first, before = self.atoms.word(node.first), self.before(node)
        plain = first in lists["plain_article"] and s.get("unit") in _PLAIN_UNITS and node.last - node.first == 2
        if plain and before not in lists["before_article"]:
            return True
        if s.get("unit") == "Q" and before not in lists["before_quarter"]:
            return True
        if s.get("unit") == "TS" and self.after(node) == "-":
            return True  # "a second-place finish"
        if s.get("n") == 24 and self.after(node, 2) in lists["around_the_clock"]:
            return True
        if self._is_age(node) or (s.get("unit") == "Y" and self._is_years_of_life(node)):
            return True
        return bool(s.get("bare")) and first in lists["loose_few"] and before not in lists["before_few"]

    def _is_age(self, node: Node) -> bool:
        lists = self.words.lists
        if self.after(node) in lists["after_age"] or self.after(node, 2) in lists["after_age"]:
            return True
        first = node.slots.get("begins", node)
        return any(self.before(first, n) in lists["before_age"] for n in (1, 2, 3, 4))

    def _is_years_of_life(self, node: Node) -> bool:
        lists = self.words.lists
        if self.before(node) in lists["having_age"] and self.after(node) not in ("de", "d'", "pour", "que"):
            return True
        return self._of_a_person(node) or self._in_apposition(node)

    def _of_a_person(self, node: Node) -> bool:
        """« un chauffeur de bus de 38 ans »: a noun that names no act or length, with years that a person may have.

        Of a range (« des hommes de 16 à 50 ans ») the first half shows the preposition, the last the noun.
        """
        first, last = node.slots.get("begins", node), node.slots.get("ends", node)
        if self.before(first) not in self.words.lists["age_of"] or not 0 < float(node.slots.get("n") or 0) < OLDEST:
            return False
        years = self.token(last.last - 1)
        noun = self.parse.tokens[years.head]
        if noun.i == years.i or noun.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        return noun.lemma not in self.words.lasting and not noun.lemma.endswith(self.words.lasting_endings)

    def _in_apposition(self, node: Node) -> bool:
        """« Théodore Monod, 97 ans, » and « (45 ans) » behind a name."""
        if self.before(node) not in (",", "(") or self.after(node) not in (",", ")", ".", ""):
            return False
        if self.before(node) == "," and self.after(node) == ",":
            return True
        named = self.token(max(node.first - 2, 0))
        return named.pos == "PROPN" or named.entity == "person" or self.after(node) == ")"

    def _often(self, node: Node) -> bool:
        return self.token(node.last - 1).pos in ("NOUN", "PROPN")

    def _ref(self, node: Node) -> bool:
        if node.slots["ref"] == "FUTURE_REF" and self.words.lists["soon"] >= {self.atoms.word(node.first)}:
            return self.looks(node) == BACK  # "the city soon fell" tells no time from the report's day
        token = self.token(node.last - 1)
        return token.lower in self.words.lists["adjectives_of_time"] and token.pos not in ("ADJ", "DET")

    def _clock(self, node: Node) -> bool:
        return (
            "noon" in node.slots
            and self.token(node.last - 1).text[0].isupper()
            and self.token(node.last - 1).pos == "PROPN"
        )


_TESTS: dict[str, Callable[[Context, Node], bool]] = {
    "date": Context._date,
    "season": Context._season,
    "period": Context._period,
    "part": Context._part,
    "edgeword": Context._never,
    "edgeadj": Context._never,
    "half": Context._never,
    "halflength": Context._never,
    "weekday": Context._weekday,
    "nth": Context._nth,
    "duration": Context._duration,
    "often": Context._often,
    "ref": Context._ref,
    "clock": Context._clock,
}
