"""Statements without cue or source: the conditional of hearsay, « reportedly », and sentences that quote on."""

from __future__ import annotations

from recoupe.extract.speech.forms import hearsay_verb
from recoupe.extract.speech.scene import Found, Scene
from recoupe.lang import table
from recoupe.model.words import Stance

__all__ = ["free_statements"]

_SHARE = 0.4
"""Share of a sentence's words in marks from which it is taken as quoting on: under it marks pick out a term."""

_FEWEST = 4
"""Marked words a sentence that quotes on needs at least; fewer are a name or a term."""


def free_statements(scene: Scene) -> list[Found]:
    """Return a find for each sentence outside every statement that is hearsay, or that goes on quoting."""
    covered = _covered(scene)
    adverbs = frozenset(table(scene.language, "hedges")["hearsay_adverbs"])
    hearsay: dict[int, list[int]] = {}
    for clause in scene.parse.clauses:
        i = clause.head
        if scene.inside[i] < 0 and i not in covered and hearsay_verb(scene, i):
            hearsay.setdefault(scene.tokens[i].sentence, []).append(i)
    endings = tuple(table(scene.language, "hedges").get("conditional_endings", ()))
    for token in scene.tokens:
        if (
            endings
            and token.pos in ("ADV", "ADJ", "NOUN")
            and token.lower.endswith(endings)
            and token.i not in covered
            and scene.inside[token.i] < 0
        ):
            hearsay.setdefault(token.sentence, []).append(token.i)
        if (
            token.lower in adverbs
            and token.i not in covered
            and token.head not in covered  # "reportedly said": a reserve on that statement
            and scene.inside[token.i] < 0
            and _is_sentence_adverb(scene, token.i)
        ):
            hearsay.setdefault(token.sentence, []).append(token.i)
    free = [s.i for s in scene.parse.sentences if _quotes_on(scene, range(s.first, s.last), covered)]
    found = [_sentence(scene, number, "hearsay") for number in sorted(hearsay) if number not in free]
    found += [_sentence(scene, number, "free") for number in free]
    return [f for f in found if f.content]


def _covered(scene: Scene) -> set[int]:
    """Tokens of cue clauses and contents."""
    found: set[int] = set()
    for item in scene.found:
        found.update(item.cue)
        for span in (*item.content, *item.source):
            found.update(scene.parse.between(*span))
    return found


def _is_sentence_adverb(scene: Scene, i: int) -> bool:
    """An adverb on the sentence's main verb; « allegedly corrupt officials » is only a reserve on a word."""
    head = scene.tokens[i].head
    clause = scene.clause(head)
    return clause is not None and clause.form == "finite" and clause.relation in ("root", "conj", "ccomp")


def _sentence(scene: Scene, number: int, frame: str) -> Found:
    sentence = scene.parse.sentences[number]
    members = _without_opening(scene, list(range(sentence.first, sentence.last)))
    return Found(scene.runs(members), (), (), (), Stance.SAYS, frame, None, None)


def _without_opening(scene: Scene, members: list[int]) -> list[int]:
    """The sentence without a conjunction or adverb that only links it."""
    k = 0
    while k < len(members) and (
        scene.tokens[members[k]].pos in ("CCONJ", "PUNCT", "SPACE")
        or scene.tokens[members[k]].lower in scene.words("linkers")
    ):
        k += 1
    return members[k:]


def _quotes_on(scene: Scene, sentence: range, covered: set[int]) -> bool:
    """Whether a sentence of the report has enough words in marks to be taken as the last speaker's."""
    words = [k for k in sentence if scene.tokens[k].text[0].isalnum()]
    if not words or any(k in covered for k in words):
        return False
    marked = [k for k in words if scene.inside[k] >= 0 and not scene.quotes[scene.inside[k]].apart]
    if len(marked) < _FEWEST or len(marked) == len(words) or len(marked) < _SHARE * len(words):
        return False
    return any(scene.tokens[k].pos in ("VERB", "AUX", "ADJ") for k in marked)
