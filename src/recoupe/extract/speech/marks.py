"""Quotations: stretches of a report in quotation marks, with the usual mistakes mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from recoupe.lang import table
from recoupe.model.span import Span

__all__ = ["Quotation", "quotations"]


@dataclass(slots=True)
class Quotation:
    """Words in marks. ``outer`` holds the marks, ``inner`` only the words; ``level`` is 0 outside other quotations."""

    outer: Span
    inner: Span
    level: int
    block: int
    opened: bool = True
    """False where no opening mark was found: the quotation then begins with its paragraph."""
    closed: bool = True
    """False where no closing mark was found: the quotation then ends with its paragraph."""
    continues: bool = False
    """Whether it goes on from an unclosed quotation of the paragraph before."""
    apart: bool = False
    """Whether the form of the text sets it apart, with marks or without: an answer or a question of an interview."""
    asks: bool = False
    """Whether it is a question, or whatever else the one who interviews says."""


@dataclass(frozen=True, slots=True)
class _Marks:
    closer: dict[str, str]
    closers: frozenset[str]


@lru_cache(maxsize=4)
def _marks(language: str) -> _Marks:
    pairs = [tuple(p) for p in table(language, "marks")["pairs"]]
    return _Marks(dict(pairs), frozenset(b for _, b in pairs))


def quotations(text: str, blocks: Sequence[Span], language: str) -> list[Quotation]:
    """Return the quotations of a text in order of their openings; ``blocks`` are its paragraphs.

    A quotation ends with its paragraph at the latest: an unclosed one is taken to be a mistake, or to go on in the
    next paragraph, which then opens again or closes without opening.
    """
    marks = _marks(language)
    text = _doubled(text, blocks)
    found: list[Quotation] = []
    before: list[Quotation] = []
    for number, block in enumerate(blocks):
        here = _in_block(text, block, number, marks)
        _join(here, before)
        found.extend(here)
        before = here or before[:0]
    return sorted(found, key=lambda q: (q.outer.start, -q.outer.end))


def _doubled(text: str, blocks: Sequence[Span]) -> str:
    """The text with pairs of apostrophes, which old wires set for double marks, as straight marks of the same length."""
    if "''" not in text:
        return text
    parts, at = [], 0
    for block in blocks:
        pieces = text[block.start : block.end].split("''")
        parts.append(text[at : block.start] + pieces[0])
        parts.extend(('"\0' if n % 2 == 0 else '\0"') + piece for n, piece in enumerate(pieces[1:]))
        at = block.end
    return "".join(parts) + text[at:]


def _join(here: list[Quotation], before: list[Quotation]) -> None:
    """Note where a paragraph opens again what the one before left open."""
    open_before = any(not q.closed for q in before)
    if open_before and here:
        here[0].continues = True


def _in_block(text: str, block: Span, number: int, marks: _Marks) -> list[Quotation]:
    scan = _Scan(text, block, number, marks)
    for place in range(block.start, block.end):
        if text[place] in marks.closer or text[place] in marks.closers:
            scan.meet(place)
    return [q for q in scan.finished() if text[q.inner.start : q.inner.end].strip()]


@dataclass
class _Scan:
    """One paragraph while its marks are met from left to right."""

    text: str
    block: Span
    number: int
    marks: _Marks
    found: list[Quotation] = field(default_factory=list)
    open_marks: list[tuple[int, str]] = field(default_factory=list)

    def meet(self, place: int) -> None:
        """Open or close a quotation at a mark."""
        role = self._role(place)
        if role == "open":
            self._drop_unclosed(place)
            self.open_marks.append((place, self.text[place]))
        elif role == "close":
            self._close(place)
        elif role == "stray" and not self.found and _is_sentence_like(self.text, self.block.start, place):
            self._add(self.block.start, place + 1, opened=False)

    def finished(self) -> list[Quotation]:
        """The quotations; one still open ends with the paragraph."""
        for place, mark in self.open_marks:
            if mark not in "'‘" and place + 1 < self.block.end:
                self._add(place, self.block.end, closed=False)
                break
        return self.found

    def _add(self, start: int, end: int, opened: bool = True, closed: bool = True) -> None:
        inner = Span(start + opened, end - 1 if closed else end)
        level = sum(1 for place, _ in self.open_marks if place < start)
        self.found.append(Quotation(Span(start, end), inner, level, self.number, opened=opened, closed=closed))

    def _drop_unclosed(self, place: int) -> None:
        """A second « where only one » follows: the first was never closed, and ends here."""
        mark = self.text[place]
        if not self.open_marks or self.open_marks[-1][1] != mark or mark == '"':
            return
        closing = self.text.count(self.marks.closer[mark], place, self.block.end)
        if 0 < closing <= self.text.count(mark, place, self.block.end):
            start, _ = self.open_marks.pop()
            self._add(start, place, closed=False)

    def _close(self, place: int) -> None:
        for depth in range(len(self.open_marks) - 1, -1, -1):
            start, opener = self.open_marks[depth]
            if self.marks.closer[opener] == self.text[place]:
                del self.open_marks[depth:]
                if place > start + 1:
                    self._add(start, place + 1)
                return

    def _role(self, place: int) -> str:
        """Whether a mark opens, closes, is a stray closing mark, or is none ("")."""
        mark = self.text[place]
        is_open = any(self.marks.closer[opener] == mark for _, opener in self.open_marks)
        before = self.text[place - 1] if place > self.block.start else " "
        after = self.text[place + 1] if place + 1 < self.block.end else " "
        if mark in "'‘’":
            return _single_role(mark, before, after, is_open)
        if self.marks.closer.get(mark) == mark or (mark in self.marks.closers and is_open):
            return "close" if is_open else "open"
        return "open" if mark in self.marks.closer else "stray"


def _single_role(mark: str, before: str, after: str, is_open: bool) -> str:
    """Single marks are apostrophes far more often than marks."""
    if mark in "'‘" and not before.isalnum() and before not in ".,;!?" and after.isalnum() and not is_open:
        return "open"
    if mark in "'’" and is_open and not after.isalnum() and (before.isalnum() or before in ".,;!?…"):
        return "close"
    return ""


def _is_sentence_like(text: str, start: int, end: int) -> bool:
    """At least three words: a stray closing mark after less is a slip."""
    return text.count(" ", start, end) >= 2
