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

_CLEAR = 0.5
"""The same for a statement that comes later or that the report itself tells: answers mostly follow what someone said."""


_CONCERNED = 1.0
"""What a statement about the one who answers weighs: a body that rejects "these allegations" rejects those about itself,
and several may stand between; nearness weighs at most 0.75."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Index of the statement answered, None where open, and of others it may be."""

    target: int | None = None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared of a find: its place in the text, its words, those that are no name, and what it speaks of."""

    rank: int
    words: frozenset[str]
    concepts: frozenset[str]
    parties: frozenset[str]
    pointing: bool


def answers_of(scene: Scene, found: list[Found], voices: list[Voice], bodies: list[str | None]) -> list[Answer]:
    """Return what each find answers; ``bodies`` are whom the speakers speak for."""
    if not any(f.stance in Answering for f in found):
        return [Answer()] * len(found)
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0], i))
    rank, heard = {}, 0
    for i in order:  # what the report itself tells between two statements parts them no further
        rank[i] = heard
        heard += found[i].frame != "narrated"
    sides = [_side(scene, f, rank[i]) for i, f in enumerate(found)]
    return [
        _answer(scene, found, (voices, bodies), sides, i=i) if f.stance in Answering else Answer()
        for i, f in enumerate(found)
    ]


def _side(scene: Scene, item: Found, rank: int) -> _Side:
    tokens = [scene.tokens[k] for s in item.content for k in scene.parse.between(*s)]
    words = {t.lemma.lower(): t for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")}
    concepts = frozenset(w for w, t in words.items() if t.pos != "PROPN" and t.text[0].islower())
    entities = {scene.draft.entity_at(t.i) for t in tokens}
    return _Side(rank, frozenset(words), concepts, frozenset(e for e in entities if e), _points_back(scene, item))


def _answer(
    scene: Scene, found: list[Found], whose: tuple[list[Voice], list[str | None]], sides: list[_Side], *, i: int
) -> Answer:
    (voices, bodies), item, mine = whose, found[i], sides[i]
    own = _own_words(scene, item, mine.words)
    wanted = _noun_stance(scene, item)
    scored = []
    for j, other in enumerate(found):
        far = mine.rank - sides[j].rank if other.content != item.content else 1  # « doute de l'affirmation que … »
        if j == i or abs(far) > _REACH or not _may_be_answered(scene, found, voices, i=i, j=j):
            continue
        near = 1.0 / (1 + abs(far))
        if mine.pointing and other.content != item.content:
            if far < 0 or sides[j].pointing:
                continue  # « ces accusations » points back, and not at what points itself
            score = _overlap(item, other, own, sides[j])
            score += 0.5 * (wanted not in (None, Stance.SAYS) and other.stance is wanted) + near
            # « nie l'avoir fait » takes up what was said last; only "these allegations" may reach over others
            concerned = wanted is not None and bool({voices[i].speaker, bodies[i]} & sides[j].parties)
            score += _CONCERNED * concerned - 2.0 * (other.frame == "narrated")
        else:
            score = _overlap(item, other, own, sides[j])
            shared = mine.concepts & sides[j].concepts or other.content == item.content
            if score < (_ENOUGH if far > 0 and other.frame != "narrated" else _CLEAR) or not shared:
                continue
        scored.append((score + 0.3 * (far > 0) + 0.5 * near, -abs(far), j))
    scored.sort(reverse=True)
    if not scored:
        return Answer()
    return Answer(scored[0][2], tuple(j for s, _, j in scored[1:3] if s > scored[0][0] - 0.1))


def _may_be_answered(scene: Scene, found: list[Found], voices: list[Voice], *, i: int, j: int) -> bool:
    return bool(found[j].content) and not _same_voice(voices, i, j) and found[j].stance is not Stance.DECLINES


def _overlap(item: Found, other: Found, own: frozenset[str], side: _Side) -> float:
    """Share of the answer's words found in a statement; 1 for the same content, 0 where one holds the other."""
    if other.content == item.content:
        return 1.0
    if _inside(item, other) or _inside(other, item):
        return 0.0
    return len(own & side.words) / len(own) if own else 0.0


def _inside(item: Found, other: Found) -> bool:
    return all(any(b.holds(a) for b in other.content) for a in item.content)


def _same_voice(voices: list[Voice], i: int, j: int) -> bool:
    return voices[i].speaker is not None and voices[i].speaker == voices[j].speaker


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
    cue_noun = any(scene.tokens[k].lemma.lower() in scene.lex.nouns for k in tokens[:6])
    short = sum(scene.tokens[k].pos != "PUNCT" for k in tokens) <= 8
    determined = first.lower in scene.words("pointers")
    clitic = any(
        scene.tokens[k].pos == "PRON"
        and scene.tokens[k].lower in scene.words("object_pronouns")
        and not scene.tokens[k].dep.startswith("nsubj")
        for k in tokens[:2]
    )
    burden = any(scene.tokens[k].lemma.lower() in scene.words("burdens") for k in tokens[:3])
    shown = any(
        scene.tokens[k].lower in scene.words("demonstratives") and scene.tokens[k].dep == "det" for k in tokens[:6]
    )  # « juge absurde cette affirmation »
    return (
        (short and cue_noun and (determined or shown))
        or burden
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
            if scene.tokens[k].lemma.lower() in scene.words("burdens"):
                return Stance.ACCUSES
    return None
