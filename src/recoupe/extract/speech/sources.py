"""The words that name the source of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.extract.speech.scene import Scene
from recoupe.model.span import Span
from recoupe.parse.tree import NOT_IN_PHRASE

__all__ = ["first_noun", "noun_before", "noun_span", "source_spans"]

_NOT_IN_SOURCE = NOT_IN_PHRASE | {"acl", "cop", "mark", "nsubj", "aux"}


def noun_span(scene: Scene, head: int) -> Span:
    """Span of a noun phrase with its title and the name in apposition right after it, never over a quotation's edge."""
    parse, tokens = scene.parse, scene.tokens
    indices = set(parse.phrase(head, _NOT_IN_SOURCE))
    for k in tokens[head].children:
        if tokens[k].dep in ("appos", "flat") and tokens[k].pos == "PROPN" and k > head:
            indices.update(parse.phrase(k))
    inside = [
        k for k in sorted(indices) if scene.inside[k] == scene.inside[head] or scene.inside[k] > scene.inside[head]
    ]
    run = _without_time(scene, head, _behind_quotation(scene, head, _around(head, inside)))
    while (
        len(run) > 1
        and (tokens[run[0]].pos in ("ADP", "PUNCT", "SCONJ", "VERB") or tokens[run[0]].lower in scene.words("whose"))
        and run[0] != head
        and tokens[run[0]].lower not in ("des", "du", "de", "d'")
    ):
        run = run[1:]
    return _without_hyphen(scene, parse.span(_with_described(scene, run)))


def _with_described(scene: Scene, run: list[int]) -> list[int]:
    """« ceux interrogés », "a third of those polled": a pronoun means nobody without the participle behind it."""
    last, after = run[-1], run[-1] + 1
    if after >= len(scene.tokens) or scene.tokens[last].lower not in scene.words("those"):
        return run
    told = scene.tokens[after].head == last and scene.tokens[after].dep in ("acl", "amod")
    return [*run, after] if told else run


def _behind_quotation(scene: Scene, head: int, run: list[int]) -> list[int]:
    """The run without words in marks that open it and hold a verb: what is said, not who says it."""
    marked = next((n for n, k in enumerate(run) if scene.inside[k] == scene.inside[head]), 0)
    if any(scene.tokens[k].pos in ("VERB", "AUX") for k in run[:marked]):
        return run[marked:]
    return run


def _without_hyphen(scene: Scene, span: Span) -> Span:
    """« dit-elle », « explique-t-on »: the hyphen and the "t" join, and name nobody."""
    joined = next((j for j in ("-t-", "-") if scene.text.startswith(j, span.start, span.end)), "")
    return Span(min(span.start + len(joined), span.end - 1), span.end)


def _without_time(scene: Scene, head: int, run: list[int]) -> list[int]:
    """The run without the hour that opens a post: "14:05 State TV reports …"."""
    while len(run) > 1 and run[0] < head and scene.tokens[run[0]].start in scene.draft.timed_starts:
        run = run[1:]
    return run


def _around(head: int, inside: Sequence[int]) -> list[int]:
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


def first_noun(scene: Scene, start: int, end: int, bare: bool = False) -> int | None:
    """Head of the first noun phrase among tokens ``[start, end)``, up to the first boundary.

    Where ``bare``, phrases with a preposition are passed over: « a confié pour sa part la mère ».
    """
    tokens = scene.tokens
    for k in range(start, end):
        if scene.is_bound(k):
            return None
        if tokens[k].pos in ("NOUN", "PROPN", "PRON") and not _is_time(scene, k):
            top = _top(scene, k, start, end)
            if not (bare and _has_preposition(scene, top, start)):
                return top
    return None


def _has_preposition(scene: Scene, i: int, start: int) -> bool:
    """Whether a noun or the noun phrase it hangs in stands after a preposition; a partitive article is none."""
    tokens = scene.tokens
    while i >= start:
        case = scene.parse.child(i, "case")
        if case is not None and tokens[case].lower not in ("des", "d'", "du", "de") and case >= start:
            return True
        if case is not None and tokens[i].dep in ("nmod", "obl") and tokens[i].head >= start:
            return True
        if tokens[i].head <= i and tokens[i].dep not in ("flat", "appos", "nmod", "amod"):
            return False
        if tokens[i].head == i:
            return False
        i = tokens[i].head
    return False


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


def noun_before(scene: Scene, i: int, start: int) -> int | None:
    """Head of the nearest noun phrase before a token, at the same level of quotation, up to ``start``."""
    tokens = scene.tokens
    for k in range(i - 1, start - 1, -1):
        if tokens[k].pos in ("NOUN", "PROPN", "PRON") and scene.inside[k] == scene.inside[i] and not _is_time(scene, k):
            top = k
            while (
                start <= tokens[top].head < i
                and tokens[top].head != top
                and tokens[tokens[top].head].pos in ("NOUN", "PROPN", "PRON")
                and tokens[top].dep != "conj"
            ):
                top = tokens[top].head
            return top
        if tokens[k].pos in ("VERB", "AUX") and k < i - 1:
            return None
    return None
