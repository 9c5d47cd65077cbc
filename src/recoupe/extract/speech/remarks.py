"""The report's own remarks on evidence: « sans fournir de preuve », "could not be independently verified"."""

from __future__ import annotations

from recoupe.extract.speech.scene import Scene
from recoupe.model.span import Span
from recoupe.model.statement import Statement

__all__ = ["add_remarks"]


def add_remarks(scene: Scene, statements: list[Statement]) -> None:
    """Note each remark, with the statement before it that it concerns."""
    covered = [s for item in statements if item.cue is not None for s in item.content]
    covered += [
        item.cue for item in statements if item.cue is not None and item.source
    ]  # « X n'a pas confirmé » is X's
    for i, token in enumerate(scene.tokens):
        kind = _kind(scene, i)
        if not kind or scene.inside[i] >= 0:
            continue
        if any(s.holds(token.span) for s in covered):
            continue
        span = _clause_span(scene, i)
        about = _concerned(statements, span)
        scene.draft.note("remark", span, f"the report's own remark on {kind}", about)


def _kind(scene: Scene, i: int) -> str:
    """What a word, negated in its clause, says of the evidence: "proof" or "verification"; "" for no remark."""
    lemma = scene.tokens[i].lemma.lower()
    if lemma in scene.words("proof_nouns") and _negated_near(scene, i):
        return "proof"
    if lemma in scene.words("verify_verbs") and _negated_near(scene, i):
        return "verification"
    return ""


def _negated_near(scene: Scene, i: int) -> bool:
    """A negation on the word, its determiner, or the verb it hangs on; « sans » and "without" before it."""
    tokens = scene.tokens
    around = [i, tokens[i].head]
    near = {k for a in around for k in tokens[a].children} | set(range(max(0, i - 5), i))
    words = scene.words("negators") | scene.words("without")
    return any(tokens[k].lower in words and tokens[k].sentence == tokens[i].sentence for k in near)


def _clause_span(scene: Scene, i: int) -> Span:
    """The words between the boundaries around a remark."""
    sentence = scene.sentence(i)
    first = last = i
    while first > sentence.start and scene.tokens[first - 1].text not in (",", ";", ":", "."):
        first -= 1
    while last + 1 < sentence.stop and scene.tokens[last + 1].text not in (",", ";", ":", "."):
        last += 1
    return Span(scene.tokens[first].start, scene.tokens[last].end)


def _concerned(statements: list[Statement], span: Span) -> str | None:
    """The statement with a cue that began last before the remark."""
    before = [s for s in statements if s.cue is not None and s.content[0].start < span.start]
    if not before:
        return None
    last = max(before, key=lambda s: s.content[0].start)
    return last.answers or last.id
