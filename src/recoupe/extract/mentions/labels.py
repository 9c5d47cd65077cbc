"""The syntax model's labels as name spots, with titles, articles and marks trimmed."""

from __future__ import annotations

from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["LABELS", "ORGANISATION", "PERSON", "PLACE", "labelled", "surname_alone"]

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE


LABELS = {
    "PER": PERSON, "PERSON": PERSON, "ORG": ORGANISATION, "LOC": PLACE, "GPE": PLACE, "FAC": EntityKind.FACILITY,
    "NORP": EntityKind.GROUP, "MISC": None, "PRODUCT": None, "EVENT": None, "WORK_OF_ART": None,
}  # fmt: skip
"""The models' labels; those of None name something only where a table, a head word or a pattern says so."""


def labelled(parse: Parse, words: Lexicon) -> list[Spot]:
    """Return a spot for each stretch that the model labels, in order."""
    found: list[Spot] = []
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        label = tokens[i].entity
        if not label:
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and tokens[end].entity == label and not tokens[end].begins:
            end += 1
        if label in LABELS:
            spot = _trimmed(parse, words, range(i, end), label)
            if spot:
                found.append(spot)
        i = end
    return found


_MARKS = frozenset({'"', "«", "»", "“", "”", "'s", "'", "(", ")", ",", ":", ";", "-", "–", "—"})


def _trimmed(parse: Parse, words: Lexicon, stretch: range, label: str) -> Spot | None:
    """The spot without articles, prepositions, marks and titles at its edges; None where no capital is left."""
    tokens = parse.tokens
    kind = LABELS[label]
    title = ""
    first, last = stretch.start, stretch.stop
    while first < last - 1 and (step := _leading(parse, words, range(first, last), kind)):
        title = title or (step if step != " " else "")
        first += 1
    last = next((i for i in range(first + 1, last) if tokens[i].text == "("), last)
    while last > first and _trailing(tokens[last - 1], kind):
        last -= 1
    if first >= last or not any(c.isupper() for t in tokens[first:last] for c in t.text):
        return None
    return Spot(
        first,
        last,
        head_of(parse, first, last),
        kind or EntityKind.EQUIPMENT,
        title=title,
        sort=label if kind is None else "",
    )


def _leading(parse: Parse, words: Lexicon, rest: range, kind: EntityKind | None) -> str:
    """The title to cut from the front of a name, " " for another word to cut, "" for none."""
    i, last = rest.start, rest.stop
    token = parse.tokens[i]
    lower = token.lower
    if token.text in _MARKS or token.pos in ("PUNCT", "SPACE"):
        return " "
    if kind is ORGANISATION and parse.language == "fr" and (noun := words.nouns.get(lower)) and noun.sort == "office":
        return " "  # « ministre de l'Intérieur »: the office is a description, the department its body
    if kind is PERSON:
        if lower in words.courtesy and surname_alone(parse, words, i + 1, last):
            return ""
        if lower in words.titles:
            return lower
        if fold(token.text) in words.peoples or (lower in words.nouns and token.pos == "NOUN"):
            return " "
    if token.text[0].isupper():
        article = token.pos == "DET" and i == parse.sentences[token.sentence].first
        return " " if article and kind is not PERSON else ""
    return " " if token.pos in ("DET", "ADP", "CCONJ", "NUM", "ADV", "ADJ", "PRON") or lower in ("l'", "d'") else ""


def surname_alone(parse: Parse, words: Lexicon, first: int, last: int) -> bool:
    """« M. Durand » is the form of the name; before a full name, « M. Paul Durand », the form of address is an addition."""
    return sum(t.lower not in words.particles for t in parse.tokens[first:last]) == 1


def _trailing(token: Token, kind: EntityKind | None) -> bool:
    if token.text in _MARKS or token.pos in ("SPACE", "DET", "ADP", "CCONJ"):
        return True
    if token.pos == "PUNCT":
        return token.text[-1] != "." or len(token.text) == 1
    return kind is not None and not token.text[0].isupper() and token.pos in ("VERB", "AUX", "PRON", "ADV")
