"""Name spots: where names stand, from the syntax model's labels, the tables and patterns, with the model's known faults mended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from recoupe.extract.mentions.words import Lexicon, Row, Trie, fold, pieces
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import Parse, Token

__all__ = ["Spot", "head_of", "name_spots"]


@dataclass(slots=True, eq=False)
class Spot:
    """Tokens ``[first, last)`` that mention something; ``head`` is the token that the phrase hangs on."""

    first: int
    last: int
    head: int
    kind: EntityKind
    mode: MentionMode = MentionMode.NAME
    row: Row | None = None
    gender: str = ""
    plural: bool = False
    title: str = ""
    root: str = ""
    """For a description, the root of its noun."""
    sort: str = ""
    definite: bool = True
    cluster: int = -1
    candidates: list[int] = field(default_factory=list)


LABELS = {
    "PER": EntityKind.PERSON, "PERSON": EntityKind.PERSON, "ORG": EntityKind.ORGANISATION, "LOC": EntityKind.PLACE,
    "GPE": EntityKind.PLACE, "FAC": EntityKind.FACILITY,
}  # fmt: skip


def head_of(parse: Parse, first: int, last: int) -> int:
    """The token of ``[first, last)`` whose governor lies outside; the first such."""
    for i in range(first, last):
        head = parse.tokens[i].head
        outside = head == i or not first <= head < last
        if outside and (parse.tokens[i].pos not in ("PUNCT", "DET", "ADP") or last - first == 1):
            return i
    return first


def name_spots(parse: Parse, words: Lexicon) -> list[Spot]:
    """Return the spots of names, in order, without overlaps."""
    spots = _from_model(parse, words)
    spots = _with_tables(parse, words, spots)
    return _one_kind(parse, spots)


def _from_model(parse: Parse, words: Lexicon) -> list[Spot]:
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
        kind = LABELS.get(label)
        if kind is not None:
            spot = _trimmed(parse, words, i, end, kind)
            if spot:
                found.append(spot)
        i = end
    return found


def _trimmed(parse: Parse, words: Lexicon, first: int, last: int, kind: EntityKind) -> Spot | None:
    """The spot without articles, prepositions, marks and titles at its edges; None where no capital is left."""
    tokens = parse.tokens
    title = ""
    while first < last:
        token = tokens[first]
        if kind is EntityKind.PERSON and token.lower in words.titles and last - first > 1:
            title = title or token.lower
        elif not (token.pos in ("DET", "ADP", "PUNCT", "CCONJ", "NUM") and not token.text[0].isupper()) and token.text not in ("The", "\"", "«"):
            break
        first += 1
    while last > first and (tokens[last - 1].pos in ("PUNCT", "DET", "ADP", "CCONJ", "SPACE") or tokens[last - 1].text in ("'s", "'", "»", "\"")) and tokens[last - 1].text[-1] != ".":
        last -= 1
    if first == last or not any(c.isupper() for t in tokens[first:last] for c in t.text):
        return None
    return Spot(first, last, head_of(parse, first, last), kind, title=title)


def match(tokens: list[Token], at: int, names: Trie) -> tuple[int, Row] | None:
    """The longest name of the tables that begins at a token: its end and row."""
    if not tokens[at].text[0].isupper():
        return None
    node, best, i, exact = names, None, at, True
    while i < len(tokens):
        parts = pieces(tokens[i].text)
        if not parts and tokens[i].text != "-":
            return best
        for part in parts:
            node = node.get(part)  # type: ignore[assignment]
            if node is None:
                return best
        exact = exact and tokens[i].text.isupper()
        i += 1
        row = node.get("") or (node.get("*") if exact else None)
        if row is not None:
            best = (i, row)
    return best


def _with_tables(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Names of the tables win over the model's where they are as long or longer; they fill what it left out."""
    tokens = parse.tokens
    owner: dict[int, Spot] = {i: s for s in spots for i in range(s.first, s.last)}
    kept = dict.fromkeys(map(id, spots), True)
    added: list[Spot] = []
    at = 0
    while at < len(tokens):
        found = match(tokens, at, words.names)
        if found is None:
            at += 1
            continue
        end, row = found
        rivals = {id(owner[i]): owner[i] for i in range(at, end) if i in owner}.values()
        if any(r.first <= at and end <= r.last and r.last - r.first > end - at for r in rivals):
            at = end
            continue
        for rival in rivals:
            kept[id(rival)] = False
        added.append(Spot(at, end, head_of(parse, at, end), row.kind, row=row))
        at = end
    return sorted([s for s in spots if kept[id(s)]] + added, key=lambda s: s.first)


def _one_kind(parse: Parse, spots: list[Spot]) -> list[Spot]:
    """The same words name the same kind of thing throughout a report: the majority decides."""
    votes: dict[str, Counter[EntityKind]] = {}
    keys = []
    for spot in spots:
        key = " ".join(fold(t.text) for t in parse.tokens[spot.first : spot.last])
        keys.append(key)
        votes.setdefault(key, Counter())[spot.kind] += 1
    for spot, key in zip(spots, keys, strict=True):
        if spot.row is None:
            spot.kind = votes[key].most_common(1)[0][0]
    return spots
