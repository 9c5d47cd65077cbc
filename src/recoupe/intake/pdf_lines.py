"""Lines of print into paragraphs: what is joined, what is left out, and where each character came from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Lines", "lines_into_text"]

_SHORT = 0.75
"""A line shorter than this share of the page's usual line ends its paragraph: justified lines have 0.9 to 1 of it, ragged
ones 0.8 to 1, last lines of paragraphs any length. One that is long by chance joins two paragraphs with a space."""

_RUNNING = 3
"""Pages that must share a first or last line for it to be a running head or foot; it must also be on half of them."""

_EDGE = 2
"""Lines of a running head or foot at most."""

_PART = 2
"""Letters that print leaves before a cut at least; after one it leaves three, so "dit-il" is no cut word."""

_LONGEST = 60
"""Characters of the longest word or page number looked at: a line without end costs no more than another."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Glyphs of print that stand for letters."""

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_CUT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)([-\u00ad])$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = re.compile(r"(?:[•▪■●◦‣–—*-]|\d{1,2}[.)])\s")


class _Line(NamedTuple):
    text: str
    start: int
    page: int


@dataclass(frozen=True, slots=True)
class Lines:
    """The text, and for each of its characters the offset in all pages' texts on end; ``starts`` are the pages'."""

    text: str
    at: array[int]
    starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return page (from 1) and offset in the page's text of a character."""
        page = bisect_right(self.starts, self.at[offset]) - 1
        return page + 1, self.at[offset] - self.starts[page]


def lines_into_text(pages: list[str]) -> Lines:
    """Join the lines of each paragraph by a space, part paragraphs by an empty line; leave out running heads and feet.

    A word cut at the end of a line is made whole. Its hyphen stays where the pages have the word with it, or both its
    parts as words, where a capital follows, and where a part is too short to be one that print cuts off.
    """
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page))
    lines = [list(_lines(page, start, n)) for n, (page, start) in enumerate(zip(pages, starts, strict=False))]
    running = _running(lines)
    made = _Text(_words(lines))
    for page_lines in lines:
        kept = _without_running(page_lines, running)
        usual = _usual(kept)
        for line in kept:
            made.add(line, usual)
    return Lines("".join(made.parts), made.at, tuple(starts[:-1]))


def _lines(page: str, start: int, number: int) -> Iterator[_Line]:
    """Lines without the white space around them; an empty line is kept as one."""
    at = 0
    for whole in page.splitlines(keepends=True):
        lead = len(whole) - len(whole.lstrip())
        yield _Line(whole.strip(), start + at + lead, number)
        at += len(whole)


def _pattern(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _edges(lines: list[_Line], size: int) -> set[_Line]:
    """The first and last lines of a page that have words."""
    full = [line for line in lines if line.text]
    return {*full[:size], *full[-size:]}


def _running(pages: list[list[_Line]]) -> frozenset[str]:
    """First and last lines that return on half of the pages, whatever numbers are in them."""
    found = Counter(p for page in pages for p in {_pattern(line) for line in _edges(page, _EDGE)})
    return frozenset(p for p, n in found.items() if n >= _RUNNING and n * 2 >= len(pages))


def _without_running(lines: list[_Line], running: frozenset[str]) -> list[_Line]:
    """A page's lines without its running heads and feet, and without its number above or below."""
    edges = _edges(lines, _EDGE)
    kept = [line for line in lines if not (line in edges and _pattern(line) in running)]
    outer = _edges(kept, 1)
    return [
        line for line in kept if not (line in outer and len(line.text) < _LONGEST and _PAGE_NUMBER.fullmatch(line.text))
    ]


def _words(pages: list[list[_Line]]) -> frozenset[str]:
    """Words that stand inside a line, not cut by its end."""
    found: set[str] = set()
    for page in pages:
        cut = False
        for line in page:
            words = _WORD.findall(line.text)
            ends_in_cut = line.text.endswith(("-", "\u00ad"))
            found.update(w.lower() for w in words[cut : len(words) - ends_in_cut])
            cut = ends_in_cut
    return frozenset(found)


def _usual(lines: list[_Line]) -> int:
    """The length of a full line: longer than nine in ten."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    return lengths[(len(lengths) * 9) // 10] if lengths else 0


class _Text:
    """Text in the making; ``at[i]`` is where character ``i`` stands in the pages' texts."""

    def __init__(self, words: frozenset[str]) -> None:
        self.parts: list[str] = []
        self.at = array("q")
        self._words = words
        self._before = ""
        self._ended = False

    def add(self, line: _Line, usual: int) -> None:
        """Add a line after what stands."""
        if not line.text:
            self._ended = True
            return
        if self.parts:
            self._join(line)
        for offset, character in enumerate(line.text):
            for letter in _LIGATURES.get(character, character):
                self._put(letter, line.start + offset)
        self._before, self._ended = line.text, len(line.text) < _SHORT * usual

    def _join(self, line: _Line) -> None:
        cut = _CUT.search(self._before[-_LONGEST:])
        following = _WORD.match(line.text)
        if cut and following:
            if cut[2] == "\u00ad" or not self._keeps_hyphen(cut[1], following[0]):
                self.parts.pop()
                self.at.pop()
        elif self._before[-1] == "-" and self._before[-2:-1].isalnum() and line.text[0].isalnum():
            return  # numbers from to, joined as they are
        elif self._ended or _BULLET.match(line.text):
            self._put("\n", line.start)
            self._put("\n", line.start)
        else:
            self._put(" ", line.start)

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line belongs to the word (sous-préfet, Saint-Denis, dit-il)."""
        first_part, last_part = before.rpartition("-")[2], after.partition("-")[0]
        if not after[0].islower() or len(first_part) < _PART or len(last_part) <= _PART:
            return True
        if f"{before}-{after}".lower() in self._words:
            return True
        return {first_part.lower(), last_part} <= self._words

    def _put(self, character: str, place: int) -> None:
        self.parts.append(character)
        self.at.append(place)
