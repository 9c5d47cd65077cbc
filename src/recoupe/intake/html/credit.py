"""Who wrote a report, as its page says: the line as printed, the authors by name, and the agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from recoupe.intake.html import linked_data
from recoupe.intake.html.characters import characters
from recoupe.intake.html.tree import Node
from recoupe.intake.html.visible import Hiding
from recoupe.intake.html.words import is_date, named
from recoupe.lang import table, world

__all__ = ["agencies_in", "agencies_of", "authors_of", "credit_of"]

_BYLINE = 200
"""Characters of a credit line at most; longer ones are the author's biography."""

_CLOSING = 60
"""Characters of a last paragraph that is a credit at most: « (avec AFP et Reuters) »."""

_DATELINE = re.compile(r"[^\n]{0,120}?\(([^()\n]{2,40})\)\s*[-–—:]")
_OPENING = 3
"""Paragraphs of which one may have the dateline: a lead and a place may stand above it."""

_NAME_WORDS = 5
"""Words of an author's name at most: « Jean-Baptiste de La Tour d'Auvergne » has five."""

_NO_ARTICLE = frozenset({"meta", "link", "script", "body", "html", "article", "main"})


def credit_of(root: Node, data: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    """Who wrote it, as printed: the byline, else the authors that the page names, with an agency that stands beside."""
    printed = _byline(root)
    line = printed or ", ".join(a for a in dict.fromkeys(_given(data, meta)) if not a.startswith("http")) or None
    source = " ".join(linked_data.names(data.get("sourceOrganization")) or linked_data.names(data.get("provider")))
    told = {_known(a) for a in agencies_in(line or "")}
    new = source not in (line or "") and _known(source) not in told
    if source and new and source not in linked_data.names(data.get("publisher")):
        return f"{line} · {source}" if line else source
    return line


def _given(data: Mapping[str, Any], meta: Mapping[str, str]) -> list[str]:
    """Authors as the page's data name them."""
    keys = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator")
    found = next((meta[k] for k in keys if meta.get(k)), None)
    return linked_data.names(data.get("author")) or ([found] if found else [])


def _byline(root: Node) -> str | None:
    hiding = Hiding(root)
    for node in root.nodes():
        marked = any("author" in node.attributes.get(name, "").split() for name in ("rel", "itemprop"))
        if node.tag in _NO_ARTICLE or not (marked or named(node, "byline")):
            continue
        if hiding.reason(node) is None and all(hiding.reason(n) is None for n in node.ancestors()):
            lines = characters([node], lambda n: not is_date(n) and hiding.reason(n) is None).text.split("\n")
            words = " ".join(line.strip() for line in lines if line.strip())
            if words and len(words) <= _BYLINE and any(c.isalpha() for c in words):
                return words
    return None


def authors_of(
    data: Mapping[str, Any], meta: Mapping[str, str], credit: str | None, outlet: str | None
) -> tuple[str, ...]:
    """The authors by name, from the page's data, else from the printed line; outlets and agencies are none."""
    given = [a for a in _given(data, meta) if not a.startswith("http")]
    others = {n.casefold() for n in (outlet or "", *linked_data.names(data.get("publisher")))}
    for lines in (given, [credit or ""]):
        found = [name for line in lines for name in _people(line) if name.casefold() not in others]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _people(line: str) -> Iterable[str]:
    """Names of people in a line: what stands between its opening, its joins and an agency, in capitals."""
    parts = table("world", "page_parts")
    low = line.lower()
    opening = max((o for o in parts["credit_openings"] if low.startswith(f"{o} ")), key=len, default="")
    line = line[len(opening) :].strip()
    low = line.lower()
    cuts = [low.find(w) for w in parts["credit_with"] if w in low]
    line = line[: min(cuts)] if cuts else line
    for name in re.split("|".join(re.escape(j) for j in parts["credit_joins"]), line, flags=re.IGNORECASE):
        words = name.split()
        if (
            2 <= len(words) <= _NAME_WORDS
            and words[0][0].isupper()
            and words[-1][0].isupper()
            and not agencies_in(name)
        ):
            yield name.strip()


def agencies_of(data: Mapping[str, Any], credit: str | None, text: str) -> tuple[str, ...]:
    """The agencies that a report goes back to, as printed: those of the page's data, credit, dateline and last line."""
    publisher = linked_data.names(data.get("publisher"))
    named_so = linked_data.names(data.get("sourceOrganization")) or linked_data.names(data.get("provider"))
    found = [name for name in named_so if name not in publisher]
    first = [line for line in text.split("\n", 2 * _OPENING)[: 2 * _OPENING] if line]
    datelines = [m[1] for m in map(_DATELINE.match, first) if m]
    last = text.rstrip().rpartition("\n")[2]
    lines = [credit or "", *linked_data.names(data.get("author")), *datelines, last if len(last) <= _CLOSING else ""]
    found += [name for line in lines for name in agencies_in(line)]
    return tuple({_known(name): name for name in reversed(found)}[key] for key in dict.fromkeys(map(_known, found)))


def agencies_in(line: str) -> list[str]:
    """Known agencies that a line names, as it writes them."""
    return [m[0] for m in _agencies().finditer(line)]


def _known(name: str) -> str:
    """The key of an agency by any of its names, else the name itself."""
    return _keys().get(name.removeprefix("l'").removeprefix("L'"), name)


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    return {name: row["key"] for row in world("outlets") if row["sort"] == "agency" for name in row["names"].split(";")}


@lru_cache(maxsize=1)
def _agencies() -> re.Pattern[str]:
    rows = [r for r in world("outlets") if r["sort"] == "agency"]
    names = sorted({n for r in rows for n in r["names"].split(";")}, key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in names)})(?!\w)")
