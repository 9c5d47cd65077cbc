"""Which statement a denial, confirmation, doubt or debunking speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from recoupe.extract.propositions.lexicon import lexicon as acts
from recoupe.extract.speech.pointing import Pointer, pointer_of
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

_ALIKE = 0.5
"""What a word counts that only names an act of the same kind: "violence" and "beat"."""

_CONCERNED = 1.0
"""What a statement about the one who answers weighs: a body that rejects "these allegations" rejects those about itself,
and several may stand between; nearness weighs at most 0.75."""

_OWNED = 1.5
"""What it weighs that the words say whose statement is answered: more than nearness and concern beside each other."""

_COUNTED = 0.8
"""What it weighs for "that figure" that a statement gives one, and against it that it gives none."""

_TOLD = 2.0
"""What weighs against the report's own words: who points at something points first at what somebody said."""

_WORDLESS = 0.5
"""What weighs against words that name nothing ("You could taste it"): claims and accusations are of something."""

_PRONOUN = 3
"""Statements between which a pronoun reaches: « l'a démenti » takes up what was said right before."""

_NEAR = 2
"""Statements between which "denies any wrongdoing", without a word in common, speaks of what was said about whoever denies."""


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
    kinds: frozenset[str]
    parties: frozenset[str]
    counts: bool
    bare: bool
    """Whether it names no person and no thing."""
    pointer: Pointer | None


@dataclass(frozen=True, slots=True)
class _Heard:
    """All finds of a report beside their speakers, the bodies these speak for, and their sides."""

    scene: Scene
    found: list[Found]
    voices: list[Voice]
    bodies: list[str | None]
    sides: list[_Side]


def answers_of(scene: Scene, found: list[Found], voices: list[Voice], bodies: list[str | None]) -> list[Answer]:
    """Return what each find answers; ``bodies`` are whom the speakers speak for."""
    if not any(f.stance in Answering for f in found):
        return [Answer()] * len(found)
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0], i))
    rank, told = {}, 0
    for i in order:  # what the report itself tells between two statements parts them no further
        rank[i] = told
        told += found[i].frame != "narrated"
    heard = _Heard(scene, found, voices, bodies, [_side(scene, f, rank[i]) for i, f in enumerate(found)])
    return [_answer(heard, i) if f.stance in Answering else Answer() for i, f in enumerate(found)]


@lru_cache(maxsize=4)
def _acts(language: str) -> dict[str, tuple[str, str]]:
    """Concept and kind of act by the lemma of a verb or of a noun that alone names it."""
    words = acts(language)
    single = {noun: rest[-1][1] for noun, rest in words.nouns.items() if not rest[-1][0]}
    return {
        lemma: (f"={words.kin.get(concept, concept)}", f"~{kind}" if (kind := words.type_of(concept)) else "")
        for lemma, concept in {**single, **words.verbs}.items()
    }


def _side(scene: Scene, item: Found, rank: int) -> _Side:
    tokens = [scene.tokens[k] for s in item.content for k in scene.parse.between(*s)]
    words = {t.lemma.lower(): t for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")}
    concepts = {w for w, t in words.items() if t.pos != "PROPN" and t.text[0].islower()}
    named = [_acts(scene.language)[w] for w in concepts if w in _acts(scene.language)]
    entities = {scene.draft.entity_at(t.i) for t in tokens}
    return _Side(
        rank,
        frozenset(words),
        frozenset(concepts | {concept for concept, _ in named}),
        frozenset(kind for _, kind in named if kind),
        frozenset(e for e in entities if e),
        any(t.pos == "NUM" or t.text[0].isdigit() for t in tokens),
        not any(t.pos in ("NOUN", "PROPN") for t in tokens),
        pointer_of(scene, item) if item.stance in Answering else None,
    )


def _answer(heard: _Heard, i: int) -> Answer:
    item, mine = heard.found[i], heard.sides[i]
    scored = []
    for j, other in enumerate(heard.found):
        same = other.content == item.content
        far = 1 if same else mine.rank - heard.sides[j].rank  # « doute de l'affirmation que … »
        if j == i or abs(far) > _REACH or not _may_be_answered(heard, i, j):
            continue
        pointing = mine.pointer is not None and not same
        score = _pointed_score(heard, i, j, far) if pointing else _told_score(heard, i, j, far)
        if score is not None:
            scored.append((score + 0.3 * (far > 0) + 0.5 / (1 + abs(far)), -abs(far), j))
    scored.sort(reverse=True)
    if not scored:
        return _unworded(heard, i)
    return Answer(scored[0][2], tuple(j for s, _, j in scored[1:3] if s > scored[0][0] - 0.1))


def _may_be_answered(heard: _Heard, i: int, j: int) -> bool:
    other = heard.found[j]
    return bool(other.content) and not _same_voice(heard, i, j) and other.stance is not Stance.DECLINES


def _same_voice(heard: _Heard, i: int, j: int) -> bool:
    return heard.voices[i].speaker is not None and heard.voices[i].speaker == heard.voices[j].speaker


def _pointed_score(heard: _Heard, i: int, j: int, far: int) -> float | None:
    """How well « ces accusations », "it", « le chiffre des organisateurs » fit what stands before; None where not at all."""
    item, other, pointer = heard.found[i], heard.found[j], heard.sides[i].pointer
    assert pointer is not None
    narrated = other.frame == "narrated"
    if far < 0 or (far == 0 and not narrated) or heard.sides[j].pointer is not None:
        return None  # it points back, and not at what points itself
    if _inside(item, other) or _inside(other, item) or other.content[0].start > item.content[0].start:
        return None
    if pointer.pronoun and far > _PRONOUN:
        return None
    score = 1.0 / (1 + far) - _TOLD * narrated
    if not pointer.pronoun:
        score += _overlap(heard, i, j)
    score -= _WORDLESS * (heard.sides[j].bare and not pointer.pronoun)
    score += 0.5 * (pointer.stance not in (None, Stance.SAYS) and other.stance is pointer.stance)
    if pointer.counts:
        score += _COUNTED if heard.sides[j].counts else -_COUNTED
    if pointer.latest:
        return score  # « ce dernier chiffre »: the nearest
    if pointer.owners and _is_owner(heard, pointer.owners, j):
        score += _OWNED
    # « nie l'avoir fait » takes up what was said last; only "these allegations" may reach over others
    if pointer.stance is not None and _is_concerned(heard, i, j):
        score += _CONCERNED
    return score


def _is_concerned(heard: _Heard, i: int, j: int) -> bool:
    """Whether a statement is about whoever answers, or whom they speak for."""
    return bool({heard.voices[i].speaker, heard.bodies[i]} & heard.sides[j].parties)


def _is_named(heard: _Heard, i: int, j: int) -> bool:
    """Whether a statement names what the source of an answer does: « la direction de la centrale », « la centrale … »."""
    tokens = heard.scene.tokens
    named = (k for s in heard.found[i].source for k in heard.scene.parse.between(*s))
    return any(tokens[k].pos in ("NOUN", "PROPN") and tokens[k].lemma.lower() in heard.sides[j].words for k in named)


def _is_owner(heard: _Heard, owners: Iterable[int], j: int) -> bool:
    """Whether the words that own a claim name who made a statement."""
    scene, other = heard.scene, heard.found[j]
    lemmas = {scene.tokens[k].lemma.lower() for k in other.speakers}
    for k in owners:
        entity = scene.draft.entity_at(k)
        if entity is not None and entity in (heard.voices[j].speaker, heard.bodies[j]):
            return True
        if scene.tokens[k].lemma.lower() in lemmas:
            return True
    return False


def _told_score(heard: _Heard, i: int, j: int, far: int) -> float | None:
    """How much of an answer's own words a statement has; None where they only share a topic."""
    item, other = heard.found[i], heard.found[j]
    mine, theirs = heard.sides[i], heard.sides[j]
    score = _overlap(heard, i, j)
    shared = mine.concepts & theirs.concepts or other.content == item.content
    if score < (_ENOUGH if far > 0 and other.frame != "narrated" else _CLEAR) or not shared:
        return None
    return score


def _overlap(heard: _Heard, i: int, j: int) -> float:
    """Share of the answer's words found in a statement; 1 for the same content, 0 where one holds the other."""
    item, other = heard.found[i], heard.found[j]
    if other.content == item.content:
        return 1.0
    if _inside(item, other) or _inside(other, item):
        return 0.0
    mine, theirs = heard.sides[i], heard.sides[j]
    own = _own_words(heard.scene, item, mine.words)
    known = _acts(heard.scene.language)
    held = 0.0
    for word in own:
        concept, kind = known.get(word, ("", ""))
        held += 1.0 if word in theirs.words or concept in theirs.concepts else _ALIKE * (kind in theirs.kinds)
    return held / len(own) if own else 0.0


def _inside(item: Found, other: Found) -> bool:
    return all(any(b.holds(a) for b in other.content) for a in item.content)


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


def _unworded(heard: _Heard, i: int) -> Answer:
    """What an answer without a word in common speaks of: "denies any violence" of what was said just before about whoever
    denies; what was said earlier (« avait affirmé ») may be told after it.
    """
    mine, item = heard.sides[i], heard.found[i]
    if not _is_sweeping(heard.scene, item):
        return Answer()
    near = []
    for j, other in enumerate(heard.found):
        far = mine.rank - heard.sides[j].rank
        if j == i or other.frame == "narrated" or not 0 < abs(far) <= _NEAR or not _may_be_answered(heard, i, j):
            continue
        if (
            heard.sides[j].pointer is not None
            or other.stance in Answering
            or _inside(item, other)
            or _inside(other, item)
        ):
            continue
        concerned = _is_concerned(heard, i, j) or _is_named(heard, i, j)
        if far == 1 or concerned if far > 0 else concerned and _is_earlier(heard.scene, other):
            near.append((concerned, far > 0, -abs(far), j))
    return Answer(max(near)[3]) if near else Answer()


def _is_sweeping(scene: Scene, item: Found) -> bool:
    """« dément toute fuite », "denied any wrongdoing": whatever was said of the kind."""
    first = scene.parse.between(*item.content[0])
    return bool(first) and scene.tokens[first[0]].lower in scene.words("sweeping")


def _is_earlier(scene: Scene, other: Found) -> bool:
    """Whether a cue stands in the past before the past: « avait affirmé », "had said"."""
    return any(scene.tokens[k].lower in scene.words("past_before_past") for k in other.cue)
