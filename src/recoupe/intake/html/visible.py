"""What a reader of the page does not see: hidden elements, by attribute, style or class."""

from __future__ import annotations

import re

from recoupe.intake.html.tree import Node, Piece
from recoupe.intake.html.words import named

__all__ = ["Hiding"]

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "select",
        "button",
        "input",
    ]
)
_DECLARATIONS = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])opacity\s*:\s*0*(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|!|$)|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|(?<![-\w])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"\s*(?:[a-z][a-z0-9]*)?([.#][\w-]+)\s*", re.IGNORECASE)

STYLE_LIMIT = 500_000
"""Characters of style sheets looked at in one page."""


class Hiding:
    """Which elements of one page are hidden; its own style sheets are heeded as far as single classes and ids go."""

    def __init__(self, root: Node) -> None:
        self._selectors = _hiding_selectors(root)

    def reason(self, node: Node) -> str | None:
        """Why the element is not seen: ``hidden``, ``style``, ``class``, ``no text``; None where it is."""
        attributes = node.attributes
        if node.tag in _UNSEEN:
            return "no text"
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            return "hidden"
        if "style" in attributes and _DECLARATIONS.search(attributes["style"]):
            return "style"
        names = {f".{c}" for c in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}"}
        if names & self._selectors or named(node, "hidden"):
            return "class"
        return None


def _hiding_selectors(root: Node) -> frozenset[str]:
    """Classes and ids that the page's style sheets hide on every screen; rules inside @media and the like are left out."""
    sheets = [n for n in root.nodes() if n.tag == "style" and n.attributes.get("media", "all") in ("all", "screen", "")]
    found = set()
    for sheet in sheets:
        text = "".join(c.text for c in sheet.children if isinstance(c, Piece))[:STYLE_LIMIT]
        for selectors, declarations in _RULE.findall(_without_at_rules(text)):
            if _DECLARATIONS.search(declarations):
                found |= {m[1] for s in selectors.split(",") if (m := _SIMPLE.fullmatch(s))}
    return frozenset(found)


def _without_at_rules(text: str) -> str:
    """The style sheet without comments and without @-rules and what is in their braces."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)", "", text, flags=re.DOTALL)
    kept, depth, inside = [], 0, False
    for part in re.findall(r"[{}]|@[^{};]*;?|[^{}@]+", text):
        if part.startswith("@") and depth == 0:
            inside = not part.endswith(";")
            continue
        depth += (part == "{") - (part == "}")
        if not inside:
            kept.append(part)
        elif part == "}" and depth <= 0:
            inside, depth = False, 0
    return "".join(kept)
