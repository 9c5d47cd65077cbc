"""Conditionals that the French model takes for imperfects, presents or participles: « emploierait », « atteindrait ».

It was trained on few of them, and knows those of the commonest verbs alone; the press tells hearsay by this mood. The form is
certain: the r of the future before the ending of the imperfect, where the verb's own imperfect or present is not spelled so
(« tirait », « ouvrait », « extrait »: stem and ending). No imperfect ends in « -erait », for no verb ends in « -erer ». (Grevisse § 793, 796.)
"""

from __future__ import annotations

from functools import lru_cache

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["conditional_by_form"]


@lru_cache(maxsize=4)
def _endings(language: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in table(language, "clauses").get("conditional", {}).items()}


def conditional_by_form(tokens: list[Token], language: str) -> None:
    """Give verbs that are conditionals by their form that mood."""
    endings = _endings(language)
    if not endings:
        return
    some, certain, infinitives = endings["endings"], endings["certain"], endings["infinitives"]
    for t in tokens:
        if not t.lower.endswith(some) or t.morph.get("Mood") == "Cnd":
            continue
        if t.pos not in ("VERB", "AUX"):
            if not t.lower.endswith(certain) or t.text != t.lower or t.pos not in ("NOUN", "ADJ", "ADV"):
                continue
            t.pos, t.tag = "VERB", "VERB"
        stem = t.lemma[:-2] if t.lemma.endswith(infinitives) else ""
        other = any(t.lower == stem + ending for ending in endings["others"]) if stem else True
        if other and not t.lower.endswith(certain):
            continue
        if t.dep == "amod" and t.head < t.i:
            t.dep = "acl"  # no finite verb is a noun's adjective: its clause is mended with the subjects
        number = "Plur" if t.lower.endswith("nt") else "Sing"
        t.morph = {"Mood": "Cnd", "Number": number, "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
