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
    base = len(result.tokens)
    tokens: list[Token] = []
    at = 0
    columns = zip(
        raw["words"], raw["SPACY"], raw["LEMMA"], raw["POS"], raw["TAG"], raw["DEP"], raw["HEAD"],
        raw["MORPH"], raw["ENT_TYPE"], raw["ENT_IOB"], strict=True,
    )  # fmt: skip
    for i, (word, spaced, lemma, pos, tag, dep, head, morph, entity, iob) in enumerate(columns):
        span = block.span(at, at + len(word))
        tokens.append(
            Token(
                i,
                span.start,
                span.end,
                word,
                word.lower(),
                lemma,
                pos,
                tag,
                dep,
                i + head,
                _morph(morph),
                entity,
                iob == 3,
                0,
                bool(spaced),
            )
        )
        at += len(word) + bool(spaced)
    neutral(tokens, result.language)
    if tokens:
        result.blocks.append(Span(tokens[0].start, tokens[-1].end))
    first = 0
    for i, starts in enumerate([*raw["SENT_START"][1:], 1], start=1):
        if starts == 1:
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
