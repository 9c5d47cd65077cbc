"""Words by what they stand for, in any inflection: where « prévenue » and "warned", « vannes » and "gates" meet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table

__all__ = ["meanings", "once", "stem"]

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


ROOT = 3
"""Letters that the forms of one verb share: cède, céda, cédant."""
SYSTEMATIC = 3
"""Words that say both a thing and an act, from which the two are one matter: warn and alarm; yield and collapse meet in one word only."""


def once(features: frozenset[str]) -> frozenset[str]:
    """Features without the things that a word says which also says another act: « céder » collapses or yields, and counts once."""
    twins = _twins()
    return features - {thing for act in features if act in twins for thing in twins[act]}


@lru_cache(maxsize=1)
def _twins() -> dict[str, frozenset[str]]:
    """By act, the things that one or two words happen to say as well."""
    found: dict[tuple[str, str], set[str]] = {}
    for language in LANGUAGES:
        for word, meaning in meanings(language).items():
            for act in (m for m in meaning if m[0] == "k"):
                for thing in (m for m in meaning if m[0] == "c"):
                    found.setdefault((act, thing), set()).add(word[:ROOT])
    twins: dict[str, set[str]] = {}
    for (act, thing), stems in found.items():
        if len(stems) < SYSTEMATIC:
            twins.setdefault(act, set()).add(thing)
    return {act: frozenset(things) for act, things in twins.items()}


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
