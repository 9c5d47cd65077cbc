"""The words beside a cue clause that it reports: the quotation or sentence before it, and how that goes on behind."""

from __future__ import annotations

from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.extents import scope
from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.trailing import is_about_speaker, is_finite_at

__all__ = [
    "block_of",
    "is_whole",
    "last_sign",
    "left_of",
    "opens_cause",
    "quote_before",
    "right_of",
    "without_circumstance",
]

_BEFORE = frozenset({"", ",", "-", "–", "—", "!", "?", ",-", "–,", "…", "'", "’", "!,", "?,"})
"""What may stand between a quotation and the cue clause after it."""

_AFTER = frozenset({"", ",", "-", "–", "—", ":", ",:", ";"})
"""What may stand between a cue clause and the rest of a quotation of the same sentence."""


def is_whole(scene: Scene, number: int) -> bool:
    """Whether a quotation holds a clause of its own rather than a phrase: it has a finite verb, and opens like a sentence or is long."""
    quote = scene.quotes[number]
    tokens = [scene.tokens[k] for k in scene.quote_tokens[number]]
    words = [t for t in tokens if t.pos not in ("PUNCT", "SPACE")]
    if not words:
        return False
    first = scene.text[quote.inner.start : quote.inner.end].lstrip(" \u00a0\u202f([…'‘“\"")[:1]
    finite = any(
        t.pos in ("VERB", "AUX") and (t.morph.get("VerbForm") == "Fin" or t.tag in ("VBD", "VBZ", "VBP", "MD"))
        for t in words
    )
    ended = scene.text[quote.inner.end - 1 : quote.inner.end] in tuple(".!?…") or tokens[-1].text in (".", "!", "?")
    return (finite and (first.isupper() or len(words) >= 8)) or (first.isupper() and ended and len(words) >= 2)


def without_circumstance(scene: Scene, cue: Cue, left: list[int], right: list[int]) -> list[int]:
    """Words before a cue clause, without those that are no content: "On Monday in Leeds, Hale said, “We leave.”".

    Those have neither marks nor a finite verb, and what is said stands behind the cue.
    """
    if scene.language != "en" or any(scene.inside[k] > cue.level or is_finite_at(scene, k) for k in left):
        return left
    first = next((k for k in right if not scene.is_bound(k)), None)
    quoted = first in scene.quote_starts and is_whole(scene, scene.quote_starts[first])
    behind = any(k > cue.i and scene.tokens[k].dep in ("ccomp", "xcomp", "obj") for k in scene.tokens[cue.i].children)
    return [] if quoted or (behind and not right) else left


def quote_before(scene: Scene, start: int, level: int) -> int | None:
    """The quotation that ends right before a token, the outermost at that level."""
    begin = scene.tokens[start].start
    best = None
    for number in range(len(scene.quotes) - 1, -1, -1):
        quote = scene.quotes[number]
        if quote.outer.end > begin or scene.quotes[number].outer.start < begin - 6000:
            continue
        if level >= 0 and not scene.quotes[level].outer.holds(quote.outer):
            continue
        if (
            scene.gap(quote.outer.end, begin) in _BEFORE
            and (quote.block == block_of(scene, start) or not _is_closed(scene, number))
            and (best is None or quote.outer.start < scene.quotes[best].outer.start)
        ):
            best = number
        elif best is not None or quote.outer.end < begin - 300:
            break
    return best


def _is_closed(scene: Scene, number: int) -> bool:
    """Whether a quotation ends its sentence by a full stop, in the paragraph before: no cue follows it."""
    return last_sign(scene, number) == "."


def last_sign(scene: Scene, number: int) -> str:
    """The last sign of a quotation's words, marks inside them passed over: on “New Day.”"""
    inner = scene.quotes[number].inner
    return scene.text[inner.start : inner.end].rstrip().rstrip("\"'”’").rstrip()[-1:]


def left_of(scene: Scene, cue: Cue, start: int) -> list[int]:
    """Content before the cue clause: the quotation that ends there, with the words of its sentence around it, or the sentence."""
    within = scope(scene, cue.i)
    number = quote_before(scene, start, cue.level)
    if number is None:
        return _from_boundary(scene, list(range(within.start, start)), cue)
    quote = scene.quote_tokens[number]
    if not quote:
        return []
    sentence = scene.sentence(quote.start)
    sentence = range(max(sentence.start, within.start), sentence.stop) if within.start <= quote.start else sentence
    before = scene.text[scene.tokens[sentence.start].start : scene.quotes[number].outer.start].strip()
    if not before or before.endswith(":") or _opens_sentence(scene, number):
        return list(range(quote.start, start))
    begin = sentence.start
    if cue.level >= 0:
        begin = max(begin, scene.quote_tokens[cue.level].start)
    return _from_boundary(scene, list(range(begin, start)), cue)


def _opens_sentence(scene: Scene, number: int) -> bool:
    quote = scene.quotes[number]
    first = scene.text[quote.inner.start : quote.inner.end].lstrip(" \u00a0\u202f([…'‘“\"")[:1]
    before = scene.text[max(0, quote.outer.start - 3) : quote.outer.start].rstrip()
    return first.isupper() and (not before or before[-1:] in '.!?:…»”"\n')


def _from_boundary(scene: Scene, run: list[int], cue: Cue) -> list[int]:
    """The run after its last colon that introduces, or semicolon; a dateline is left out."""
    for k in range(len(run) - 1, -1, -1):
        token = scene.tokens[run[k]]
        if token.text in (";", ":") and scene.inside[run[k]] == cue.level and k < len(run) - 3:
            return run[k + 1 :]
    return run


def opens_cause(scene: Scene, stop: int) -> bool:
    """« La vente est reportée, précise le groupe, en raison de … »: why it is so, not why it is said."""
    tokens = scene.tokens
    pair = f"{tokens[stop + 1].lower}:{tokens[stop + 2].lower}" if stop + 2 < len(tokens) else ""
    return tokens[stop].text == "," and pair in scene.words("causes")


def right_of(scene: Scene, cue: Cue, start: int, stop: int, *, left: list[int]) -> list[int]:
    """Content after an incised cue clause, in the same sentence."""
    tokens = scene.tokens
    if stop >= len(tokens):
        return []
    if left and opens_cause(scene, stop) and stop < scope(scene, cue.i).stop:
        return list(range(stop + 1, scope(scene, cue.i).stop))
    end_of_clause = tokens[stop - 1].end
    quoted = (bool(left) and scene.inside[left[-1]] > cue.level) or quote_before(scene, start, cue.level) is not None
    following = next((n for n, q in enumerate(scene.quotes) if q.outer.start >= end_of_clause), None)
    if quoted and following is not None:
        gap = scene.gap(end_of_clause, scene.quotes[following].outer.start)
        led = tokens[stop - 1].pos in ("DET", "ADP", "SCONJ", "CCONJ") or tokens[stop - 1].lower in scene.words(
            "relatives"
        )
        if gap in _AFTER and not led and scene.quotes[following].block == block_of(scene, cue.i):
            return list(scene.quote_tokens[following])
    if quoted:
        return []
    within = scope(scene, cue.i)
    if tokens[stop].text not in (",", "-", "–", "—", ":") or stop + 1 >= within.stop:
        return []
    rest = _without_citing(scene, list(range(stop + 1, within.stop)))
    if is_about_speaker(scene, cue, stop, rest, left=left):
        return []
    inside = set(left)
    first = tokens[rest[0]]
    if first.morph.get("VerbForm") == "Inf" or (first.pos == "SCONJ" and first.lower in scene.words("complementisers")):
        return rest
    if (
        not left
        or cue.level >= 0
        or any(tokens[k].head in inside or tokens[k].head == k for k in rest if tokens[k].pos != "PUNCT")
        or not any(tokens[k].pos in ("VERB", "AUX") for k in left)
    ):
        return rest
    return []


def _without_citing(scene: Scene, rest: list[int]) -> list[int]:
    """What follows "The treaty, X said, citing reports, had been violated": what the speaker leans on is no part of what is said."""
    token = scene.tokens[rest[0]]
    participle = token.tag == "VBG" or token.morph.get("Tense") == "Pres"
    if not participle or token.lemma.lower() not in scene.words("citing") or token.pos != "VERB":
        return rest
    closing = next((n for n, k in enumerate(rest) if scene.tokens[k].text == ","), None)
    return rest[closing + 1 :] if closing is not None and closing + 1 < len(rest) else rest


def block_of(scene: Scene, i: int) -> int:
    """Number of the paragraph of a token."""
    return scene.parse.sentences[scene.tokens[i].sentence].block
