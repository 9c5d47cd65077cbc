"""Words by what they stand for, in any inflection: where « prévenue » and "warned", « vannes » and "gates" meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table

__all__ = ["meanings", "once", "stem", "told_as"]

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
    for form, meaning in _senses(language, "verbs"):
        known = found.get(form, ())
        if not any(k[0] == meaning[0] for k in known):
            found[form] = (*known, meaning)
    return found


def _senses(language: str, *acts: str) -> Iterator[tuple[str, str]]:
    """Each form of the words of the tables with each thing or act that it can stand for; ``acts`` are the lists of acts that count."""
    events = table(language, "events")
    for kind, words in (("c", table(language, "things")), *(("k", events[name]) for name in acts)):
        for concept, entries in words.items():
            for entry in entries:
                yield from ((form, f"{kind}:{concept}") for form in _forms(fold(entry), language))


@lru_cache(maxsize=1)
def told_as() -> dict[str, str]:
    """Acts by what they are gathered as: refused here, rejected there."""
    rows = table("world", "concepts")["told_as"]
    return {f"k:{act}": f"k:{name}" for name, acts in rows.items() for act in acts}


ROOT = 3
"""Letters that the forms of one verb share: cède, céda, cédant."""
SYSTEMATIC = 3
"""Words that say both a thing and an act, from which the two are one matter: warn and alarm; yield and collapse meet in one word only."""


def once(features: Iterable[str]) -> frozenset[str]:
    """Features without those that one word says by chance as well: « céder » collapses or yields, and counts once; acts go first."""
    twins = _twins()
    kept: list[str] = []
    for feature in sorted(features, key=lambda f: (f[0] != "k", f)):
        if twins.get(feature, _NONE).isdisjoint(kept):
            kept.append(feature)
    return frozenset(kept)


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _twins() -> dict[str, frozenset[str]]:
    """By thing or act, the others that one or two words happen to stand for as well."""
    found: dict[frozenset[str], set[str]] = {}
    for language in LANGUAGES:
        senses: dict[str, set[str]] = {}
        for form, meaning in _senses(language, "verbs", "nouns"):
            senses.setdefault(form, set()).add(meaning)
        for form, every in senses.items():
            for pair in combinations(sorted(every), 2):
                found.setdefault(frozenset(pair), set()).add(form[:ROOT])
    twins: dict[str, set[str]] = {}
    for both, roots in found.items():
        for one in both if len(roots) < SYSTEMATIC else ():
            twins.setdefault(one, set()).update(both - {one})
    return {one: frozenset(others) for one, others in twins.items()}


def _forms(word: str, language: str) -> Iterator[str]:
    if " " in word or "'" in word or "-" in word:  # « gave way »: as it stands
        first, *rest = word.replace("-", " ").split(" ")
        yield from (" ".join((first, *rest)), " ".join((f"{first}s", *rest)))
        if rest:
            yield from (f"{' '.join((start, *rest))}s" for start in (first, f"{first}s"))
        verb, _, particle = word.partition(" ")
        if language == "en" and particle.isalpha():  # "stepped down"
            yield from (f"{form} {particle}" for form in _forms(verb, language))
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
