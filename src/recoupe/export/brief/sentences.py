"""The sentence around a passage, for words that can't stand alone; found by marks, as a brief has no syntax at hand."""

from __future__ import annotations

import re

from recoupe.model.span import Span, trimmed

__all__ = ["sentence"]

_STOPS = r"(?<=[a-zà-ÿ\d][a-zà-ÿ\d])[.!?…]+(?=\s|$)|(?<=[)\]’'])[.!?…]+(?=\s|$)|[!?…]+(?=\s|$)|[»”\"\n]"
_BEGIN = re.compile(_STOPS + "|[«“]")
_END = re.compile(_STOPS)
"""Where sentences end: after two small letters, figures or a closing bracket, so that "M." and "Mr." end none; the marks of a quotation end them too."""


def sentence(text: str, span: Span, before: int, after: int | None = None) -> Span:
    """Return the sentence that holds a passage; a side that would add more characters than allowed stays as it was.

    ``after`` is ``before`` where it is not given.
    """
    most = before if after is None else after
    left = text[max(span.start - before, 0) : span.start]
    ends = [m.end() for m in _BEGIN.finditer(left)]
    start = span.start - len(left) + ends[-1] if ends else (0 if span.start <= before else span.start)
    found = _END.search(text, span.end, min(span.end + most, len(text)))
    end = found.start() if found else (len(text) if len(text) - span.end <= most else span.end)
    return trimmed(text, Span(start, end)) or span
