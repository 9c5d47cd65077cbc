"""What a figure measures, and whether it tells a rise or a fall: from the clause around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from recoupe.extract.figures.counted import Counted
from recoupe.extract.figures.frames import Frame
from recoupe.extract.figures.rules import Phrases
from recoupe.lang import table
from recoupe.model.words import Measure
from recoupe.parse.tree import Parse, Token

__all__ = ["MeasureRules", "Measured", "change_of", "measure_of", "measure_rules", "predicate", "way_of"]

CLIMB = 6
"""Steps from a number up to its predicate; deeper ones lead out of the phrase."""

UNDERGOES = frozenset({"obj", "nsubj:pass", "obl:agent"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
VERBAL = frozenset({"VERB", "AUX"})
PERSONAL = {"killed": "destroyed", "wounded": "damaged", "arrested": None}
"""What a measure of people becomes of things: drones shot down are destroyed, ships captured are not arrested."""
MEASURES = frozenset(measure.value for measure in Measure)


@dataclass(frozen=True, slots=True)
class MeasureRules:
    """The tables of measures of a language, by lemma."""

    nouns: dict[str, str]
    gone: dict[str, str]
    done: dict[str, str]
    forms: dict[str, str]
    """Forms that the tagger is apt to mistake for other words (« tue »)."""
    phrases: dict[tuple[str, str], str]
    governors: dict[str, str]
    units: dict[str, str]
    stands: frozenset[str]
    as_of: Phrases[bool]
    dating: dict[str, frozenset[str]]
    """Words by which a moment dates a count: ``by``, ``makes``, ``settled``, ``had``."""
    change: dict[str, frozenset[str]]
    toll: dict[str, str]
    single: frozenset[str]
    only: frozenset[str]
    several: frozenset[str]
    """Measures that one article, and « plusieurs », may count."""
    links: frozenset[str]
    """What joins the members of a list."""
    persons: frozenset[str]
    things: frozenset[str]


def _by_word(rows: dict[str, Iterable[str]]) -> dict[str, str]:
    return {word: measure.replace("_", " ") for measure, words in rows.items() for word in words}


@lru_cache(maxsize=8)
def measure_rules(language: str) -> MeasureRules:
    """Return the measures of a language. Raises LanguageError where it has no tables."""
    raw: dict[str, Any] = table(language, "measures")
    pairs = {
        tuple(phrase.split()): measure.replace("_", " ")
        for measure, found in raw["phrases"].items()
        for phrase in found
    }
    return MeasureRules(
        nouns=_by_word(raw["nouns"]),
        gone=_by_word(raw["gone"]),
        done=_by_word(raw["done"]),
        forms=_by_word(raw["forms"]),
        phrases={(words[0], words[1]): measure for words, measure in pairs.items()},
        governors=_by_word(raw["governors"]),
        units=_by_word(raw["units"]),
        stands=frozenset(raw["stands"]["lemmas"]),
        as_of=Phrases((phrase, True) for phrase in raw["as_of"]["before"]),
        dating={key: frozenset(words) for key, words in raw["dating"].items()},
        change={key: frozenset(words) for key, words in raw["change"].items()},
        toll=_by_word(raw["toll"]),
        links=frozenset(raw["casualty"]["links"]) | {","},
        only=frozenset(raw["casualty"]["only"]),
        several=frozenset(raw["casualty"]["several"]),
        single=frozenset(raw["casualty"]["measures"]),
        persons=frozenset(raw["casualty"]["persons"]),
        things=frozenset(lemma for key in raw["things"]["heads"] for lemma in raw["heads"][key]),
    )


class Measured(NamedTuple):
    """A measure and the predicate it was taken from (a token), either None."""

    measure: str | None
    predicate: int | None


def _top(parse: Parse, made: Frame, found: Counted | None) -> int:
    """The highest token of the figure's own words."""
    last = found.whole if found else made.last
    beside = found is not None and made.first <= found.head and found.first - made.last < 8
    node = found.head if found is not None and beside and made.unit != "share" and made.kind != "money" else made.last
    for _ in range(CLIMB):
        head = parse.tokens[node].head
        if head == node or not made.first <= head <= last:
            break
        node = head
    return node


def predicate(parse: Parse, node: int) -> int | None:
    """The nearest verb above a token."""
    tokens = parse.tokens
    for _ in range(CLIMB):
        head = tokens[node].head
        if head == node:
            return None
        if tokens[head].pos in VERBAL:
            return head
        node = head
    return None


def measure_of(parse: Parse, made: Frame, found: Counted | None, known: MeasureRules) -> Measured:
    """Return what the figure measures: its unit or noun says it, else the words it depends on."""
    tokens = parse.tokens
    node = _top(parse, made, found)
    above = predicate(parse, node)
    if made.kind == "time":
        return Measured("age", above)
    if made.unit in known.units:
        return Measured(known.units[made.unit], above)
    if found is not None and made.kind in ("", "share", "unit"):
        own = _of_word(tokens[found.head], known.nouns) or _participle_measure(parse, found.head, known)
        behind = (_of_word(tokens[k], known.done) for k in range(found.head + 1, found.last + 1))
        own = own or next((measure for measure in behind if measure), None)
        if own:
            return Measured(own, above)
    if made.kind == "money":
        return Measured("cost", above)
    if found is None and not made.kind and above is not None:
        for k in parse.tokens[above].children:
            if (toll := known.toll.get(parse.tokens[k].lemma.lower())) and toll != "number":
                return Measured(toll, above)
    measure = _from_above(parse, node, known)
    if found is not None and tokens[found.head].lemma.lower() in known.things and measure in PERSONAL:
        return Measured(PERSONAL[measure], above)
    if measure is None or measure not in MEASURES:
        measure = _beside(parse, made, found, known) or measure
    return Measured(measure, above)


def _of_word(token: Token, words: dict[str, str]) -> str | None:
    """What a table says of a word, by its lemma, else by its form: lemmas of participles are not always found."""
    return words.get(token.lemma.lower()) or words.get(token.lower)


def _beside(parse: Parse, made: Frame, found: Counted | None, known: MeasureRules) -> str | None:
    """The measure of a verb right before the figure or a participle right behind it, where the parse leads elsewhere."""
    tokens, after = parse.tokens, (found.last if found else made.last) + 1
    if made.first:
        before = tokens[made.first - 1]
        if before.pos in VERBAL and (own := _of_word(before, known.done)):
            return own
        own = known.forms.get(before.lower)
        if own:
            return own
    if after < len(tokens) and tokens[after].morph.get("VerbForm") == "Part" and tokens[after].tag != "VBD":
        return _of_word(tokens[after], known.done)
    return None


def _participle_measure(parse: Parse, head: int, known: MeasureRules) -> str | None:
    """« personnes tuées », "people killed"."""
    for k in parse.tokens[head].children:
        token = parse.tokens[k]
        if k > head and token.dep in ("acl", "amod", "acl:relcl"):
            measure = _of_word(token, known.done) if token.dep != "acl:relcl" else None
            if measure:
                return measure
    return None


def _from_above(parse: Parse, node: int, known: MeasureRules) -> str | None:
    """The measure that a governing noun or verb gives; a verb's lemma where no table knows it."""
    tokens = parse.tokens
    for _ in range(CLIMB):
        token = tokens[node]
        if token.head == node:
            return _as_predicate(parse, node, known)
        head = tokens[token.head]
        if token.dep in ("conj", "appos") and head.pos not in VERBAL:
            node = head.i
            own = known.nouns.get(head.lemma.lower()) if token.dep == "appos" else None
            if own or (own := _participle_measure(parse, node, known)):
                return own
            continue
        if head.pos in VERBAL or token.dep in SUBJECTS:
            return _verb_measure(parse, token.dep, head.i, known)
        found = known.governors.get(head.lemma.lower())
        if found:
            return found
        node = head.i
    return None


def _as_predicate(parse: Parse, node: int, known: MeasureRules) -> str | None:
    """A headline's « quatre soldats tués »: the participle hangs on the noun at the root."""
    return _participle_measure(parse, node, known)


def _verb_measure(parse: Parse, dep: str, verb: int, known: MeasureRules) -> str | None:
    tokens = parse.tokens
    lemma = tokens[verb].lemma.lower()
    if (found := _phrase_measure(parse, verb, known)) and dep in (*SUBJECTS, "obj"):
        return found
    if dep in SUBJECTS and (found := _of_word(tokens[verb], known.gone)):
        return found
    measure = _of_word(tokens[verb], known.done)
    passive = (
        dep == "nsubj:pass"
        or tokens[verb].pos != "VERB"
        or any(tokens[k].dep == "aux:pass" for k in tokens[verb].children)
    )
    if measure and (dep in UNDERGOES or (dep in SUBJECTS and passive)):
        return measure
    if tokens[verb].pos == "VERB" and (dep == "obj" or (dep in SUBJECTS and passive)):
        return lemma
    return None


def _phrase_measure(parse: Parse, verb: int, known: MeasureRules) -> str | None:
    tokens = parse.tokens
    lemma = tokens[verb].lemma.lower()
    for k in tokens[verb].children:
        if tokens[k].dep in ("obj", "xcomp", "ccomp", "amod", "obl", "advcl", "acl"):
            found = known.phrases.get((lemma, tokens[k].lemma.lower()))
            if found:
                return found
    return None


def change_of(parse: Parse, made: Frame, above: int | None, known: MeasureRules) -> str | None:
    """Return "up", "down", or these or nothing with "to", "by", "from"; None where the clause tells no change."""
    tokens = parse.tokens
    if made.first == 0:
        return None
    before = tokens[made.first - 1]
    way = way_of(parse, made, above, known)
    if way is None:
        return None
    relation = next((name for name in ("to", "by", "from") if before.lower in known.change[name]), "")
    relation = made.change or relation
    if not relation and made.kind == "":
        return None  # « a perdu deux amis »
    if relation == "to" and above is not None and tokens[above].lemma.lower() in known.change["sizes"]:
        return None
    return f"{way} {relation}".strip() or None


def way_of(parse: Parse, made: Frame, above: int | None, known: MeasureRules) -> str | None:
    """Up, down, or "" for a verb that says neither (« passer de … à »); None without one."""
    tokens = parse.tokens
    near = [k for k in (made.first - 1, made.first - 2) if k >= 0]
    if above is not None:
        near.insert(0, above)
    for k in near:
        lemma = tokens[k].lemma.lower()
        if lemma in known.change["up"]:
            return "up"
        if lemma in known.change["down"]:
            return "down"
        if lemma in known.change["level"]:
            return ""
    return None
