"""A page as a tree whose characters know where they stand in the page.

Libraries that read HTML well give no offsets of characters; this reader gives them and follows the HTML Standard in what
news pages need: character references, void elements, implied end tags, raw text, broken tags. It is linear in the size
of the page whatever the page holds: every scan consumes what it has looked at.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["CLOSES_PARAGRAPH", "Node", "Piece", "parse"]


@dataclass(slots=True)
class Piece:
    """Characters of the page: ``start`` where they stand in it; ``literal`` unless one reference was decoded to them."""

    text: str
    start: int
    literal: bool = True


@dataclass(slots=True, eq=False)
class Node:
    """An element: its tag in lower case, attributes (the first of each name), and what is in it."""

    tag: str
    attributes: dict[str, str]
    start: int
    parent: Node | None = None
    children: list[Node | Piece] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """Yield this element and all in it, in the order of the page."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(c for c in reversed(node.children) if isinstance(c, Node))

    def text(self) -> str:
        """All characters in it, white space as it stands."""
        pending: list[Node | Piece] = [self]
        found = []
        while pending:
            item = pending.pop()
            if isinstance(item, Piece):
                found.append(item.text)
            else:
                pending.extend(reversed(item.children))
        return "".join(found)

    def ancestors(self) -> Iterator[Node]:
        """Yield the elements around this one, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes"])
CLOSES_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "table",
        "ul",
    ]
)
"""Elements whose start tag ends an open ``<p>`` (HTML Standard, "optional tags")."""

_CLOSED_BY = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}, "th": {"td", "th"}, "option": {"option"}}  # fmt: skip
_SCOPES = frozenset(["ul", "ol", "table", "dl", "select", "body", "html"])

DEPTH = 400
"""Elements inside each other at most; deeper ones become siblings (real pages stay under 60)."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_SPACE = re.compile(r"[\s/=]*")
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,9}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


def parse(page: str) -> Node:
    """Return the page's tree; any string makes one."""
    return _Builder(page).built()


class _Builder:
    """Reads the page from left to right and keeps the elements that are open."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.root = Node("#page", {}, 0)
        self.open = [self.root]
        self.counts: Counter[str] = Counter()
        """Open elements by tag: nearly all calls of _close find none, and must not look through them all."""

    def built(self) -> Node:
        page, at = self.page, 0
        while at < len(page):
            sign = page.find("<", at)
            if sign < 0:
                sign = len(page)
            self._text(at, sign)
            at = self._markup(sign) if sign < len(page) else sign
        return self.root

    def _markup(self, at: int) -> int:
        """Read what starts with ``<``; return where it ends."""
        page = self.page
        following = page[at + 1 : at + 2]
        if page.startswith("<!--", at):
            return self._after("-->", at + 4)
        if following in ("!", "?"):
            return self._after(">", at)
        if following == "/" and page[at + 2 : at + 3].isalpha():
            name = _NAME.match(page, at + 2)
            self._close((name[0] if name else "").lower())
            return self._after(">", at)
        if following.isascii() and following.isalpha():
            return self._start_tag(at)
        self._text(at, at + 1, references=False)
        return at + 1

    def _after(self, sign: str, start: int) -> int:
        end = self.page.find(sign, start)
        return len(self.page) if end < 0 else end + len(sign)

    def _start_tag(self, start: int) -> int:
        page = self.page
        name = _NAME.match(page, start + 1)
        if name is None:  # the caller saw a letter
            return start + 1
        attributes: dict[str, str] = {}
        at = self._past_space(name.end())
        while at < len(page) and page[at] != ">":
            found = _ATTRIBUTE.match(page, at)
            if found is not None:
                value = next((v for v in found.groups()[1:] if v is not None), "")
                attributes.setdefault(found[1].lower(), html.unescape(value))
            at = self._past_space(max(found.end() if found else 0, at + 1))
        tag = name[0].lower()
        self._open(Node(tag, attributes, start))
        return self._raw(tag, at + 1) if tag in RAW else at + 1

    def _past_space(self, at: int) -> int:
        """The next place that is no space, slash or stray equals sign."""
        found = _SPACE.match(self.page, at)
        return found.end() if found else at

    def _raw(self, tag: str, start: int) -> int:
        """Scripts and styles: all up to their end tag, without references or tags."""
        end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(self.page, start)
        stop = end.start() if end else len(self.page)
        if start < stop:
            self.open[-1].children.append(Piece(self.page[start:stop], start))
        self._close(tag)
        return self._after(">", stop) if end else stop

    def _open(self, node: Node) -> None:
        if node.tag in CLOSES_PARAGRAPH:
            self._close("p", within=_SCOPES | {"button"})
        for other in _CLOSED_BY.get(node.tag, ()):
            self._close(other, within=_SCOPES)
        node.parent = self.open[-1]
        node.parent.children.append(node)
        if node.tag not in VOID and len(self.open) < DEPTH:
            self.open.append(node)
            self.counts[node.tag] += 1

    def _close(self, tag: str, within: frozenset[str] = frozenset()) -> None:
        """Close the nearest open element of this tag, and those in it; nothing where there is none in scope."""
        if not self.counts[tag]:
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                self.counts.subtract(node.tag for node in self.open[depth:])
                del self.open[depth:]
                return
            if self.open[depth].tag in within:
                return

    def _text(self, start: int, end: int, *, references: bool = True) -> None:
        """Add characters, references decoded."""
        children, at = self.open[-1].children, start
        for found in _REFERENCE.finditer(self.page, start, end) if references else ():
            decoded = html.unescape(found[0])
            if decoded == found[0]:
                continue
            if at < found.start():
                children.append(Piece(self.page[at : found.start()], at))
            children.append(Piece(decoded, found.start(), literal=False))
            at = found.end()
        if at < end:
            children.append(Piece(self.page[at:end], at))
