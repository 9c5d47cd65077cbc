"""Words by what they stand for, in any inflection: where « prévenue » and "warned", « vannes » and "gates" meet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table

__all__ = ["meanings", "stem"]

STEM = 5
"""Letters that inflections share, and cognates of French and English: alerte and alert, sirène and siren."""

_FRENCH = {
    "er": (
        "er",
        "e",
        "es",
        "ee",
        "ees",
        "ent",
        "ait",
        "aient",
        "ant",
        "a",
        "erent",
        "era",
        "eront",
        "erait",
        "eraient",
    ),
    "ir": (
        "ir",
        "i",
        "is",
        "it",
        "ie",
        "ies",
        "issent",
        "issait",
        "issant",
        "irent",
        "ira",
        "irait",
        "u",
        "ue",
        "us",
        "ues",
    ),
    "re": ("re", "u", "ue", "us", "ues", "t", "ait", "aient", "ent", "ant", "ra", "rait", "it", "irent"),
}
"""Endings of the regular conjugations, and the participles in -u of the others (Bescherelle)."""


def stem(word: str) -> str:
    """First letters of a folded word without its plural."""
    return (word[:-1] if len(word) > 3 and word[-1] in "sx" else word)[:STEM]


@lru_cache(maxsize=4)
def meanings(language: str) -> dict[str, tuple[str, ...]]:
    """What folded words stand for: ``c:`` things and ``k:`` acts, by every regular form of the words of the tables.

    A word that stands for both ("warned": an alarm, to warn) has both.
    """
    if language not in LANGUAGES:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in (("c", table(language, "things")), ("k", table(language, "events")["verbs"])):
        for concept, entries in words.items():
            for entry in entries:
                for form in _forms(fold(entry), language):
                    known = found.get(form, ())
                    if not any(k[0] == kind for k in known):
                        found[form] = (*known, f"{kind}:{concept}")
    return found


def _forms(word: str, language: str) -> Iterator[str]:
    if " " in word or "'" in word:  # « gave way »: as it stands
        yield word
        return
    yield from (word, word + "s", word + "x" if language == "fr" else word + "es")
    yield from _french(word) if language == "fr" else _english(word)


def _french(word: str) -> Iterator[str]:
    endings = _FRENCH.get(word[-2:]) if len(word) > 4 else None
    for ending in endings or ("e", "es"):
        yield (word[:-2] if endings else word) + ending


def _english(word: str) -> Iterator[str]:
    base = word[:-1] if word.endswith("e") else word
    yield from (base + "ed", base + "ing")
    if word.endswith("y"):
        yield from (word[:-1] + "ies", word[:-1] + "ied")
    elif len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in "aeiou":
        yield from (word + word[-1] + "ed", word + word[-1] + "ing")
