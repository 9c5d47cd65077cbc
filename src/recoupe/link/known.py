"""Identities by what is certain alone: one QID, or one kind and one name; the ground that finer rules build on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from recoupe.compare.passages import fold
from recoupe.link.entry import Entry, in_order
from recoupe.model.entity import Entity
from recoupe.model.ids import content_id
from recoupe.model.ledger import Decision, Identity, Reason
from recoupe.model.words import EntityKind

__all__ = ["identities"]


def _key(entity: Entity) -> str:
    """The folded name; of a person's longer name the last two words, as titles stand before them."""
    words = fold(entity.name).split()
    return " ".join(words[-2:] if entity.kind is EntityKind.PERSON else words)


def identities(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> tuple[Identity, ...]:
    """Return identities by QID, else by kind and folded name."""
    del decisions
    found: dict[tuple[str, str], list[tuple[str, Entity]]] = defaultdict(list)
    for entry in in_order(entries):
        for entity in entry.reading.entities:
            if entity.names or entity.qid:
                found["qid" if entity.qid else entity.kind.value, entity.qid or fold(entity.name)].append(
                    (entry.id, entity)
                )
    result = []
    for (how, key), members in found.items():
        names = sorted(
            {name for _, entity in members for name in (entity.name, *entity.names)}, key=lambda n: (-len(n), n)
        )
        first = members[0][1]
        result.append(
            Identity(
                content_id("i", how, key), first.kind, first.name, tuple(names),
                tuple(sorted((report, entity.id) for report, entity in members)), first.qid,
                (Reason("same qid" if how == "qid" else "same name", key),),
            )
        )  # fmt: skip
    return tuple(sorted(result, key=lambda i: i.id))
