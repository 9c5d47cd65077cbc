"""From a parse to the time expressions it holds: what kind each is and what its words say, not yet resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.extract.moments.grammar import Grammar, Pass, Rule
from recoupe.extract.moments.lexicon import BREAK, Lexicon
from recoupe.extract.moments.values import RefusedError, read_slots
from recoupe.parse.tree import Parse

__all__ = ["Atoms", "Node", "find"]

PASSES = 3
"""How often the second pass is repeated at most: "the end of | the first week of | October" needs two."""


@dataclass(slots=True)
class Atoms:
    """A parse as a string of codes; ``token`` holds the token of each code, ``ranges`` the part of it where it is split."""

    parse: Parse
    codes: str
    token: list[int]
    ranges: dict[int, tuple[int, int]]

    def start(self, i: int) -> int:
        """Where atom ``i`` starts in the report."""
        token = self.parse.tokens[self.token[i]]
        part = self.ranges.get(i)
        return token.start + part[0] if part and token.end - token.start == len(token.lower) else token.start

    def end(self, i: int) -> int:
        """Where atom ``i`` ends in the report."""
        token = self.parse.tokens[self.token[i]]
        part = self.ranges.get(i)
        return token.start + part[1] if part and token.end - token.start == len(token.lower) else token.end

    def word(self, i: int) -> str:
        """Atom ``i`` in lower case."""
        part = self.ranges.get(i)
        lower = self.parse.tokens[self.token[i]].lower
        return lower[part[0] : part[1]] if part else lower

    def words(self, first: int, last: int) -> list[str]:
        """Atoms ``[first, last)`` in lower case."""
        return [self.word(i) for i in range(first, last)]


@dataclass(slots=True, eq=False)
class Node:
    """A time expression over atoms ``[first, last)``: its kind and what its words say; a slot may hold another node."""

    kind: str
    slots: dict[str, Any]
    first: int
    last: int
    rule: str = ""


Item = int | Node
"""An atom's number, or what was found in its place."""


def atomised(parse: Parse, grammar: Grammar) -> Atoms:
    """Return the codes of a parse; paragraphs are kept apart unless the next goes on in lower case."""
    known = grammar.lexicon.codes
    split = grammar.lexicon.split
    codes: list[str] = []
    places: list[int] = []
    ranges: dict[int, tuple[int, int]] = {}
    ends = _breaks(parse)
    for i, token in enumerate(parse.tokens):
        lower = token.lower
        code = known.get(lower)
        if code is None:
            if lower.isalpha():
                codes.append(" ")
                places.append(i)
            else:
                for code, start, end in split(lower):
                    ranges[len(codes)] = (start, end)
                    codes.append(code)
                    places.append(i)
        else:
            codes.append(code)
            places.append(i)
        if i in ends:
            codes.append(BREAK)
            places.append(i)
    return Atoms(parse, "".join(codes), places, ranges)


def _breaks(parse: Parse) -> set[int]:
    """Last tokens of paragraphs that end there, not at a line's end in the middle of a sentence."""
    found = set()
    for sentence, following in zip(parse.sentences, parse.sentences[1:], strict=False):
        if sentence.block != following.block:
            last, first = parse.tokens[sentence.last - 1], parse.tokens[following.first]
            if not (first.text[:1].islower() and parse.text.count("\n", last.end, first.start) == 1):
                found.add(last.i)
    return found


def find(parse: Parse, grammar: Grammar) -> tuple[Atoms, list[Node]]:
    """Return the atoms of a parse and its time expressions in order, the longest readings."""
    atoms = atomised(parse, grammar)
    line = _Line(atoms, grammar.lexicon, atoms.codes, range(len(atoms.codes)))
    changed = line.rewrite(grammar.passes[0])
    for _ in range(PASSES if changed else 0):
        if not line.rewrite(grammar.passes[1]):
            break
    return atoms, [item for item in line.items if isinstance(item, Node)]


@dataclass(slots=True)
class _Line:
    """A text in the making: its codes, and behind each code an atom or what was found in the place of several."""

    atoms: Atoms
    lexicon: Lexicon
    codes: str
    items: Sequence[Item]

    def rewrite(self, rules: Pass) -> bool:
        """Put a node in the place of each match of a pass; whether there was any."""
        codes, items = self.codes, self.items
        out_codes: list[str] = []
        out_items: list[Item] = []
        copied = 0
        for m in rules.starter.finditer(codes):
            start = m.start()
            if start < copied or (made := self._make(rules, start)) is None:
                continue
            node, end = made
            out_codes += codes[copied:start], self.lexicon.kind(node.kind)
            out_items.extend(items[copied:start])
            out_items.append(node)
            copied = end
        if not out_items:
            return False
        out_codes.append(codes[copied:])
        out_items.extend(items[copied:])
        self.codes, self.items = "".join(out_codes), out_items
        return True

    def _make(self, rules: Pass, start: int) -> tuple[Node, int] | None:
        for rule, m in rules.matches(self.codes, start):
            slots = dict(rule.slots)
            for name in rule.names:
                low, high = m.span(name)
                if low >= 0:
                    slots[name] = self._captured(low, high)
            first, last = self._bounds(m.start(), m.end())
            node = Node(rule.kind, slots, first + rule.slots.get("skip", 0), last, rule.name)
            try:
                _check(self.atoms, node, rule, self.lexicon)
                node.slots = read_slots(slots, self.lexicon)
            except RefusedError:
                continue
            return node, m.end()
        return None

    def _captured(self, low: int, high: int) -> Any:
        first = self.items[low]
        if high - low == 1 and isinstance(first, Node):
            return first
        words: list[str] = []
        for item in self.items[low:high]:
            words += [self.atoms.word(item)] if isinstance(item, int) else self.atoms.words(item.first, item.last)
        return words

    def _bounds(self, low: int, high: int) -> tuple[int, int]:
        first, last = self.items[low], self.items[high - 1]
        return first if isinstance(first, int) else first.first, last + 1 if isinstance(last, int) else last.last


def _check(atoms: Atoms, node: Node, rule: Rule, lexicon: Lexicon) -> None:
    """Marks of a rule on the form of what it matched: ``tight`` has no blank behind its first figure, ``noarticle`` no article, ``onefigure`` one figure at the end, ``bareof`` no
    article right behind the edge (« prend fin le 13 juin » is no end of the day).
    """
    if rule.slots.get("onefigure") and len(atoms.word(node.last - 1)) != 1:
        raise RefusedError
    text = atoms.parse.text[atoms.start(node.first) : atoms.end(node.last - 1)]
    if rule.slots.get("tight") and re.search(r"\d.*\s", text):
        raise RefusedError
    of = node.slots.get("of")
    behind = of.first if isinstance(of, Node) and rule.slots.get("bareof") else None
    if behind is not None and behind == node.slots["edge"].last and atoms.word(behind) in lexicon.values["the"]:
        raise RefusedError
    if rule.slots.get("noarticle") and atoms.word(node.first) in lexicon.values["the"]:
        raise RefusedError
