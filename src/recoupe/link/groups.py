"""Groups grown from pairs: union–find whose result does not depend on the order, and that keeps apart what must be.

With pairs kept apart the order of joining does count: then join in an order that does not depend on the order of adding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

__all__ = ["Groups"]


class Groups:
    """Items joined in pairs; ``apart`` are pairs that no group may hold."""

    def __init__(self, apart: Iterable[frozenset[str]] = ()) -> None:
        self._above: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        """The items of groups of two and more, by the item that stands for each."""
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for pair in apart:
            for item in pair:
                self._enemies[item] |= pair - {item}

    def __contains__(self, item: str) -> bool:
        """Whether an item was let stand."""
        return item in self._above

    def add(self, item: str) -> None:
        """Let an item stand, alone for now."""
        if item not in self._above:
            self._above[item] = item

    def root(self, item: str) -> str:
        """The item that stands for the group."""
        while (above := self._above[item]) != item:
            self._above[item] = self._above[above]
            item = above
        return item

    def together(self, one: str, other: str) -> bool:
        """Whether two items are in one group."""
        return self.root(one) == self.root(other)

    def join(self, one: str, other: str) -> bool:
        """Join the groups of two items; False where they must be kept apart."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        if self._enemies and self._hostile(a, b):
            return False
        if len(self.members(a)) < len(self.members(b)):
            a, b = b, a
        self._above[b] = a
        self._members.setdefault(a, [a]).extend(self._members.pop(b, [b]))
        return True

    def _hostile(self, a: str, b: str) -> bool:
        others = set(self.members(b))
        return any(self._enemies[item] & others for item in self.members(a) if item in self._enemies)

    def roots(self) -> list[str]:
        """The items that stand for groups."""
        return [item for item, above in self._above.items() if item == above]

    def members(self, root: str) -> list[str]:
        """All items of the group that an item stands for."""
        return self._members.get(root) or [root]

    def groups(self) -> list[list[str]]:
        """All groups, each sorted, in the order of their first items."""
        return sorted(sorted(self.members(root)) for root in self.roots())
