"""Identities as they grow: what a new report cannot touch is not worked out again.

Two entities can come together only by a name, id or spelling that both have, or by a chain of such. Entities that no chain
connects are circles of their own; each is worked out by itself, and again only when a report brings something to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from recoupe.link.decisions import Rulings
from recoupe.link.entry import Entry, moment_of
from recoupe.link.groups import Groups
from recoupe.link.identities import Member, identities_of, in_turn, keys, members_of, plain
from recoupe.link.spelling import body_words, is_work, skeleton
from recoupe.model.ledger import Identity
from recoupe.model.words import EntityKind

__all__ = ["Identities"]

CLASS = 5
"""Letters of a skeleton by which words of two languages can be one (see ``spelling.same_body``)."""


class Identities:
    """Identities of all entries added; the order of adding makes no difference."""

    def __init__(self, ruled: Rulings) -> None:
        self._ruled = ruled
        self._circles = Groups()
        """Members by number, and the keys by which they may meet."""
        self._members: dict[str, tuple[tuple[str, str], int, Member]] = {}
        self._made: dict[str, tuple[Identity, ...]] = {}

    def add(self, entry: Entry) -> None:
        """Enter the entities of a report."""
        order = (moment_of(entry.report), entry.id)
        for place, member in enumerate(members_of(entry)):
            name = f"m {entry.id} {place}"
            self._members[name] = (order, place, member)
            self._circles.add(name)
            for key in _meeting(member):
                spelt = "\t".join(key)
                self._circles.add(spelt)
                root = self._circles.root(spelt)
                for old in {root, self._circles.root(name)}:
                    self._made.pop(old, None)
                self._circles.join(name, spelt)

    def identities(self) -> tuple[Identity, ...]:
        """Return all identities, sorted by id."""
        if self._ruled.same:  # a person may join what nothing connects
            made = identities_of([m for _, _, m in sorted(self._members.values(), key=lambda r: r[:2])], self._ruled)
        else:
            made = [i for root in self._circles.roots() for i in self._of(root)]
        return in_turn(made)

    def _of(self, root: str) -> tuple[Identity, ...]:
        known = self._made.get(root)
        if known is None:
            rows = sorted(
                (self._members[name] for name in self._circles.members(root) if name in self._members),
                key=lambda r: r[:2],
            )
            known = self._made[root] = tuple(identities_of([m for _, _, m in rows], self._ruled))
        return known


def _meeting(member: Member) -> Iterator[tuple[str, ...]]:
    """All by which a member may be compared with another, whatever the pass."""
    yield from keys(member)
    person = member.entity.kind is EntityKind.PERSON
    for name in member.names if not person else (*member.names, member.entity.name):
        words = plain(name).split()
        if not words:
            continue
        if len(words) == 1 or person or member.entity.qid:
            yield "one", skeleton(words[-1])
        if len(words) > 1:
            yield ("body", *sorted(_class(w) for w in words))
        yield from _as_work(words)


def _as_work(words: list[str]) -> Iterator[tuple[str, ...]]:
    yield "work", " ".join(words)
    if is_work(words[0]):
        yield "work", " ".join(words[1:])
    if is_work(words[-1]):
        yield "work", " ".join(words[:-1])


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, str]:
    """What stands for the words that body names share between the languages."""
    joined = Groups()
    for french, others in body_words().items():
        for word in (french, *others):
            joined.add(skeleton(word)[:CLASS])
            joined.join(skeleton(french)[:CLASS], skeleton(word)[:CLASS])
    return {word: members[0] for members in joined.groups() for word in members}


def _class(word: str) -> str:
    short = skeleton(word)[:CLASS]
    return _classes().get(short, short)
