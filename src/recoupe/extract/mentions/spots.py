"""Name spots: where names stand, from the syntax model's labels, the tables and patterns, with the model's known faults mended."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.extract.mentions.words import Row
from recoupe.model.entity import Membership
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import Parse

__all__ = ["Spot", "head_of"]


@dataclass(slots=True, eq=False)
class Spot:
    """Tokens ``[first, last)`` that mention something; ``head`` is the token that the phrase hangs on."""

    first: int
    last: int
    head: int
    kind: EntityKind
    mode: MentionMode = MentionMode.NAME
    row: Row | None = None
    gender: str = ""
    plural: bool = False
    title: str = ""
    """Lower-case form of address before a name."""
    root: str = ""
    """For a description, the root of its noun."""
    sort: str = ""
    """For a description, the sort of its noun; for a pronoun, pronoun or possessive."""
    definite: bool = True
    institution: bool = False
    """Whether the words stand for the power that sits there."""
    dateline: bool = False
    """Whether it is the place a report is written from, which is never an institution."""
    borrowed: bool = False
    """Whether it names another thing that stands for its cluster, and is no name of it."""
    memberships: tuple[Membership, ...] = ()
    """What stands in brackets beside a person's name or office."""
    state: str = ""
    """Code of the state that words beside it tell."""
    span: Span | None = None
    """The exact span where it was given and need not end at tokens."""
    cluster: int = -1
    candidates: list[int] = field(default_factory=list)


def head_of(parse: Parse, first: int, last: int) -> int:
    """The token of ``[first, last)`` whose governor lies outside; the first such."""
    for i in range(first, last):
        head = parse.tokens[i].head
        outside = head == i or not first <= head < last
        if outside and (parse.tokens[i].pos not in ("PUNCT", "DET", "ADP") or last - first == 1):
            return i
    return first
