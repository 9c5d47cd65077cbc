"""Systematic errors of the syntax models, mended by rule before anything reads the tree; each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["repair"]


@lru_cache(maxsize=8)
def _verbs(language: str) -> frozenset[str]:
    rules = table(language, "clauses")
    return frozenset(rules["object_control"]) | frozenset(rules["recipient_and_infinitive"])


def repair(tokens: list[Token], language: str) -> None:
    """Mend the relations of one block in place; ``children`` are not filled yet."""
    for rule in _RULES:
        rule(tokens, language)


def _infinitive_of_the_verb(tokens: list[Token], language: str) -> None:
    """« accuse la direction de cacher »: the model hangs the infinitive on the noun, as in « une raison de partir ».

    It belongs to the verb where that verb takes someone and an infinitive (accuser, demander, exhorter, promettre).
    """
    marked = {t.head for t in tokens if t.dep == "mark" and t.pos == "ADP"}
    for t in tokens:
        if t.dep != "acl" or t.i not in marked or t.morph.get("VerbForm") not in ("Inf", "Part"):
            continue
        noun = tokens[t.head]
        verb = tokens[noun.head]
        if noun.dep in ("obj", "iobj", "obl") and verb.i < noun.i < t.i and verb.lemma in _verbs(language):
            t.head, t.dep = verb.i, "xcomp"


_RULES: tuple[Callable[[list[Token], str], None], ...] = (_infinitive_of_the_verb,)
