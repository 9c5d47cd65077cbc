"""What a source is called where it has no name: its words as a report has them, fit to be read outside the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from recoupe.export.wording import wording
from recoupe.lang import LANGUAGES, table
from recoupe.link.entry import Entry
from recoupe.model.words import MentionMode

__all__ = ["described", "foreign", "is_pronoun", "owned_names", "without_relative"]


@lru_cache(maxsize=1)
def _pronouns() -> frozenset[str]:
    """Pronouns that name nobody outside their report: personal ones of every language, and those that a clause opens with."""
    words: set[str] = set()
    for language in LANGUAGES:
        rows, own = table(language, "pronouns"), wording(language).table
        # « le », "her" open noun phrases too: only those that act
        words |= {*rows["subject"], *own["pointing"]}
    return frozenset(words)


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    keys = ("subject", "object", "possessive")
    return _pronouns() | {word for language in LANGUAGES for key in keys for word in table(language, "pronouns")[key]}


def is_pronoun(words: str) -> bool:
    """Whether words are a pronoun and no more (« les », "their")."""
    return words.lower().replace("’", "'") in _bare()


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    """Words that open a description and are written small inside a line."""
    words: set[str] = set()
    for language in LANGUAGES:
        own = wording(language).table
        words |= {*own["articles"], *own["determiners"], *table(language, "pronouns")["possessive"]}
    return frozenset(words)


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    words = sorted({w for language in LANGUAGES for w in wording(language).table["relatives"]})
    return re.compile(rf"[,\s]+(?:{'|'.join(map(re.escape, words))})$", re.IGNORECASE)


def without_relative(words: str) -> str:
    """Words without the pronoun of a clause that followed them: "a docker who", « un docker qui »."""
    return _relative().sub("", words)


def described(words: str) -> str | None:
    """Words for a source without a name, their first letter small where it opens a description; None where they name nobody."""
    bare = without_relative(words)
    first = re.match(r"[^\W\d_]+['’]?", bare)
    if first is None:
        return bare
    opening = first[0].lower().replace("’", "'")
    if opening in _pronouns() or bare.lower() in _pronouns():
        return None
    return bare[0].lower() + bare[1:] if opening in _small() else bare


@lru_cache(maxsize=8)
def _openings(language: str) -> frozenset[str]:
    own = wording(language).table
    return frozenset((*own["articles"], *own["determiners"], *table(language, "pronouns")["possessive"]))


def foreign(words: str, language: str) -> str | None:
    """The other language that a description is in, by the word that opens it; None for names and for the language's own."""
    first = re.match(r"[^\W\d_A-ZÀ-Þ]+['’]?", words)
    opening = first[0].replace("’", "'") if first else ""
    if not opening or opening in _openings(language):
        return None
    return next((code for code in LANGUAGES if code != language and opening in _openings(code)), None)


def owned_names(entries: Sequence[Entry], owner: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """By the words of a description that opens with a possessive ("her office"), the same with the owner named.

    ``owner`` gives the name of each (report, entity) that has one. Words that stand for two owners' are left out.
    """
    found: dict[str, set[str]] = {}
    for entry in entries:
        for words, whose in _possessed(entry):
            name = owner.get((entry.id, whose))
            found.setdefault(words, set()).add(_named(words, name, entry.reading.language) if name else "")
    return {words: named for words, names in found.items() if len(names) == 1 and (named := min(names))}


def _possessed(entry: Entry) -> Iterator[tuple[str, str]]:
    """Descriptions that open with a possessive, each with the entity that it stands for, where its sentence tells of it."""
    text, own = entry.report.text, table(entry.reading.language, "pronouns")["possessive"]
    starts: dict[int, str] = {}
    last: dict[str, int] = {}
    for m in sorted(entry.reading.mentions, key=lambda m: m.span):
        if m.mode is not MentionMode.PRONOUN:
            last[m.entity] = m.span.end
            continue
        near = m.entity in last and not _STOP.search(text, last[m.entity], m.span.start)
        if near and text[m.span.start : m.span.end].lower() in own:
            starts[m.span.start] = m.entity
    for mention in entry.reading.mentions:
        whose = starts.get(mention.span.start, mention.entity)
        if mention.mode is MentionMode.DESCRIPTION and whose != mention.entity:
            yield " ".join(text[mention.span.start : mention.span.end].split()), whose


_STOP = re.compile(r"[.!?…]\s|\n")


def _named(words: str, owner: str, language: str) -> str:
    """Words with the owner in place of the possessive: "Anne Delorme’s office", « porte-parole du ministère »."""
    thing = words.partition(" ")[2]
    rows = wording(language).table
    for opening, joined in rows["of_owner"]:
        if re.match(opening, owner, re.IGNORECASE):
            rest = re.sub(opening, "", owner, count=1, flags=re.IGNORECASE)
            return str(joined).format(thing=thing, owner=rest)
    return f"{thing} {owner}"
