"""How far the words of a source named by a preposition reach: its phrase, appositions and what describes it."""

from __future__ import annotations

from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.trailing import is_finite_at

__all__ = ["phrase_end", "second_sources"]


def second_sources(scene: Scene, noun: int) -> list[int]:
    """« selon le maire et la préfète »; what « et » joins behind a comma goes on with the sentence."""
    found = []
    for k in scene.parse.conjuncts(noun)[1:]:
        joint = scene.parse.child(k, "cc")
        if joint is not None and scene.tokens[joint - 1].text != ",":
            found.append(k)
    return found


def phrase_end(scene: Scene, i: int, noun: int, opens: bool) -> int:
    """Token after the source's phrase: its branch as far as it runs on, appositions and relative clauses included.

    Where the phrase ``opens`` its sentence, also what describes the source between commas.
    """
    tokens = scene.tokens
    sentence = scene.sentence(i)
    rooted = tokens[noun].head == noun or tokens[noun].dep == "root"
    without = {
        k
        for k in tokens[noun].children
        if tokens[k].dep in ("conj", "parataxis", "ccomp", "nsubj", "advcl")
        and (rooted or tokens[k].dep != "conj" or k not in second_sources(scene, noun))
    }
    if rooted:
        without |= {
            k
            for k in tokens[noun].children
            if tokens[k].dep in ("acl", "appos", "obl", "nmod", "conj", "nsubj")
            and k > noun
            and _comma_between(scene, noun, k)
        }
    own = set(branch(scene, noun, without))
    own |= (
        {k for c in second_sources(scene, noun) if not _has_verb(scene, c) for k in branch(scene, c)}
        if not rooted
        else set()
    )
    closed = _closing_comma(scene, noun, sentence.stop)
    k = noun + 1
    level = scene.inside[i]
    while k < sentence.stop and (k in own or _bridged(scene, k, own)) and (scene.inside[k] == level):
        k += 1
    while k - 1 > noun and scene.is_bound(k - 1):
        k -= 1
    k = min(k, closed) if closed is not None else k
    return _over_description(scene, noun, k) if opens else k


_DESCRIBED = 20
"""Words that describe a source before the comma that ends them."""


def _over_description(scene: Scene, noun: int, k: int) -> int:
    """« selon les éléments de l'enquête, communiqués par X, … », « d'après un rapport que le journal a lu, … »: to their end.

    Only before a comma with a clause behind it; a participle must agree with the source, for what it opens may be said.
    """
    tokens, stop = scene.tokens, scene.sentence(noun).stop
    first = k + (k < stop and tokens[k].text == ",")
    if scene.language != "fr" or first >= stop or not (_relates(scene, first) or _agrees(scene, noun, first)):
        return k
    closing = next((m for m in range(first + 1, min(first + _DESCRIBED, stop)) if tokens[m].text == ","), None)
    if closing is None or any(scene.inside[m] != scene.inside[noun] for m in range(first, closing)):
        return k
    verbs = sum(is_finite_at(scene, m) for m in range(first, closing))
    said = any(is_finite_at(scene, m) for m in range(closing + 1, stop))
    return closing if said and bool(verbs) == _relates(scene, first) else k


def _relates(scene: Scene, k: int) -> bool:
    return scene.tokens[k].lower in scene.words("relative_openers")


def _agrees(scene: Scene, noun: int, k: int) -> bool:
    """Whether a word is a past participle of the noun's gender and number."""
    token, own = scene.tokens[k], scene.tokens[noun].morph
    if token.morph.get("VerbForm") != "Part" or token.morph.get("Tense") != "Past" or token.dep.startswith("aux"):
        return False
    return all(token.morph.get(f, own.get(f)) == own.get(f, token.morph.get(f)) for f in ("Gender", "Number"))


def _closing_comma(scene: Scene, noun: int, stop: int) -> int | None:
    """The comma after a source when a finite verb follows with no other comma: what stands between is its subject."""
    tokens = scene.tokens
    comma = next((k for k in range(noun + 1, min(noun + 12, stop)) if tokens[k].text == ","), None)
    if comma is None or any(is_finite_at(scene, k) for k in range(noun + 1, comma)):
        return None
    for k in range(comma + 1, stop):
        if tokens[k].text == "," or tokens[k].lower in scene.words("relatives") or k in scene.quote_starts:
            return None
        if is_finite_at(scene, k):
            return comma
    return None


def _comma_between(scene: Scene, start: int, stop: int) -> bool:
    return any(scene.tokens[k].text == "," for k in range(start, stop))


def _has_verb(scene: Scene, i: int) -> bool:
    return any(scene.tokens[k].dep in ("nsubj", "cop") for k in scene.tokens[i].children)


def _bridged(scene: Scene, k: int, own: set[int]) -> bool:
    return scene.is_bound(k) and k + 1 in own and scene.tokens[k].text in (",", "(", "-", "«", '"')
