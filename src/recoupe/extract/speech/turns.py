"""Turns of an interview as it is printed: labelled, after a dash, or questions that are paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from recoupe.extract.speech.scene import Scene
from recoupe.lang import table
from recoupe.model.span import Span

__all__ = ["DASHED", "Label", "Turn", "forms", "parts_of", "turns_of"]

_SPACE = " \u00a0\u202f"

_LABEL = re.compile(
    rf"(?:^|(?<=[.?!…»”]))[{_SPACE}*_\"“«]*([^\W\d_][\w.’'&-]*(?:[{_SPACE}][\w][\w.’'&-]*){{0,6}})"
    rf"(?:[{_SPACE}]\([^)\n]{{1,40}}\))?[*_]*[{_SPACE}]*:[*_]*(?=[{_SPACE}])",
    re.MULTILINE,
)
"""Up to seven words and a colon where a line or a sentence begins: « Le Courrier de l'Aune : »."""

_DASH = re.compile(rf"(?:^|(?<=[.?!…»”]))[{_SPACE}]*[—–-][{_SPACE}]+(?=[^\W\d_]|[«“\"])", re.MULTILINE)
"""A dash where a line or a sentence begins, and a word after it."""

DASHED = "—"
"""Key of the label that a dash is."""

_HEADING = 10
"""Words of a line without a full stop at most for it to be a heading."""

_ASIDES = ("(", "[", '"(', "“(", "«\u00a0(", "« (", '"[', "“[")
"""How a paragraph opens that tells, in brackets, what happens meanwhile."""

_TAIL = " \u00a0\u202f»”\"*_'’)"


@dataclass(frozen=True, slots=True)
class Label:
    """What opens a turn: the letters of its words, small, and their span; a dash has no words."""

    key: str
    span: Span


@dataclass(slots=True)
class Turn:
    """One paragraph, or labelled part of one, of whoever asks or answers. ``span`` leaves the label out."""

    span: Span
    label: Label | None
    asks: bool
    own: bool = True
    """False where the label stands on a part before this one of the same turn."""


@lru_cache(maxsize=4)
def forms(language: str) -> dict[str, frozenset[str]]:
    """Lists of table ``forms``."""
    return {name: frozenset(words) for name, words in table(language, "forms").items()}


def turns_of(scene: Scene) -> list[Turn]:
    """Return the turns of a report that looks like an interview, in order; none where nothing looks so.

    Whether it is one, ``interviews`` decides. Everything before the first turn introduces it.
    """
    if "?" not in scene.text:
        return []
    parts = list(parts_of(scene))
    asking, answering = _roles(scene, parts)
    known = asking | answering
    turns: list[Turn] = []
    for span, label in _joined(scene.text, parts, known):
        role = _role(scene, span, label, (asking, answering))
        if role == "closing" and turns:
            break
        if role == "asks" or (role == "answers" and turns):
            before = turns[-1].label if turns and not turns[-1].asks and role == "answers" else None
            turns.append(Turn(span, label or before, role == "asks", label is not None))
    return turns


def parts_of(scene: Scene) -> Iterator[tuple[Span, Label | None]]:
    """Each paragraph, cut where a label or a dash opens a turn."""
    text = scene.text
    found = [(m.start(), m.end(), _label(scene, m)) for m in _LABEL.finditer(text)]
    found = [row for row in found if row[2] is not None]
    found += [(m.start(), m.end(), Label(DASHED, Span(*m.span()))) for m in _DASH.finditer(text)]
    found.sort(key=lambda row: row[0])
    at = 0
    for block in scene.parse.blocks:
        start, label = block.start, None
        while at < len(found) and found[at][0] < block.end:
            first, last, opened = found[at]
            at += 1
            if last <= start:
                continue
            if span := _trimmed(text, start, max(first, start)):
                yield span, label
            start, label = last, opened
        if span := _trimmed(text, start, block.end):
            yield span, label


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return Span(start, end) if start < end else None


def _label(scene: Scene, match: re.Match[str]) -> Label | None:
    """A label that is a name, initials, or a word for a question or an answer."""
    words = match[1].replace("’", "'").replace("'", " ").split()
    known = forms(scene.language)
    key = "".join(c for c in match[1].lower() if c.isalnum())
    labels = known["question_labels"] | scene.words("answer_labels")
    named = words[0][0].isupper() and all(w[0].isupper() or w in known["label_particles"] for w in words)
    named = named or words[-1].lower() in scene.words("speakers") | scene.words("label_nouns")
    return Label(key, Span(*match.span(1))) if key in labels or named else None


def _roles(scene: Scene, parts: list[tuple[Span, Label | None]]) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of the labels of those who ask, and of those who answer."""
    known = forms(scene.language)
    labelled = [(span, label) for span, label in parts if label is not None]
    keys = {label.key for _, label in labelled}
    asked = {key for key in keys if key != DASHED and _mostly_asks(scene, labelled, key, known["question_labels"])}
    answered = set()
    for (_, before), (_, label) in pairwise(labelled):
        if before.key in asked and label.key not in asked:
            answered.add(label.key)
    answered |= keys & (scene.words("answer_labels") | {DASHED})
    if not asked:  # only answers are labelled: their questions are paragraphs of their own
        answered |= {key for key in keys if sum(label.key == key for _, label in labelled) > 1}
    return frozenset(asked), frozenset(answered)


def _mostly_asks(scene: Scene, labelled: list[tuple[Span, Label]], key: str, question_labels: frozenset[str]) -> bool:
    own = [span for span, label in labelled if label.key == key]
    questions = sum(_is_question(scene.text, span) for span in own)
    return key in question_labels or (len(own) > 1 and 2 * questions >= len(own))


def _joined(
    text: str, parts: Iterable[tuple[Span, Label | None]], known: frozenset[str]
) -> Iterator[tuple[Span, Label | None]]:
    """Parts whose label is nobody's of the interview are put back together with what stands before them."""
    last: tuple[Span, Label | None] | None = None
    for span, label in parts:
        if label is not None and label.key not in known:
            start = label.span.start
            if last is not None and "\n" not in text[last[0].end : start]:
                last = (Span(last[0].start, span.end), last[1])
                continue
            span, label = Span(start, span.end), None
        if last is not None:
            yield last
        last = (span, label)
    if last is not None:
        yield last


def _is_question(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip(_TAIL).endswith("?")


def _role(scene: Scene, span: Span, label: Label | None, roles: tuple[frozenset[str], frozenset[str]]) -> str:
    """``asks``, ``answers``, ``closing`` or "" for a heading, or what happens meanwhile."""
    asking, answering = roles
    text = scene.text[span.start : span.end]
    if label is not None and label.key != DASHED:
        return "asks" if label.key in asking else "answers" if label.key in answering else ""
    if _is_question(scene.text, span):
        return "asks"
    if text.lower().lstrip("([ ").replace("’", "'").startswith(tuple(forms(scene.language)["closing"])):
        return "closing"
    if text.startswith(_ASIDES) and text.rstrip('. "”»').endswith((")", "]")):
        return ""  # « (Rires.) »
    heading = len(text.split()) <= _HEADING and text.rstrip(_TAIL)[-1:] not in tuple(".!…:;")
    return "" if heading and label is None else "answers"
