"""The words of time of one language, each with one code letter, so that rules can be regular expressions over codes.

A text becomes a string of codes, one a word, number or mark; words that no rule knows share one code. What a word may
be (a month, a number, a part of the day: often several) is its set of categories, and each set has its own letter. A
category in a rule is then the class of the letters of all sets that hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

__all__ = ["BREAK", "OTHER", "Lexicon", "atoms_of", "key_of"]

OTHER = " "
"""Code of a word that no rule knows."""
BREAK = "\n"
"""Code of the end of a paragraph."""

_ATOM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'(?!\d))?|\S")
_LETTERS = [chr(c) for c in range(0x21, 0x250) if chr(c).isprintable() and chr(c) != " "]

NEIGHBOURS = frozenset({"near", "clause", "person", "anchor", "trailing", "joint", "opener", "famous"})
"""Tables about the neighbourhood of moments (``context``), whose words are in no rule."""

MARKS = '.,;:!?()[]«»"“”'
"""Marks that are no words a rule may leave unread."""

ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
    "xxi",
]


def atoms_of(text: str) -> list[tuple[str, int, int]]:
    """Words, numbers and marks of a text in lower case, each with its half-open range."""
    return [(m[0], m.start(), m.end()) for m in _ATOM.finditer(text.lower())]


def key_of(text: str) -> str:
    """A word or phrase as the lexicon knows it: its atoms, one space between."""
    return " ".join(atom for atom, _, _ in atoms_of(text))


class Lexicon:
    """Codes and values of a language's time words; ``literals`` are the words that rules name themselves."""

    def __init__(self, tables: Mapping[str, Any], literals: Iterable[str], kinds: Iterable[str]) -> None:
        self.values: dict[str, dict[str, str]] = {}
        self._sequences: dict[str, list[tuple[str, ...]]] = {}
        member: dict[str, set[str]] = {}
        for category, entries in _categories(tables):
            for key, value in entries.items():
                self.values.setdefault(category, {})[key] = value
                self._enter(member, category, tuple(key.split(" ")))
        for literal in (*literals, *MARKS):
            for atom in key_of(literal).split(" "):
                member.setdefault(atom, set()).add("=" + atom)
        sets = {atom: frozenset(found | (_numeric(atom) or set())) for atom, found in member.items()}
        numerals = {_numeric(n) for n in _NUMERALS} - {None}
        every = sorted({*sets.values(), *(n for n in numerals if n)}, key=sorted)
        self._letter = dict(zip([*every, *(frozenset({"<" + k}) for k in sorted(kinds))], _LETTERS, strict=False))
        self.codes = {atom: self._letter[found] for atom, found in sets.items()}
        self.vigesimal = "vingts" in self.values.get("number", {})
        self.split = lru_cache(maxsize=65_536)(self._split)

    def _enter(self, member: dict[str, set[str]], category: str, atoms: tuple[str, ...]) -> None:
        if len(atoms) == 1:
            member.setdefault(atoms[0], set()).add(category)
            return
        self._sequences.setdefault(category, []).append(atoms)
        for atom in atoms:
            member.setdefault(atom, set()).add("=" + atom)

    def code(self, atom: str) -> str:
        """The code letter of one atom."""
        found = self.codes.get(atom)
        if found is None:
            numeric = _numeric(atom)
            found = self._letter.get(frozenset(numeric), OTHER) if numeric else OTHER
        return found

    def _split(self, lower: str) -> tuple[tuple[str, int, int], ...]:
        """Codes of a token's atoms with their ranges in it; cached, for tokens recur."""
        return tuple((self.code(atom), start, end) for atom, start, end in atoms_of(lower))

    def kind(self, kind: str) -> str:
        """The code letter of what an earlier pass has found."""
        return self._letter[frozenset({"<" + kind})]

    def one(self, category: str) -> str:
        """The code letters of single words of a category (or ``=word``, ``<kind``), as a class of a regular expression."""
        letters = "".join(re.escape(letter) for found, letter in self._letter.items() if category in found)
        return f"[{letters}]" if letters else "(?!)"

    def fragment(self, category: str) -> str:
        """A regular expression over codes for any member of a category; ``other`` and ``end`` are what stands outside."""
        if category in _OUTSIDE:
            return _OUTSIDE[category].format(marks=self._marks())
        runs = [self.phrase(atoms) for atoms in sorted(self._sequences.get(category, ()), key=len, reverse=True)]
        return f"(?:{'|'.join([*runs, self.one(category)])})"

    def _marks(self) -> str:
        return "".join(re.escape(self.codes[mark]) for mark in ".,;:!?)»" if mark in self.codes)

    def phrase(self, atoms: Iterable[str]) -> str:
        """A regular expression over codes for these words in this order."""
        return "".join(self.one("=" + atom) for atom in atoms)


_OUTSIDE = {"other": "[ ]", "end": r"(?:[\n{marks}]|\Z)"}


def _categories(tables: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, str]]]:
    for category, entries in tables.items():
        if category in NEIGHBOURS:
            continue
        if category == "words":
            for name, words in entries.items():
                yield name, {key_of(word): key_of(word) for word in words}
        else:
            yield category, {key_of(word): value for value, words in entries.items() for word in words}
    endings = tables.get("words", {}).get("century_endings", [])
    yield "century", {roman + ending: str(n) for n, roman in enumerate(ROMAN, start=1) for ending in endings}


_NUMERALS = [
    *(str(n) for n in range(100)),
    *(f"{n:02}" for n in range(10)),
    "000",
    "100",
    "999",
    "1500",
    "9000",
    "20200101",
    "1.5",
    "15.12.2016",
]
"""Numerals of every class that ``_numeric`` tells apart."""


def _numeric(atom: str) -> frozenset[str] | None:
    """What a numeral may be; None for other atoms."""
    if not atom[0].isdecimal():
        return None
    if not atom.isdecimal():
        return _punctuated(atom)
    n, size = int(atom), len(atom)
    found = {"digits"}
    if atom[0] != "0" or size == 1:
        found.add("int")
    if size <= 2:
        found |= {name for name, low, high in _SMALL if low <= n <= high}
        found |= {"two", "minute"} if size == 2 and n < 60 else {"two"} if size == 2 else set()
    if size == 3:
        found.add("three")
    if size == 4 and 1000 <= n <= 2199:
        found.add("year4")
    if size == 8 and 1900 <= n // 10_000 <= 2100 and 1 <= n // 100 % 100 <= 12 and 1 <= n % 100 <= 31:
        found.add("ymd")
    return frozenset(found)


_SMALL = (("dom", 1, 31), ("monthno", 1, 12), ("hour", 0, 24))


def _punctuated(atom: str) -> frozenset[str] | None:
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)", atom):
        return frozenset({"dotted"})
    if re.fullmatch(r"\d+[.,]\d{1,2}", atom):
        return frozenset({"decimal"})
    return None
