"""Names of the tables in the text, and whether they or the model's labels win."""

from __future__ import annotations

from recoupe.extract.mentions.labels import PERSON
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Leaf, Lexicon, Row, Trie, fold, initials, pieces
from recoupe.parse.tree import Parse, Token

__all__ = ["match", "with_tables"]


def match(tokens: list[Token], at: int, names: Trie) -> tuple[int, Row] | None:
    """The longest name of the tables that begins at a token: its end and row; it ends at a word's end, before no hyphen."""
    node, best, i = names, None, at
    exact = True
    capitals: list[bool] = []
    while i < len(tokens):
        text = tokens[i].text
        parts = pieces(text)
        if not parts and (text != "-" or i == at):
            break
        for part in parts:
            node = node.get(part)  # type: ignore[assignment]
            if node is None:
                return best
        capitals.extend(initials(text)[: len(parts)])
        exact = exact and text.isupper()
        i += 1
        leaf = _leaf(node.get(""), capitals, exact) if parts else None
        if leaf is not None and not _inside_word(tokens, i, names):
            best = (i, leaf.row)
    return best


def _inside_word(tokens: list[Token], end: int, names: Trie) -> bool:
    """Whether a hyphen ties what stands before a token to more of one word: « La Croix » of « La Croix-Rouge ».

    A hyphen between two names of the tables joins two names (« Russie-Ukraine »), one before a small letter adds to it.
    """
    if end + 1 >= len(tokens) or tokens[end].text != "-" or tokens[end - 1].spaced or tokens[end].spaced:
        return False
    after = pieces(tokens[end + 1].text)
    return tokens[end + 1].text[0].isupper() and not (after and after[0] in names)


def _leaf(leaves: list[Leaf] | None, capitals: list[bool], exact: bool) -> Leaf | None:
    for leaf in leaves or ():
        if leaf.exact and not exact:
            continue
        if all(have or not want for have, want in zip(capitals, leaf.capitals, strict=True)):
            return leaf
    return None


def with_tables(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Names of the tables win over the model's where they are as long or longer; they fill what it left out."""
    tokens, names = parse.tokens, words.names
    owner = {i: s for s in spots for i in range(s.first, s.last)}
    lost: set[int] = set()
    added: list[Spot] = []
    at = 0
    while at < len(tokens):
        start = pieces(tokens[at].text)
        found = match(tokens, at, names) if start and start[0] in names else None
        if found is None:
            at += 1
            continue
        end, row = found
        if end < len(tokens) and tokens[end].text == "." and not tokens[end - 1].spaced and "." in tokens[end - 1].text:
            end += 1  # "W.Va."
        rivals = list({id(owner[i]): owner[i] for i in range(at, end) if i in owner}.values())
        for rival in rivals:
            if rival.first == at and row.sort == "party" and end < rival.last and _first_name(words, tokens[end]):
                rival.first, rival.kind, rival.sort = end, PERSON, ""  # « le député RN Hugo Vasseur »
                rival.head = head_of(parse, end, rival.last)
        rivals = [r for r in rivals if r.first < end]
        if any(_outranks(parse, r, found=range(at, end), table=(row, names)) for r in rivals):
            at = end
            continue
        lost.update(id(r) for r in rivals)
        added.append(Spot(at, end, head_of(parse, at, end), row.kind, row=row))
        at = end
    return sorted([s for s in spots if id(s) not in lost] + added, key=lambda s: s.first)


def _first_name(words: Lexicon, token: Token) -> bool:
    return token.text[0].isupper() and fold(token.text) in words.first_names


def _outranks(parse: Parse, rival: Spot, found: range, table: tuple[Row, Trie]) -> bool:
    """Whether the model's longer name stands against a table's shorter one inside it."""
    (row, names), at, end = table, found.start, found.stop
    if row.table == "equipment":
        return False  # names such as "Iris-T" stand for nothing else
    if not (rival.first <= at and end <= rival.last and rival.last - rival.first > end - at):
        return rival.first < at and rival.last > at and rival.kind is PERSON
    if rival.sort or _two_states(parse, rival, names):
        return False
    rest = [t for t in parse.tokens[rival.first : rival.last] if not at <= t.i < end]
    return (
        any(t.text[0].isupper() or t.text[0].isdigit() for t in rest if t.pos not in ("DET", "ADP"))
        or parse.tokens[rival.first].pos == "NOUN"
    )


def _two_states(parse: Parse, rival: Spot, names: Trie) -> bool:
    """Whether a name is two states with a hyphen between: « le conflit Russie-Ukraine »."""
    tokens = parse.tokens
    dash = next((i for i in range(rival.first + 1, rival.last - 1) if tokens[i].text == "-"), None)
    if dash is None:
        return False
    left, right = match(tokens, rival.first, names), match(tokens, dash + 1, names)
    return bool(
        left and right and left[0] == dash and right[0] == rival.last and {left[1].table, right[1].table} == {"states"}
    )
