"""Words into atoms: what each piece of a word says about a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from recoupe.extract.figures.rules import Rules, rules
from recoupe.parse.tree import Token

__all__ = ["LONGEST", "STARTS", "Atom", "Piece", "lexer", "place"]

Piece = tuple[str, float, str, int, int]
"""Role, value, the letters, and the half-open range inside the word."""

STARTS = frozenset({"digits", "unit", "hundred", "scale", "group", "plural", "fraction", "one", "several"})
"""Roles that may begin a number."""

_DIGITS = re.compile(r"\d[\d.,'’]*\d|\d")
_GROUPED = {
    ".": re.compile(r"\d{1,3}(\.\d{3})+"),
    ",": re.compile(r"\d{1,3}(,\d{3})+"),
    "'": re.compile(r"\d{1,3}('\d{3})+"),
}
_SIGNS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
LONGEST = 26
"""Characters of a number written in digits: a quintillion with its separators; longer ones are codes."""

_SLASH = re.compile(r"(\d{1,3})[/⁄](\d{1,4})")


class Atom(NamedTuple):
    """A piece in its place: ``token`` is its word's index, ``start`` and ``end`` its place in the report."""

    role: str
    value: float
    letters: str
    token: int
    start: int
    end: int


def place(token: Token, pieces: tuple[Piece, ...]) -> list[Atom]:
    """The pieces of a word at their places in the report; the whole word where the view left characters out of it."""
    if len(pieces) == 1 or token.end - token.start != len(token.text):
        whole = token.start, token.end
        return [Atom(role, value, letters, token.i, *whole) for role, value, letters, _, _ in pieces]
    at = token.start
    return [Atom(role, value, letters, token.i, at + a, at + b) for role, value, letters, a, b in pieces]


@lru_cache(maxsize=8)
def lexer(language: str) -> Callable[[str], tuple[Piece, ...]]:
    """Return the function from a word, as spelled, to its pieces; empty for the words that say nothing of numbers."""
    found = rules(language)

    @lru_cache(maxsize=1 << 16)
    def lex(text: str) -> tuple[Piece, ...]:
        if not text.isalpha() and any(c.isdigit() or c in _SIGNS for c in text):
            return _digits(text, found)
        return _words(text.lower(), found)

    return lex


def _words(text: str, found: Rules) -> tuple[Piece, ...]:
    known = found.vocabulary.get(text)
    if known:
        return ((known[0], known[1], text, 0, len(text)),)
    if "-" not in text:
        return ()
    pieces: list[Piece] = []
    at = 0
    for part in text.split("-"):
        if not part and pieces and at == len(text):  # "two- and three-seat"
            break
        known = found.vocabulary.get(part)
        if known is None or (known[0] == "one" and at == 0):
            return ()
        pieces.append((known[0], known[1], part, at, at + len(part)))
        at += len(part) + 1
    return tuple(pieces)


def _digits(text: str, found: Rules) -> tuple[Piece, ...]:
    """Digits, and the letters around them as pieces of their own."""
    if m := _SLASH.fullmatch(text):
        over, under = int(m[1]), int(m[2])
        if under > 1 and over < under:
            return (("slash", over / under, text, 0, len(text)),)
        return (("identifier", 0.0, text, 0, len(text)),)
    if len(text) == 1 and text in _SIGNS:
        return (("slash", _SIGNS[text], text, 0, 1),)
    pieces: list[Piece] = []
    at = 0
    for m in _DIGITS.finditer(text):
        if m.start() > at:
            pieces.extend(_split_dash(text[at : m.start()], at))
        value = number(m[0], found.decimal)
        role = "identifier" if value is None else "digits"
        pieces.append((role, value or 0.0, m[0], m.start(), m.end()))
        at = m.end()
    if not pieces:
        return ()
    if at < len(text):
        pieces.append(_between(text[at:], at))
    return tuple(pieces)


def _split_dash(text: str, at: int) -> Iterator[Piece]:
    """Letters before a hyphen (``5k-20k``) and the hyphen, apart."""
    if len(text) > 1 and text[-1] in "-–" and at:
        yield _between(text[:-1], at)
        text, at = text[-1], at + len(text) - 1
    yield _between(text, at)


def _between(text: str, at: int) -> Piece:
    if text in _SIGNS:
        return "sign", _SIGNS[text], text, at, at + len(text)
    role = "dash" if text in ("-", "–", "—", "‑") else "letters"
    return role, 0.0, text, at, at + len(text)


def number(text: str, decimal: str) -> float | None:
    """Value of digits with their separators; None where they make no number (1.2.3, 12,34,5).

    The language's decimal mark decides between a fraction and thousands; a mark that can be only one of them is taken as
    that whatever the language ("1.5" in French, "37,4" in English).
    """
    if len(text) > LONGEST:
        return None
    if text.isdigit():
        return float(text)
    text = text.replace("’", "'")
    thousands = "." if decimal == "," else ","
    whole, mark, rest = text.rpartition(decimal)
    if not mark:
        whole, rest = text, ""
    if rest.isdigit() or not mark:
        plain = _ungrouped(whole, thousands)
        if plain is not None:
            return float(f"{plain}.{rest or 0}")
    other, _, tail = text.rpartition(thousands)
    if other.isdigit() and tail.isdigit():
        return float(f"{other}.{tail}")
    if decimal == "." and (plain := _ungrouped(text, ".")) is not None and text.count(".") > 1:
        return float(plain)
    if decimal == "," and (plain := _ungrouped(text, ",")) is not None and text.count(",") > 1:
        return float(plain)
    return None


def _ungrouped(text: str, thousands: str) -> str | None:
    """Digits without the marks between thousands; None where the marks don't stand there."""
    if text.isdigit():
        return text
    for mark in (thousands, "'"):
        if _GROUPED[mark].fullmatch(text) and not text.startswith("0"):
            return text.replace(mark, "")
    return None
