"""Party, constituency and country in brackets beside a person's name: « (PS, Finistère) », "(D-Ohio)", « (Kenya) ».

They are kept with the person: what a report says in passing about who speaks, and no sentence says again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from recoupe.extract.mentions.beside import areas_named
from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, Row, Trie, pieces
from recoupe.lang import world
from recoupe.model.entity import Membership
from recoupe.model.span import Span
from recoupe.model.words import Belonging, EntityKind
from recoupe.parse.tree import Parse

__all__ = ["add_memberships"]

LONGEST = 60
"""Characters of a bracket that may hold memberships: a party, a constituency and a country; longer ones are asides."""

AMERICAN = 4
"""Letters of the marks that a hyphen joins to a region or that stand between commas (« R », "DFL"): no party's name is as short."""


class Mark(NamedTuple):
    """A mark of ``memberships.csv``."""

    kind: Belonging
    name: str
    key: str
    state: str


class Beside(NamedTuple):
    """What stands beside a person's name: the memberships, and the code of the country among them."""

    found: tuple[Membership, ...]
    state: str


def add_memberships(parse: Parse, words: Lexicon, names: Sequence[Spot], others: Iterable[Spot] = ()) -> None:
    """Give names and offices of people what stands beside them, and the names that stand there their kinds."""
    at = {(s.first, s.last): s for s in names}
    starts = {s.first: s for s in names}
    for spot in names:
        beside = _beside(parse, words, spot) if spot.kind is EntityKind.PERSON else None
        if beside is not None:
            spot.memberships, spot.state = beside.found, beside.state
            for membership in beside.found:
                inside = parse.between(*membership.span)
                _name_kind(words, membership, at.get((inside[0], inside[-1] + 1)) if inside else None)
    for spot in others:
        if spot.sort == "office" and (party := _party_of_office(parse, spot, starts)) is not None:
            spot.memberships = (party,)


def _name_kind(words: Lexicon, membership: Membership, spot: Spot | None) -> None:
    """A party that no table knows is a body, whatever the model took it for; a country's mark is that state."""
    if spot is None or spot.row is not None:
        return
    if membership.kind is Belonging.COUNTRY:
        spot.row = _row_named(words.names, membership.name)
        spot.kind = EntityKind.STATE if spot.row else spot.kind
    elif membership.kind is not Belonging.CONSTITUENCY:
        spot.kind = EntityKind.ORGANISATION


def _party_of_office(parse: Parse, spot: Spot, starts: Mapping[int, Spot]) -> Membership | None:
    """« le député RN », « le maire (PS) de Brest »: a party straight behind the noun of an office."""
    tokens, i = parse.tokens, spot.head + 1
    i += i < len(tokens) and tokens[i].text == "("
    party = starts.get(i)
    if party is None or party.row is None or party.row.sort != "party":
        return None
    span = Span(tokens[party.first].start, tokens[party.last - 1].end)
    words, usual = parse.text[span.start : span.end], _usual_names(parse.language)
    mark = _marks(parse.language).get(words)
    name = mark.name if mark else usual.get(party.row.key, words)
    return Membership(Belonging.PARTY, span, name, party.row.qid)


def _beside(parse: Parse, words: Lexicon, spot: Spot) -> Beside | None:
    """What stands in brackets, or in American style between commas, behind a person's name; None where nothing does."""
    tokens, last = parse.tokens, spot.last
    if last + 1 >= len(tokens):
        return None
    opening = tokens[last].text
    if opening == "(":
        end = parse.text.find(")", tokens[last].end, tokens[last].end + LONGEST)
    elif opening == "," and parse.language == "en":
        end = _american(parse, last + 1)
    else:
        return None
    start = tokens[last + 1].start
    if end <= start or "\n" in parse.text[start:end]:
        return None
    return _read(words, parse.language, Span(start, end), parse.text)


_HYPHENED = re.compile(r"([A-Z][A-Za-z]{0,3})[-‑–]([A-Z][\w. ]*?)(?=,| said| told| and| who| in|$|;|\))")


def _american(parse: Parse, first: int) -> int:
    """End of "D-Ohio" between commas; -1 where no such mark stands there."""
    start = parse.tokens[first].start
    match = _HYPHENED.match(parse.text, start, start + LONGEST)
    return match.end() if match and match[1] in _marks("en") else -1


def _read(words: Lexicon, language: str, inside: Span, text: str) -> Beside | None:
    """The memberships between two marks, each part a party, body, constituency or country; None where one is nothing such."""
    found: list[Membership] = []
    state = ""
    for span in _parts(text, inside, language):
        made = _membership(
            words,
            language,
            span,
            text[span.start : span.end],
            after_party=bool(found) and found[-1].kind is Belonging.PARTY,
        )
        if made is None:
            return None
        found.append(made[0])
        state = made[1] or state
    return Beside(tuple(found), state) if found else None


def _parts(text: str, inside: Span, language: str) -> Iterator[Span]:
    """What commas and slashes part, and a hyphen behind an American party's letter."""
    for match in re.finditer(r"[^,;/]+", text[inside.start : inside.end]):
        start = inside.start + match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(match[0].strip())
        joined = _HYPHENED.fullmatch(text, start, end)
        if joined and joined[1] in _marks(language) and len(joined[1]) <= AMERICAN:
            yield Span(*joined.span(1))
            yield Span(*joined.span(2))
        elif end > start:
            yield Span(start, end)


def _membership(
    words: Lexicon, language: str, span: Span, part: str, *, after_party: bool
) -> tuple[Membership, str] | None:
    """A part's membership, and the state's code where it is a country."""
    mark = _marks(language).get(part)
    row = _row_named(words.names, part)
    if mark is not None and mark.kind is Belonging.PARTY:
        return Membership(Belonging.PARTY, span, mark.name, _qids().get(mark.key)), ""
    if row is not None and row.table == "states":
        return Membership(Belonging.COUNTRY, span, part, row.qid), row.state or ""
    if row is not None and row.table == "organisations":
        kind = Belonging.PARTY if row.sort == "party" else Belonging.BODY
        return Membership(kind, span, _usual_names(language).get(row.key, part), row.qid), ""
    if mark is not None:
        return Membership(Belonging.COUNTRY, span, mark.name, _qids().get(mark.state)), mark.state
    key = " ".join(piece for word in part.split() for piece in pieces(word))
    regions = any(p.sort in "rd" for p in places_named(key)) or bool(areas_named(part))
    if regions or (after_party and part[0].isupper() and places_named(key)):
        return Membership(Belonging.CONSTITUENCY, span, part), ""
    if part.isupper() and part.isalpha() and 2 <= len(part) <= 8:
        return Membership(Belonging.BODY, span, part), ""
    return None


def _row_named(names: Trie, part: str) -> Row | None:
    """The table's row of exactly these words, capitals included."""
    node = names
    for piece in (p for word in part.split() for p in pieces(word)):
        node = node.get(piece)  # type: ignore[assignment]
        if node is None:
            return None
    leaves = node.get("", ())
    return next((leaf.row for leaf in leaves if not leaf.exact or part.replace(".", "").isupper()), None)


@lru_cache(maxsize=4)
def _marks(language: str) -> Mapping[str, Mark]:
    """Marks of a language and of both, by how they are printed."""
    states = {row["state"]: row[language].split(";")[0] for row in world("states")}
    return {
        row["mark"]: Mark(
            Belonging(row["kind"]), row[language] or states.get(row["state"], ""), row["key"], row["state"]
        )
        for row in world("memberships")
        if row["languages"] in ("", language)
    }


@lru_cache(maxsize=4)
def _usual_names(language: str) -> Mapping[str, str]:
    """The usual name of each organisation by its key, in a language where the table has one."""
    other = "fr" if language == "en" else "en"
    return {row["key"]: (row[language] or row[other]).split(";")[0] for row in world("organisations")}


@lru_cache(maxsize=1)
def _qids() -> Mapping[str, str]:
    """Wikidata ids of organisations by key and of states by code."""
    rows = [(row["key"], row["qid"]) for row in world("organisations")]
    rows += [(row["state"], row["qid"]) for row in world("states")]
    return {key: qid for key, qid in rows if qid}
