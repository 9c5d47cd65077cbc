"""The walk over a report that finds its statements: each cue once, then the quotations that no cue has taken."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.assaid import as_said
from recoupe.extract.speech.asserted import asserted
from recoupe.extract.speech.citing import cite
from recoupe.extract.speech.clausal import clause_of
from recoupe.extract.speech.clefts import cleft_of
from recoupe.extract.speech.continued import left_over
from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.dialogue import spoken
from recoupe.extract.speech.headlines import headed, verdicts
from recoupe.extract.speech.hearsay import free_statements
from recoupe.extract.speech.incises import incise_of
from recoupe.extract.speech.interviews import answered
from recoupe.extract.speech.labels import labelled
from recoupe.extract.speech.negation import negated, unsaid
from recoupe.extract.speech.nouns import said_by_noun
from recoupe.extract.speech.openings import opening_of
from recoupe.extract.speech.phraseviews import within_phrase
from recoupe.extract.speech.pointing import pointing_verb
from recoupe.extract.speech.prepositions import according_to
from recoupe.extract.speech.refusals import is_refrained, unwilling
from recoupe.extract.speech.releases import given_in_full
from recoupe.extract.speech.remarks import part_remarks
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.settling import settle
from recoupe.extract.speech.turns import forms
from recoupe.extract.speech.verbs import report_of
from recoupe.model.words import Stance

__all__ = ["find"]


_TELLING = frozenset({Stance.SAYS, Stance.WARNS, Stance.ANNOUNCES, Stance.ADMITS})
"""Stances of verbs that with a clause or a quotation tell, whatever their subject: « la note annonce que … »."""


_ACTS = frozenset(
    {Stance.DENIES, Stance.CONDEMNS, Stance.ACCUSES, Stance.ANNOUNCES, Stance.ADMITS, Stance.DECLINES, Stance.PROMISES}
)
"""What only people and bodies do in words: "it denied …" is said of a company, never of a fact."""


def find(scene: Scene) -> None:
    """Fill ``scene.found``, in reading order of cues."""
    whole = answered(scene) or given_in_full(scene)
    if not whole:
        spoken(scene)
    scene.found.extend(whole)
    for token in scene.tokens:
        found = _at(scene, token.i)
        if found is not None:
            _keep(scene, found)
    for part in (labelled, headed, verdicts, left_over, asserted):
        for found in part(scene):
            _keep(scene, found)
    cite(scene)
    settle(scene)
    part_remarks(scene)
    for found in free_statements(scene):
        _keep(scene, found)


def _keep(scene: Scene, found: Found) -> None:
    scene.found.append(found)
    scene.used.update(found.quotes)


_NO_CUES = frozenset({"PUNCT", "DET", "NUM", "CCONJ", "SCONJ", "PRON", "PART", "SYM", "SPACE", "ADP"})
"""Parts of speech that the models give no verb, noun or adjective that reports; half of a text's tokens."""


def _at(scene: Scene, i: int) -> Found | None:
    token = scene.tokens[i]
    if token.lower in scene.opening_prepositions:
        found = within_phrase(scene, i) or according_to(scene, i)
        if found is not None:
            return found
    if token.pos == "NOUN" and token.lemma.lower() in scene.lex.nouns:
        found = said_by_noun(scene, i)
        if found is not None:
            return found
    if token.pos in _NO_CUES:
        return None
    refused = unwilling(scene, i)
    if refused is not None:
        return refused
    cue = cue_at(scene, i)
    return _of_cue(scene, cue) if cue is not None else None


def _of_cue(scene: Scene, cue: Cue) -> Found | None:
    if _is_bare(scene, cue) or is_refrained(scene, cue.i):
        return None
    marked = clause_of(scene, cue, marked=True)
    found = (
        as_said(scene, cue) or cleft_of(scene, cue) or marked or _beside_quotation(scene, cue) or report_of(scene, cue)
    )
    found = found or pointing_verb(scene, cue)
    if found is None or not _is_said(scene, cue, found) or (scene.inside[cue.i] >= 0 and _own_words(scene, found)):
        return None
    if unsaid(scene, cue, found):
        return None
    negated(scene, cue, found)
    return found


def _beside_quotation(scene: Scene, cue: Cue) -> Found | None:
    """A cue before, after or inside its words; between two quotations, the one that its clause breaks off comes first."""
    after = opening_of(scene, cue)
    if after is not None and (after.colon or not cue.has("incise")):
        return after
    inside = incise_of(scene, cue)
    if after is None or (inside is not None and inside.content[0].start < scene.tokens[cue.i].start and inside.quotes):
        return inside
    return after


def _is_said(scene: Scene, cue: Cue, found: Found) -> bool:
    """Things don't speak: « la crise exige des efforts »; a plain verb of saying with a clause or a quotation is believed."""
    if found.frame in ("clause", "opening", "incise") and cue.has("quote") and cue.entry.frames["quote"] in _TELLING:
        return True
    if found.stance in _ACTS and all(scene.tokens[k].lower in scene.words("bodies_or_things") for k in found.speakers):
        return True
    return can_speak(scene, found.speakers)


def _own_words(scene: Scene, found: Found) -> bool:
    """Inside a quotation only a further speaker counts, not « je pense que »."""
    if not found.speakers:
        return True
    first = scene.words("first_person") | scene.words("nobody")
    quote = scene.quotes[scene.outermost(found.head)] if found.head is not None else None
    if quote is not None and quote.apart:
        if not all(quote.inner.holds(scene.tokens[k].span) for k in found.speakers):
            return True
        first |= forms(scene.language)["second_person"] if quote.asks else frozenset()
    return all(scene.tokens[k].lower in first for k in found.speakers)


def _is_bare(scene: Scene, cue: Cue) -> bool:
    """Impersonal « il faut dire », « c'est-à-dire »: nobody says it."""
    head = scene.tokens[cue.i].head
    stances = set(cue.entry.frames.values())
    if stances == {Stance.DECLINES} and (cue.clause is None or cue.clause.form != "finite"):
        return True
    return scene.tokens[cue.i].morph.get("VerbForm") == "Inf" and scene.tokens[head].lemma in scene.words(
        "impersonal_verbs"
    )
