"""Which elements of a page are the report."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.intake.html.characters import block_texts
from recoupe.intake.html.tree import Node
from recoupe.intake.html.visible import Hiding
from recoupe.intake.html.words import is_aside, named

__all__ = ["Choice", "chosen"]

_ASIDE_TAGS = frozenset(["nav", "aside", "footer", "form", "figure", "figcaption", "h1", "table", "dialog", "menu"])
_ASIDE_ROLES = frozenset(["navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu"])

_PARAGRAPH = 40
"""Characters without spaces that a block needs to count as running text: half a line of print."""

_LINKED = 0.5
"""A block with more than this share of its characters in links is a list of links."""

_MOST = 0.85
"""The report is the innermost element that holds this share of the running text: the rest are captions and boxes."""


class Choice:
    """What was chosen: the elements in order, and which elements inside them are left out."""

    def __init__(self, nodes: list[Node], keep: Callable[[Node], bool], hidden: list[tuple[str, str]]) -> None:
        self.nodes = nodes
        self.keep = keep
        self.hidden = hidden
        """Hidden text inside the report: why it is not seen, and its words."""


def chosen(root: Node) -> Choice:
    """Return the elements that are the report; no elements where the page has no running text."""
    hiding = Hiding(root)
    unseen: dict[int, str | None] = {}

    def seen(node: Node) -> bool:
        if id(node) not in unseen:
            unseen[id(node)] = hiding.reason(node)
        return unseen[id(node)] is None

    def keep(node: Node) -> bool:
        return seen(node) and not _aside(node)

    body = _body(root, keep)
    if body is None:
        return Choice([], keep, [])
    links = {id(block) for block, size, linked in block_texts(body, keep) if linked > 0.8 * size}

    def kept(node: Node) -> bool:
        return keep(node) and id(node) not in links

    nodes = [*_lead(root, body, kept), body]
    hidden = [(str(unseen[id(n)]), n.text()) for n in body.nodes() if unseen.get(id(n)) not in (None, "no text")]
    return Choice(nodes, kept, [(why, " ".join(words.split())) for why, words in hidden if words.strip()])


def _aside(node: Node) -> bool:
    if node.tag in _ASIDE_TAGS or node.attributes.get("role", "").lower() in _ASIDE_ROLES:
        return True
    if node.tag in ("html", "body", "main", "article"):
        return False
    aside = named(node, "aside_paragraphs") if node.tag == "p" else is_aside(node)
    return not _says_body(node) and (named(node, "byline") or aside)


def _says_body(node: Node) -> bool:
    return "articleBody" in node.attributes.get("itemprop", "").split() or named(node, "body")


def _body(root: Node, keep: Callable[[Node], bool]) -> Node | None:
    """The innermost element with nearly all the running text of the best-marked part of the page."""
    weights = _weights(root, keep)
    total = weights.get(id(root), 0)
    if not total:
        return None
    inside = list(root.nodes())
    for says in (_says_body, lambda n: n.tag == "article", lambda n: n.tag == "main"):
        marked = [n for n in inside if says(n) and weights.get(id(n), 0) > 0.3 * total]
        if marked:
            best = max(marked, key=lambda n: weights[id(n)])  # the outermost of the best: max takes the first
            return best if says is _says_body else _innermost(best, weights)
    return _innermost(root, weights)


def _weights(root: Node, keep: Callable[[Node], bool]) -> dict[int, int]:
    """For each element the characters of running text in it."""
    weights: dict[int, int] = {}
    for block, size, linked in block_texts(root, keep):
        if size >= _PARAGRAPH and linked <= _LINKED * size:
            for node in (block, *block.ancestors()):
                weights[id(node)] = weights.get(id(node), 0) + size
    return weights


def _innermost(node: Node, weights: dict[int, int]) -> Node:
    """Go inwards while one element inside holds nearly all; never into a single paragraph of several."""
    least = _MOST * weights[id(node)]
    while True:
        inner = next((c for c in node.children if isinstance(c, Node) and weights.get(id(c), 0) >= least), None)
        if inner is None or inner.tag in ("p", "blockquote", "li"):
            return node
        node = inner


def _lead(root: Node, body: Node, keep: Callable[[Node], bool]) -> list[Node]:
    """The first sentences that stand above the text in an element of their own."""
    inside = {id(n) for n in body.nodes()}
    for node in root.nodes():
        if node.start >= body.start:
            return []
        around = [node, *node.ancestors()]
        is_lead = named(node, "lead") or node.attributes.get("itemprop") == "description"
        if is_lead and id(body) not in {id(n) for n in node.nodes()} and id(node) not in inside and node.tag != "meta":
            size = sum(size for _, size, linked in block_texts(node, keep) if linked <= _LINKED * size)
            if size >= _PARAGRAPH and all(keep(n) or n.tag in ("#page", "header") for n in around):
                return [node]
    return []
