"""What is counted: the noun phrase after a number, its head, and the whole that a share is taken of."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from recoupe.extract.figures.frames import Frame
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse, Token

__all__ = ["Counted", "counted", "counted_elsewhere"]

NOUNS = frozenset({"NOUN", "PROPN"})
REACH = 6
"""Words between a number and its noun: « les deux autres grands anciens sites » has three."""


class Counted(NamedTuple):
    """Tokens of the phrase counted ``[first, last]``, both inside, its head, and the last token of the whole."""

    first: int
    last: int
    head: int
    whole: int


def counted(parse: Parse, made: Frame, rules: Rules, dated: Container[int] = ()) -> Counted | None:
    """Return what the frame counts, None where no noun follows the number; the words ``dated`` belong to moments."""
    tokens, at = parse.tokens, made.last + 1
    if made.inner is not None:
        first, head, last = made.inner
        return Counted(first, last, head, last)
    if made.kind in ("money", "time") or at >= len(tokens) or not parse.together(made.last, at):
        return None
    if tokens[at].text.isspace() and at + 1 < len(tokens):
        at += 1
    partitive = tokens[at].lower in rules.words["of"]
    if partitive:
        at = _after_determiners(parse, at + 1, rules)
        if at + 1 < len(tokens) and tokens[at].pos == "NUM":
            at += 1  # « la moitié des 17 ponts »
        if made.kind == "unit" and made.unit not in rules.of_units:
            return None
    elif made.counts:
        at = _after_determiners(parse, at, rules)
    elif made.kind in ("unit", "share") or (made.numeral.kind == "plural" and not made.some):
        return None
    if tokens[at - 1].text in "(),;:" or at >= len(tokens):
        return None
    found = _noun_phrase(parse, at, rules, dated)
    if found is None:
        return None
    first, head, last = found
    if partitive and made.kind == "unit" and not _measured_out(tokens[head], tokens[at - 1], rules):
        return None
    return Counted(first, last, head, _whole(parse, head, last) if made.unit == "share" else last)


def _measured_out(head: Token, before: Token, rules: Rules) -> bool:
    """Whether a unit's complement is what it measures: « 9 tonnes de cannabis », not « 30 tonnes de la cargaison »."""
    return head.text[:1].islower() and before.lower not in rules.words["definite"]


def _after_determiners(parse: Parse, at: int, rules: Rules) -> int:
    tokens = parse.tokens
    while at < len(tokens) - 1 and (
        tokens[at].pos == "DET" or tokens[at].tag == "PRP$" or tokens[at].lower in rules.words["all"]
    ):
        at += 1
    return at


def _noun_phrase(parse: Parse, at: int, rules: Rules, dated: Container[int] = ()) -> tuple[int, int, int] | None:
    """First token, head and last token of the noun phrase that begins at ``at``."""
    tokens = parse.tokens
    end = min(at + REACH, parse.sentences[tokens[at].sentence].last)
    head = None
    k = at
    while k < end and (
        _inside(tokens[k])
        or (not rules.noun_first and (tokens[k].pos == "NUM" or (tokens[k].tag == "POS" and k > at)))
        or (tokens[k].text in "-–" and not tokens[k].spaced and k > at)
    ):
        if k in dated:
            break
        if head is not None and tokens[k].pos == "VERB" and tokens[k - 1].text not in "-–":
            break  # "millions of people including …"
        if tokens[k].pos in NOUNS:
            head = k
            if rules.noun_first or _ends_phrase(tokens, k):
                break
        k += 1
    if head is None:
        head = _nominal(tokens[at:k], rules)
        if head is None:
            return None
    first = at
    while first < head and tokens[first].lower in rules.words["others"]:
        first += 1
    return first, head, _last(parse, head, end + 3, rules)


def _ends_phrase(tokens: Sequence[Token], k: int) -> bool:
    """Whether a plural noun ends its phrase (English): no plain noun behind it, as in the headline "Ten Nurses Tell …"."""
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    plain = after is not None and (after.tag == "POS" or (after.pos == "NOUN" and after.text[:1].islower()))
    return tokens[k].morph.get("Number") == "Plur" and not plain


def _inside(token: Token) -> bool:
    return (
        token.pos in ("ADJ", "NOUN", "PROPN")
        or (token.pos == "VERB" and token.morph.get("VerbForm") in ("Part", "Ger"))
        or token.tag in ("VBG", "VBN")
    )


def _nominal(found: list[Token], rules: Rules) -> int | None:
    """An adjective or participle that stands for a noun: « 64 blessés », "14 wounded"."""
    for token in reversed(found):
        if token.pos in ("ADJ", "VERB") and token.lower not in rules.words["others"]:
            return token.i if rules.noun_first or token.lower in rules.words["nominal"] else None
    return None


def _last(parse: Parse, head: int, end: int, rules: Rules) -> int:
    """The last token of the adjectives and the lexicalised complement beside a head (French)."""
    tokens = parse.tokens
    end = min(end, parse.sentences[tokens[head].sentence].last)
    last = head
    if not rules.noun_first:
        return last
    last = _compound_end(tokens, head, end)
    k = last + 1
    while k < end:
        token = tokens[k]
        if token.pos == "ADJ" or (_participle(token) and not _governs(parse, k)):
            last = k
            k += 1
        elif (k == last + 1 and token.pos == "CCONJ" and k + 1 < end and _twin(tokens[head], tokens[k + 1])) or (
            last == head and token.lower in rules.words["bare_of"] and k + 1 < end and _lexical(tokens[k + 1])
        ):
            last = k + 1
            k += 2
        else:
            break
    return last


def _compound_end(tokens: Sequence[Token], head: int, end: int) -> int:
    """Last token of a noun that hyphens join: « 42 sapeurs-pompiers »."""
    last = head
    while last + 2 < end and tokens[last + 1].text == "-" and not tokens[last].spaced and not tokens[last + 1].spaced:
        if not tokens[last + 2].text[0].islower():
            break
        last += 2
    return last


def _participle(token: Token) -> bool:
    return token.pos == "VERB" and token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"


def _governs(parse: Parse, k: int) -> bool:
    """Whether a participle has a complement behind it: then it opens a clause of its own."""
    after = k + 1
    return after < len(parse.tokens) and parse.tokens[after].pos == "ADP"


def _lexical(token: Token) -> bool:
    """A bare common noun: « avions de chasse », not « soldats de l'armée » or « habitants de Lviv »."""
    return token.pos == "NOUN" and token.text[:1].islower()


def _twin(head: Token, other: Token) -> bool:
    """« cinq marins et pêcheurs »: a second plural noun, bare, under the same number."""
    plural = head.morph.get("Number") == "Plur" and other.morph.get("Number") == "Plur"
    return plural and other.pos == "NOUN" and other.text[:1].islower() and other.head == head.i


def _whole(parse: Parse, head: int, last: int) -> int:
    """Last token of the whole that a share is taken of, its complements within."""
    return max(last, parse.phrase(head)[-1])


def counted_elsewhere(
    parse: Parse, made: Frame, predicate: int | None, known: tuple[Container[str], Rules]
) -> Counted | None:
    """What is counted where the clause names it apart: « porte à 52 le nombre de mineurs tués »."""
    if predicate is None:
        return None
    tolls, rules = known
    tokens = parse.tokens
    for k in tokens[predicate].children:
        if tokens[k].lemma.lower() in tolls and k + 2 < len(tokens) and tokens[k + 1].lower in rules.words["of"]:
            at = _after_determiners(parse, k + 2, rules)
            found = _noun_phrase(parse, at, rules) if not made.first <= at <= made.last else None
            if found:
                first, head, last = found
                return Counted(first, last, head, last)
    return None
