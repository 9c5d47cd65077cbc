"""Literal or institution: whether the name of a place means the place or the power, team or people that act in its name.

The clause decides, not a list of capitals: the subject of a verb that people do, the object of one that people suffer,
what stands after "with" or "between", against what stands after "in" (features of Markert and Nissim, SemEval-2007 task 8).
"""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.mentions.spots import Spot
from recoupe.lang import table
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["set_readings"]


_POSSESSIVE_ACTS = False
"""What a possessive does not tell goes to the institution: powers own acts and plans more often than things."""


@lru_cache(maxsize=4)
def _rules(language: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in table(language, "reading").items()}


def set_readings(parse: Parse, spots: list[Spot]) -> None:
    """Mark the spots of places, states and seats that stand for an institution.

    Bodies that no table knows are read too: the model takes many a town that speaks for a body.
    """
    rules = _rules(parse.language)
    for spot in spots:
        seat = spot.row is None or spot.row.table == "seats"
        if spot.kind.value in ("place", "state", "facility") or (seat and spot.kind.value == "organisation"):
            spot.institution = not spot.dateline and _is_institution(parse, rules, spot)


def _is_institution(parse: Parse, rules: dict[str, frozenset[str]], spot: Spot) -> bool:
    tokens = parse.tokens
    head = tokens[_topmost(parse, spot)]
    governor = tokens[head.head]
    if _place_word_before(parse, rules, spot):
        return False
    if any(parse.preposition(k) in rules["opposing"] for k in head.children if tokens[k].dep == "nmod"):
        return True  # « la Suisse contre le Luxembourg »: only powers and teams stand against each other
    if _in_a_draw(parse, rules, spot) or _holds_office(parse, rules, spot, governor):
        return True
    match head.dep:
        case "nsubj":
            return _acts(parse, rules, governor) or _has(parse, rules, governor)
        case "nsubj:pass":
            return governor.lemma not in rules["place_passives"]
        case "obl:agent":
            return True
        case "obj":
            return _suffers(rules, governor)
        case "iobj":
            return True
        case "obl" | "nmod" | "obl:npmod":
            return _after_preposition(parse, rules, head, governor)
        case "nmod:poss":
            return _possesses(parse, rules, governor)
        case "compound" | "amod":
            return governor.lower in rules["actor_nouns"] and governor.lower not in rules["place_words"]
        case "appos":
            return governor.lemma in rules["actor_predicates"]
        case "root" if head.pos == "PROPN":
            # « Paris et Londres s'opposent »: the parser made the subject the root, its verb a child
            below = [*head.children, *(c for k in head.children if tokens[k].dep == "conj" for c in tokens[k].children)]
            verb = next((tokens[k] for k in sorted(below) if k > head.i and tokens[k].pos == "VERB"), None)
            return verb is not None and _acts(parse, rules, verb)
        case _:
            return False


def _has(parse: Parse, rules: dict[str, frozenset[str]], verb: Token) -> bool:
    """Whether what the subject has is what powers have: "Norway has a plan"."""
    held = (parse.tokens[k] for k in verb.children if parse.tokens[k].dep == "obj")
    return verb.lemma in rules["having"] and any(t.lower in rules["actor_nouns"] for t in held)


def _holds_office(parse: Parse, rules: dict[str, frozenset[str]], spot: Spot, governor: Token) -> bool:
    """« un conseiller de l'Élysée », « le titulaire du Quai d'Orsay »: the power in a seat, not its building."""
    seat = spot.row is not None and spot.row.table == "seats"
    return seat and governor.lower in rules["seat_nouns"] and parse.preposition(spot.head) in ("de", "of", "")


def _listed(token: Token) -> bool:
    return token.text == "," or token.text[0].isupper() or token.pos in ("PROPN", "NOUN", "DET")


DRAW_REACH = 14
"""Tokens between the word for a round or group and the list of its teams, and between the list's head and its end."""


def _in_a_draw(parse: Parse, rules: dict[str, frozenset[str]], spot: Spot) -> bool:
    """« Groupe A : Portugal, Luxembourg »: what a list behind a colon names is drawn as teams."""
    if spot.kind not in (EntityKind.STATE, EntityKind.PLACE):
        return False
    tokens, i = parse.tokens, spot.first - 1
    while i > 0 and spot.first - i < DRAW_REACH and _listed(tokens[i]):
        i -= 1
    if i <= 0 or tokens[i].text != ":":
        return False
    return any(t.lower.rpartition("-")[2] in rules["draw"] for t in tokens[max(0, i - DRAW_REACH) : i])


def _topmost(parse: Parse, spot: Spot) -> int:
    """The head of the name, or of the first name it is coordinated with or set beside."""
    i = spot.head
    for _ in range(4):
        token = parse.tokens[i]
        inside = spot.first <= token.head < spot.last and token.head != i
        if not inside and (token.dep != "conj" or token.head == i):
            break
        i = token.head
    return i


def _place_word_before(parse: Parse, rules: dict[str, frozenset[str]], spot: Spot) -> bool:
    """« la ville de X », "northern X"."""
    i = spot.first - 1
    while i >= 0 and spot.first - i <= 3 and parse.tokens[i].pos in ("ADP", "DET"):
        i -= 1
    return (
        i >= 0
        and parse.tokens[i].lower in rules["place_words"]
        and parse.tokens[i].sentence == parse.tokens[spot.first].sentence
    )


def _acts(parse: Parse, rules: dict[str, frozenset[str]], verb: Token) -> bool:
    """Whether the verb is one that people do; a copula only with a word for an actor or a mind."""
    if any(parse.tokens[k].dep == "cop" for k in verb.children):
        return verb.lemma in rules["actor_predicates"]
    if verb.pos not in ("VERB", "AUX"):
        return False
    return verb.lemma not in rules["place_verbs"]


def _possesses(parse: Parse, rules: dict[str, frozenset[str]], noun: Token) -> bool:
    """Whether a possessive means the power ("Lagos's decision") or the land ("Lagos's coast"): what belongs to land and people is no act of a power."""
    if noun.lower in rules["actor_nouns"]:
        return True
    inside = (parse.tokens[k].lower for k in noun.children)
    return (
        False if noun.lower in rules["geography"] or any(w in rules["geography"] for w in inside) else _POSSESSIVE_ACTS
    )


def _suffers(rules: dict[str, frozenset[str]], verb: Token) -> bool:
    return verb.lemma in rules["actor_objects"]


_MISREAD = {"entrer": "entre", "au": "à", "aux": "à", "du": "de", "des": "de", "contrer": "contre", "parir": "par"}
"""Lemmas that the French model gives prepositions by mistake."""


def _after_preposition(parse: Parse, rules: dict[str, frozenset[str]], head: Token, governor: Token) -> bool:
    preposition = _MISREAD.get(found := parse.preposition(head.i), found)
    verb, lower = governor.lemma, governor.lower
    if not preposition and lower in rules["between_nouns"] and head.dep == "nmod":
        return True  # « la finale France-Brésil »
    if preposition in rules["actor_prepositions"]:
        return True
    if preposition in ("between", "entre"):
        return lower in rules["between_nouns"] or verb in rules["between_nouns"]
    if any(parse.tokens[k].dep == "expl" for k in governor.children):
        return False  # « se rendre à Lyon »
    if preposition in ("for", "pour") and (verb in rules["actor_for"] or lower in rules["actor_nouns"]):
        return True
    if preposition in ("to", "à") and verb in rules["actor_to"]:
        return True
    if preposition in ("from", "de") and (verb in rules["actor_from"] or lower in rules["actor_from_nouns"]):
        return True
    if preposition in ("to", "à") and lower in rules["actor_nouns"]:
        return True
    if preposition in rules["place_prepositions"] or (preposition in ("of", "de") and lower in rules["patient_nouns"]):
        return False
    return preposition in ("of", "de", "for", "on", "sur", "towards") and lower in rules["actor_nouns"]
