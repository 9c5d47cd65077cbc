"""What an id stands for, in words: so that a person who decides sees what about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from recoupe.errors import NotFoundError
from recoupe.ledger import Ledger, Question

__all__ = ["Named", "matching", "named"]

_LONGEST = 200
"""Characters of a name or passage at most: enough to know it again."""


@dataclass(frozen=True, slots=True)
class Named:
    """An id with what it stands for: ``who`` says it where it was said, ``words`` are its own; ``link`` leads to it."""

    id: str
    who: str = ""
    words: str = ""
    link: str | None = None


def named(ledger: Ledger, name: str) -> Named:
    """Return what an id stands for, the id alone where the ledger does not hold it."""
    likely = _KINDS.get(name.partition("-")[0])
    for look_up in (likely,) if likely else _KINDS.values():
        if found := look_up(ledger, name):
            return found
    return Named(name)


def matching(ledger: Ledger, words: str, most: int) -> list[Named]:
    """Return what has these words: so many claims, names and reports."""
    question = Question(words=words, limit=most)
    asked = (ledger.claims(question), ledger.people(question), ledger.reports(question))
    return [named(ledger, item.id) for page in asked for item in page.items]


def _statement(ledger: Ledger, name: str) -> Named | None:
    found = ledger.statement(name)
    if found is None:
        return None
    who = found.speaker_name or found.source or found.outlet or ""
    link = f"/reports/{quote(found.report, safe='')}?start={found.start}&end={found.end}#here"
    return Named(name, who[:_LONGEST], found.words[:_LONGEST], link)


def _event(ledger: Ledger, name: str) -> Named | None:
    found = ledger.event(name)
    if found is None:
        return None
    link = f"/reports/{quote(found.report, safe='')}?start={found.start}&end={found.end}#here"
    return Named(name, found.outlet or "", found.words[:_LONGEST], link)


def _claim(ledger: Ledger, name: str) -> Named | None:
    found = ledger.claim(name)
    return Named(name, "", found.words[:_LONGEST], f"/claims/{quote(name, safe='')}") if found else None


def _person(ledger: Ledger, name: str) -> Named | None:
    found = ledger.identity(name)
    return Named(name, found.name[:_LONGEST], "", f"/people/{quote(name, safe='')}") if found else None


def _report(ledger: Ledger, name: str) -> Named | None:
    try:
        found = ledger.report(name)
    except NotFoundError:
        return None
    return Named(
        name, found.outlet or "", (found.title or found.name)[:_LONGEST], f"/reports/{quote(found.id, safe='')}"
    )


def _story(ledger: Ledger, name: str) -> Named | None:
    found = ledger.link("stories", name)
    return Named(name, "", found.title[:_LONGEST], f"/?story={quote(name, safe='')}") if found else None


_KINDS: dict[str, Callable[[Ledger, str], Named | None]] = {
    "r": _report, "s": _statement, "c": _claim, "i": _person, "st": _story, "event": _event,
}  # fmt: skip
"""By what an id of ours begins with: how it is looked up; one that begins otherwise may be any of them."""
