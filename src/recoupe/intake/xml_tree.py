"""XML into the tree that pages are read into; a document type or an entity is refused by name, before it is read."""

from __future__ import annotations

from xml.parsers import expat

from recoupe.errors import FormatError, TooLargeError
from recoupe.intake.html.tree import Node, Piece

__all__ = ["first", "outermost", "parse_xml", "said_by", "under"]

DEPTH = 200
"""Elements inside each other at most; agency items stay under 30."""

ELEMENTS = 500_000
"""Elements of one file at most: a message of a thousand items has about 100,000."""

_BROKEN = "ask the sender for the file again; it must be well-formed XML"


def parse_xml(data: bytes) -> Node:
    """Return the tree of some XML, tags and attributes in lower case without their prefixes.

    Raises FormatError where it is not well formed, or declares a document type or entities (external ones lead to files
    and addresses, inner ones grow without end); TooLargeError over the caps on depth and elements.
    """
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two on encodings that it does not know
        raise FormatError(f"broken XML: {error}", remedy=_BROKEN) from None
    return builder.root


def _refuse(*_: object) -> None:
    raise FormatError(
        "the XML declares a document type or entities", remedy="no news item needs them: ask the sender for a plain one"
    )


class _Builder:
    """Makes the tree from what the parser meets."""

    def __init__(self) -> None:
        self.root = Node("#file", {}, 0)
        self.open = [self.root]
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > ELEMENTS:
            raise TooLargeError(f"the XML has more than {ELEMENTS:,} elements", remedy="divide it")
        if len(self.open) > DEPTH:
            raise TooLargeError(f"the XML has elements {DEPTH} deep", remedy="ask the sender what it is")
        plain = {_local(name): value for name, value in attributes.items()}
        node = Node(_local(tag), plain, self.count, self.open[-1])
        self.open[-1].children.append(node)
        self.open.append(node)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].children.append(Piece(text, self.count, literal=False))


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def under(node: Node, *path: str) -> list[Node]:
    """Elements reached by these tags from an element, each the child of the one before."""
    found = [node]
    for tag in path:
        found = [c for n in found for c in n.children if isinstance(c, Node) and c.tag == tag]
    return found


def first(node: Node, *tags: str) -> Node | None:
    """The first element inside with one of these tags, in the order of the file."""
    return next((n for n in node.nodes() if n.tag in tags and n is not node), None)


def said_by(nodes: list[Node]) -> str | None:
    """Words of the first of some elements that has any, white space as one space."""
    return next((words for n in nodes if (words := " ".join(n.text().split()))), None)


def outermost(node: Node, tags: tuple[str, ...]) -> list[Node]:
    """Elements inside with one of these tags, in the order of the file, without those that stand in another of them."""
    found, pending = [], [node]
    while pending:
        at = pending.pop()
        if at.tag in tags:
            found.append(at)
        else:
            pending.extend(c for c in reversed(at.children) if isinstance(c, Node))
    return found
