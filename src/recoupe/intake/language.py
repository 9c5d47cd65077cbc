"""Which language a text is in: by function words, with the evidence, and "neither" as an answer."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from recoupe.errors import LanguageError
from recoupe.lang import LANGUAGES, table

__all__ = ["Verdict", "language_code", "recognised"]


class Verdict(NamedTuple):
    """A language that has tables, or None; ``evidence`` says in a few words what it rests on."""

    language: str | None
    evidence: str


_SAMPLE = 20_000
"""Characters looked at: some 3,000 words, of which about 1,300 are function words; more changes no verdict."""

_ENOUGH = 0.12
"""Share of words that must be the language's function words: news prose has 0.35 to 0.55, headlines and lists of
results go down to 0.15, and text of an unlisted language stays under 0.1 for French or English."""

_AHEAD = 1.15
"""How far the first must lead. The nearest relatives of French (Catalan, Spanish) reach 0.6 of it in French texts, so
this turns away only what is mixed: a text half French and half English is not guessed."""

_CODES = {"french": "fr", "fra": "fr", "fre": "fr", "français": "fr", "english": "en", "eng": "en", "anglais": "en"}

_WORD = re.compile(r"[^\W\d_]+")


def recognised(text: str) -> Verdict:
    """Return the text's language with the evidence; None where it is another one or can't be told."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return Verdict(None, "it has no words")
    if script := _foreign_script(sample):
        return Verdict(None, f"most of its letters are {script}")
    ranked = _ranked(words)
    (best, score), (second, next_score) = ranked[0], ranked[1]
    seen = f"{round(100 * score)} % of its words are {_name(best)} function words"
    if score < _ENOUGH:
        return Verdict(None, f"only {seen}")
    if score < _AHEAD * next_score:
        return Verdict(None, f"{seen}, and {round(100 * next_score)} % {_name(second)}")
    return Verdict(best if best in LANGUAGES else None, seen)


def language_code(given: str | None, text: str) -> str:
    """Return the code of a report's language: as given (``fr``, ``fr-CA``, ``eng``, ``French``), else recognised.

    Raises LanguageError where it has no tables here or can't be told.
    """
    if given and given.strip():
        tag = given.strip().lower()
        code = _CODES.get(tag, re.split(r"[-_]", tag)[0])
        code = _CODES.get(code, code)
        if code not in LANGUAGES:
            raise LanguageError(f"language {given!r} has no tables here", remedy=_remedy())
        return code
    verdict = recognised(text)
    if verdict.language is None:
        raise LanguageError(
            f"not recognised as {_names()}: {verdict.evidence}",
            remedy=f"{_remedy()}; say which: --language, or 'language' in its line",
        )
    return verdict.language


def _names() -> str:
    return " or ".join(_name(code) for code in LANGUAGES)


def _remedy() -> str:
    return f"languages that are read: {', '.join(LANGUAGES)}"


def _name(code: str) -> str:
    return str({"fr": "French", "en": "English"}.get(code) or table("world", "other_languages")[code]["name"])


@lru_cache(maxsize=1)
def _owners() -> dict[str, tuple[str, ...]]:
    """For each function word the languages that have it."""
    others = table("world", "other_languages")
    lists = {code: set(table(code, "function_words")["words"]) for code in LANGUAGES}
    lists |= {code: set(row["words"]) for code, row in others.items() if "words" in row}
    for code, words in others["clitics"].items():
        lists[code] |= set(words)
    owners: dict[str, tuple[str, ...]] = {}
    for code, words in sorted(lists.items()):
        for word in words:
            owners[word] = (*owners.get(word, ()), code)
    return owners


def _ranked(words: list[str]) -> list[tuple[str, float]]:
    """Every language with the share of the words that are its function words, the best first."""
    counts = dict.fromkeys(LANGUAGES, 0)
    owners = _owners()
    for word in words:
        for code in owners.get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    return sorted(((code, count / len(words)) for code, count in counts.items()), key=lambda pair: (-pair[1], pair[0]))


def _foreign_script(sample: str) -> str | None:
    """Name of the script of most letters, where that is not Latin."""
    letters = Counter(_script(c) for c in sample[:2000] if c.isalpha())
    if not letters or letters["LATIN"] * 2 >= letters.total():
        return None
    script = next(name for name, _ in letters.most_common() if name != "LATIN")
    return str(table("world", "other_languages")["scripts"].get(script, script.capitalize()))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]
