"""How many of a thing two accounts tell: all and some of it, a thing of all and its opposite of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.compare.acts import Act, Part
from recoupe.compare.opposed import antonymous, listed
from recoupe.compare.pairing import head_apart, paired
from recoupe.compare.reasons import because
from recoupe.model.ledger import Reason

__all__ = ["parted", "quantified", "quantified_opposites", "shared_out", "some_of_each"]


APART = frozenset(
    {
        frozenset(pair)
        for pair in (
            ("none", "some"),
            ("none", "most"),
            ("none", "all"),
            ("few", "most"),
            ("few", "all"),
            ("some", "all"),
        )
    }
)
"""Quantities of one thing that exclude each other, « quelques » and « tous » as newspapers use them: who says some means not all."""


def quantified(one: Sequence[Act], other: Sequence[Act]) -> Reason | None:
    """One act told of none, few or some of a thing, and of most or all of it."""
    for here, there in paired(one, other):
        for a, b in _facing_parts(here, there):
            if here.force is not there.force or frozenset((a.quantity, b.quantity)) not in APART or head_apart(a, b):
                continue
            return because("quantity", 0.25, (here.text, there.text), one=a.text, other=b.text)
    return None


OF_ITS_OPPOSITE = frozenset(
    {
        frozenset(pair)
        for pair in (("all", "number"), ("all", "some"), ("all", "few"), ("all", "most"), ("all",), ("most",))
    }
)
"""Quantities of which a thing and its opposite can't be told: « toutes négatives » and « une positive »."""


def parted(here: Act, there: Act) -> bool | None:
    """Whether a thing and its opposite are told of too much of one kind to hold both; None where it isn't told how much."""
    mine, theirs = ([p for p in (*a.doers, *a.things) if p.quantity] for a in (here, there))
    found = [frozenset((a.quantity, b.quantity)) for a in mine for b in theirs if not head_apart(a, b)]
    found = [pair for pair in found if pair != {"number"}]  # « les deux » on both sides are the same two
    return any(pair in OF_ITS_OPPOSITE for pair in found) if found else None


def quantified_opposites(one: Sequence[Act], other: Sequence[Act], language: str) -> Reason | None:
    """A thing told of all, and its opposite of one or some: « toutes les analyses étaient négatives », « une analyse était positive »."""
    for here, there in contrary(one, other, language):
        if here.force is there.force and parted(here, there):
            return because("quantity", 0.3, (here.text, there.text), one=here.text, other=there.text)
    return None


def contrary(one: Sequence[Act], other: Sequence[Act], language: str) -> Iterator[tuple[Act, Act]]:
    """Acts of two sides whose predicates are antonyms."""
    for here in one:
        if listed(here.folded, language):
            yield from ((here, there) for there in other if antonymous(here.folded, there.folded, language))


def shared_out(one: Sequence[Act], other: Sequence[Act], language: str) -> bool:
    """Whether a thing and its opposite are each told of some: « la plupart étaient ouverts », « quelques-uns étaient fermés »."""
    return any(parted(here, there) is False for here, there in contrary(one, other, language))


def some_of_each(denied: Act, told: Act) -> bool:
    """Whether it is denied of some, and told of some: « certains circulaient, certains ne circulaient pas »."""
    mine, theirs = ([p for p in (*a.doers, *a.things) if p.quantity in SOME] for a in (denied, told))
    return any(a.quantity in SOME and not head_apart(a, b) for a in mine for b in theirs)


SOME = frozenset({"some", "few"})
"""Quantities that leave others of a kind."""


def _facing_parts(here: Act, there: Act) -> Iterator[tuple[Part, Part]]:
    for mine, theirs in ((here.doers, there.doers), (here.things, there.things)):
        yield from ((a, b) for a in mine for b in theirs if a.quantity and b.quantity)
