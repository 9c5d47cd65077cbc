"""Whether a report that credits another draws on it throughout: rewrites and translations, whose words differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zlib import crc32

import numpy as np

from recoupe.compare.passages import Hashes, fold, holds
from recoupe.model.ledger import Reason
from recoupe.model.report import Report

__all__ = ["anchors", "credit_lines", "credit_words", "credited", "drawn_from", "drawn_on", "hashed", "key_word"]

DRAWN = 0.6
"""Share of a rewrite's or translation's names and numbers that its dispatch has too; reports of one affair share up to a half."""
STEM = 4
"""Letters of a name that survive another language's spelling: Tarnésie and Tarnesia, Marech and Maresh."""
FEW = 6
"""With fewer names and numbers, nothing can be said to run throughout."""
CREDIT_WORDS = 15
"""A first or last paragraph of up to this many words can be a credit line."""

_WORD = re.compile(r"\w+")
_ANCHOR = re.compile(r"\d+|(?<=[\w,;:’'«“\"(] )[A-ZÀ-ÖØ-Þ][\w’'-]{2,}|(?<=[’'«“\"(-])[A-ZÀ-ÖØ-Þ]\w{2,}")


def anchors(text: str) -> frozenset[str]:
    """Names (their first letters) and numbers of a text: what a translation keeps."""
    found = set()
    for match in _ANCHOR.finditer(text):
        word = fold(match[0])
        found.add(word.lstrip("0") if word[0].isdigit() else word[:STEM])
    return frozenset(found)


def hashed(names: Iterable[str]) -> Hashes:
    """Anchors as sorted hashes: a small part of the memory, and quicker to compare."""
    return np.array(sorted(crc32(w.encode("utf-8", "surrogatepass")) for w in names), dtype=np.uint32)


@lru_cache(maxsize=1 << 12)
def key_word(outlet: str) -> str:
    """The longest word of an outlet's name, folded: what it is looked up by, as many names open with an article."""
    return max((fold(w) for w in _WORD.findall(outlet) or [outlet]), key=lambda w: (len(w), w))


def credit_lines(report: Report) -> list[str]:
    """A report's credit and its first and last short paragraphs, as folded words with spaces around."""
    return [f" {' '.join(map(fold, words))} " for words in _credits(report.credit, report.text)]


def credit_words(report: Report) -> set[str]:
    """Folded words with a capital in a report's credit lines: what the outlets it may credit are found by."""
    return {fold(w) for words in _credits(report.credit, report.text) for w in words if not w[0].islower()}


@lru_cache(maxsize=64)
def _credits(credit: str | None, text: str) -> list[list[str]]:
    """The words of a credit and of a text's first and last short paragraphs; of the last few texts they are at hand."""
    lines = [line for line in text.split("\n") if line.strip()]
    short = (line for line in (*lines[:1], *lines[-2:]) if line.count(" ") < CREDIT_WORDS)
    return [_WORD.findall(line) for line in (credit or "", *short)]


def credited(lines: Iterable[str], outlets: Mapping[str, Iterable[str]]) -> set[str]:
    """Outlets that credit lines name; ``outlets`` has them by their key words."""
    return {
        outlet
        for line in lines
        for word in set(line.split())
        for outlet in outlets.get(word, ())
        if _folded(outlet) in line
    }


@lru_cache(maxsize=1 << 12)
def _folded(text: str) -> str:
    return f" {' '.join(fold(w) for w in _WORD.findall(text))} "


def drawn_on(one: Hashes, other: Hashes) -> float | None:
    """The share of a text's anchors, as ``hashed`` gives them, that another has; None where it can't go back to it."""
    if min(len(one), len(other)) < FEW:
        return None
    share = int(np.count_nonzero(holds(other, one))) / len(one)
    return share if share >= DRAWN else None


def drawn_from(left: Report, right: Report, share: float) -> Reason:
    """Why ``left``, which credits ``right``'s outlet, goes back to ``right``, by the share that ``drawn_on`` gave."""
    how = "credited translation" if left.language != right.language else "credited rewrite"
    detail = f"credits {right.outlet}; {share:.0%} of its names and numbers are there"
    return Reason(how, detail, round(share, 3), left.outlet, right.outlet)
