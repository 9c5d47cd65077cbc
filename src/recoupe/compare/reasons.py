"""Why two accounts can't both hold, or can't be compared: a code, what fills its sentence, and the sentence itself.

Sentences stand in the table ``pairs`` of each language; who compares gives the code and its slots.
"""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.lang import table
from recoupe.model.ledger import Reason

__all__ = ["Because", "because", "phrase"]


@dataclass(frozen=True, slots=True)
class Because(Reason):
    """A reason whose sentence can be told in any language: ``slots`` are the names and values that fill it, in order.

    Values are words of the two sides, but for those of ``day`` and ``other_day`` (EDTF) and ``language`` and
    ``other_language`` (codes). ``detail`` is the sentence in English.
    """

    slots: tuple[tuple[str, str], ...] = ()


def because(rule: str, score: float, sides: tuple[str | None, str | None] = (None, None), **slots: str) -> Because:
    """Return a reason by its code, told in English; ``sides`` are the two values compared."""
    return Because(rule, phrase(rule, slots, "en"), score, *sides, slots=tuple(slots.items()))


def phrase(rule: str, slots: dict[str, str], language: str) -> str:
    """Return the sentence of a reason in a language. Raises LanguageError where there is no such language."""
    return str(table(language, "pairs")["because"][rule]).format(**slots)
