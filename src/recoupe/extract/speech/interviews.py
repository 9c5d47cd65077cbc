"""Interviews: the answers are direct words of whoever is interviewed, by label, else by the introduction."""

from __future__ import annotations

from itertools import pairwise

from recoupe.extract.speech.apart import set_apart
from recoupe.extract.speech.interviewees import Announced, announced, person_of
from recoupe.extract.speech.newcomers import named_entity
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.turns import DASHED, Turn, forms, turns_of
from recoupe.model.entity import Mention
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, Stance

__all__ = ["answered"]

_TURNS = 2
"""Questions with an answer that an interview has at least: one alone may be a figure of speech."""


def answered(scene: Scene) -> list[Found]:
    """Return a find for each paragraph of an answer, and for each question whose label names who asks.

    Must come first: what each says is set apart like a quotation.
    """
    turns = turns_of(scene)
    if not turns:
        return []
    start = (turns[0].label or turns[0]).span.start
    told = announced(scene, start)
    if not _is_interview(scene, turns, told):
        return []
    if told.who is not None:
        scene.introduced = (told.who.entity, told.who.span, start)
    turns = [t for t in turns if t.label is not None or t.asks or not _tells_of(scene, t, told.who)]
    numbers = set_apart(scene, [(t.span, t.asks) for t in turns])
    scene.used.update(n for n in numbers if n >= 0)
    found = [_found(scene, turn, told, number) for turn, number in zip(turns, numbers, strict=True)]
    kept = [f for f in found if f is not None]
    _note(scene, kept)
    return kept


def _is_interview(scene: Scene, turns: list[Turn], told: Announced) -> bool:
    """Two questions with answers at least, where both are labelled, or where it is announced, or both persons speak.

    A question and an answer labelled so are enough: « Question : … Réponse : … ».
    """
    pairs = [(a, b) for a, b in pairwise(turns) if a.asks and not b.asks]
    plain = forms(scene.language)["question_labels"]
    if any(a.label and b.label and a.label.key in plain and b.label.key != DASHED for a, b in pairs):
        return True
    if len(pairs) < _TURNS:
        return False
    if all(_named(a) and _named(b) for a, b in pairs):
        return True
    first = sum(_has(scene, b.span, "first_person") for _, b in pairs)
    second = sum(_has(scene, a.span, "second_person") for a, _ in pairs)
    if told.hinted and first + second:
        return True
    dashed = any(t.label is not None and t.label.key == DASHED for t in turns)
    return not dashed and second > 0 and 2 * first >= len(pairs)


def _named(turn: Turn) -> bool:
    return turn.label is not None and turn.label.key != DASHED


def _has(scene: Scene, span: Span, name: str) -> bool:
    """Whether a word of a list stands in a turn, outside marks that are only a part of it; "US" is none."""
    words = forms(scene.language)[name]
    return any(
        scene.tokens[k].lower in words and not (len(scene.tokens[k].text) > 1 and scene.tokens[k].text.isupper())
        for k in scene.parse.between(*span)
        if scene.inside[k] < 0 or scene.quotes[scene.inside[k]].outer.size + 4 > span.size
    )


def _tells_of(scene: Scene, turn: Turn, who: Mention | None) -> bool:
    """Whether a paragraph without label names whoever is interviewed: then the report tells of them, they don't answer."""
    return who is not None and any(
        mention.entity == who.entity and mention.mode == "name" and mention.kind == "person"
        for k in scene.parse.between(*turn.span)
        if scene.inside[k] < 0
        for mention in scene.draft.mentions_by_token.get(k, ())
    )


def _found(scene: Scene, turn: Turn, told: Announced, number: int) -> Found | None:
    inner = scene.quotes[number].inner if number >= 0 else turn.span
    content = scene.bare(Span(max(inner.start, turn.span.start), min(inner.end, turn.span.end)))
    if content is None or not any(c.isalnum() for c in scene.text[content.start : content.end]):
        return None
    label = turn.label if turn.label is not None and turn.label.key != DASHED else None
    taken = (number,) if number >= 0 else ()
    if label is None or label.key in forms(scene.language)["question_labels"] | scene.words("answer_labels"):
        if turn.asks:
            return None
        known = _known(told.who)
        return Found((content,), (), (), (), Stance.SAYS, "answer", quotes=taken, known=known)
    person = person_of(scene, label.key)
    who = _outlet(scene, label.span) if turn.asks and person is None else _known(person)
    if not turn.own:
        return Found((content,), (), (), (), Stance.SAYS, "answer", quotes=taken, known=who)
    words = scene.parse.between(*label.span)
    colon = next((k for k in range(words.stop - 1, words.stop + 1) if scene.tokens[k].text.endswith(":")), None)
    cue = (colon,) if colon is not None else ()
    return Found(
        (content,),
        cue,
        (label.span,),
        (_head(scene, words),),
        Stance.SAYS,
        "answer",
        quotes=taken,
        colon=True,
        known=who,
    )


def _outlet(scene: Scene, label: Span) -> tuple[str, Span]:
    """The body that a label of whoever asks names: one known by these words, by their initials, else one of its own."""
    words = scene.text[label.start : label.end]
    bodies = [e for e in scene.draft.entities if e.kind == "organisation"]
    for entity in bodies:
        names = {n.lower().removeprefix("the ").removeprefix("le ").removeprefix("la ") for n in entity.names}
        capitals = {"".join(c for c in n if c.isupper()) for n in entity.names}
        if words.lower().split(" ", 1)[-1] in names or words.lower() in names or words in capitals:
            return entity.id, label
    return named_entity(scene, label, EntityKind.ORGANISATION), label


def _head(scene: Scene, words: range) -> int:
    """The word of a label that heads its name."""
    inside = [k for k in words if scene.tokens[k].text[0].isalnum()] or list(words)
    return next((k for k in inside if scene.tokens[k].head not in inside), inside[-1])


def _known(who: Mention | None) -> tuple[str, Span] | None:
    return (who.entity, who.span) if who is not None else None


def _note(scene: Scene, found: list[Found]) -> None:
    """Say once where nobody tells who answers."""
    open_ones = [f for f in found if f.known is None and not f.source]
    if open_ones:
        span = open_ones[0].content[0]
        scene.draft.note("interview-no-person", span, "answers of an interview whose speaker is not told")
