"""The characters of chosen elements as a reader sees them, each with its place in the page."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

from recoupe.intake.html.tree import CLOSES_PARAGRAPH, Node, Piece

__all__ = ["BLOCKS", "Characters", "block_texts", "characters"]

BLOCKS = CLOSES_PARAGRAPH | {"body", "dd", "dt", "html", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Elements that stand on lines of their own."""

_COLLAPSED = " \t\n\r\f"
"""White space that HTML takes for one space; a no-break space is not among it."""


class Characters:
    """Text in the making; ``at[i]`` is where character ``i`` stands in the page."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = array("q")
        self._space: int | None = None
        self._break = ""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    def add(self, piece: Piece, *, verbatim: bool = False) -> None:
        """Add characters; runs of white space become one space, none at the edges of a block."""
        for offset, character in enumerate(piece.text):
            place = piece.start + (offset if piece.literal else 0)
            if character in _COLLAPSED and not verbatim:
                self._space = place if self._space is None else self._space
                continue
            self._separate(place)
            self._put(character, place)

    def _separate(self, place: int) -> None:
        """Put what stands before the next character: a break between blocks or lines, or one space."""
        if self._break and self.at:
            for character in self._break:
                self._put(character, place)
        elif self._space is not None and self.at and self.parts[-1] != "\n":
            self._put(" ", self._space)
        self._break, self._space = "", None

    def _put(self, character: str, place: int) -> None:
        self.parts.append(character)
        self.at.append(place)

    def line(self) -> None:
        """A line break inside a block."""
        self._break = self._break or "\n"

    def block(self) -> None:
        """The edge of a block: an empty line between the texts on its sides."""
        self._break, self._space = "\n\n", None


def characters(nodes: list[Node], keep: Callable[[Node], bool]) -> Characters:
    """Return the characters of the elements, leaving out all elements in them that ``keep`` does not."""
    made = Characters()
    for node in nodes:
        made.block()
        _walk(node, keep, made)
    return made


def _walk(top: Node, keep: Callable[[Node], bool], made: Characters) -> None:
    pending: list[Node | Piece | None] = [top]  # None: the end of a block
    while pending:
        item = pending.pop()
        if item is None:
            made.block()
        elif isinstance(item, Piece):
            made.add(item)
        elif item.tag == "br":
            made.line()
        elif item is top or keep(item):
            if item.tag in BLOCKS:
                made.block()
                pending.append(None)
            pending.extend(reversed(item.children))


def block_texts(top: Node, keep: Callable[[Node], bool]) -> Iterator[tuple[Node, int, int]]:
    """Yield each innermost block with its number of characters, and how many of them are in links."""
    pending = [(top, top, False)]
    sizes: dict[int, list[int]] = {}
    order: list[Node] = []
    while pending:
        node, block, linked = pending.pop()
        for child in reversed(node.children):
            if isinstance(child, Piece):
                size = len("".join(child.text.split()))
                if size and id(block) not in sizes:
                    sizes[id(block)] = [0, 0]
                    order.append(block)
                if size:
                    sizes[id(block)][0] += size
                    sizes[id(block)][1] += size * linked
            elif keep(child):
                pending.append((child, child if child.tag in BLOCKS else block, linked or child.tag == "a"))
    yield from ((block, *sizes[id(block)]) for block in order)  # type: ignore[misc]
