"""From finds to statements: form, hedge, speaker, chain, answers, and ids."""

from __future__ import annotations

from dataclasses import replace

from recoupe.extract.speech.affiliations import affiliations_of
from recoupe.extract.speech.answers import Answer, answers_of
from recoupe.extract.speech.chains import circumstances_of
from recoupe.extract.speech.forms import form_of, hedge_of
from recoupe.extract.speech.narrated import narrated
from recoupe.extract.speech.pointing import POINTED
from recoupe.extract.speech.releases import with_issuers
from recoupe.extract.speech.remarks import add_remarks
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakers import Voice, voices_of
from recoupe.model.ids import content_id
from recoupe.model.span import Span, covering
from recoupe.model.statement import Link, Statement
from recoupe.model.words import Form, Hedge

__all__ = ["statements_of"]

_OWN_VOICE = frozenset({"hearsay", "narrated"})


def statements_of(scene: Scene) -> list[Statement]:
    """Return the statements of a scene's finds, and note what stays open."""
    found = sorted(scene.found, key=lambda f: (f.content[0], f.cue, f.content))
    found += with_issuers(scene, narrated(scene))
    voices = voices_of(scene, found)
    bodies = affiliations_of(scene, found, voices)
    answers = answers_of(scene, found, voices, bodies)
    open_ones = _taken_up(scene, found, answers)
    ids = _ids(scene, found)
    outer = _outer(found)
    statements = [_statement(scene, found, voices, ids, links=(i, outer[i], answers[i])) for i in range(len(found))]
    statements = [replace(s, affiliation=b) if b is not None else s for s, b in zip(statements, bodies, strict=True)]
    _note_open(scene, found, statements)
    statements = [s for i, s in enumerate(statements) if i not in open_ones]
    add_remarks(scene, statements)
    return statements


def _taken_up(scene: Scene, found: list[Found], answers: list[Answer]) -> set[int]:
    """Give answers that are only a pronoun the content that they take up; return those that stay open, noted."""
    left: set[int] = set()
    for i, item in enumerate(found):
        target = answers[i].target
        if item.frame == POINTED and target is not None:
            item.content = found[target].content
        elif item.frame == POINTED:
            left.add(i)
            words = Span(scene.tokens[min(item.cue)].start, scene.tokens[max(item.cue)].end)
            scene.draft.note("answer-open", words, f"{item.stance} something that the report does not tell")
    return left


def _ids(scene: Scene, found: list[Found]) -> list[str]:
    report = scene.draft.report.id
    return [content_id("s", report, [list(s) for s in f.content], list(f.cue), f.frame in _OWN_VOICE) for f in found]


def _cue_span(scene: Scene, found: Found) -> Span | None:
    return Span(scene.tokens[min(found.cue)].start, scene.tokens[max(found.cue)].end) if found.cue else None


def _statement(
    scene: Scene, found: list[Found], voices: list[Voice], ids: list[str], *, links: tuple[int, int | None, Answer]
) -> Statement:
    i, outer, answer = links
    item, voice = found[i], voices[i]
    around = circumstances_of(scene, item)
    chain = list(around.links)
    known = {voice.speaker, *(link.speaker for link in chain)}
    named = _named(found[outer]) if outer is not None else None
    if outer is not None and named is not None and voices[outer].speaker not in known - {None}:
        chain.insert(0, Link(voices[outer].speaker, named, voices[outer].anonymous))
    own = item.frame in _OWN_VOICE
    return Statement(
        id=ids[i],
        content=item.content,
        cue=_cue_span(scene, item),
        source=item.source,
        speaker=voice.speaker,
        stance=item.stance,
        form=Form.NARRATED if own else form_of(scene, item),
        hedge=Hedge.HEARSAY if item.frame == "hearsay" else hedge_of(scene, item),
        anonymous=voice.anonymous,
        chain=tuple(chain),
        said=around.said,
        place=around.place,
        medium=around.medium or item.medium,
        addressee=around.addressee,
        answers=None if answer.target is None else ids[answer.target],
        candidates=tuple(ids[j] for j in answer.candidates),
        inside=None if outer is None else ids[outer],
    )


def _named(item: Found) -> Span | None:
    """The words that name who speaks: the source, else where the introduction of an interview does."""
    return covering(item.source) if item.source else item.known[1] if item.known is not None else None


def _outer(found: list[Found]) -> list[int | None]:
    """Index of the smallest statement in whose content each find's cue, or content, stands."""
    result: list[int | None] = []
    for i, item in enumerate(found):
        best: tuple[int, int] | None = None
        if item.cue:
            whole = covering(item.content)
            for j, other in enumerate(found):
                if (
                    j != i
                    and (other.cue or other.frame == "answer")
                    and any(s.holds(whole) for s in other.content)
                    and other.content != item.content
                ):
                    size = sum(s.end - s.start for s in other.content)
                    best = min(best, (size, j)) if best else (size, j)
        result.append(best[1] if best else None)
    return result


def _note_open(scene: Scene, found: list[Found], statements: list[Statement]) -> None:
    for item, statement in zip(found, statements, strict=True):
        if item.frame == "continued" and statement.speaker is None:
            scene.draft.note(
                "quote-no-speaker",
                statement.content[0],
                "words in quotation marks whose speaker is not told",
                statement.id,
            )
