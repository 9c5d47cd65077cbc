"""Normalised views of a report's text for the syntax model, with the way back (DESIGN §3.2).

A view is a block: a paragraph, as a rule. Its text has ordinary spaces and apostrophes, no soft hyphens or
zero-width characters, composed accents, and a torn-off drop cap put back; ``Block.at`` leads each of its characters
back to the report. The report itself is never rewritten.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from recoupe.model.span import Span

__all__ = ["Block", "blocks"]

_SPACES = "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u2004\u2005\u2006\u3000\t\x0b\x0c\r\x85\u2028\u2029"
_APOSTROPHES = "\u2019\u2018\u02bc\u201b\u2032\u00b4`"
_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SAME_LENGTH = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_APOSTROPHES, "'"))
_CHANGES_LENGTH = re.compile(f"[{_GONE}\u0300-\u036f\ud800-\udfff]")

BLOCK_LIMIT = 6_000
"""Code points a block may have: beyond this the parser's memory grows and no newspaper paragraph reaches it."""

_WRAPPED = (50, 90)
"""A text of lines about this long, hardly one ending a sentence, was wrapped by a mail or terminal program."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of normalised text; ``starts`` gives each character's place in the report, None for ``base`` + index."""

    text: str
    base: int
    starts: tuple[int, ...] | None = None

    def at(self, index: int) -> int:
        """Place in the report of the block's character ``index``."""
        return self.base + index if self.starts is None else self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The report's span of the block's half-open, non-empty range."""
        return Span(self.at(start), self.at(end - 1) + 1)


def blocks(text: str, function_words: Collection[str] = ()) -> list[Block]:
    """Return the blocks of a text in order; ``function_words`` (lower case) help to mend a wrong drop cap."""
    pieces = [piece for span in _paragraphs(text) for piece in _within_limit(text, span)]
    result: list[Block] = []
    skip = False
    for k, (start, end) in enumerate(pieces):
        if skip:
            skip = False
            continue
        following = pieces[k + 1] if k + 1 < len(pieces) else None
        if following and end - start == 1 and text[start].isupper() and text[following[0]].islower():
            result.append(_with_drop_cap(text, start, following, function_words))
            skip = True
        else:
            result.append(_view(text, start, end))
    return [block for block in result if block.text.strip()]


def _paragraphs(text: str) -> Iterator[Span]:
    """Spans of the paragraphs: lines, or runs of lines where the text is hard-wrapped."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    lines = [s for line in lines if (s := _stripped(text, line))]
    if not _is_wrapped(text, lines):
        yield from lines
        return
    start = None
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        start = line.start if start is None else start
        if following is None or "\n\n" in re.sub(r"[^\S\n]", "", text[line.end : following.start]):
            yield Span(start, line.end)
            start = None


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 5:
        return False
    inner = [s for s, t in itertools.pairwise(lines) if text[s.end : t.start].count("\n") == 1]
    if len(inner) < len(lines) / 2:
        return False
    filled = sum(_WRAPPED[0] <= s.size <= _WRAPPED[1] for s in inner)
    closed = sum(text[s.end - 1] in '.!?…»”"' for s in inner)
    return filled > 0.8 * len(inner) and closed < 0.3 * len(inner)


def _stripped(text: str, span: Span) -> Span | None:
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    end = span.end - (len(inner) - len(inner.rstrip()))
    return Span(start, end) if start < end else None


def _within_limit(text: str, span: Span) -> Iterator[Span]:
    """Cut an over-long paragraph after a sentence, else at a space, else anywhere."""
    start, end = span
    while end - start > BLOCK_LIMIT:
        window = text[start : start + BLOCK_LIMIT]
        cut = max((window.rfind(mark) + 1 for mark in (". ", "! ", "? ", "; ")), default=0)
        cut = cut if cut > BLOCK_LIMIT // 2 else window.rfind(" ") + 1 or BLOCK_LIMIT
        yield Span(start, start + cut)
        start += cut
    yield Span(start, end)


def _view(text: str, start: int, end: int) -> Block:
    raw = text[start:end]
    if not _CHANGES_LENGTH.search(raw):
        return Block(raw.translate(_SAME_LENGTH).replace("\n", " "), start)
    characters: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(raw):
        if character in _GONE:
            continue
        if unicodedata.combining(character) and characters:
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1] = composed
                continue
        plain = "\ufffd" if "\ud800" <= character <= "\udfff" else character.translate(_SAME_LENGTH)
        characters.append(" " if plain == "\n" else plain)
        places.append(start + offset)
    return Block("".join(characters), start, tuple(places))


def _with_drop_cap(text: str, start: int, following: Span, function_words: Collection[str]) -> Block:
    """Join a torn-off initial to its word; where that makes no word, take the initial that makes a function word.

    Machine translation and page scrapers tear "Les" into "L", line breaks, "es", and sometimes change the letter.
    """
    rest = _view(text, following.start, following.end)
    tail = re.match(r"\w+", rest.text)
    letter = text[start]
    if tail and function_words and (letter + tail[0]).lower() not in function_words:
        mended = next((c for c in "LDCSTMUANPE" if (c + tail[0]).lower() in function_words), None)
        letter = mended if mended and len(tail[0]) <= 3 else letter
    places = rest.starts or tuple(range(rest.base, rest.base + len(rest.text)))
    return Block(letter + rest.text, start, (start, *places))
