"""Which statement a denial, confirmation, doubt or debunking speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakers import Voice
from recoupe.model.words import Answering, Stance

__all__ = ["Answer", "answers_of"]

_REACH = 12
"""Statements looked back at: a report rarely answers what stands further up than a dozen."""

_ENOUGH = 0.2
"""Least share of the answer's words found in a statement; below it two contents only share the report's topic."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Index of the statement answered, None where open, and of others it may be."""

    target: int | None = None
    candidates: tuple[int, ...] = ()


def answers_of(scene: Scene, found: list[Found], voices: list[Voice]) -> list[Answer]:
    """Return what each find answers."""
    words = [_words(scene, f) for f in found]
    return [
        _answer(scene, found, voices, words, i=i) if f.stance in Answering else Answer() for i, f in enumerate(found)
    ]


def _answer(scene: Scene, found: list[Found], voices: list[Voice], words: list[frozenset[str]], *, i: int) -> Answer:
    item = found[i]
    own = _own_words(scene, item, words[i])
    pointing = _points_back(scene, item)
    wanted = _noun_stance(scene, item)
    scored = []
    for j, other in enumerate(found):
        if (
            j == i
            or not other.content
            or _same_voice(voices, i, j)
            or other.stance is Stance.DECLINES
            or abs(i - j) > _REACH
        ):
            continue
        if other.content == item.content or _inside(item, other) or _inside(other, item):
            score = 1.0 if other.content == item.content else 0.0
        else:
            score = len(own & words[j]) / len(own) if own else 0.0
        if pointing:
            score += (
                0.5 * (j < i)
                + 0.5 * (wanted not in (None, Stance.SAYS) and other.stance is wanted)
                + 0.5 / (1 + abs(i - j))
            )
        elif score < _ENOUGH:
            continue
        near = 1.0 / (1 + abs(i - j))
        scored.append((score + 0.3 * (j < i) + 0.5 * near, -abs(i - j), j))
    scored.sort(reverse=True)
    if not scored or (pointing and scored[0][2] > i):
        return Answer()
    return Answer(scored[0][2], tuple(j for s, _, j in scored[1:3] if s > scored[0][0] - 0.1))


def _inside(item: Found, other: Found) -> bool:
    return all(any(b.holds(a) for b in other.content) for a in item.content)


def _same_voice(voices: list[Voice], i: int, j: int) -> bool:
    return voices[i].speaker is not None and voices[i].speaker == voices[j].speaker


def _words(scene: Scene, item: Found) -> frozenset[str]:
    """Lemmas of the content words."""
    return frozenset(
        scene.tokens[k].lemma.lower()
        for s in item.content
        for k in scene.parse.between(*s)
        if scene.tokens[k].pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    )


def _own_words(scene: Scene, item: Found, words: frozenset[str]) -> frozenset[str]:
    """The content's words with those of what its pronouns stand for."""
    more = set(words)
    for s in item.content:
        for k in scene.parse.between(*s):
            if scene.tokens[k].pos == "PRON":
                entity = scene.draft.entity_at(k)
                known = scene.draft.entity_by_id.get(entity) if entity else None
                if known is not None:
                    more.update(w.lower() for w in known.name.split())
    return frozenset(more)


def _points_back(scene: Scene, item: Found) -> bool:
    """« cette affirmation », "the allegations": a short content whose head is a word for a statement, or a pronoun."""
    tokens = [k for s in item.content for k in scene.parse.between(*s)]
    if not tokens:
        return False
    first = scene.tokens[tokens[0]]
    cue_noun = any(scene.tokens[k].lemma.lower() in scene.lex.nouns for k in tokens[:4])
    short = sum(scene.tokens[k].pos != "PUNCT" for k in tokens) <= 8
    determined = first.lower in scene.words("pointers")
    clitic = any(
        scene.tokens[k].pos == "PRON" and scene.tokens[k].lower in scene.words("object_pronouns") for k in tokens[:2]
    )
    return (
        (short and cue_noun and determined)
        or (short and clitic)
        or (short and first.lower in scene.words("demonstratives"))
    )


def _noun_stance(scene: Scene, item: Found) -> Stance | None:
    """The stance that the noun for a statement names: « ces accusations » are of someone who accuses."""
    for s in item.content:
        for k in scene.parse.between(*s):
            stance = scene.lex.nouns.get(scene.tokens[k].lemma.lower())
            if stance is not None:
                return stance
    return None
