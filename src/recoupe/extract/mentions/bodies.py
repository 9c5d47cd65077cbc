"""Bodies that the words beside a name tell: by the noun before it, by quotation marks, and by an acronym in brackets.

« la compagnie Sorvair », « l'association "Un toit pour Lyon" », « Association nationale pour l'étude de la neige (ANENA) ».
The model takes such names for places or people, or sees a part of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from recoupe.extract.mentions.labels import ORGANISATION, PERSON
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.lang import table
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["with_bodies"]

LONGEST = 12
"""Tokens of a name in quotation marks, which may be a slogan (« Un foyer, un puits »); longer ones are what someone says."""

RUN = 5
"""Tokens of a name behind a noun, where nothing but capitals marks it."""

LETTERS = range(2, 11)
"""Letters of an acronym in brackets."""

_MARKS = frozenset({'"', "«", "»", "“", "”", "‘", "’", "'", "‘‘", "’’", "‘’", "''", "``"})
_JOINTS = frozenset({"&", "-"})
_ENDS = frozenset({".", "!", "?", ":", ";", "…", "(", ")"})


class _Rules(NamedTuple):
    named: frozenset[str]
    between: frozenset[str]
    small: frozenset[str]


@lru_cache(maxsize=4)
def _rules(language: str) -> _Rules:
    rows = table(language, "bodies")
    return _Rules(frozenset(rows["named"]), frozenset(rows["between"]), frozenset(rows["small"]))


def with_bodies(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Spots with the bodies that the words beside them tell; they replace what the model saw inside or across them."""
    made = [*_before_acronyms(parse, words), *_behind_nouns(parse, words, spots)]
    if not made:
        return spots
    made += _again(parse, made, _surnames(parse, spots))
    at = {i: s for s in spots for i in range(s.first, s.last)}
    lost: set[int] = set()
    added: list[Spot] = []
    taken: set[int] = set()
    for body in made:
        inside = {id(s): s for i in range(body.first, body.last) if (s := at.get(i)) is not None}.values()
        if taken & set(range(body.first, body.last)) or any(_stands(s, body) for s in inside):
            continue
        lost.update(id(s) for s in inside)
        taken.update(range(body.first, body.last))
        added.append(body)
    return sorted([s for s in spots if id(s) not in lost] + added, key=lambda s: s.first)


def _surnames(parse: Parse, spots: list[Spot]) -> frozenset[str]:
    """Last names of the report's people."""
    people = [s for s in spots if s.kind is PERSON and (s.last - s.first > 1 or s.title)]
    return frozenset(parse.tokens[s.last - 1].text for s in people)


def _again(parse: Parse, made: list[Spot], surnames: frozenset[str]) -> Iterator[Spot]:
    """Where the report has the same words with the same capitals once more, unless they may be one of its people."""
    tokens = parse.tokens
    known = {tuple(t.text for t in tokens[s.first : s.last]) for s in made}
    known -= {(name,) for name in surnames}
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(known, key=len, reverse=True):
        if name[0][0].isupper() and (len(name) > 1 or len(name[0]) > 2):
            firsts.setdefault(name[0], []).append(name)
    for token in tokens:
        for name in firsts.get(token.text, ()):
            end = token.i + len(name)
            if tuple(t.text for t in tokens[token.i : end]) == name:
                yield Spot(token.i, end, head_of(parse, token.i, end), ORGANISATION)
                break


def _stands(spot: Spot, body: Spot) -> bool:
    """Whether a name stands against the body found: a row of a table as long, or an organisation's longer name."""
    longer = spot.first <= body.first and spot.last >= body.last
    return longer and (spot.row is not None or spot.kind is ORGANISATION)


# ---------------------------------------------------------------------------- behind a noun


def _behind_nouns(parse: Parse, words: Lexicon, spots: list[Spot]) -> Iterator[Spot]:
    rules = _rules(parse.language)
    starts = {s.first: s for s in spots}
    for token in parse.tokens:
        if token.lower not in rules.named or token.pos not in ("NOUN", "PROPN", "ADJ", "X"):
            continue
        i = _name_begins(parse, rules, token)
        if i is None:
            continue
        found = _in_marks(parse, i) or _bare(parse, words, (token, i), starts.get(i))
        if found is not None:
            yield found


def _name_begins(parse: Parse, rules: _Rules, noun: Token) -> int | None:
    """Where a name may begin behind the noun: past an adjective, or past « de presse » of « l'agence de presse »."""
    tokens, i = parse.tokens, noun.i + 1
    if i + 1 < len(tokens) and tokens[i].lower in rules.between and tokens[i + 1].pos == "NOUN":
        i += 2 if tokens[i + 1].text.islower() else 0
    while i < len(tokens) and i - noun.i < 4 and tokens[i].pos == "ADJ" and tokens[i].text.islower():
        i += 1
    return i if i < len(tokens) and tokens[i].sentence == noun.sentence else None


def _in_marks(parse: Parse, i: int) -> Spot | None:
    """The name in quotation marks that open at a token."""
    tokens = parse.tokens
    if tokens[i].text not in _MARKS:
        return None
    first = i + 1
    while first < len(tokens) and tokens[first].text in _MARKS:
        first += 1
    last = first
    while last < len(tokens) and last - first <= LONGEST and tokens[last].text not in _MARKS:
        if tokens[last].text in _ENDS:
            return None
        last += 1
    if not first < last < len(tokens) or last - first > LONGEST or not tokens[first].text[0].isupper():
        return None
    return Spot(first, last, head_of(parse, first, last), ORGANISATION)


def _bare(parse: Parse, words: Lexicon, at: tuple[Token, int], known: Spot | None) -> Spot | None:
    """The name with nothing but a space before it; in English only where the parser ties it to the noun."""
    (noun, i), tokens = at, parse.tokens
    first = tokens[i]
    if not first.text[0].isupper() or len(first.text) < 2 or first.text.isdigit() or not tokens[i - 1].spaced:
        return None
    if fold(first.text) in words.lone or fold(first.text) in words.peoples or first.lower in words.titles:
        return None
    if not noun.text.islower() or (known is not None and not _may_be_body(parse, words, noun, known)):
        return None
    last = known.last if known is not None else _run(tokens, i)
    if tokens[last - 1].sentence != noun.sentence:
        return None
    head = head_of(parse, i, last)
    if parse.language == "en" and _founder(parse, head):
        return None
    if known is None and first.pos not in ("PROPN", "X", "NOUN"):
        return None
    return Spot(i, last, head, ORGANISATION)


def _founder(parse: Parse, head: int) -> bool:
    """Whether the name is the subject of a clause about the body: "the company Hartnell founded"."""
    token = parse.tokens[head]
    return token.dep == "nsubj" and parse.tokens[token.head].dep in ("acl", "acl:relcl", "ccomp")


def _may_be_body(parse: Parse, words: Lexicon, noun: Token, known: Spot) -> bool:
    """Whether what the model took for a person or place may be the body: not who leads it (« la chef du parti Anne Roux »)."""
    if known.row is not None or known.kind not in (PERSON, EntityKind.PLACE, ORGANISATION):
        return False
    leader = words.nouns.get(parse.tokens[noun.head].lower)
    return known.kind is not PERSON or known.last - known.first == 1 or leader is None or leader.sort != "office"


def _run(tokens: list[Token], i: int) -> int:
    """End of the words with capitals that begin at a token."""
    last = i
    while (
        last < len(tokens)
        and last - i < RUN
        and tokens[last].sentence == tokens[i].sentence
        and (tokens[last].text[0].isupper() or tokens[last].text in _JOINTS)
    ):
        last += 1
    return last - (tokens[last - 1].text in _JOINTS)


# ---------------------------------------------------------------------------- before an acronym


def _before_acronyms(parse: Parse, words: Lexicon) -> Iterator[Spot]:
    """The name that an acronym in brackets shortens, and the acronym (after Schwartz and Hearst, PSB 2003)."""
    tokens, rules = parse.tokens, _rules(parse.language)
    for token in tokens:
        if token.text != "(" or token.i + 2 >= len(tokens) or tokens[token.i + 2].text != ")":
            continue
        short = tokens[token.i + 1]
        letters = _letters(short.text)
        first = _expansion(tokens, token.i, letters, rules.small)
        if first is None or not _is_body(parse, words, first, token.i):
            continue
        yield Spot(first, token.i, head_of(parse, first, token.i), ORGANISATION)
        yield Spot(short.i, short.i + 1, short.i, ORGANISATION)


def _letters(word: str) -> str:
    """The folded letters of an acronym, "" where it is none; small letters inside are left out (« FFTri » is FFT)."""
    capitals = [c for c in word if c.isupper()]
    if len(word) not in LETTERS or len(capitals) < 2 or not word.replace(".", "").replace("-", "").isalnum():
        return ""
    return fold("".join(capitals)) if word[0].isupper() else ""


def _expansion(tokens: list[Token], end: int, letters: str, small: frozenset[str]) -> int | None:
    """First token of the words before ``end`` whose initials are the letters; small words may give a letter or none."""
    if end == 0 or not letters or tokens[end - 1].sentence != tokens[min(end, len(tokens) - 1)].sentence:
        return None
    word = tokens[end - 1]
    fits = fold(word.text)[:1] == letters[-1]
    if word.lower in small or word.text == "-":
        found = _expansion(tokens, end - 1, letters, small)
        if found is not None or not fits:
            return found
    if not fits:
        return None
    return end - 1 if len(letters) == 1 else _expansion(tokens, end - 1, letters[:-1], small)


def _is_body(parse: Parse, words: Lexicon, first: int, last: int) -> bool:
    """Whether the words that begin there name a body: by the noun, or by the model's label."""
    token = parse.tokens[first]
    if parse.language == "en":
        of = next((t.i for t in parse.tokens[first:last] if t.lower == "of"), last)
        token = parse.tokens[of - 1]
    sort = words.heads.get(fold(token.text), "")
    noun = words.nouns.get(token.lower)
    if sort in ("place", "event"):
        return False
    return sort == "organisation" or (noun is not None and noun.sort == "institution") or token.entity == "ORG"
