"""Denials that only bear on when or how fast: « n'avait pas fermé le pont plus tôt » says that it was closed, though late.

« avant midi », "before noon" are not among them: who denies it may answer somebody who says just that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import or_english, table
from recoupe.model.span import Span

__all__ = ["only_when"]

_STRETCH = re.compile(r"[^,;:.!?()–—«»“”]+")
_WORD = re.compile(r"[^\W_]+")

REACH = 8
"""Words between the negation and the circumstance: a verb with its subject and object; farther off it hangs on something else."""


@lru_cache(maxsize=4)
def _lists(language: str) -> dict[str, frozenset[str]]:
    raw = table(or_english(language), "denials")["when"]
    return {name: frozenset(words) for name, words in raw.items()}


@lru_cache(maxsize=4)
def _likely(language: str) -> re.Pattern[str]:
    lists = _lists(language)
    ends = {phrase.split()[-1] for phrase in lists["sooner"] | lists["until"]}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, ends)))})\b")


def only_when(text: str, span: Span, language: str) -> tuple[Span, ...]:
    """Return the stretches of a passage, between marks, in which only a circumstance is denied."""
    if not _likely(language).search(fold(text[span.start : span.end])):
        return ()
    found = _STRETCH.finditer(text, span.start, span.end)
    return tuple(
        Span(*m.span()) for m in found if _denies_when([fold(w) for w in _WORD.findall(m[0])], _lists(language))
    )


def _denies_when(words: Sequence[str], lists: dict[str, frozenset[str]]) -> bool:
    negations = [place for place, word in enumerate(words) if word in lists["negations"]]
    return len(negations) == 1 and any(
        _circumstance(words, at, lists) and lists["parts"].isdisjoint(words[negations[0] : at])
        for at in range(negations[0] + 1, min(negations[0] + 1 + REACH, len(words)))
    )


def _circumstance(words: Sequence[str], at: int, lists: dict[str, frozenset[str]]) -> bool:
    """Whether a circumstance begins at a word, and closes what is denied: « plus tôt », not « deux jours plus tôt »."""
    if words[at] in lists["until"]:
        return True
    for size in (1, 2):
        if " ".join(words[at : at + size]) in lists["sooner"]:
            following = words[at + size : at + size + 1]
            return words[at - 1] not in lists["units"] and (not following or following[0] in lists["goes_on"])
    return False
