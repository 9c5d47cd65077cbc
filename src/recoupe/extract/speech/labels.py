"""Labels: « X : … » in headlines, interviews and posts, a speaker and a colon before what they say."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.newcomers import named_entity
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.extract.speech.turns import forms
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, Stance

__all__ = ["labelled"]

_LONGEST = 6
"""Words of a label at most: a name with its title."""


_COLONS = frozenset({":", "):"})
"""The second is how the English model cuts the end of « (@name): »."""


def labelled(scene: Scene) -> list[Found]:
    """Return a find for each paragraph that a speaker's label opens."""
    cued = {scene.tokens[f.head].sentence for f in scene.found if f.head is not None and scene.inside[f.head] < 0}
    found = []
    apart = {q.block for q in scene.quotes if q.apart}
    for number, block in enumerate(scene.parse.blocks):
        if number in apart:
            continue  # an interview has told who says it
        tokens = _without_mark(scene, scene.parse.between(*block))
        colon = next((k for k in tokens[: 2 * _LONGEST] if scene.tokens[k].text in _COLONS), None)
        if colon is None or not tokens or colon == tokens[0] or scene.tokens[colon].sentence in cued:
            continue
        label = _without_handle(scene, range(tokens[0], colon))
        rest = [k for k in tokens if k > colon]
        topic = len(label) == 1 and scene.tokens[label[0]].pos == "NOUN" and rest
        if topic and scene.tokens[rest[0]].sentence in cued:
            continue  # « Budget : l'opposition dénonce … »: a topic
        if len(label) > _LONGEST or not any(scene.tokens[k].pos in ("VERB", "AUX") for k in rest):
            continue
        label = _handle(scene, label)
        speaker = _speaker(scene, label)
        if speaker is None:
            speaker = _of_words(scene, label, rest, headline=number == 0)
        content = scene.runs(rest) if speaker is not None or _is_answer(scene, label) else ()
        if content:
            source = _source(scene, label, speaker)
            taken = tuple({scene.outermost(k) for k in rest} - {-1})
            scene.used.update(taken)
            speakers = (speaker,) if speaker is not None else ()
            says = Stance.SAYS
            known = None
            if speaker is not None and _is_handle(scene, speaker):
                span = scene.tokens[speaker].span
                source, known = (span,), (_bearer(scene, span), span)
            found.append(
                Found(content, (colon,), source, speakers, says, "label", colon, None, taken, colon=True, known=known)
            )
    return found


def _source(scene: Scene, label: range, speaker: int | None) -> tuple[Span, ...]:
    """The speaker's words as far as the label goes, without a handle in brackets."""
    if speaker is None:
        return ()
    end = scene.tokens[label[-1]].end
    return tuple(Span(s.start, min(s.end, end)) for s in source_spans(scene, [speaker]) if s.start < end)


def _without_mark(scene: Scene, tokens: range) -> range:
    """A paragraph's tokens after an opening mark: interviews are printed in marks too."""
    start = tokens.start
    while start < tokens.stop and scene.tokens[start].pos in ("PUNCT", "SPACE"):
        start += 1
    return range(start, tokens.stop)


def _without_handle(scene: Scene, label: range) -> range:
    """« Paul Morel (@pmorel) »: the label before a bracket that ends it."""
    opening = next((k for k in label if scene.tokens[k].text == "("), None)
    closed = scene.tokens[label[-1]].text == ")" or scene.tokens[label.stop].text == "):"
    return range(label.start, opening) if opening is not None and closed and opening > label.start else label


def _handle(scene: Scene, label: range) -> range:
    """« RT @pmorel : … »: whose words are passed on, by the name that a post gives them."""
    at = next((k for k in label if _is_handle(scene, k)), None)
    return label if at is None else range(at, at + 1)


def _is_handle(scene: Scene, k: int) -> bool:
    return scene.tokens[k].text.startswith("@") and len(scene.tokens[k].text) > 1


def _bearer(scene: Scene, span: Span) -> str:
    """Whose handle it is: someone whose name has its letters, else one known by the handle alone."""
    letters = _letters(scene.draft.words(span))
    for entity in scene.draft.entities:
        if any(_letters(name) == letters for name in entity.names):
            return entity.id
    return named_entity(scene, span, EntityKind.ORGANISATION)


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _is_answer(scene: Scene, label: range) -> bool:
    """« R : … », "A: …": the answer of whoever is interviewed."""
    return len(label) == 1 and scene.tokens[label[0]].text.rstrip(".").lower() in scene.words("answer_labels")


def _of_words(scene: Scene, label: range, rest: list[int], *, headline: bool) -> int | None:
    """A label that is no known name: before quoted words a capitalised one, in a headline an office or body, before a question a medium."""
    tokens = scene.tokens
    if not label or any(tokens[k].pos in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT", "NUM") for k in label):
        return None
    head = label[-1]
    if rest[0] in scene.quote_starts or (len(rest) > 1 and rest[1] in scene.quote_starts):
        named = all(tokens[k].text[0].isupper() for k in label) and not _is_place(scene, head)
        named = named and tokens[head].lower not in forms(scene.language)["rubrics"]
        return head if named and (tokens[head].pos == "PROPN" or can_speak(scene, [head])) else None
    if headline and len(label) <= 2 and tokens[head].lower in scene.words("label_nouns"):
        return head
    asks = tokens[rest[-1]].text == "?"
    entity = scene.draft.entity_at(head)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    return head if asks and known is not None and known.kind == "organisation" else None


def _is_place(scene: Scene, i: int) -> bool:
    entity = scene.draft.entity_at(i)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    return known is not None and known.kind in ("place", "state")


def _speaker(scene: Scene, label: range) -> int | None:
    """The person or body that a label names; a place before a colon only dates a headline."""
    tokens = scene.tokens
    if not label or any(tokens[k].pos in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT") for k in label):
        return None
    if _is_handle(scene, label[0]):
        return label[0]
    heading = tokens[label[-1]].lower.endswith(tuple(scene.words("heading_endings")))
    if all(tokens[k].text.isupper() and len(tokens[k].text) > 1 for k in label):
        return None if heading and not _is_surname(scene, tokens[label[-1]].lower) else label[-1]
    for k in label:
        entity = scene.draft.entity_at(k)
        known = scene.draft.entity_by_id.get(entity) if entity else None
        if known is not None and known.kind == "person" and known.names:
            return tokens[k].head if tokens[k].dep == "compound" and tokens[k].head in label else k
    return None


def _is_surname(scene: Scene, word: str) -> bool:
    """Whether a person of the report is called so: « SPENCE », not « SENTENCE »."""
    people = (e for e in scene.draft.entity_by_id.values() if e.kind == "person")
    return any(name.lower().split()[-1:] == [word] for person in people for name in person.names)
