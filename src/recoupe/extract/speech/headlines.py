"""Headlines and posts: « Pont fermé : la mairie dément », « "Rien ne change" : le maire persiste », « @pmorel : … »."""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.beside import is_whole
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.lang import table
from recoupe.model.span import Span
from recoupe.model.words import Answering, Stance

__all__ = ["headed", "verdicts"]

_LINE = 120
"""Code points of a headline at most."""

_FEWEST = 2
"""Words before the colon of a headline that somebody denies or confirms."""


def verdicts(scene: Scene) -> list[Found]:
    """Return a find for each line behind whose colon stands only who denies, confirms or doubts what stands before it.

    By the form of its last word, which the models hardly take for a verb there.
    """
    made = (_verdict(scene, scene.parse.between(*block)) for block in scene.parse.blocks if block.size <= _LINE)
    return [found for found in made if found is not None]


def _verdict(scene: Scene, line: range) -> Found | None:
    tokens = scene.tokens
    colon = next((k for k in line if tokens[k].text == ":"), None)
    words = [k for k in line if tokens[k].text[0].isalnum()]
    if colon is None or not words or any(f.head in line for f in scene.found if f.head is not None):
        return None
    verb = words[-1]
    form = tokens[verb].lower
    entry = scene.lex.verbs.get(scene.lex.forms.get(form) or _homographs(scene.language).get(form, ""))
    before, behind = [k for k in words if k < colon], [k for k in words if colon < k < verb]
    if entry is None or entry.stance not in Answering or len(before) < _FEWEST or not behind:
        return None
    if any(tokens[k].pos in ("VERB", "AUX") for k in behind) or tokens[verb - 1].pos in ("DET", "ADP"):
        return None
    noun = next((k for k in behind if tokens[k].pos in ("NOUN", "PROPN")), None)
    content = scene.runs(range(line.start, colon))
    if noun is None or not content or not can_speak(scene, [noun]):
        return None
    source = (Span(tokens[behind[0]].start, tokens[behind[-1]].end),)
    return Found(content, (verb,), source, (noun,), entry.stance, "verdict", verb)


@lru_cache(maxsize=4)
def _homographs(language: str) -> dict[str, str]:
    """Verb by each form that may be another part of speech: « dément »."""
    rows = (row.split("+")[0] for row in table(language, "clauses").get("homographs", []))
    return {form: verb for form, _, verb in (row.partition(":") for row in rows)}


def headed(scene: Scene) -> list[Found]:
    """Return a find for each quotation that opens a paragraph and whose speaker the clause behind its colon is about."""
    found = []
    for number, quote in enumerate(scene.quotes):
        inner = scene.bare(quote.inner)
        if quote.level or number in scene.used or not quote.closed or inner is None:
            continue
        block = scene.parse.blocks[quote.block]
        behind = scene.parse.between(quote.outer.end, block.end)
        opens = not scene.text[block.start : quote.outer.start].strip()
        if not opens or len(behind) < _FEWEST or scene.tokens[behind[0]].text != ":" or not is_whole(scene, number):
            continue
        subject = next((k for k in behind if scene.tokens[k].dep in ("nsubj", "nsubj:pass")), None)
        if subject is None or scene.inside[subject] >= 0 or not can_speak(scene, [subject]):
            continue
        scene.used.add(number)
        source = source_spans(scene, [subject])
        cue = (behind[0],)
        found.append(Found((inner,), cue, source, (subject,), Stance.SAYS, "headed", quotes=(number,), colon=True))
    return found
