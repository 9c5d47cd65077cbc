"""Names that the model left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from recoupe.extract.mentions.beside import regions_beside
from recoupe.extract.mentions.capitals import capital_of
from recoupe.extract.mentions.datelines import shouted_towns
from recoupe.extract.mentions.evidence import CITY, after_place_word, called_place, gazetteer_key
from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.labels import LABELS, ORGANISATION, PERSON, PLACE
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon, fold, pieces
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["completed"]


def completed(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Add unlabelled words that the report names elsewhere, that follow a form of address, or that are known towns."""
    tokens = parse.tokens
    taken = {i for s in spots for i in range(s.first, s.last)}
    known: dict[str, EntityKind] = {}
    for spot in spots:
        if spot.last - spot.first == 1 and spot.row is None:
            known[tokens[spot.first].text] = spot.kind
    for spot in spots:
        if spot.kind is PERSON and spot.last - spot.first > 1:
            known[tokens[spot.last - 1].text] = PERSON
    added: list[Spot] = list(_full_names(parse, words, taken))
    for spot in added:
        taken.update(range(spot.first, spot.last))
        known[tokens[spot.last - 1].text] = PERSON
    for _ in range(2):  # what the first round finds names its other places in the second
        for token in tokens:
            if token.i in taken or not token.text[0].isupper() or len(token.text) < 3:
                continue
            kind = _unlabelled(parse, words, token, known)
            if kind is not None:
                titled = kind is PERSON and token.i and tokens[token.i - 1].lower in words.courtesy
                added.append(Spot(token.i - bool(titled), token.i + 1, token.i, kind))
                taken.add(token.i)
                known.setdefault(token.text, kind)
    added.extend(_in_brackets(parse, spots, taken))
    taken.update(i for s in added for i in range(s.first, s.last))
    added.extend(shouted_towns(parse, words, taken))
    taken.update(i for s in added for i in range(s.first, s.last))
    added.extend(_runs(parse, taken))
    added.extend(_bodies(parse, words, taken))
    if parse.language == "en":
        added.extend(_named_works(parse, words, taken))
    return sorted(spots + added, key=lambda s: s.first)


def _full_names(parse: Parse, words: Lexicon, taken: set[int]) -> Iterator[Spot]:
    """A first name and a surname in one phrase that the model left unlabelled or took for a date ("Theresa May")."""
    for first, last in pairwise(parse.tokens):
        if (
            first.i in taken
            or last.i in taken
            or not (first.pos == last.pos == "PROPN" and first.text[0].isupper() and last.text[0].isupper())
            or fold(first.text) not in words.first_names
            or fold(first.text) in words.lone
            or fold(last.text) in words.heads
            or len(last.text) < 3
        ):
            continue
        if first.head == last.i or last.head == first.i:
            yield Spot(
                first.i,
                last.i + 1,
                head_of(parse, first.i, last.i + 1),
                PERSON,
                gender=words.first_names[fold(first.text)],
            )


def _in_brackets(parse: Parse, spots: list[Spot], taken: set[int]) -> list[Spot]:
    """The acronym in brackets behind a body's name: « Office des eaux (ODE) »."""
    tokens = parse.tokens
    found = []
    for spot in spots:
        i = spot.last + 1
        if spot.kind is PERSON or spot.last - spot.first < 2 or i + 1 >= len(tokens) or i in taken:
            continue
        word = tokens[i].text
        if tokens[i - 1].text == "(" and tokens[i + 1].text == ")" and word.isupper() and 2 <= len(word) <= 8:
            found.append(Spot(i, i + 1, i, ORGANISATION))
    return found


def _unlabelled(parse: Parse, words: Lexicon, token: Token, known: dict[str, EntityKind]) -> EntityKind | None:
    if token.lower in words.seasons and token.i and parse.tokens[token.i - 1].lower in words.locative:
        return None
    kind = known.get(token.text)
    opens = parse.sentences[token.sentence].first == token.i
    if kind is not None and (token.pos in ("PROPN", "X") or not opens):
        return kind
    if (
        token.i
        and parse.tokens[token.i - 1].lower in words.titles
        and words.titles[parse.tokens[token.i - 1].lower]
        and token.pos in ("PROPN", "NOUN", "X")
    ):
        return PERSON
    if _is_called(parse, words, token):
        return PLACE
    if token.pos == "PROPN" and fold(token.text) not in words.first_names and capital_of(pieces(token.text)):
        return PLACE
    if opens or LABELS.get(token.entity) not in (None, EntityKind.GROUP):
        return None
    if token.lower in words.nouns or fold(token.text) in words.lone or fold(token.text) in words.peoples:
        return None
    if called_place(parse, words, token.i) or (token.pos == "PROPN" and parse.tokens[token.i - 1].lower in ("à", "at")):
        return PLACE
    big = any(p.population >= CITY for p in places_named(gazetteer_key([token])))
    return PLACE if big and after_place_word(parse, words, token.i) else None


def _is_called(parse: Parse, words: Lexicon, token: Token) -> bool:
    """Whether the sentence says that it is a place ("X is a town in …")."""
    predicate = parse.tokens[token.head]
    if token.pos != "PROPN" or token.dep != "nsubj" or predicate.lower not in words.place_sorts:
        return False
    return any(parse.tokens[k].dep == "cop" for k in predicate.children)


def _runs(parse: Parse, taken: set[int]) -> list[Spot]:
    """Unlabelled English towns of one to three words before a region ("Meadow Grove, Neb.")."""
    tokens = parse.tokens
    found = []
    for token in tokens:
        i = token.i
        if i in taken or i + 1 >= len(tokens) or not token.text[0].isupper() or len(token.text) < 3 or i - 1 in taken:
            continue
        for end in (i + 3, i + 2, i + 1):
            if (
                parse.language == "en"
                and end < len(tokens)
                and not taken & set(range(i, end))
                and regions_beside(parse, end)
                and places_named(gazetteer_key(tokens[i:end]))
            ):
                found.append(Spot(i, end, end - 1, PLACE))
                taken.update(range(i, end))
                break
    return found


def _named_works(parse: Parse, words: Lexicon, taken: set[int]) -> list[Spot]:
    """Works named in English where the model saw no name ("the Kakhovka dam")."""
    found = []
    for before, token in pairwise(parse.tokens):
        if (
            token.lower in words.works
            and before.pos == "PROPN"
            and before.dep == "compound"
            and not taken & {before.i, token.i}
        ):
            first = before.i
            while (
                first
                and parse.tokens[first - 1].pos == "PROPN"
                and parse.tokens[first - 1].head == before.head
                and first - 1 not in taken
            ):
                first -= 1
            found.append(Spot(first, token.i + 1, token.i, EntityKind.FACILITY))
    return found


def _bodies(parse: Parse, words: Lexicon, taken: set[int]) -> list[Spot]:
    """« l'armée syrienne », « le parlement catalan »: a body named by its noun and the people it belongs to."""
    found = []
    for token, after in zip(parse.tokens, parse.tokens[1:], strict=False):
        if (
            token.lower in words.with_demonym
            and token.i not in taken
            and after.i not in taken
            and fold(after.text) in words.demonyms
        ):
            found.append(Spot(token.i, after.i + 1, token.i, ORGANISATION))
    return found
