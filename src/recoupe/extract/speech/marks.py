"""Quotations: stretches of a report in quotation marks, with the usual mistakes mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    found: list[Quotation] = []
    open_marks: list[tuple[int, str]] = []
    for place in range(block.start, block.end):
        character = text[place]
        if character not in marks.closer and character not in marks.closers:
            continue
        role = _role(text, place, block, marks, open_marks)
        if role == "open":
            _drop_unclosed(text, place, block, marks, open_marks, found, number)
            open_marks.append((place, character))
        elif role == "close":
            _close(text, place, open_marks, marks, found, number)
        elif role == "stray" and not found and _is_sentence_like(text, block.start, place):
            found.append(Quotation(Span(block.start, place + 1), Span(block.start, place), 0, number, opened=False))
    for level, (place, character) in enumerate(open_marks):
        if character not in "'‘" and place + 1 < block.end:
            found.append(Quotation(Span(place, block.end), Span(place + 1, block.end), level, number, closed=False))
            break
    return [q for q in found if text[q.inner.start : q.inner.end].strip()]


def _drop_unclosed(
    text: str,
    place: int,
    block: Span,
    marks: _Marks,
    open_marks: list[tuple[int, str]],
    found: list[Quotation],
    number: int,
) -> None:
    """A second « where only one » follows: the first was never closed, and ends here."""
    if not open_marks or open_marks[-1][1] != text[place] or text[place] == '"':
        return
    closer = marks.closer[text[place]]
    if text.count(closer, place, block.end) > text.count(text[place], place, block.end):
        return
    if text.count(closer, place, block.end) == 0:
        return
    start, _ = open_marks.pop()
    found.append(Quotation(Span(start, place), Span(start + 1, place), len(open_marks), number, closed=False))


def _close(
    text: str, place: int, open_marks: list[tuple[int, str]], marks: _Marks, found: list[Quotation], number: int
) -> None:
    for depth in range(len(open_marks) - 1, -1, -1):
        start, opener = open_marks[depth]
        if marks.closer[opener] == text[place]:
            del open_marks[depth:]
            if place > start + 1:
                level = sum(1 for _, mark in open_marks if mark)
                found.append(Quotation(Span(start, place + 1), Span(start + 1, place), level, number))
            return


def _role(text: str, place: int, block: Span, marks: _Marks, open_marks: Sequence[tuple[int, str]]) -> str:
    """Whether a mark opens, closes, is a stray closing mark, or is none ("")."""
    mark = text[place]
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    if mark in "'‘’":
        return _single_role(mark, before, after, _closes(mark, open_marks, marks))
    if marks.closer.get(mark) == mark:
        return _straight_role(before, after, _closes(mark, open_marks, marks))
    if mark in marks.closers and _closes(mark, open_marks, marks):
        return "close"
    if mark in marks.closer:
        return "open"
    return "stray"


def _closes(mark: str, open_marks: Iterable[tuple[int, str]], marks: _Marks) -> bool:
    return any(marks.closer[opener] == mark for _, opener in open_marks)


def _straight_role(before: str, after: str, is_open: bool) -> str:
    if is_open:
        return "close"
    return "open"


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
