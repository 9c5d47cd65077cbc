"""Quotations behind a colon, led in by a sentence without a word of saying: « Le maire ne cache pas sa colère : « … » »."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.scene import Scene

__all__ = ["led_by"]

_REACH = 40
"""Words of a sentence that leads in; a longer one tells more than who speaks."""


def led_by(scene: Scene, number: int) -> list[int]:
    """Heads of whom the sentence before a quotation's colon is about, where they can speak; none where nothing tells.

    The subject of its main verb, or, without a verb, whose word it announces (« Même constat chez les élus : « … » »). The
    colon may end the paragraph before. Whoever only hears or reads the words does not speak them.
    """
    quote = scene.quote_tokens[number]
    colon = next((k for k in range(quote.start - 1, max(-1, quote.start - 4), -1) if scene.tokens[k].text == ":"), None)
    if colon is None or scene.gap(scene.tokens[colon].end, scene.quotes[number].outer.start) != "":
        return []
    start = max(scene.sentence(colon).start, colon - _REACH)
    verbs = [k for k in range(start, colon) if scene.clause(k) is not None and scene.inside[k] < 0]
    main = [k for k in verbs if _is_main(scene, k, colon)]
    if not main:
        return [] if verbs and any(_is_finite(scene, k) for k in verbs) else _announced(scene, range(start, colon))
    clause = scene.clause(main[-1])
    if clause is None or clause.passive or clause.lemma in scene.words("receiving"):
        return []
    found = [k for k in clause.subjects if k < colon and scene.inside[k] < 0]
    return found if found and can_speak(scene, found) else []


def _is_finite(scene: Scene, k: int) -> bool:
    clause = scene.clause(k)
    return clause is not None and clause.form == "finite"


def _is_main(scene: Scene, k: int, colon: int) -> bool:
    """Whether a verb is the main one before the colon: no conjunction or pronoun makes its clause depend on another before it."""
    clause = scene.clause(k)
    if clause is None or clause.form != "finite" or clause.mark:
        return False
    return clause.relation in ("root", "conj", "parataxis") or (
        scene.tokens[k].head > colon and clause.relation in ("ccomp", "advcl")
    )


def _announced(scene: Scene, lead: range) -> list[int]:
    """« Même son de cloche chez les élus », « Réponse de la mairie »: the last noun that can speak, behind its preposition."""
    for k in reversed(lead):
        token = scene.tokens[k]
        behind = token.pos in ("NOUN", "PROPN") and scene.preposition(k) in scene.words("announcing")
        if behind and can_speak(scene, [k]):
            return scene.parse.conjuncts(k)
    return []
