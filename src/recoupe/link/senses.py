"""What words of a report stand for: phrases with a meaning of their own, a form behind an article, a reflexive verb."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.compare.passages import fold
from recoupe.compare.words import meanings, stem
from recoupe.lang import or_english, table
from recoupe.model.event import Proposition

__all__ = ["HANDED", "bare", "of_noun", "phrases_in", "predicate_of", "reflexive"]

HANDED = "c:give"
"""What is given and what is received: one act told from its two ends, whatever else the verbs may mean."""
_WORD = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=4)
def reflexive(language: str) -> frozenset[str]:
    """Reflexive pronouns of the third person, folded: those of the others are objects as well."""
    rows = table(or_english(language), "clauses").get("reflexives", ())
    return frozenset(fold(w).strip("'") for w in rows[:2])


@lru_cache(maxsize=1)
def _acts_on_others() -> frozenset[str]:
    """Acts of force and constraint: what is done to somebody else, so that no verb does it to its own subject.

    What is barred or held fast is so by itself too: « une vanne s'est bloquée ».
    """
    rows = table("world", "concepts")["concepts"]
    forced = (
        key for key, row in rows.items() if row.get("type") in ("ASSAULT", "COERCE") and row.get("mode") != "restrict"
    )
    return frozenset(f"k:{key}" for key in forced)


@lru_cache(maxsize=4)
def _openings_of_phrases(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By their first words, the phrases that have a meaning of their own, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in meanings(language):
        if " " in phrase:
            first, *rest = phrase.split()
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda r: (-len(r), r))) for first, rests in found.items()}


def phrases_in(text: str, language: str) -> dict[int, tuple[str, ...]]:
    """Return what phrases of several words say, by where each of these starts; marks may stand between, as in « garde-côte »."""
    known, openings = meanings(language), _openings_of_phrases(language)
    words = [(fold(m[0]), m.start()) for m in _WORD.finditer(text)]
    found: dict[int, tuple[str, ...]] = {}
    for place, (word, start) in enumerate(words):
        for rest in openings.get(word, ()) if start not in found else ():
            inside = words[place : place + len(rest) + 1]
            if tuple(w for w, _ in inside[1:]) == rest:
                found.update((at, known[" ".join((word, *rest))]) for _, at in inside)
                break
    return found


@lru_cache(maxsize=4)
def bare(language: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """What some verbs say where none of the words follows that open an infinitive, and these words."""
    rows = table(or_english(language), "hypernyms")
    opens = {phrase.split()[-1] for phrase in rows["negatives"]["infinitives"]}
    return {fold(verb): tuple(said) for verb, said in rows["bare"].items()}, frozenset(opens)


def of_noun(meaning: tuple[str, ...]) -> tuple[str, ...]:
    """What a form stands for behind an article: the thing, and not the act of a verb that it could be (« la retenue »)."""
    things = {m[2:] for m in meaning if m[0] == "c"}
    return tuple(m for m in meaning if m[0] == "c" or m[2:] in things) if things else meaning


def predicate_of(p: Proposition, turned_back: bool) -> str:
    """What a predicate does, as a feature: its concept, else a meaning of its lemma, else its stem; a reflexive one by itself."""
    if ":" not in p.concept:
        return f"k:{p.concept}"
    lemma, known = fold(p.lemma), meanings(p.concept[:2])
    if turned_back and (own := known.get(f"s'{lemma}") or known.get(f"se {lemma}")):
        return own[0]
    found = next(iter(known.get(lemma, ())), f"w:{stem(lemma)}")
    return f"w:s'{stem(lemma)}" if turned_back and found in _acts_on_others() else found
