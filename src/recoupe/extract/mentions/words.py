"""The mentions step's tables, compiled once a language: nouns for people and bodies, titles, pronouns, demonyms, names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from recoupe.lang import table, world
from recoupe.model.words import EntityKind

__all__ = ["Lexicon", "Noun", "Row", "fold", "lexicon", "pieces", "region_rows", "state_point"]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word in lower case without accents, with plain apostrophes and hyphens."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize(
        "NFKD", word.replace("’", "'").replace("œ", "oe").replace("Œ", "oe").replace("ø", "o").replace("ł", "l")
    )
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[str, ...]:
    """The folded parts of a word that hyphens, apostrophes and full stops divide ("États-Unis": etats, unis)."""
    folded = fold(word)
    if folded.isalpha():
        return (folded,)
    for mark in "-'‐–":
        folded = folded.replace(mark, " ")
    return tuple(part for part in folded.replace(".", "").split() if part)


@lru_cache(maxsize=50_000)
def initials(word: str) -> tuple[bool, ...]:
    """Whether each of a word's pieces begins with a capital."""
    for mark in "-'’‐–":
        word = word.replace(mark, " ")
    return tuple(part[0].isupper() for part in word.split())


class Noun(NamedTuple):
    """What a common noun tells of whom it denotes.

    ``sort`` is office, person, kin, group, institution, place or facility; ``gender`` m, f or ""; ``root`` the form
    that masculine, feminine and plural share.
    """

    sort: str
    gender: str
    plural: bool
    root: str


class Row(NamedTuple):
    """A row of a world table, as far as mentions need it."""

    table: str
    key: str
    kind: EntityKind
    qid: str | None = None
    geonames: str | None = None
    state: str | None = None
    sort: str = ""
    lat: float | None = None
    lon: float | None = None


Trie = dict[str, Any]


@dataclass(frozen=True)
class Lexicon:
    """The compiled tables of one language (names are of all languages)."""

    nouns: dict[str, Noun]
    titles: dict[str, str]
    particles: frozenset[str]
    subjects: dict[str, str]
    objects: dict[str, str]
    possessives: dict[str, str]
    impersonal: frozenset[str]
    vague: frozenset[str]
    weak: frozenset[str]
    out_of_office: frozenset[str]
    """Folded words beside an office that say that its holder is another ("former", "deputy")."""
    back: frozenset[str]
    demonyms: dict[str, str]
    naming: frozenset[str]
    nobody: frozenset[str]
    called: dict[str, frozenset[str]]
    in_names: dict[str, frozenset[str]]
    """Nouns for a body → folded words of which such bodies have one in their name."""
    """Roots of nouns for bodies → the sorts of the world tables that they may mean."""
    prefixes: tuple[str, ...]
    """What a hyphen ties before an office (« ex- », « vice- »)."""
    quantity: frozenset[str]
    """Words that count people ("dozens of residents")."""
    place_sorts: dict[str, str]
    """Nouns for places → r for regions, c for towns."""
    peoples: frozenset[str]
    """Folded demonyms, those of no one state too."""
    courtesy: frozenset[str]
    streets: frozenset[str]
    works: frozenset[str]
    demonym_endings: tuple[str, ...]
    heads: dict[str, str]
    """First (French) or any (English) word of a name → organisation, place or event."""
    lone: frozenset[str]
    function: frozenset[str]
    with_demonym: frozenset[str]
    locative: frozenset[str]
    telling: frozenset[str]
    """Prepositions whose noun has said something (« selon »)."""
    directions: frozenset[str]
    """The quarters of the sky: what follows "north of" is a place."""
    town_bodies: frozenset[str]
    """Nouns of public bodies that a town's name opens ("Dalton Police")."""
    townsfolk: frozenset[str]
    """Nouns for people that a town's name may qualify ("a Dalton man")."""
    seasons: frozenset[str]
    """Months and seasons that are also names of towns: "in May" is no place."""
    vessels: frozenset[str]
    """Nouns for ships."""
    first_names: dict[str, str]
    names: Trie


@lru_cache(maxsize=4)
def lexicon(language: str) -> Lexicon:
    """Return the compiled tables of a language. Raises LanguageError."""
    roles, titles, pronouns, heads = (table(language, name) for name in ("roles", "titles", "pronouns", "name_heads"))
    demonyms = _demonyms(language)
    nouns: dict[str, Noun] = {}
    for sort in ("facility", "place", "institution", "group", "kin", "person", "office"):
        for entry in roles[sort]:
            _add_noun(nouns, entry, sort, language)
    return Lexicon(
        nouns=nouns,
        titles={w: g for g, key in (("", "either"), ("m", "masculine"), ("f", "feminine")) for w in titles[key]},
        particles=frozenset(titles["particles"]),
        subjects=pronouns["subject"],
        objects=pronouns["object"],
        possessives=pronouns["possessive"],
        impersonal=frozenset(pronouns["impersonal"]["verbs"] + pronouns["impersonal"]["adjectives"]),
        vague=frozenset(roles["vague_determiners"]),
        weak=frozenset(roles["weak_offices"]),
        out_of_office=frozenset(map(fold, roles["out_of_office"])),
        back=frozenset(roles["back_person"]),
        demonyms=demonyms,
        nobody=frozenset(roles["nobody"]),
        naming=frozenset(roles["naming"]),
        called={noun: frozenset(sorts) for noun, sorts in roles["called"].items()},
        in_names={noun: frozenset(map(fold, words)) for noun, words in roles["in_names"].items()},
        prefixes=tuple(roles["prefixes"]),
        quantity=frozenset(roles["quantity"]),
        place_sorts={word: sort for sort, listed in table(language, "place_words").items() for word in listed},
        peoples=frozenset(demonyms) | _forms(table(language, "demonyms")["peoples"], language),
        courtesy=frozenset(titles["courtesy"]),
        streets=frozenset(heads["streets"]),
        works=frozenset(heads["works"]),
        demonym_endings=tuple(heads["demonym_endings"]),
        heads={fold(w): sort for sort in ("event", "place", "organisation") for w in heads[sort]},
        function=frozenset(table(language, "function_words")["words"]),
        lone=frozenset(map(fold, heads["lone"])),
        with_demonym=frozenset(heads["with_demonym"]),
        locative=frozenset(heads["locative"]),
        telling=frozenset(heads["telling"]),
        directions=frozenset(table(language, "nearness")["directions"]),
        town_bodies=frozenset(heads["town_bodies"]),
        townsfolk=frozenset(heads["townsfolk"]),
        seasons=frozenset(heads["seasons"]),
        vessels=frozenset(heads["vessels"]),
        first_names={fold(row["name"]): row["gender"] for row in world("first_names")},
        names=_names(),
    )


def _plural(word: str, language: str) -> str:
    if language == "en":
        return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("eau", "eu")) else "s")


def _add_noun(nouns: dict[str, Noun], entry: str, sort: str, language: str) -> None:
    """Add all forms of an entry such as "ministre", "élu/élue", "fils:m" or "man:m|men"."""
    entry, _, irregular = entry.partition("|")
    entry, _, fixed = entry.partition(":")
    masculine, _, feminine = entry.partition("/")
    root = fold(masculine)
    for form, gender in ((masculine, fixed or ("m" if feminine else "")), (feminine, "f")):
        if form:
            plural = irregular if irregular and form == masculine else _plural(form, language)
            nouns[plural.lower()] = Noun(sort, gender, plural != form, root)
            nouns[form.lower()] = Noun(sort, gender, False, root)


def _demonyms(language: str) -> dict[str, str]:
    """Folded demonym forms → state; forms of two states are left out."""
    found: dict[str, str] = {}
    for state, entries in table(language, "demonyms")["states"].items():
        for key in _forms(entries, language):
            found[key] = state if found.get(key, state) == state else ""
    return {word: state for word, state in found.items() if state}


def _forms(entries: list[str], language: str) -> frozenset[str]:
    """Folded singulars and plurals of "masculine/feminine" entries."""
    singular = [form for entry in entries for form in entry.split("/")]
    return frozenset(fold(word) for form in singular for word in (form, _plural(form, language)))


# ---------------------------------------------------------------------------- names of all languages


@lru_cache(maxsize=1)
def _points() -> dict[str, tuple[float, float]]:
    return {row["state"]: (float(row["lat"]), float(row["lon"])) for row in world("state_points")}


def state_point(state: str) -> tuple[float | None, float | None]:
    """The point of a state, by its code."""
    return _points().get(state, (None, None))


@lru_cache(maxsize=1)
def region_rows() -> dict[str, Row]:
    """The rows of ``places.csv`` by key: continents, seas, regions ("us.ga")."""
    return {row["key"]: _region_row(row) for row in world("places")}


def _region_row(row: dict[str, str]) -> Row:
    ids = (row["qid"] or None, row["geonames"] or None)
    point = (float(row["lat"]), float(row["lon"]))
    return Row("places", row["key"], EntityKind.PLACE, *ids, row["state"] or None, row["sort"], *point)


@lru_cache(maxsize=1)
def _names() -> Trie:
    root: Trie = {}
    for row in world("states"):
        code = row["state"]
        made = Row(
            "states", code, EntityKind.STATE, row["qid"] or None, row["geonames"] or None, code, "", *state_point(code)
        )
        _add_names(root, f"{row['fr']};{row['en']}", made)
    regional = region_rows()
    for row in world("places"):
        _add_names(root, f"{row['fr']};{row['en']}", regional[row["key"]])
    for row in world("regions"):
        made = Row(
            "places", f"{row['state'].lower()}.{row['region'].lower()}", EntityKind.PLACE, state=row["state"], sort="r"
        )
        for name in row["names"].split(";"):
            if "." in name and len(name) > 3:
                add_name(root, name, regional.get(made.key, made))
    for name in ("organisations", "outlets", "seats", "equipment"):
        for row in world(name):
            made = Row(
                name, row["key"], _kind(row), row.get("qid") or None, None, row["state"] or None, row["sort"],
                *_point(row),
            )  # fmt: skip
            _add_names(root, row["names"] if "names" in row else f"{row['fr']};{row['en']}", made)
    return root


def _point(row: dict[str, str]) -> tuple[float | None, float | None]:
    """Where a seat stands; nothing else of these tables has a point."""
    return (float(row["lat"]), float(row["lon"])) if row.get("lat") and row.get("lon") else (None, None)


def _kind(row: dict[str, str]) -> EntityKind:
    if row["sort"] == "platform":
        return EntityKind.EQUIPMENT
    return EntityKind(row.get("kind") or "organisation")


def _add_names(root: Trie, names: str, row: Row) -> None:
    for name in filter(None, names.split(";")):
        add_name(root, name, row)


class Leaf(NamedTuple):
    """The end of a name in the trie: which of its pieces have a capital, and whether it is all capitals."""

    row: Row
    capitals: tuple[bool, ...]
    exact: bool


def add_name(root: Trie, name: str, row: Row) -> None:
    """Put a name into the trie, by its folded pieces; short names in capitals only match capitals."""
    parts: list[str] = []
    capitals: list[bool] = []
    for word in name.split():
        for part, capital in zip(pieces(word), initials(word), strict=False):
            parts.append(part)
            capitals.append(capital)
    if not parts:
        return
    node = root
    for part in parts:
        node = node.setdefault(part, {})
    exact = name.replace(".", "").replace("-", "").isupper() and len(name) <= 6
    leaves = node.setdefault("", [])
    leaves.append(Leaf(row, tuple(capitals), exact))
