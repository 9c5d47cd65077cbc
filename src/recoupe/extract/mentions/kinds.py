"""The kind of thing a name names: by its own words, then by what the whole report shows."""

from __future__ import annotations

from collections import Counter

from recoupe.extract.mentions.acronyms import acting_acronyms, stands_for
from recoupe.extract.mentions.beside import regions_beside
from recoupe.extract.mentions.capitals import capital_of
from recoupe.extract.mentions.evidence import after_place_word, called_place, known_town, opens
from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.labels import ORGANISATION, PERSON, PLACE
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, Noun, fold
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["one_kind", "settle"]


def settle(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """Decide the kind of a name by its own words; False where it is none."""
    tokens = parse.tokens
    if spot.row is not None:
        return True
    size = spot.last - spot.first
    first = fold(tokens[spot.first].text)
    if size == 1:
        if first in words.lone or len(tokens[spot.first].text) < 2 or tokens[spot.first].text.isdigit():
            return False
        if first in words.peoples:
            return False
        if (noun := words.nouns.get(tokens[spot.first].lower)) is not None:
            return _lone_noun(parse, spot, noun)
    if spot.kind is EntityKind.GROUP or (first == "etat" and _of_a_head(parse, words, spot)):
        return False
    if _is_title_only(parse, words, spot):
        return False
    head = _head_sort(parse, words, spot)
    if head == "event":
        return False
    if (
        size > 1
        and spot.kind is not PERSON
        and tokens[spot.first].lower in words.titles
        and tokens[spot.first].lower not in words.nouns
    ):
        spot.kind, spot.sort, head, spot.title = PERSON, "", "", tokens[spot.first].lower
        spot.first += 1
    if head and not (
        spot.kind is PERSON and not spot.sort and tokens[spot.first].pos == "PROPN" and first in words.first_names
    ):
        spot.kind, spot.sort = (ORGANISATION if head == "organisation" else PLACE), ""
        if tokens[spot.first].lower in words.works or tokens[spot.last - 1].lower in words.works:
            spot.kind = EntityKind.FACILITY if spot.kind is PLACE else spot.kind
    if (
        size > 1
        and first in words.first_names
        and not head
        and spot.kind is not PERSON
        and _all_capitals(tokens[spot.first : spot.last])
    ):
        spot.kind, spot.sort = PERSON, ""
    if spot.kind is PERSON and parse.language == "en" and not head and _no_person(parse, spot, first):
        spot.kind = PLACE
    if spot.kind is PERSON and first in words.first_names:
        spot.gender = spot.gender or words.first_names[first]
    return not spot.sort


def _of_a_head(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """« le chef d'État français », « le chef de l'État malien »: the office of a person, no name."""
    before = {t.lower for t in parse.tokens[max(0, spot.first - 3) : spot.first]}
    after = [fold(t.text) for t in parse.tokens[spot.first + 1 : spot.last]]
    return bool(before & {"chef", "chefs", "cheffe"}) and all(w in words.demonyms for w in after)


_NOT_NAMES = frozenset({"VERB", "AUX", "SCONJ", "PRON", "DET", "ADP", "ADV", "CCONJ", "INTJ"})


def _is_title_only(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """What the model takes for a name although it is an office, a word that opens a sentence, or a demonym no table has."""
    tokens = parse.tokens
    head, first, size = tokens[spot.head], tokens[spot.first], spot.last - spot.first
    noun = words.nouns.get(head.lower)
    if (
        size > 1
        and noun is not None
        and noun.sort == "office"
        and spot.head - spot.first <= 1
        and spot.kind is not PERSON
    ):
        return True
    if parse.language == "en" and spot.last < len(tokens):
        after = words.nouns.get(tokens[spot.last].lower)
        if (
            after is not None
            and after.sort == "office"
            and tokens[spot.last].text[0].isupper()
            and spot.kind is ORGANISATION
        ):
            return True
    if size > 1:
        return False
    if (first.pos in _NOT_NAMES or first.lower in words.function) and opens(parse, first):
        return True
    if parse.language == "en":
        return spot.kind is PERSON and first.pos == "ADJ" and first.dep == "amod"
    opened = spot.first > 0 and tokens[spot.first - 1].lower in ("les", "des", "aux", "ces", "un", "une")
    return opened and spot.kind is PLACE and first.lower.endswith(words.demonym_endings)


def _lone_noun(parse: Parse, spot: Spot, noun: Noun) -> bool:
    """A common noun with a capital names a body inside a sentence (« le Parlement »), nothing at its head."""
    token = parse.tokens[spot.first]
    if noun.sort == "institution" and not noun.plural and parse.sentences[token.sentence].first < token.i - 1:
        spot.kind, spot.sort = ORGANISATION, ""
        return True
    return token.pos == "PROPN" and noun.sort not in ("person", "group", "office", "kin")


_QUARTERS = frozenset(
    {
        "upper",
        "lower",
        "new",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "mount",
        "lake",
        "fort",
        "port",
    }
)


def _no_person(parse: Parse, spot: Spot, first: str) -> bool:
    """English names with "the" or a quarter of the sky before them are no people ("the Sorva", "Upper Canada")."""
    before = parse.tokens[spot.first - 1].lower if spot.first else ""
    head = parse.tokens[spot.head]
    return (spot.last - spot.first > 1 and first in _QUARTERS) or (
        before == "the" and head.dep != "compound" and not head.lower.endswith("s")
    )


def _all_capitals(tokens: list[Token]) -> bool:
    return all(t.text[0].isupper() or t.lower in ("de", "al", "el", "bin", "ben", "van", "von", "-") for t in tokens)


def _head_sort(parse: Parse, words: Lexicon, spot: Spot) -> str:
    """What the first word (French) or last word, or the one before "of" (English), tells of the kind."""
    tokens = parse.tokens
    first = fold(tokens[spot.first].text)
    if parse.language == "fr":
        return words.heads.get(first, "") if spot.last - spot.first > 1 else ""
    if spot.last - spot.first == 1:
        return ""
    of = next((i for i in range(spot.first + 1, spot.last) if tokens[i].lower == "of"), spot.last)
    sort = words.heads.get(tokens[of - 1].lower, "")
    return sort or (
        words.heads.get(first, "") if first in ("lake", "mount", "fort", "cape", "university", "bank") else ""
    )


def one_kind(parse: Parse, words: Lexicon, spots: list[Spot]) -> None:
    """The same words name the same kind of thing throughout a report: surnames of its people first, then the majority."""
    keys = [" ".join(fold(t.text) for t in parse.tokens[s.first : s.last]) for s in spots]
    surnames = {
        k.rsplit(" ", 1)[-1] for s, k in zip(spots, keys, strict=True) if s.kind is PERSON and (" " in k or s.title)
    }
    votes: dict[str, Counter[EntityKind]] = {}
    for spot, key in zip(spots, keys, strict=True):
        votes.setdefault(key, Counter())[spot.kind] += 1
    towns = {k for s, k in zip(spots, keys, strict=True) if k not in surnames and _shown_as_town(parse, words, s, k)}
    acting = acting_acronyms(parse, words, spots)
    for spot, key in zip(spots, keys, strict=True):
        if spot.row is not None:
            continue
        if parse.tokens[spot.first].text in acting and stands_for(parse, words, spot):
            spot.kind = ORGANISATION
        elif key in surnames:
            spot.kind = PERSON
        elif len(votes[key]) > 1:
            spot.kind = votes[key].most_common(1)[0][0]
        if key in towns:
            spot.kind = PLACE


def _shown_as_town(parse: Parse, words: Lexicon, spot: Spot, key: str) -> bool:
    """Whether a name of the gazetteer stands after "in" or before a region: « à Marioupol », "Laurel, Miss."."""
    if spot.row is not None or spot.kind is PLACE:
        return False
    if spot.last - spot.first == 1 and not spot.title and called_place(parse, words, spot.first):
        return True
    if not spot.title and key not in words.first_names and capital_of(tuple(key.replace("-", " ").split())):
        return True  # of a state's capital and a surname that nobody in the report has, the capital makes the news
    if not places_named(key.replace("-", " ").replace("'", " ")):
        return False
    if _qualifies_townsfolk(parse, words, spot):
        return True
    beside = bool(regions_beside(parse, spot.last))
    if spot.kind is PERSON and " " in key:
        return beside
    return beside or (
        after_place_word(parse, words, spot.first) and (parse.language == "en" or " " not in key) and known_town(key)
    )


def _qualifies_townsfolk(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """Whether it stands straight before people of a town ("a Dalton man"): persons' names do not qualify such nouns."""
    tokens = parse.tokens
    if spot.last >= len(tokens) or tokens[spot.last].sentence != tokens[spot.first].sentence:
        return False
    return not spot.title and tokens[spot.last].lower in words.townsfolk
