"""The letters that a match of a rule's expression can begin with: they make the search of a text fast."""

from __future__ import annotations

import re

__all__ = ["first_letters"]

_PIECE = re.compile(r"\(\?P<\w+>|\(\?:|\(\?<?[=!]|\[(?:\\.|[^\]\\])*\]|\\Z|[()|?*+]|.", re.DOTALL)


def first_letters(pattern: str) -> set[str]:
    """Return the first letters of the expressions that the grammar writes: classes, groups, repeats, neighbours."""
    pieces = _PIECE.findall(pattern)
    letters, _, _ = _alternatives(pieces, 0)
    return letters


def _alternatives(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    """Letters, whether nothing at all may match, and the place of the closing parenthesis."""
    letters: set[str] = set()
    nullable = False
    while True:
        found, empty, at = _sequence(pieces, at)
        letters |= found
        nullable |= empty
        if at >= len(pieces) or pieces[at] == ")":
            return letters, nullable, at
        at += 1  # the bar


def _sequence(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    letters: set[str] = set()
    open_ = True  # whether what comes next may still be first
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        piece = pieces[at]
        if piece[:2] == "(?" and piece[2:3] not in (":", "P"):
            _, _, at = _alternatives(pieces, at + 1)  # a neighbour, no part of the match
            found, empty = set[str](), True
        elif piece[0] == "(":
            found, empty, at = _alternatives(pieces, at + 1)
        else:
            found, empty = (_class(piece), False) if piece[0] == "[" else (set[str](), piece == "\\Z")
        at += 1
        if at < len(pieces) and pieces[at] in ("?", "*"):
            empty, at = True, at + 1
        elif at < len(pieces) and pieces[at] == "+":
            at += 1
        if open_:
            letters |= found
            open_ = empty
    return letters, open_, at


def _class(piece: str) -> set[str]:
    return set(re.sub(r"\\(.)", r"\1", piece[1:-1], flags=re.DOTALL))
