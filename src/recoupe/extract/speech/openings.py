"""Cues before their words: « X a dit : « … » », "X said, “…”", « X prévient : il faut partir »."""

from __future__ import annotations

from recoupe.extract.speech.beside import block_of, is_whole
from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.incises import main_word
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Answering

__all__ = ["opening_of"]

_INTRO = 16
"""Words between a cue and the colon or mark that opens its quotation: a dateline and an addressee fit."""


def opening_of(scene: Scene, cue: Cue) -> Found | None:
    """« X a dit : « … » », "X said, “…”": a cue before the quotation, or before a colon."""
    if not cue.has("quote") and not cue.has("clause") and not cue.has("incise"):
        return None
    tokens = scene.tokens
    block = scene.parse.blocks[block_of(scene, cue.i)]
    k, verbs = cue.i + 1, 0
    while k < len(tokens) and tokens[k].start < block.end and k - cue.i <= _INTRO:
        number = scene.quote_starts.get(k)
        if (
            number is not None
            and scene.quotes[number].outer.start >= tokens[cue.i].end
            and scene.inside[k] != cue.level
        ):
            return None if verbs else _opened(scene, cue, number, k)
        token = tokens[k]
        if verbs + (token.pos == "VERB") and _has_nearer_cue(scene, cue, k):
            return None
        if token.text == ":" and verbs < 2 and scene.inside[k] == cue.level:
            return _after_colon(scene, cue, k)
        if token.text in (".", ";", "!", "?") or (
            token.lower in scene.words("complementisers") and token.pos == "SCONJ"
        ):
            return None
        if (
            token.pos in ("VERB", "AUX")
            and token.morph.get("VerbForm") not in ("Inf", "Part")
            and token.tag not in ("VBG", "VBN")
        ):
            verbs += 1
        k += 1
    return None


def _has_nearer_cue(scene: Scene, cue: Cue, k: int) -> bool:
    """« Interrogé sur le vote, X a répondu : … », « a-t-il lancé, avant d'ajouter : … »: the nearer verb has the words."""
    if scene.tokens[k].pos != "VERB" or k in cue.group or scene.inside[k] != cue.level:
        return False
    other = cue_at(scene, k)
    return other is not None and other.has("quote") and not other.passive


def _opened(scene: Scene, cue: Cue, number: int, k: int) -> Found | None:
    """A quotation right after its cue, with a comma, or after its addressee: only a whole one."""
    tokens = scene.tokens
    between = scene.text[tokens[cue.i].end : scene.quotes[number].outer.start].strip()
    if not is_whole(scene, number) and not between.endswith(":"):
        return None
    if (
        between
        and not between.endswith((":", ","))
        and (_noun_before(scene, k, cue) or _goes_on(scene, number, between))
    ):
        return None
    return _take(scene, cue, [number])


def _goes_on(scene: Scene, number: int, between: str) -> bool:
    """« says voter fraud “would be …” »: words in small letters go on from those before them."""
    inner = scene.quotes[number].inner
    first = scene.text[inner.start : inner.end].lstrip()[:1]
    return first.islower() and any(c.isalpha() for c in between)


def _noun_before(scene: Scene, k: int, cue: Cue) -> bool:
    """Whether a determiner or preposition leads into the quotation, which is then part of a phrase."""
    before = k - 1
    while before > cue.i and scene.is_bound(before):
        before -= 1
    return scene.tokens[before].pos in ("DET", "ADP", "SCONJ") and before > cue.i


def _after_colon(scene: Scene, cue: Cue, colon: int) -> Found | None:
    tokens = scene.tokens
    following = next(
        (scene.quote_starts[m] for m in range(colon + 1, min(colon + 4, len(tokens))) if m in scene.quote_starts), None
    )
    if following is not None and scene.gap(tokens[colon].end, scene.quotes[following].outer.start) == "":
        found = _take(scene, cue, [following])
        if found is not None:
            found.colon = True
        return found
    if not cue.has("clause") or _is_answered(scene, cue, colon):
        return None
    if cue.passive and tokens[cue.i].dep == "acl":
        return None  # « le plan annoncé par X : il s'agit de … »: the plan is what is announced
    rest = [k for k in range(colon + 1, scene.sentence(cue.i).stop) if scene.inside[k] >= cue.level]
    if not any(
        (c := scene.clause(k)) is not None and c.form == "finite" and tokens[k].dep != "acl:relcl" for k in rest
    ):
        return None  # a list, not a statement
    found = _make(scene, cue, rest, ())
    if found is not None:
        found.colon = True
    return found


def _is_answered(scene: Scene, cue: Cue, colon: int) -> bool:
    """« dément cette affirmation : la photo date de 2014 »: what is denied is the object, the colon gives a reason."""
    denied = cue.entry.frames.get("clause") in Answering
    return denied and any(scene.tokens[k].dep == "obj" for k in scene.tokens[cue.i].children if cue.i < k < colon)


def _take(scene: Scene, cue: Cue, numbers: list[int]) -> Found | None:
    members = [k for n in numbers for k in scene.quote_tokens[n]]
    return _make(scene, cue, members, tuple(numbers))


def _make(scene: Scene, cue: Cue, members: list[int], taken: tuple[int, ...]) -> Found | None:
    content = scene.runs(members)
    if not content:
        return None
    if taken:
        inner = scene.bare(scene.quotes[taken[0]].inner)
        content = (inner,) if inner else content
    source, speakers, impersonal = source_of(scene, cue)
    stance = cue.entry.frames.get("quote") or cue.entry.frames.get("clause") or cue.entry.stance
    return Found(
        content,
        cue.group,
        source,
        speakers,
        stance,
        "opening",
        cue.i,
        main_word(scene, members),
        taken,
        impersonal,
        weight=3,
    )
