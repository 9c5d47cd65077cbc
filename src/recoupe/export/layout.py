"""Lines of plain text for a terminal: wrapped, indented, with the place of a quotation flush right."""

from __future__ import annotations

import re
import textwrap
import unicodedata

__all__ = ["columns", "cut", "flush", "plain", "rule", "width_of", "wrapped"]

_ACTED_ON = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls of ISO 6429, white space apart, and the directional ones that can show words in another order (CVE-2021-42574)."""

_LONG = 8
"""Characters a column at most, marks above and below letters included."""

_GAP = 2
"""Least space between a line and what stands flush right of it."""


def width_of(text: str) -> int:
    """Columns that a text takes: wide characters two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def plain(text: str) -> str:
    """Return a text without what a terminal or page would act on: control characters and changes of direction."""
    return _ACTED_ON.sub("\ufffd", text)


def cut(words: str, most: int) -> str:
    """Return words of at most so many columns, cut between words, with … where something was left out."""
    if len(words) > _LONG * most:  # a line of millions is not measured to its end
        words = words[: _LONG * most]
    elif width_of(words) <= most:
        return words
    kept = words[: max(most - 1, 1)]
    head, _, _ = kept.rpartition(" ")
    # a cut that would lose more than a third is made inside the word
    return (head if len(head) > 2 * len(kept) // 3 else kept).rstrip(" ,;:–-(«“") + "…"


def wrapped(text: str, width: int, indent: int = 0, hang: int | None = None) -> list[str]:
    """Return the text in lines of at most ``width`` columns; later lines are indented by ``hang`` (``indent`` by default)."""
    later = indent if hang is None else hang
    return textwrap.wrap(
        text, max(width, later + 8), initial_indent=" " * indent, subsequent_indent=" " * later,
        break_on_hyphens=False, break_long_words=True,
    ) or [""]  # fmt: skip


def flush(lines: list[str], right: str, width: int) -> list[str]:
    """Put a short text flush right of the last line, or on a line of its own where there is no room."""
    if not right:
        return lines
    last = lines[-1] if lines else ""
    room = width - width_of(last) - width_of(right)
    if room >= _GAP:
        return [*lines[:-1], last + " " * room + right]
    return [*lines, " " * max(width - width_of(right), 0) + right]


def columns(left: str, right: str, at: int) -> str:
    """Two texts on one line, the second from column ``at`` on, or a space after a longer first."""
    return left + " " * max(at - width_of(left), 1) + right


def rule(title: str, right: str, width: int, mark: str = "─") -> str:
    """A heading: a title, a line to the edge, and a short text at the end of it."""
    tail = f" {right}" if right else ""
    title = cut(title, width - width_of(tail) - 4)
    room = width - width_of(title) - width_of(tail) - 1
    return f"{title} {mark * max(room, 2)}{tail}"
