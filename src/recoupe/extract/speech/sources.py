"""The words that name the source of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.extract.speech.scene import Scene
from recoupe.model.span import Span

__all__ = ["first_noun", "noun_span", "source_spans"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET", "SYM"})
_LEFT_OUT = frozenset(
    {
        "acl:relcl",
        "parataxis",
        "cc",
        "dislocated",
        "advcl",
        "ccomp",
        "discourse",
        "vocative",
        "conj",
        "cop",
        "punct",
        "appos",
        "acl",
        "mark",
        "case",
    }
)


def noun_span(scene: Scene, head: int) -> Span:
    """Span of a noun phrase with its title and the name in apposition right after it, never over a quotation's edge."""
    parse, tokens = scene.parse, scene.tokens
    indices = set(parse.phrase(head))
    for k in tokens[head].children:
        if tokens[k].dep in ("appos", "flat") and tokens[k].pos == "PROPN" and k > head:
            indices.update(parse.phrase(k))
    inside = [
        k for k in sorted(indices) if scene.inside[k] == scene.inside[head] or scene.inside[k] > scene.inside[head]
    ]
    run = _around(head, inside, tokens)
    return parse.span(run)


def _around(head: int, inside: Sequence[int], tokens: Sequence[object]) -> list[int]:
    """The run of tokens around ``head``; a gap of one (a comma before a name) is bridged."""
    members = set(inside)
    first = last = head
    while first - 1 in members:
        first -= 1
    while last + 1 in members or last + 2 in members:
        last += 1 if last + 1 in members else 2
    return list(range(first, last + 1))


def source_spans(scene: Scene, heads: Iterable[int]) -> tuple[Span, ...]:
    """Spans of the coordinated heads of a source: one from the first to the last where they stand close."""
    spans = sorted({noun_span(scene, h) for h in heads})
    if not spans:
        return ()
    result = [spans[0]]
    for span in spans[1:]:
        if span.start <= result[-1].end + 60 and scene.text.find(".", result[-1].end, span.start) < 0:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
        else:
            result.append(span)
    return tuple(result)


def first_noun(scene: Scene, start: int, end: int) -> int | None:
    """Head of the first noun phrase among tokens ``[start, end)``, up to the first boundary."""
    tokens = scene.tokens
    k = start
    while k < end:
        token = tokens[k]
        if scene.is_bound(k):
            return None
        if token.pos in ("NOUN", "PROPN", "PRON") and not _is_time(scene, k):
            return _top(scene, k, start, end)
        k += 1
    return None


def _is_time(scene: Scene, i: int) -> bool:
    return scene.tokens[i].lower in scene.words("days") or scene.tokens[i].lemma in scene.words("days")


def _top(scene: Scene, i: int, start: int, end: int) -> int:
    """The head of the noun phrase that a token opens: upwards while the head is a noun right of it, inside the range."""
    tokens = scene.tokens
    while (
        tokens[i].dep in ("compound", "flat", "nmod:poss", "amod", "det", "nummod")
        and start <= tokens[i].head < end
        and tokens[i].head != i
        and tokens[tokens[i].head].pos in ("NOUN", "PROPN", "PRON")
    ):
        i = tokens[i].head
    return i
