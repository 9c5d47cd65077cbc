"""Works and buildings known by their noun and the name beside it: « le terminal chimique de Calven », "the Calven terminal"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from recoupe.compare.passages import fold
from recoupe.lang import LANGUAGES, table
from recoupe.link.entry import Entry
from recoupe.link.groups import Groups
from recoupe.link.spelling import body_words, content_words, skeleton
from recoupe.model.entity import Entity
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, MentionMode

__all__ = ["Site", "one_site", "seat_of", "shared_class", "site_of", "sites_in"]

CLASS = 5
"""Letters of a skeleton by which words of two languages can be one (see ``spelling.same_body``)."""

LONGEST = 5
"""Words that count in a site's name at most: what is longer describes more than a thing."""

_INDEFINITE = re.compile(r"^(?:une?|an?|des|\d+|son|sa|its|their|his|her|another|autre)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:l[ea]s?|the|ce|cet|cette|this|that)\s+|^l['’]\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r"\s(?:of|in|at|near)\s", re.IGNORECASE)


class Site(NamedTuple):
    """A work or building: the class of its noun, the sound of the name beside it, and the classes of its other words."""

    head: str
    at: str
    how: frozenset[str]


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, str]:
    """What stands for the words that names of bodies and works share between the languages."""
    joined = Groups()
    for french, others in body_words().items():
        for word in (french, *others):
            joined.add(skeleton(word)[:CLASS])
            joined.join(skeleton(french)[:CLASS], skeleton(word)[:CLASS])
    return {word: members[0] for members in joined.groups() for word in members}


def shared_class(word: str) -> str:
    """What a folded word and its counterpart in the other language have in common."""
    short = skeleton(word)[:CLASS]
    return _classes().get(short, short)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Folded nouns for works and buildings of which a place has one by a name; missions stand where they are sent to."""
    rows = [(table(language, "roles"), table(language, "name_heads")) for language in LANGUAGES]
    forms = (form for roles, _ in rows for row in roles["facility"] for form in row.split(":")[0].split("|"))
    named = (word for _, heads in rows for word in heads["works"])
    many = {fold(word) for roles, _ in rows for word in roles["many_in_a_town"]}
    return frozenset(fold(w) for w in (*forms, *named)) - many


@lru_cache(maxsize=20_000)
def site_of(name: str, language: str) -> Site | None:
    """The site that a definite description or name means; None where it is none, or has no name of a place in it."""
    if _INDEFINITE.match(name):
        return None
    bare = _ARTICLE.sub("", name.strip())
    words = _WORD.findall(bare)
    if len(content_words(bare)) > LONGEST or not words:
        return None
    head = words[0] if language == "fr" else (_WORD.findall(_BEHIND.split(bare)[0]) or [""])[-1]
    if fold(head) not in _nouns():
        return None
    proper = [fold(w) for w in words if w[0].isupper() and w != head]
    if not proper:
        return None
    counted = set(content_words(bare)) - {fold(head), *proper}
    at = " ".join(skeleton(w) for w in sorted(proper) if w not in ("s", "l", "d"))
    return Site(shared_class(fold(head)), at, frozenset(map(shared_class, counted)))


def one_site(a: Site, b: Site) -> bool:
    """Whether nothing that is said of two sites of one noun and name speaks against their being one."""
    return a.head == b.head and a.at == b.at and (a.how <= b.how or b.how <= a.how)


def sites_in(entry: Entry) -> dict[str, tuple[str, ...]]:
    """By the id of a work or building, the ways in which the report describes it by noun and name, in order."""
    kinds = {e.id for e in entry.reading.entities if e.kind is EntityKind.FACILITY and not (e.plural or e.anonymous)}
    found: dict[str, dict[str, None]] = {}
    for mention in entry.reading.mentions if kinds else ():
        if mention.entity in kinds and mention.mode is MentionMode.DESCRIPTION:
            words = " ".join(entry.report.text[mention.span.start : mention.span.end].split())
            if site_of(words, entry.reading.language):
                found.setdefault(mention.entity, {})[_ARTICLE.sub("", words)] = None
    return {entity: tuple(names) for entity, names in found.items()}


@lru_cache(maxsize=4)
def _seat(language: str) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, table(language, "roles")["seats"]))
    if language == "fr":
        return re.compile(rf"\s*,\s*(?:(?:le|la)\s+)?(?:{nouns})\s+(?:de\s+la\s+|de\s+l['’]|du\s+|de\s+|d['’])")
    return re.compile(rf"\s*,\s*(?:the\s+)?(?:{nouns})\s+of\s+(?:the\s+)?")


def seat_of(entry: Entry) -> dict[str, Entity]:
    """By the id of a building, the body of which the report says that it sits there: « le palais X, siège de la présidence »."""
    entities = {e.id: e for e in entry.reading.entities}
    places = [m for m in entry.reading.mentions if entities[m.entity].kind is EntityKind.FACILITY]
    return {m.entity: body for m in places for body in _body_behind(entry, entities, m.span)}


def _body_behind(entry: Entry, entities: Mapping[str, Entity], span: Span) -> Iterator[Entity]:
    match = _seat(entry.reading.language).match(entry.report.text, span.end)
    for mention in entry.reading.mentions if match else ():
        starts = match is not None and span.end < mention.span.start <= match.end() < mention.span.end
        if starts and entities[mention.entity].kind is EntityKind.ORGANISATION:
            yield entities[mention.entity]
