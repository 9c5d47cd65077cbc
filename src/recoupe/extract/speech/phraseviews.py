"""A view on a phrase alone: « des preuves selon lui fausses », « un accord selon la ministre imminent »."""

from __future__ import annotations

from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.lexicon import Preposition
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.extract.speech.trailing import is_finite_at
from recoupe.extract.speech.turns import forms

__all__ = ["within_phrase"]

_NEAR = 3
"""Words between a noun and the preposition behind it: another adjective, a participle."""

_SOURCE = 5
"""Words of a source that stands between a noun and its adjective."""


def within_phrase(scene: Scene, i: int) -> Found | None:
    """Return the phrase that a preposition at a token gives somebody's view of; None where it stands with a whole clause."""
    preposition = next((p for p in scene.lex.prepositions.get(scene.tokens[i].lower, ()) if _is_at(scene, i, p)), None)
    if preposition is None or preposition.weak or i == 0:
        return None
    start = i + len(preposition.words)
    tokens = scene.tokens
    if scene.language == "en":
        return _before_noun(scene, preposition, i, start)
    noun = _noun_before(scene, i)
    if noun is None or start >= len(tokens):
        return None
    if tokens[start].pos == "PRON" and tokens[start].lower in scene.words("carrying"):
        first, source = start + 1, start
    else:
        first, source = _disagreeing(scene, noun, start)
    if first < len(tokens) and _is_adjective(scene, first):
        return _found(scene, preposition, (i, start), (noun, source), adjectives=_adjectives(scene, first))
    rest = _behind_comma(scene, i, noun, source) if source >= 0 else []
    return _found(scene, preposition, (i, start), (noun, source), adjectives=rest) if rest else None


def _behind_comma(scene: Scene, i: int, noun: int, source: int) -> list[int]:
    """What goes on with a noun behind « , selon X, »: a participle, « de » behind the subject of a verb that follows."""
    tokens = scene.tokens
    k = source + 1
    if tokens[i - 1].text != "," or k + 1 >= len(tokens) or tokens[k].text != ",":
        return []
    k, sentence = k + 1, scene.sentence(i)
    rest = [m for m in range(k, sentence.stop) if scene.inside[m] == scene.inside[i]]
    stop = next((m for m in rest if is_finite_at(scene, m)), sentence.stop)
    if _is_adjective(scene, k) and tokens[k].pos == "VERB" and _agrees(scene, k, noun) and stop == sentence.stop:
        return _adjectives(scene, k)
    before = any(is_finite_at(scene, m) for m in range(sentence.start, i))
    if tokens[k].pos == "ADP" and scene.contractions.get(tokens[k].lower, tokens[k].lower) in scene.words("of"):
        return [] if before or stop == sentence.stop else list(range(k, stop))
    return []


def _is_at(scene: Scene, i: int, preposition: Preposition) -> bool:
    words = preposition.words
    here = [t.lower for t in scene.tokens[i : i + len(words)]]
    return len(here) == len(words) and all(
        w in (h, scene.contractions.get(h)) for w, h in zip(words, here, strict=True)
    )


def _noun_before(scene: Scene, i: int) -> int | None:
    """The noun, maybe with an adjective or participle, or a comma, right before a preposition."""
    tokens = scene.tokens
    k = i - 1 - (tokens[i - 1].text == ",")
    for _ in range(_NEAR):
        if k < 0 or scene.inside[k] != scene.inside[i]:
            return None
        if tokens[k].pos == "NOUN":
            return k
        participle = tokens[k].pos == "VERB" and tokens[k].morph.get("VerbForm") == "Part" and tokens[k].dep == "acl"
        if tokens[k].pos != "ADJ" and not participle:
            return None
        k -= 1
    return None


def _is_adjective(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos == "ADJ" or (
        token.pos == "VERB" and token.morph.get("VerbForm") == "Part" and token.dep in ("acl", "amod")
    )


def _disagreeing(scene: Scene, noun: int, start: int) -> tuple[int, int]:
    """First adjective behind a source that agrees with the noun before and not with the source; and the source's noun."""
    tokens, source = scene.tokens, -1
    for k in range(start, min(start + _SOURCE, len(tokens))):
        if source >= 0 and _is_adjective(scene, k):
            fits = _agrees(scene, k, noun) and not _agrees(scene, k, source)
            return (k, source) if fits else (len(tokens), source)
        if tokens[k].pos in ("NOUN", "PROPN") and source < 0:
            source = k
        elif tokens[k].pos != "DET":
            break
    return len(tokens), source


def _agrees(scene: Scene, adjective: int, noun: int) -> bool:
    """Whether gender and number of an adjective do not clash with those of a noun, or of its article: « la ministre »."""
    tokens = scene.tokens
    articles = [k for k in tokens[noun].children if tokens[k].pos == "DET"]
    for feature in ("Gender", "Number"):
        own = next((tokens[k].morph[feature] for k in (*articles, noun) if feature in tokens[k].morph), None)
        mine = tokens[adjective].morph.get(feature)
        if own and mine and own != mine:
            return False
    return True


def _adjectives(scene: Scene, first: int) -> list[int]:
    """An adjective with what hangs on it to its right: « injuste et dangereuse », « imminent pour tous »."""
    own = [k for k in branch(scene, first) if k >= first]
    run = [first]
    for k in own[1:]:
        if k != run[-1] + 1:
            break
        run.append(k)
    while len(run) > 1 and scene.is_bound(run[-1]):
        run.pop()
    return run


def _before_noun(scene: Scene, preposition: Preposition, i: int, start: int) -> Found | None:
    """Between an article and the adjective of its noun: "the, according to him, flawed report"."""
    tokens = scene.tokens
    if i < 2 or tokens[i - 1].text != "," or tokens[i - 2].lower not in forms(scene.language)["articles"]:
        return None
    comma = next((k for k in range(start, min(start + _SOURCE, len(tokens))) if tokens[k].text == ","), None)
    if comma is None or comma + 1 >= len(tokens):
        return None
    noun = next((k for k in range(comma + 1, min(comma + _SOURCE, len(tokens))) if tokens[k].pos == "NOUN"), None)
    if noun is None or any(tokens[k].pos not in ("ADJ", "ADV", "VERB", "NOUN") for k in range(comma + 1, noun)):
        return None
    members = [i - 2, *range(comma + 1, noun + 1)]
    source = next((k for k in range(comma - 1, start - 1, -1) if tokens[k].pos in ("NOUN", "PROPN", "PRON")), comma - 1)
    return _make(scene, preposition, (i, start), source, members=members)


def _found(
    scene: Scene, preposition: Preposition, cue: tuple[int, int], heads: tuple[int, int], *, adjectives: list[int]
) -> Found | None:
    noun, source = heads
    phrase = [k for k in branch(scene, noun) if k < cue[0]]
    run = [noun]
    while run[0] - 1 in phrase and scene.tokens[run[0] - 1].pos != "ADP":
        run.insert(0, run[0] - 1)
    run += [k for k in range(noun + 1, cue[0]) if not scene.is_bound(k)]
    return _make(scene, preposition, cue, source, members=[*run, *adjectives])


def _make(
    scene: Scene, preposition: Preposition, cue: tuple[int, int], source: int, *, members: list[int]
) -> Found | None:
    content = scene.runs(members)
    if not content:
        return None
    spans = source_spans(scene, [source])
    if scene.tokens[source].pos != "PRON":  # the model hangs the adjective on the source
        spans = tuple(type(s)(s.start, scene.tokens[source].end) for s in spans)
    else:
        spans = (scene.tokens[source].span,)
    return Found(content, tuple(range(*cue)), spans, (source,), preposition.stance, "according", cue[0], weight=3)
