"""Who held which office when: « le président russe » to the president of that day, a known name to its Wikidata id."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from recoupe.extract.mentions.words import pieces
from recoupe.lang import world

__all__ = ["Holder", "holder_named", "holders_of", "terms_of"]


class Holder(NamedTuple):
    """One term of office; ``body`` is a state's code or an organisation's key, ``keys`` the folded words of each spelling."""

    body: str
    offices: tuple[frozenset[str], ...]
    names: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    qid: str | None
    gender: str
    begin: date
    end: date


@lru_cache(maxsize=1)
def _holders() -> tuple[Holder, ...]:
    found = []
    for row in world("office_holders"):
        names = tuple(row["names"].split(";"))
        keys = tuple(tuple(p for word in name.split() for p in pieces(word)) for name in names)
        offices = tuple(frozenset(p for w in o.split() for p in pieces(w)) for o in row["offices"].split(";"))
        end = date.fromisoformat(row["to"]) if row["to"] else date.max
        found.append(
            Holder(
                row["body"],
                offices,
                names,
                keys,
                row["qid"] or None,
                row["gender"],
                date.fromisoformat(row["from"]),
                end,
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _by_body() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for holder in _holders():
        found.setdefault(holder.body, []).append(holder)
    return found


def holders_of(body: str, words: Collection[str], day: date | None) -> list[Holder]:
    """Who held, on that day, the most exactly described office of a body; without a day nobody, for then it is a guess.

    ``words`` are the folded words of the description; a title of more words that all stand there wins (« premier
    ministre » over « ministre »).
    """
    if day is None:
        return []
    fitting = [
        (max((len(o) for o in h.offices if o <= set(words)), default=0), h)
        for h in _by_body().get(body, ())
        if h.begin <= day <= h.end
    ]
    best = max((size for size, _ in fitting), default=0)
    return [h for size, h in fitting if size == best] if best else []


def holder_named(key: tuple[str, ...]) -> Holder | None:
    """A holder by the folded words of the full name; of several terms the one that the table lists first."""
    return next(iter(_terms().get(key, ())), None) if len(key) > 1 else None


@lru_cache(maxsize=1)
def _terms() -> dict[tuple[str, ...], list[Holder]]:
    found: dict[tuple[str, ...], list[Holder]] = {}
    for holder in _holders():
        for key in holder.keys:
            found.setdefault(key, []).append(holder)
    return found


def terms_of(key: tuple[str, ...], day: date | None) -> list[Holder]:
    """The offices that a person of that full name held on a day; without a day none."""
    return [h for h in _terms().get(key, ()) if day is not None and h.begin <= day <= h.end]
