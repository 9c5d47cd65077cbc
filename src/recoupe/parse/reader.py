"""Reports into parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from recoupe.lang import table
from recoupe.model.span import Span
from recoupe.parse.models import RawBlock, run
from recoupe.parse.neutral import neutral
from recoupe.parse.tree import Parse, Sentence, Token
from recoupe.parse.view import Block, blocks

__all__ = ["parse", "parse_many"]


def parse(text: str, language: str) -> Parse:
    """Return the parse of one text. Raises LanguageError or ModelError."""
    return next(parse_many([text], language))


def parse_many(texts: Iterable[str], language: str) -> Iterator[Parse]:
    """Yield a parse for each text, in order; blocks of several texts share the model's batches."""
    words = frozenset(table(language, "function_words")["words"])
    views = [(text, blocks(text, words)) for text in texts]
    raws = run(language, (block.text for _, found in views for block in found))
    for text, found in views:
        yield _assemble(text, language, [(block, next(raws)) for block in found])


def _assemble(text: str, language: str, analysed: list[tuple[Block, RawBlock]]) -> Parse:
    result = Parse(text, language, [], [], [])
    for number, (block, raw) in enumerate(analysed):
        _add_block(result, block, raw, number)
    return result


@lru_cache(maxsize=20_000)
def _morph(features: str) -> dict[str, str]:
    """Features as a dict; shared between tokens, so nobody may change it."""
    return dict(pair.split("=", 1) for pair in features.split("|")) if features and features != "_" else {}


def _add_block(result: Parse, block: Block, raw: RawBlock, number: int) -> None:
    tokens, starts = _without_spaces(_tokens(block, raw), raw["SENT_START"])
    if not tokens:
        return
    neutral(tokens, result.language)
    _rejoin(tokens, starts)
    result.blocks.append(Span(tokens[0].start, tokens[-1].end))
    base = len(result.tokens)
    first = 0
    for i, begins in enumerate([*starts[1:], True], start=1):
        if begins:
            sentence = Sentence(len(result.sentences), base + first, base + i, number)
            for token in tokens[first:i]:
                token.sentence = sentence.i
            result.sentences.append(sentence)
            first = i
    if base:
        for token in tokens:
            token.i += base
            token.head += base
            token.children = [k + base for k in token.children]
    result.tokens.extend(tokens)


def _rejoin(tokens: list[Token], starts: list[bool]) -> None:
    """No sentence begins between a word and its head: a repair that ties two pieces together makes them one."""
    opened = 0
    for t in tokens:
        if starts[t.i]:
            opened = t.i
        if t.head < opened:
            for i in range(t.head + 1, t.i + 1):
                starts[i] = False
            opened = next(i for i in range(t.head, -1, -1) if starts[i] or i == 0)
        elif t.head > t.i + 1:
            for i in range(t.i + 1, t.head + 1):
                starts[i] = False


def _tokens(block: Block, raw: RawBlock) -> list[Token]:
    columns = zip(
        raw["words"], raw["SPACY"], raw["LEMMA"], raw["POS"], raw["TAG"], raw["DEP"], raw["HEAD"],
        raw["MORPH"], raw["ENT_TYPE"], raw["ENT_IOB"], strict=True,
    )  # fmt: skip
    tokens = []
    at = 0
    base = block.base if block.starts is None else None
    for i, (word, spaced, lemma, pos, tag, dep, head, morph, entity, iob) in enumerate(columns):
        start, end = block.span(at, at + len(word)) if base is None else (base + at, base + at + len(word))
        tokens.append(
            Token(
                i, start, end, word, word.lower(), lemma, pos, tag, dep, i + head, _morph(morph), entity,
                iob == 3, 0, bool(spaced),
            )
        )  # fmt: skip
        at += len(word) + bool(spaced)
    return tokens


def _without_spaces(tokens: list[Token], starts: list[int]) -> tuple[list[Token], list[bool]]:
    """The tokens that are words or marks, and whether each opens a sentence: models make tokens of doubled spaces."""
    begins = [flag == 1 for flag in starts]
    if not any(t.text.isspace() for t in tokens):
        return tokens, begins
    place: dict[int, int] = {}
    kept: list[Token] = []
    flags: list[bool] = []
    owed = False
    for token, flag in zip(tokens, begins, strict=True):
        owed |= flag
        if token.text.isspace():
            if kept:
                kept[-1].spaced = True
            continue
        place[token.i] = len(kept)
        kept.append(token)
        flags.append(owed)
        owed = False
    for token in kept:
        head, seen = token.head, {token.i}
        while head not in place and head not in seen:  # a word that hangs on a space hangs on what that hangs on
            seen.add(head)
            head = tokens[head].head
        token.head = place.get(head, place[token.i])
    for i, token in enumerate(kept):
        token.i = i
    return kept, flags
