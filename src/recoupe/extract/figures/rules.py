"""The tables of a language, made ready for look-up once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from recoupe.errors import SettingsError
from recoupe.lang import table
from recoupe.parse.tree import Token
from recoupe.settings import settings

__all__ = ["Phrases", "Rules", "Widths", "rules", "widths"]

T = TypeVar("T")


class Phrases(Generic[T]):
    """Runs of words with a value each; the longest that fits wins."""

    def __init__(self, rows: Iterable[tuple[str, T]], *, backward: bool = False) -> None:
        self._by_edge: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in rows:
            words = tuple(phrase.split())
            self._by_edge.setdefault(words[-1 if backward else 0], []).append((words, value))
        for found in self._by_edge.values():
            found.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """Value of the longest phrase that begins at token ``i``, and how many words it has."""
        found = self._by_edge.get(tokens[i].lower) if i < len(tokens) else None
        for words, value in found or ():
            if len(words) == 1 or _fits(tokens, i, words):
                return value, len(words)
        return None

    def ending(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """Value of the longest phrase that ends with token ``i``, and how many words it has."""
        found = self._by_edge.get(tokens[i].lower) if i >= 0 else None
        before = tokens[i - 1].lower if i > 0 else ""
        for words, value in found or ():
            if len(words) == 1 or (words[-2] == before and _fits(tokens, i - len(words) + 1, words)):
                return value, len(words)
        return None


def _fits(tokens: Sequence[Token], i: int, words: Sequence[str]) -> bool:
    if i < 0 or i + len(words) > len(tokens):
        return False
    return all(tokens[i + n].lower == word for n, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class Rules:
    """What the readers of one language look up; the names are those of its tables."""

    language: str
    decimal: str
    vigesimal: bool
    """Whether seventy and eighty are said by twenties, and « et » joins only a one."""
    noun_first: bool
    """Whether the first noun after a number heads its phrase, adjectives behind it; else the last noun does."""
    spaced_groups: bool
    """Whether an ordinary space may stand between thousands."""
    vocabulary: dict[str, tuple[str, float]]
    """Role and value of each number word."""
    plurals: dict[str, float]
    groups_of: dict[str, float]
    marks: dict[str, float]
    words: dict[str, frozenset[str]]
    bounds: Phrases[str]
    bounds_after: Phrases[str]
    ranges: dict[str, frozenset[str]]
    labels: frozenset[str]
    spelled_labels: frozenset[str]
    units: Phrases[tuple[str, str]]
    """Kind (``share``, ``money``, ``unit`` or ``time``) and unit of the words after a number."""
    glued: dict[str, tuple[str, str]]
    """The same for symbols, case as written."""
    before: dict[str, str]
    """Currency by the symbol or code before a number."""
    unit_before: Phrases[str]
    of_units: frozenset[str]
    """Units that something is measured out in: « 9 tonnes de cannabis »."""
    age_before: Phrases[bool]
    age_after: Phrases[bool]
    ages: dict[str, frozenset[str]]
    persons: frozenset[str]
    """Lemmas of nouns for people."""
    countable: frozenset[str]
    """Lemmas of nouns that one article may count: people and casualties."""
    age_bare: Phrases[bool]


@lru_cache(maxsize=8)
def rules(language: str) -> Rules:
    """Return the rules of a language. Raises LanguageError where it has no tables."""
    numbers, units, world = table(language, "numbers"), table(language, "units"), table("world", "units")
    codes = {code: code for code in world["codes"]["list"]}
    bounds = [(phrase, kind) for kind, phrases in numbers["bounds"].items() for phrase in phrases]
    after = [(phrase, kind) for kind, phrases in numbers["bounds_after"].items() for phrase in phrases]
    labels = numbers["labels"]
    measures = table(language, "measures")
    persons = frozenset(units["ages"]["person"]) | frozenset(measures["casualty"]["persons"])
    casualties = frozenset(word for key in measures["casualty"]["measures"] for word in measures["nouns"].get(key, ()))
    return Rules(
        language=language,
        decimal=numbers["decimal"],
        vigesimal=numbers["vigesimal"],
        noun_first=numbers["noun_first"],
        spaced_groups=" " in numbers["groups"],
        vocabulary=_vocabulary(numbers),
        plurals=numbers["plurals"],
        groups_of=numbers["groups_of"],
        marks=numbers["scale_marks"],
        words={key: frozenset(value) for key, value in numbers["words"].items()},
        bounds=Phrases(bounds, backward=True),
        bounds_after=Phrases(after),
        ranges={key: frozenset(value) for key, value in numbers["ranges"].items()},
        labels=frozenset(labels["words"]),
        spelled_labels=frozenset(labels["spelled"]),
        units=Phrases(_unit_words(units)),
        glued=_glued(world, units, codes),
        before=codes | world["currencies_before"],
        unit_before=Phrases(((p, u) for u, phrases in units["before"].items() for p in phrases), backward=True),
        of_units=frozenset(world["of"]["units"]),
        age_before=Phrases(((p, True) for p in units["ages"]["before"]), backward=True),
        age_after=Phrases((p, True) for p in units["ages"]["after"]),
        ages={key: frozenset(value) for key, value in units["ages"].items()},
        persons=persons,
        countable=persons | casualties | frozenset(measures["casualty"]["only"]),
        age_bare=Phrases(((p, True) for p in units["ages"]["bare"]), backward=True),
    )


def _vocabulary(numbers: Mapping[str, Any]) -> dict[str, tuple[str, float]]:
    """Role of each word; a word of two tables has the role of the earlier one, and articles their own."""
    found: dict[str, tuple[str, float]] = {}
    roles = ("unit", "units"), ("hundred", "hundreds"), ("scale", "scales"), ("group", "groups_of")
    for role, name in (*roles, ("plural", "plurals"), ("fraction", "fractions")):
        for word, value in numbers[name].items():
            found.setdefault(word, (role, float(value)))
    words = numbers["words"]
    for word in words["and"]:
        found[word] = ("and", 0.0)
    for word in words["point"]:
        found[word] = ("point", 0.0)
    for word in words["articles"]:
        found[word] = ("one", 1.0)
    for word in words["several_people"]:
        found[word] = ("several", 1.0)
    for dash in "-–—‑":
        found[dash] = ("dash", 0.0)
    return found


def _unit_words(units: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for phrase in units["percent"]["words"]:
        yield phrase, ("share", "share")
    for kind, name in (("money", "money"), ("unit", "units"), ("time", "time")):
        for unit, phrases in units[name].items():
            for phrase in phrases:
                yield phrase, (kind, unit)


def _glued(world: Mapping[str, Any], units: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    found = {symbol: ("share" if unit == "share" else "unit", unit) for symbol, unit in world["symbols"].items()}
    found |= dict.fromkeys(units["percent"]["words"], ("share", "share"))
    found |= {symbol: ("money", unit) for symbol, unit in world["currencies_after"].items()}
    return found | {code: ("money", unit) for code, unit in codes.items()}


@dataclass(frozen=True, slots=True)
class Widths:
    """Multiples of the number said that bound what the words may mean; see ``lang/world/exactness.toml``."""

    approximate: tuple[float, float]
    nearly: tuple[float, float]
    group: tuple[float, float]
    nearly_group: tuple[float, float]
    plural: tuple[float, float]
    several: float


@lru_cache(maxsize=1)
def widths() -> Widths:
    """Return the table of widths, with what a user's own table changes. Raises SettingsError on a bad one."""
    merged = {key: dict(value) for key, value in table("world", "exactness").items()}
    folder = settings().tables
    place = folder / "exactness.toml" if folder else None
    if place is not None and place.is_file():
        for key, value in _own(place).items():
            merged.setdefault(key, {}).update(value)
    pairs = {key: (float(row["low"]), float(row.get("high") or row["low"])) for key, row in merged.items()}
    for key, (low, high) in pairs.items():
        if not 0 <= low <= high:
            raise SettingsError(
                f"[{key}] has low {low} and high {high}", remedy="low must not be above high", where=str(place)
            )
    return Widths(several=pairs.pop("several")[0], **pairs)


def _own(place: Path) -> dict[str, dict[str, float]]:
    try:
        own = tomllib.loads(place.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"not a TOML table: {error}", remedy="see lang/world/exactness.toml", where=str(place)
        ) from error
    known = table("world", "exactness")
    for key, row in own.items():
        if key not in known or not isinstance(row, dict) or not set(row) <= set(known[key]):
            raise SettingsError(f"[{key}] is no row of the table", remedy=f"rows: {', '.join(known)}", where=str(place))
        if not all(isinstance(x, int | float) and not isinstance(x, bool) for x in row.values()):
            raise SettingsError(
                f"[{key}] holds something else than numbers", remedy="low and high are multiples", where=str(place)
            )
    return own
