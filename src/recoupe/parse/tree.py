"""Sentences as trees of tokens, in Universal Dependencies whatever the language and model."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from recoupe.model.span import Span

if TYPE_CHECKING:
    from recoupe.parse.clauses import Clause

__all__ = ["Parse", "Sentence", "Token"]


@dataclass(slots=True, eq=False)
class Token:
    """A word. ``start`` and ``end`` are code points of the report; ``text`` is the view's spelling.

    ``dep`` is a Universal Dependencies relation to token ``head`` (its own index for a root); ``children`` are indices,
    in order; ``entity`` is the model's entity label (``person``, ``organisation``, ``place``, ``other`` or "") and
    ``begins`` whether the token begins one.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: dict[str, str]
    entity: str
    begins: bool
    sentence: int
    spaced: bool
    """Whether a space follows in the view."""
    children: list[int] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The token's span in the report."""
        return Span(self.start, self.end)


@dataclass(slots=True, frozen=True)
class Sentence:
    """Tokens ``[first, last)`` of one sentence, in block (paragraph) ``block``."""

    i: int
    first: int
    last: int
    block: int


NOT_IN_PHRASE = frozenset(
    {"acl:relcl", "appos", "parataxis", "conj", "cc", "dislocated", "advcl", "ccomp", "discourse", "vocative"}
)


@dataclass(eq=False)
class Parse:
    """A parsed report: tokens with absolute indices, sentences in order."""

    text: str
    language: str
    tokens: list[Token]
    sentences: list[Sentence]
    blocks: list[Span]
    """Spans of the paragraphs in the report."""

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, in order of their predicates."""
        from recoupe.parse.clauses import clauses_of

        return clauses_of(self)

    @cached_property
    def clause_of(self) -> dict[int, Clause]:
        """Clause by the index of its predicate."""
        return {clause.head: clause for clause in self.clauses}

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def between(self, start: int, end: int) -> range:
        """Indices of the tokens that share a code point with ``[start, end)`` of the report."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return range(first, bisect_left(self._starts, end))

    def token_at(self, place: int) -> int | None:
        """Index of the token over a place of the report, None between tokens."""
        found = self.between(place, place + 1)
        return found[0] if found else None

    def subtree(self, i: int, without: Collection[str] = (), keep_root: bool = True) -> list[int]:
        """Indices of the tokens under ``i``, in order; branches whose relation is in ``without`` are left out."""
        found = [i] if keep_root else []
        stack = list(self.tokens[i].children)
        while stack:
            k = stack.pop()
            token = self.tokens[k]
            if token.dep in without:
                continue
            found.append(k)
            stack.extend(token.children)
        return sorted(found)

    def phrase(self, i: int, without: Collection[str] = NOT_IN_PHRASE) -> list[int]:
        """Indices of the noun phrase headed by ``i``: contiguous, without its preposition, relative clause, apposition, coordination."""
        fronted = self._fronted(i)
        inside = [
            k
            for k in self.subtree(i, without)
            if k not in fronted and (self.tokens[k].dep not in ("case", "mark") or self.tokens[k].head != i)
        ]
        return self._contiguous(i, inside)

    def _fronted(self, i: int) -> frozenset[int]:
        """« À l'appui de la seconde, deux élus »: a circumstance parted by a comma that the parser hangs on the noun after it."""
        found: set[int] = set()
        for k in self.tokens[i].children:
            if k < i and self.tokens[k].dep in ("obl", "nmod") and self.child(k, "case") is not None:
                under = self.subtree(k)
                if under[-1] < i and any(t.text == "," for t in self.tokens[under[-1] : i]):
                    found.update(under)
        return frozenset(found)

    def _contiguous(self, i: int, inside: Sequence[int]) -> list[int]:
        """The run around ``i``, commas and such at its edges left out."""
        members = set(inside)
        first = last = i
        while first - 1 in members:
            first -= 1
        while last + 1 in members:
            last += 1
        while first < i and self.tokens[first].pos == "PUNCT":
            first += 1
        while last > i and self.tokens[last].pos == "PUNCT":
            last -= 1
        return list(range(first, last + 1))

    def span(self, indices: Sequence[int]) -> Span:
        """Span from the first to the last of some tokens (which must be in order, and some)."""
        return Span(self.tokens[indices[0]].start, self.tokens[indices[-1]].end)

    def phrase_span(self, i: int, determiner: bool = True) -> Span:
        """Span of the noun phrase headed by ``i``; without its article or demonstrative where asked."""
        indices = self.phrase(i)
        if not determiner:
            while len(indices) > 1 and self.tokens[indices[0]].pos == "DET" and indices[0] != i:
                indices = indices[1:]
        return self.span(indices)

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it, in order (only downwards from ``i``)."""
        found = [i]
        for k in self.tokens[i].children:
            if self.tokens[k].dep == "conj":
                found.extend(self.conjuncts(k))
        return sorted(found)

    def child(self, i: int, *deps: str) -> int | None:
        """First child of ``i`` with one of the relations, else None."""
        for k in self.tokens[i].children:
            if self.tokens[k].dep in deps:
                return k
        return None

    def preposition(self, i: int) -> str:
        """The preposition of a noun, lower-case lemma, multiword ones joined by a space; "" without one."""
        k = self.child(i, "case")
        if k is None:
            return ""
        words = [self.tokens[k], *(self.tokens[c] for c in self.tokens[k].children if self.tokens[c].dep == "fixed")]
        if len(words) == 1:
            return words[0].lemma.lower()
        return " ".join(w.lower for w in words)

    def ancestors(self, i: int) -> Iterator[int]:
        """Indices of the heads above ``i``, nearest first."""
        while (head := self.tokens[i].head) != i:
            yield head
            i = head

    def together(self, left: int, right: int) -> bool:
        """Whether two tokens stand in one paragraph; a parser may end a sentence where there is no end."""
        a, b = self.tokens[left].sentence, self.tokens[right].sentence
        return a == b or self.sentences[a].block == self.sentences[b].block

    def sentence_span(self, number: int) -> Span:
        """Span of a sentence in the report."""
        s = self.sentences[number]
        return Span(self.tokens[s.first].start, self.tokens[s.last - 1].end)
